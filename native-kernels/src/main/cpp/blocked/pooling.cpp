// Pooling on blocks of 16 channels: the taps of a window are whole registers.
#include <algorithm>
#include <limits>

#include "map.hpp"

namespace receptive {
namespace {

using V = Simd;
using Vec = V::Vec;

// The taps of one window along one axis that lie inside the input.
struct Inside {
  int64_t first, end, start;

  Inside(int64_t out, int64_t stride, int64_t pad, int64_t kernel, int64_t dilation, int64_t size)
      : start(out * stride - pad) {
    first = start >= 0 ? 0 : (-start + dilation - 1) / dilation;
    end = start >= size ? 0 : std::min(kernel, (size - start + dilation - 1) / dilation);
    end = std::max(first, end);
  }
};

// The taps of a window that reach no further than the padded input.
RECEPTIVE_INLINE int64_t counted(int64_t kernel, int64_t dilation, int64_t reach) {
  return std::min(kernel, (reach + dilation - 1) / dilation);
}

struct Pooling {
  const receptive_blocked& plan;

  template <bool MAX>
  RECEPTIVE_INLINE void pixel(const float* in, float* out, const Inside& rows,
                              const Inside& columns) const {
    float factor = 1;
    if (!MAX) {
      int64_t count = (rows.end - rows.first) * (columns.end - columns.first);
      if (plan.count_padding) {
        // Padding counts, but not what hangs over the padded input.
        count = counted(plan.kernel_height, plan.dilation_height,
                        plan.in.height + plan.pad_bottom - rows.start) *
                counted(plan.kernel_width, plan.dilation_width,
                        plan.in.width + plan.pad_right - columns.start);
      }
      // A window that sees only padding which does not count has no mean: 0, as PyTorch gives.
      factor = 1.0f / static_cast<float>(std::max<int64_t>(1, count));
    }
    for (int lane = 0; lane < kBlock; lane += V::lanes) {
      Vec sum = MAX ? V::broadcast(-std::numeric_limits<float>::infinity()) : V::zero();
      for (int64_t r = rows.first; r < rows.end; r++) {
        const float* at = in + (rows.start + r * plan.dilation_height) * plan.in.row_pitch +
                          (columns.start + columns.first * plan.dilation_width) * kBlock + lane;
        for (int64_t c = columns.first; c < columns.end; c++, at += plan.dilation_width * kBlock) {
          // The value read comes first: a NaN in it wins, and so does one in the maximum so far.
          sum = MAX ? V::maxOrNan(V::load(at), sum) : V::add(sum, V::load(at));
        }
      }
      V::store(out + lane, MAX ? sum : V::mul(sum, V::broadcast(factor)));
    }
  }

  template <bool MAX>
  void rows(const float* in, float* out, int64_t begin, int64_t end) const {
    for (int64_t y = begin; y < end; y++) {
      const Inside down(y, plan.stride_height, plan.pad_top, plan.kernel_height,
                        plan.dilation_height, plan.in.height);
      for (int64_t x = 0; x < plan.out.width; x++) {
        const Inside across(x, plan.stride_width, plan.pad_left, plan.kernel_width,
                            plan.dilation_width, plan.in.width);
        pixel<MAX>(in, out + y * plan.out.row_pitch + x * kBlock, down, across);
      }
    }
  }
};

}  // namespace
}  // namespace receptive

RECEPTIVE_API void receptive_blocked_pool(const receptive_blocked* given, const float* input,
                                          float* output, int64_t begin, int64_t end) {
  using namespace receptive;
  const receptive_blocked& plan = *given;
  for (int64_t unit = begin; unit < end; unit++) {
    const int64_t block = unit % plan.output_blocks, band = unit / plan.output_blocks % plan.bands;
    const int64_t image = unit / plan.bands / plan.output_blocks;
    const int64_t first = band * plan.band_rows;
    const int64_t last = std::min(plan.out.height, first + plan.band_rows);
    const float* in = input + image * plan.in.image_pitch + block * plan.in.block_pitch;
    float* out = output + image * plan.out.image_pitch + block * plan.out.block_pitch;
    if (plan.maximum) {
      Pooling{plan}.rows<true>(in, out, first, last);
    } else {
      Pooling{plan}.rows<false>(in, out, first, last);
    }
    zero_halo<V>(plan.out, out, first, last);
  }
}
