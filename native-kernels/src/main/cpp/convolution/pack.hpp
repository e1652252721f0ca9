// The padded rows of the input that one unit of work reads, laid out so that every kernel tap finds
// neighbouring output pixels at neighbouring addresses.
//
//   x_padded = x * stride + tap * dilation
//
// For stride 1 that is a plain copy with zeros around it. For stride s the columns are sorted into
// s phases (x_padded mod s), so that what tap `tap` sees of pixel x lies at
//   phase (tap * dilation) mod s, position x + (tap * dilation) / s:
// the stride is gone from the inner loop. Phases and rows that no tap reads are not copied.
//
//   packed[channel][row][phase][position]
#pragma once

#include <algorithm>
#include <cstring>

#include "../receptive.h"
#include "../simd/simd.hpp"

namespace receptive {

struct Packer {
  const receptive_convolution& plan;
  const int32_t* phases;  // the phases that some tap reads, in the order they are stored

  // Packs the channels of a group for output rows first_row .. first_row + rows.
  void pack(const float* group_input, int first_row, int rows, float* packed) const {
    const int padded_rows =
        (rows - 1) * plan.stride_height + (plan.kernel_height - 1) * plan.dilation_height + 1;
    const int group_channels = plan.channels / plan.groups;
    for (int c = 0; c < group_channels; c++) {
      const float* plane = group_input + static_cast<int64_t>(c) * plan.height * plan.width;
      float* out = packed + static_cast<int64_t>(c) * plan.channel_pitch;
      for (int r = 0; r < padded_rows; r++, out += plan.row_pitch) {
        if (!is_read(r)) continue;
        const int y = first_row * plan.stride_height + r - plan.pad_top;
        if (y < 0 || y >= plan.height) {
          std::memset(out, 0, sizeof(float) * plan.row_pitch);
        } else {
          pack_row(plane + static_cast<int64_t>(y) * plan.width, out);
        }
      }
    }
  }

 private:
  bool is_read(int row) const {
    if (plan.stride_height == 1 && plan.dilation_height == 1) return true;
    for (int tap = 0; tap < plan.kernel_height; tap++) {
      const int distance = row - tap * plan.dilation_height;
      if (distance >= 0 && distance % plan.stride_height == 0) return true;
    }
    return false;
  }

  void pack_row(const float* in, float* out) const {
    for (int i = 0; i < plan.phases; i++, out += plan.phase_length) {
      // Position p holds x = p * stride + phase - pad; the inside is where 0 <= x < width.
      const int stride = plan.stride_width, shift = phases[i] - plan.pad_left;
      const int begin = std::min(plan.phase_length, shift >= 0 ? 0 : steps(-shift, stride));
      const int inside = plan.width - shift;
      const int end = std::min(plan.phase_length, inside <= 0 ? 0 : steps(inside, stride));
      if (end <= begin) {
        std::memset(out, 0, sizeof(float) * plan.phase_length);
        continue;
      }
      for (int p = 0; p < begin; p++) out[p] = 0;
      copy(in + shift, out, begin, end, stride);
      for (int p = end; p < plan.phase_length; p++) out[p] = 0;
    }
  }

  // distance / stride, rounded up; dividing by 1 would take as long as copying a short row.
  static int steps(int distance, int stride) {
    return stride == 1 ? distance : (distance + stride - 1) / stride;
  }

  static void copy(const float* in, float* out, int begin, int end, int stride) {
    if (stride == 1) {
      // Rows are short: a call of memcpy would take longer than the copying.
      using V = NarrowSimd;
      int p = begin;
      for (; p + V::lanes <= end; p += V::lanes) V::store(out + p, V::load(in + p));
      for (; p < end; p++) out[p] = in[p];
    } else if (stride == 2) {
      for (int p = begin; p < end; p++) out[p] = in[2 * static_cast<int64_t>(p)];
    } else {
      for (int p = begin; p < end; p++) out[p] = in[static_cast<int64_t>(p) * stride];
    }
  }
};

}  // namespace receptive
