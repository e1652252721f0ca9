// Sums, scales and activations on blocks of 16 channels, and the way into and out of blocks.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#if defined(__linux__)
#include <sys/mman.h>
#endif

#include "../smooth.hpp"
#include "map.hpp"

namespace receptive {
namespace {

using V = Simd;
using Vec = V::Vec;

// Calls f(block, first row, end of rows, image) for each unit of bands.
template <class F>
void each_band(const receptive_blocked& plan, int64_t begin, int64_t end, F f) {
  for (int64_t unit = begin; unit < end; unit++) {
    const int64_t block = unit % plan.output_blocks, band = unit / plan.output_blocks % plan.bands;
    const int64_t first = band * plan.band_rows;
    f(unit / plan.bands / plan.output_blocks, block, first,
      std::min(plan.out.height, first + plan.band_rows));
  }
}

const float* block_of(const receptive_map& map, const float* data, int64_t image, int64_t block) {
  return data + image * map.image_pitch + block * map.block_pitch;
}

// 16 channels of a row of `width` planar pixels become blocks of pixels; missing channels are 0.
void row_to_blocks(const float* in, int64_t plane, int64_t channels, int64_t width, float* out) {
  for (int64_t x = 0; x < width; x += V::lanes) {
    const int64_t pixels = std::min<int64_t>(V::lanes, width - x);
    for (int64_t c = 0; c < kBlock; c += V::lanes) {
      Vec rows[V::lanes];
      for (int r = 0; r < V::lanes; r++) {
        const float* at = in + (c + r) * plane + x;
        rows[r] = c + r >= channels     ? V::zero()
                  : pixels == V::lanes ? V::load(at)
                                       : V::loadFirst(at, static_cast<int>(pixels));
      }
      V::template storeTransposed<V::lanes>(rows, out + x * kBlock + c, kBlock,
                                            static_cast<int>(pixels));
    }
  }
}

// A register's pixels of all channels.
RECEPTIVE_INLINE void pixels_to_planes(const float* in, int64_t plane, int64_t channels,
                                       float* out) {
  for (int64_t c = 0; c < channels; c += V::lanes) {
    Vec rows[V::lanes];
    for (int r = 0; r < V::lanes; r++) rows[r] = V::load(in + r * kBlock + c);
    V::template storeTransposed<V::lanes>(rows, out + c * plane, plane,
                                          static_cast<int>(std::min<int64_t>(V::lanes, channels - c)));
  }
}

void row_to_planes(const float* in, int64_t plane, int64_t channels, int64_t width, float* out) {
  if (width < V::lanes) {
    for (int64_t x = 0; x < width; x++) {
      for (int64_t c = 0; c < channels; c++) out[c * plane + x] = in[x * kBlock + c];
    }
    return;
  }
  // Behind the first register, all are aligned where planes allow it: a store across two cache lines
  // costs more than two, for neighbouring planes often take the same place in the cache. There and
  // at the end a register goes back to be full: some pixels are written twice.
  const auto address = reinterpret_cast<std::uintptr_t>(out) / sizeof(float);
  const int64_t over = plane % kLine == 0 ? static_cast<int64_t>(address % V::lanes) : 0;
  for (int64_t x = 0; x < width; x += x == 0 ? V::lanes - over : V::lanes) {
    const int64_t from = std::min(x, width - V::lanes);
    pixels_to_planes(in + from * kBlock, plane, channels, out + from);
  }
}

// How many rows of how many pixels: rows without gaps on both sides are one.
struct Rows {
  int64_t count, width;

  Rows(int64_t rows, int64_t pixels, int64_t planar_pitch, int64_t blocked_pitch)
      : count(rows), width(pixels) {
    if (planar_pitch == width && blocked_pitch == width * kBlock) {
      width *= count;
      count = 1;
    }
  }
};

}  // namespace
}  // namespace receptive

namespace receptive {
namespace {

template <class Pair>
void blocked_pair(const receptive_blocked& plan, int64_t each, const float* a, const float* b,
                  float* output, const Epilogue& epilogue, int64_t begin, int64_t end, Pair pair) {
  each_band(plan, begin, end, [&](int64_t image, int64_t block, int64_t first, int64_t last) {
    const float* left = block_of(plan.in, a, image, block);
    const float* right = block_of(plan.residual, b, image, block);
    float* out = output + image * plan.out.image_pitch + block * plan.out.block_pitch;
    epilogue.with<V>([&](auto activate) {
      for (int64_t y = first; y < last; y++) {
        const float* from = left + y * plan.in.row_pitch;
        const float* with = right + (each == 0 ? 0 : y * plan.residual.row_pitch);
        float* to = out + y * plan.out.row_pitch;
        if (each == 0) {
          for (int64_t lane = 0; lane < kBlock; lane += V::lanes) {
            const Vec repeated = V::load(with + lane);
            for (int64_t i = lane; i < plan.out.width * kBlock; i += kBlock) {
              V::store(to + i, activate(pair(V::load(from + i), repeated)));
            }
          }
        } else {
          for (int64_t i = 0; i < plan.out.width * kBlock; i += V::lanes) {
            V::store(to + i, activate(pair(V::load(from + i), V::load(with + i))));
          }
        }
      }
    });
    zero_halo<V>(plan.out, out, first, last);
  });
}

}  // namespace
}  // namespace receptive

RECEPTIVE_API void receptive_blocked_pair(const receptive_blocked* plan, int64_t operation,
                                          int64_t each, const float* a, const float* b,
                                          float* output, float slope, float high, int64_t begin,
                                          int64_t end) {
  using namespace receptive;
  const Epilogue epilogue{plan->activation, slope, high};
  const auto run = [&](auto pair) {
    blocked_pair(*plan, each, a, b, output, epilogue, begin, end, pair);
  };
  switch (operation) {
    case RECEPTIVE_SUBTRACT:
      return run([](Vec x, Vec y) { return V::sub(x, y); });
    case RECEPTIVE_MULTIPLY:
      return run([](Vec x, Vec y) { return V::mul(x, y); });
    default:
      return run([](Vec x, Vec y) { return V::add(x, y); });
  }
}

RECEPTIVE_API void receptive_blocked_scale(const receptive_blocked* plan, const float* input,
                                           const float* mean, const float* scale,
                                           const float* shift, float* output, float slope,
                                           float high, int64_t begin, int64_t end) {
  using namespace receptive;
  const Epilogue epilogue{plan->activation, slope, high};
  each_band(*plan, begin, end, [&](int64_t image, int64_t block, int64_t first, int64_t last) {
    const float* in = block_of(plan->in, input, image, block);
    float* out = output + image * plan->out.image_pitch + block * plan->out.block_pitch;
    for (int64_t lane = 0; lane < kBlock; lane += V::lanes) {
      const bool scaled = mean != nullptr;
      const Vec m = scaled ? V::load(mean + block * kBlock + lane) : V::zero();
      const Vec s = scaled ? V::load(scale + block * kBlock + lane) : V::zero();
      const Vec t = scaled ? V::load(shift + block * kBlock + lane) : V::zero();
      epilogue.with<V>([&](auto activate) {
        for (int64_t y = first; y < last; y++) {
          const float* from = in + y * plan->in.row_pitch + lane;
          float* to = out + y * plan->out.row_pitch + lane;
          for (int64_t x = 0; x < plan->out.width * kBlock; x += kBlock) {
            Vec value = V::load(from + x);
            if (scaled) value = V::add(V::mul(V::sub(value, m), s), t);
            V::store(to + x, activate(value));
          }
        }
      });
    }
    if (is_smooth(plan->activation)) {
      for (int64_t y = first; y < last; y++) {
        float* row = out + y * plan->out.row_pitch;
        smooth(plan->activation, slope, high, row, row, plan->out.width * kBlock);
      }
    }
    zero_halo<V>(plan->out, out, first, last);
  });
}

RECEPTIVE_API void receptive_to_blocks(const receptive_blocked* plan, const float* input,
                                       float* output, int64_t begin, int64_t end) {
  using namespace receptive;
  each_band(*plan, begin, end, [&](int64_t image, int64_t block, int64_t first, int64_t last) {
    const float* in = block_of(plan->in, input, image, block * kBlock);
    float* out = output + image * plan->out.image_pitch + block * plan->out.block_pitch;
    const Rows rows(last - first, plan->out.width, plan->in.row_pitch, plan->out.row_pitch);
    for (int64_t y = first; y < first + rows.count; y++) {
      row_to_blocks(in + y * plan->in.row_pitch, plan->in.block_pitch,
                    plan->channels - block * kBlock, rows.width, out + y * plan->out.row_pitch);
    }
    zero_halo<V>(plan->out, out, first, last);
  });
}

RECEPTIVE_API void receptive_to_planes(const receptive_blocked* plan, const float* input,
                                       float* output, int64_t begin, int64_t end) {
  using namespace receptive;
  each_band(*plan, begin, end, [&](int64_t image, int64_t block, int64_t first, int64_t last) {
    const float* in = block_of(plan->in, input, image, block);
    float* out = output + image * plan->out.image_pitch + block * kBlock * plan->out.block_pitch;
    const int64_t channels = std::min<int64_t>(kBlock, plan->channels - block * kBlock);
    if (plan->out.width == 1 && plan->out.height == 1) {
      for (int64_t c = 0; c < channels; c++) out[c * plan->out.block_pitch] = in[c];
      return;
    }
    const Rows rows(last - first, plan->out.width, plan->out.row_pitch, plan->in.row_pitch);
    for (int64_t y = first; y < first + rows.count; y++) {
      row_to_planes(in + y * plan->in.row_pitch, plan->out.block_pitch, channels, rows.width,
                    out + y * plan->out.row_pitch);
    }
  });
}

RECEPTIVE_API void receptive_pad_planes(const receptive_blocked* plan, const float* input,
                                        float* output, int64_t begin, int64_t end) {
  const receptive_map& in = plan->in;
  const receptive_map& out = plan->out;
  for (int64_t unit = begin; unit < end; unit++) {
    const int64_t image = unit / plan->channels, channel = unit % plan->channels;
    const float* from = input + image * in.image_pitch + channel * in.block_pitch;
    float* to = output + image * out.image_pitch + channel * out.block_pitch;
    for (int64_t y = -out.top; y < out.height + out.bottom; y++) {
      float* row = to + y * out.row_pitch;
      if (y < 0 || y >= out.height) {
        std::fill(row - out.left, row + out.width + out.right, 0.0f);
        continue;
      }
      std::fill(row - out.left, row, 0.0f);
      std::copy(from + y * in.row_pitch, from + y * in.row_pitch + out.width, row);
      std::fill(row + out.width, row + out.width + out.right, 0.0f);
    }
  }
}

// x * 0 is 0, or NaN where x is not finite; and NaN stays in a sum.
RECEPTIVE_API int32_t receptive_all_finite(const float* values, int64_t begin, int64_t end) {
  using namespace receptive;
  constexpr int together = 4;
  Vec sums[together];
  for (int k = 0; k < together; k++) sums[k] = V::zero();
  int64_t i = begin;
  for (; i + together * V::lanes <= end; i += together * V::lanes) {
    RECEPTIVE_UNROLL
    for (int k = 0; k < together; k++) {
      sums[k] = V::fma(V::load(values + i + k * V::lanes), V::zero(), sums[k]);
    }
  }
  float sum = V::sum(V::add(V::add(sums[0], sums[1]), V::add(sums[2], sums[3])));
  for (; i < end; i++) sum += values[i] * 0.0f;
  return sum == 0.0f;
}

RECEPTIVE_API void receptive_activate(const float* input, float* output, int64_t activation,
                                      float slope, float high, int64_t begin, int64_t end) {
  switch (activation) {
    case RECEPTIVE_RELU:
      for (int64_t i = begin; i < end; i++) output[i] = input[i] < 0 ? 0.0f : input[i];
      return;
    case RECEPTIVE_LEAKY_RELU:
      for (int64_t i = begin; i < end; i++) {
        output[i] = input[i] < 0 ? slope * input[i] : input[i];
      }
      return;
    case RECEPTIVE_CLAMP:
      for (int64_t i = begin; i < end; i++) {
        const float x = input[i];
        output[i] = x < slope ? slope : x > high ? high : x;
      }
      return;
    case RECEPTIVE_IDENTITY:
      if (input != output) std::copy(input + begin, input + end, output + begin);
      return;
    default:
      receptive::smooth(activation, slope, high, input + begin, output + begin, end - begin);
  }
}

// The system hands out large zeroed memory page by page, when it is first touched. Weights that are
// read from end to end come sooner from large pages: fewer addresses to translate.
RECEPTIVE_API void* receptive_allocate(int64_t floats) {
  const size_t bytes = static_cast<size_t>(floats) * sizeof(float);
  void* memory = std::calloc(static_cast<size_t>(floats), sizeof(float));
#if defined(__linux__)
  constexpr std::uintptr_t large = 2 << 20;
  if (memory != nullptr && bytes >= 2 * large) {
    const auto begin = (reinterpret_cast<std::uintptr_t>(memory) + large - 1) / large * large;
    const auto end = (reinterpret_cast<std::uintptr_t>(memory) + bytes) / large * large;
    madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE);  // or not: it is a wish
  }
#endif
  return memory;
}

RECEPTIVE_API void receptive_free(void* memory) { std::free(memory); }
