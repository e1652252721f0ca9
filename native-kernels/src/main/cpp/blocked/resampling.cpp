// Other heights and widths, on blocks of 16 channels or on planes: interpolation, and the sums that
// a transposed convolution ends with.
#include <algorithm>

#include "map.hpp"

namespace receptive {
namespace {

using V = Simd;
using Vec = V::Vec;

// Which input rows (columns) an output row (column) is made of.
struct Mix {
  int64_t taps;
  const int32_t* positions;  // [output][taps]
  const float* weights;
};

// PIXEL floats are 16, or 1 of a plane.
template <int PIXEL>
struct Resampled {
  const receptive_blocked& plan;
  Mix rows, columns;
  float* scratch;  // one row of the input

  void copied(const float* in, float* out) const {
    for (int64_t x = 0; x < plan.out.width; x++) {
      const float* from = in + columns.positions[x] * PIXEL;
      if constexpr (PIXEL == 1) {
        out[x] = *from;
      } else {
        for (int lane = 0; lane < PIXEL; lane += V::lanes) {
          V::store(out + x * PIXEL + lane, V::load(from + lane));
        }
      }
    }
  }

  // The rows that an output row lies between, mixed.
  const float* mixed(const float* in, int64_t y) const {
    const int32_t* position = rows.positions + y * rows.taps;
    if (rows.taps == 1) return in + position[0] * plan.in.row_pitch;
    const int64_t count = plan.in.width * PIXEL;
    for (int64_t tap = 0; tap < rows.taps; tap++) {
      const float* from = in + position[tap] * plan.in.row_pitch;
      const float weight = rows.weights[y * rows.taps + tap];
      for (int64_t i = 0; i < count; i++) {
        scratch[i] = tap == 0 ? weight * from[i] : scratch[i] + weight * from[i];
      }
    }
    return scratch;
  }

  void row(const float* in, float* out) const {
    for (int64_t x = 0; x < plan.out.width; x++) {
      float sums[PIXEL] = {};
      for (int64_t tap = 0; tap < columns.taps; tap++) {
        const float* from = in + columns.positions[x * columns.taps + tap] * PIXEL;
        const float weight = columns.weights[x * columns.taps + tap];
        for (int i = 0; i < PIXEL; i++) sums[i] += weight * from[i];
      }
      for (int i = 0; i < PIXEL; i++) out[x * PIXEL + i] = sums[i];
    }
  }

  void band(const float* in, float* out, int64_t begin, int64_t end) const {
    for (int64_t y = begin; y < end; y++) {
      const float* from = mixed(in, y);
      float* to = out + y * plan.out.row_pitch;
      if (columns.taps == 1) {
        copied(from, to);
      } else {
        row(from, to);
      }
    }
  }
};

// Which kernel row and input row meet in an output row, and so for columns.
struct Meetings {
  const int32_t* starts;  // [output + 1]
  const int32_t* taps;
  const int32_t* positions;
};

template <int PIXEL>
struct Overlapped {
  const receptive_blocked& plan;
  Meetings rows, columns;
  int64_t tap_pitch;  // floats from one tap's channels to the next tap's
  const float* bias;

  template <class Activation>
  void band(const float* in, float* out, int64_t begin, int64_t end, Activation activate) const {
    for (int64_t y = begin; y < end; y++) {
      float* to = out + y * plan.out.row_pitch;
      for (int64_t x = 0; x < plan.out.width; x++) {
        for (int lane = 0; lane < PIXEL; lane += V::lanes) {
          Vec sum = V::load(bias + lane);
          for (int32_t r = rows.starts[y]; r < rows.starts[y + 1]; r++) {
            const float* line = in + rows.positions[r] * plan.in.row_pitch + lane +
                                rows.taps[r] * plan.kernel_width * tap_pitch;
            for (int32_t c = columns.starts[x]; c < columns.starts[x + 1]; c++) {
              sum = V::add(sum, V::load(line + columns.taps[c] * tap_pitch +
                                        columns.positions[c] * PIXEL));
            }
          }
          V::store(to + x * PIXEL + lane, activate(sum));
        }
      }
    }
  }

  // A plane: tap by tap, the columns that meet it lie a stride apart.
  void plane(const float* in, float* out, int64_t begin, int64_t end) const {
    for (int64_t y = begin; y < end; y++) {
      float* to = out + y * plan.out.row_pitch;
      for (int64_t x = 0; x < plan.out.width; x++) {
        float sum = *bias;
        for (int32_t r = rows.starts[y]; r < rows.starts[y + 1]; r++) {
          const float* line = in + rows.positions[r] * plan.in.row_pitch +
                              rows.taps[r] * plan.kernel_width * tap_pitch;
          for (int32_t c = columns.starts[x]; c < columns.starts[x + 1]; c++) {
            sum += line[columns.taps[c] * tap_pitch + columns.positions[c]];
          }
        }
        to[x] = sum;
      }
    }
  }
};

template <class F>
void each_unit(const receptive_blocked& plan, int64_t begin, int64_t end, F f) {
  for (int64_t unit = begin; unit < end; unit++) {
    const int64_t block = unit % plan.output_blocks, band = unit / plan.output_blocks % plan.bands;
    const int64_t first = band * plan.band_rows;
    f(unit / plan.bands / plan.output_blocks, block, first,
      std::min(plan.out.height, first + plan.band_rows));
  }
}

}  // namespace
}  // namespace receptive

RECEPTIVE_API void receptive_resample(const receptive_blocked* given, int64_t row_taps,
                                      const int32_t* row_positions, const float* row_weights,
                                      int64_t column_taps, const int32_t* column_positions,
                                      const float* column_weights, const float* input,
                                      float* output, float* scratch, int64_t begin, int64_t end) {
  using namespace receptive;
  const receptive_blocked& plan = *given;
  const Mix rows{row_taps, row_positions, row_weights};
  const Mix columns{column_taps, column_positions, column_weights};
  each_unit(plan, begin, end, [&](int64_t image, int64_t block, int64_t first, int64_t last) {
    const float* in = input + image * plan.in.image_pitch + block * plan.in.block_pitch;
    float* out = output + image * plan.out.image_pitch + block * plan.out.block_pitch;
    if (plan.planar) {
      Resampled<1>{plan, rows, columns, scratch}.band(in, out, first, last);
    } else {
      Resampled<kBlock>{plan, rows, columns, scratch}.band(in, out, first, last);
      zero_halo<V>(plan.out, out, first, last);
    }
  });
}

RECEPTIVE_API void receptive_overlap(const receptive_blocked* given, const int32_t* row_starts,
                                     const int32_t* row_taps, const int32_t* row_positions,
                                     const int32_t* column_starts, const int32_t* column_taps,
                                     const int32_t* column_positions, int64_t tap_pitch,
                                     int64_t group_filters, int64_t taps, const float* bias,
                                     const float* input, float* output, float slope, float high,
                                     int64_t begin, int64_t end) {
  using namespace receptive;
  const receptive_blocked& plan = *given;
  const Meetings rows{row_starts, row_taps, row_positions};
  const Meetings columns{column_starts, column_taps, column_positions};
  const Epilogue epilogue{plan.activation, slope, high};
  each_unit(plan, begin, end, [&](int64_t image, int64_t block, int64_t first, int64_t last) {
    const int64_t start = block / group_filters * group_filters * taps + block % group_filters;
    const float* in = input + image * plan.in.image_pitch + start * plan.in.block_pitch;
    float* out = output + image * plan.out.image_pitch + block * plan.out.block_pitch;
    if (plan.planar) {
      Overlapped<1>{plan, rows, columns, tap_pitch, bias + block}.plane(in, out, first, last);
    } else {
      const Overlapped<kBlock> overlapped{plan, rows, columns, tap_pitch, bias + block * kBlock};
      epilogue.with<V>(
          [&](auto activate) { overlapped.band(in, out, first, last, activate); });
      zero_halo<V>(plan.out, out, first, last);
    }
  });
}
