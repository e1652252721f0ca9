// Depthwise convolution on blocks of 16 channels: every lane has its own filter.
#include <algorithm>

#include "map.hpp"

namespace receptive {
namespace {

using V = Simd;
using Vec = V::Vec;

// Pixels that are summed at once, a register each.
constexpr int kSums = V::lanes == kBlock ? 16 : 8;

struct Depthwise {
  const receptive_blocked& plan;
  const float* input;     // at the tap (0, 0) of output (0, 0) of this block
  const float* weights;   // [tap][16]
  const float* bias;      // [16]
  const float* residual;  // or null
  float* output;

  template <class Activation>
  RECEPTIVE_INLINE void finish(Vec sum, int64_t y, int64_t x, int lane, Activation activate) const {
    if (residual != nullptr) {
      sum = V::add(sum, V::load(residual + y * plan.residual.row_pitch + x * kBlock + lane));
    }
    V::store(output + y * plan.out.row_pitch + x * kBlock + lane, activate(sum));
  }

  // COUNT pixels of one row.
  template <int COUNT, class Activation>
  void pixels(int64_t y, int64_t x, int lane, Activation activate) const {
    Vec sum[COUNT];
    RECEPTIVE_UNROLL
    for (int j = 0; j < COUNT; j++) sum[j] = V::load(bias + lane);
    const int64_t step = plan.stride_width * kBlock;
    const float* w = weights + lane;
    for (int64_t r = 0; r < plan.kernel_height; r++) {
      const float* in = input + (y * plan.stride_height + r * plan.dilation_height) * plan.in.row_pitch +
                        x * step + lane;
      for (int64_t s = 0; s < plan.kernel_width; s++) {
        const Vec weight = V::load(w);
        RECEPTIVE_UNROLL
        for (int j = 0; j < COUNT; j++) sum[j] = V::fma(V::load(in + j * step), weight, sum[j]);
        in += plan.dilation_width * kBlock;
        w += kBlock;
      }
    }
    RECEPTIVE_UNROLL
    for (int j = 0; j < COUNT; j++) finish(sum[j], y, x + j, lane, activate);
  }

  // COUNT pixels of two rows, where the stride down is 1: a row of the input that both want is
  // loaded once, and meets the weights of two taps.
  template <int COUNT, class Activation>
  void pixels_of_two(int64_t y, int64_t x, int lane, Activation activate) const {
    Vec above[COUNT], below[COUNT];
    RECEPTIVE_UNROLL
    for (int j = 0; j < COUNT; j++) above[j] = below[j] = V::load(bias + lane);
    const int64_t step = plan.stride_width * kBlock, row = plan.kernel_width * kBlock;
    const float* start = input + y * plan.in.row_pitch + x * step + lane;
    for (int64_t r = 0; r <= plan.kernel_height; r++) {
      const float* in = start + r * plan.in.row_pitch;
      const float* w = weights + r * row + lane;
      for (int64_t s = 0; s < plan.kernel_width; s++) {
        if (r == 0) {
          const Vec weight = V::load(w);
          RECEPTIVE_UNROLL
          for (int j = 0; j < COUNT; j++) above[j] = V::fma(V::load(in + j * step), weight, above[j]);
        } else if (r == plan.kernel_height) {
          const Vec weight = V::load(w - row);
          RECEPTIVE_UNROLL
          for (int j = 0; j < COUNT; j++) below[j] = V::fma(V::load(in + j * step), weight, below[j]);
        } else {
          const Vec first = V::load(w), second = V::load(w - row);
          RECEPTIVE_UNROLL
          for (int j = 0; j < COUNT; j++) {
            const Vec value = V::load(in + j * step);
            above[j] = V::fma(value, first, above[j]);
            below[j] = V::fma(value, second, below[j]);
          }
        }
        in += plan.dilation_width * kBlock;
        w += kBlock;
      }
    }
    RECEPTIVE_UNROLL
    for (int j = 0; j < COUNT; j++) {
      finish(above[j], y, x + j, lane, activate);
      finish(below[j], y + 1, x + j, lane, activate);
    }
  }

  // The compiled pixels for a number of them known only at run time.
  template <bool TWO, int COUNT, class Activation>
  RECEPTIVE_INLINE void pixels_of(int64_t count, int64_t y, int64_t x, int lane,
                                  Activation activate) const {
    if constexpr (COUNT > 1) {
      if (count < COUNT) return pixels_of<TWO, COUNT - 1>(count, y, x, lane, activate);
    }
    if constexpr (TWO) {
      pixels_of_two<COUNT>(y, x, lane, activate);
    } else {
      pixels<COUNT>(y, x, lane, activate);
    }
  }

  // A row, or two: as few pieces as fill the registers, as equal as possible.
  template <bool TWO, class Activation>
  void pieces(int64_t y, int lane, Activation activate) const {
    constexpr int widest = TWO ? kSums / 2 : kSums;
    int64_t count = (plan.out.width + widest - 1) / widest;
    for (int64_t x = 0; x < plan.out.width; count--) {
      const int64_t some = (plan.out.width - x + count - 1) / count;
      pixels_of<TWO, widest>(some, y, x, lane, activate);
      x += some;
    }
  }

  // Two rows of a 3x3 kernel with stride 1: four input rows move through the registers, so that a
  // column of them is loaded once for six of its uses.
  template <class Activation>
  void two_rows(int64_t y, int lane, Activation activate) const {
    const int64_t row = plan.in.row_pitch;
    const float* in = input + y * row + lane;
    Vec w[9], a[4], b[4], c[4];
    RECEPTIVE_UNROLL
    for (int i = 0; i < 9; i++) w[i] = V::load(weights + i * kBlock + lane);
    const Vec start = V::load(bias + lane);
    RECEPTIVE_UNROLL
    for (int r = 0; r < 4; r++) {
      a[r] = V::load(in + r * row);
      b[r] = V::load(in + r * row + kBlock);
    }
    for (int64_t x = 0; x < plan.out.width; x++) {
      RECEPTIVE_UNROLL
      for (int r = 0; r < 4; r++) c[r] = V::load(in + r * row + (x + 2) * kBlock);
      RECEPTIVE_UNROLL
      for (int i = 0; i < 2; i++) {
        Vec s0 = start, s1 = V::mul(b[i], w[1]), s2 = V::mul(c[i], w[2]);
        s0 = V::fma(a[i], w[0], s0);
        s0 = V::fma(a[i + 1], w[3], s0);
        s1 = V::fma(b[i + 1], w[4], s1);
        s2 = V::fma(c[i + 1], w[5], s2);
        s0 = V::fma(a[i + 2], w[6], s0);
        s1 = V::fma(b[i + 2], w[7], s1);
        s2 = V::fma(c[i + 2], w[8], s2);
        finish(V::add(s0, V::add(s1, s2)), y + i, x, lane, activate);
      }
      RECEPTIVE_UNROLL
      for (int r = 0; r < 4; r++) {
        a[r] = b[r];
        b[r] = c[r];
      }
    }
  }

  template <class Activation>
  void rows(int64_t begin, int64_t end, Activation activate) const {
    const bool together = plan.stride_height == 1 && plan.dilation_height == 1;
    const bool three = together && plan.kernel_height == 3 && plan.kernel_width == 3 &&
                       plan.stride_width == 1 && plan.dilation_width == 1;
    for (int64_t y = begin; y < end;) {
      const bool two = together && y + 2 <= end;
      for (int lane = 0; lane < kBlock; lane += V::lanes) {
        if (two && three) {
          two_rows(y, lane, activate);
        } else if (two) {
          pieces<true>(y, lane, activate);
        } else {
          pieces<false>(y, lane, activate);
        }
      }
      y += two ? 2 : 1;
    }
  }
};

}  // namespace
}  // namespace receptive

RECEPTIVE_API void receptive_depthwise_pack(int64_t channels, int64_t taps, const float* weights,
                                            float* packed) {
  using receptive::kBlock;
  const int64_t padded = (channels + kBlock - 1) / kBlock * kBlock;
  for (int64_t c = 0; c < padded; c++) {
    for (int64_t tap = 0; tap < taps; tap++) {
      packed[(c / kBlock * taps + tap) * kBlock + c % kBlock] =
          c < channels ? weights[c * taps + tap] : 0.0f;
    }
  }
}

RECEPTIVE_API void receptive_depthwise_run(const receptive_blocked* given, const float* input,
                                           const float* weights, const float* bias,
                                           const float* residual, float* output, float slope,
                                           float high, int64_t begin, int64_t end) {
  using namespace receptive;
  const receptive_blocked& plan = *given;
  const Epilogue epilogue{plan.activation, slope, high};
  for (int64_t unit = begin; unit < end; unit++) {
    const int64_t block = unit % plan.output_blocks, band = unit / plan.output_blocks % plan.bands;
    const int64_t image = unit / plan.bands / plan.output_blocks;
    const int64_t first = band * plan.band_rows;
    const int64_t last = std::min(plan.out.height, first + plan.band_rows);
    float* out = output + image * plan.out.image_pitch + block * plan.out.block_pitch;
    const Depthwise depthwise{plan,
                              input + image * plan.in.image_pitch + block * plan.in.block_pitch -
                                  plan.pad_top * plan.in.row_pitch - plan.pad_left * kBlock,
                              weights + block * plan.kernel_height * plan.kernel_width * kBlock,
                              bias + block * kBlock,
                              residual == nullptr ? nullptr
                                                  : residual + image * plan.residual.image_pitch +
                                                        block * plan.residual.block_pitch,
                              out};
    epilogue.with<V>([&](auto activate) { depthwise.rows(first, last, activate); });
    zero_halo<V>(plan.out, out, first, last);
  }
}
