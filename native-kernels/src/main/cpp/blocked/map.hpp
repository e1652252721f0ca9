// Activations in blocks of 16 channels (NCHWc16):
//
//   value(image, channel, y, x) = data[image * image_pitch + channel / 16 * block_pitch
//                                      + y * row_pitch + x * 16 + channel % 16]
//
// `data` points at pixel (0, 0); a halo of zeros surrounds each block's pixels, as wide as the
// convolutions that read it pad. Whoever writes a row writes its halo too. Channels that fill up the
// last block are finite, and meet weights that are 0.
#pragma once

#include "../receptive.h"
#include "../simd/simd.hpp"

namespace receptive {

constexpr int kBlock = 16;

// Floats of a cache line.
constexpr int kLine = 16;

// Sums over channels ask for weights so many channels before they need them ...
constexpr int kAhead = 8;

// ... and are written out for so many: counting one by one takes turns from the multiply-adds.
constexpr int kWritten = 2;

// How registers are used: a tile is `tile` pixels x `regs` registers = `wide` blocks of filters.
template <class V>
struct Blocking {
  static constexpr int per_block = kBlock / V::lanes;
  static constexpr int wide = V::lanes == kBlock ? 2 : 1;
  static constexpr int regs = wide * per_block;
  static constexpr int tile = V::tile * 2 / regs;
};

template <class V>
RECEPTIVE_INLINE void zero_pixels(float* at, int64_t floats) {
  for (int64_t i = 0; i < floats; i += V::lanes) V::store(at + i, V::zero());
}

// Zeros beside rows begin..end of one block, above the first row and below the last.
template <class V>
void zero_halo(const receptive_map& map, float* block, int64_t begin, int64_t end) {
  const int64_t whole = (map.left + map.width + map.right) * kBlock;
  float* first = block - map.left * kBlock;
  if (begin == 0) {
    for (int64_t y = -map.top; y < 0; y++) zero_pixels<V>(first + y * map.row_pitch, whole);
  }
  if (map.left > 0 || map.right > 0) {
    for (int64_t y = begin; y < end; y++) {
      float* row = first + y * map.row_pitch;
      zero_pixels<V>(row, map.left * kBlock);
      zero_pixels<V>(row + (map.left + map.width) * kBlock, map.right * kBlock);
    }
  }
  if (end == map.height) {
    for (int64_t y = end; y < end + map.bottom; y++) {
      zero_pixels<V>(first + y * map.row_pitch, whole);
    }
  }
}

// What happens to a sum on its way out: the shortcut's value is added, then the activation.
struct Epilogue {
  int64_t activation;
  float slope;
  float high;

  // Calls `use` with the activation, a function of a register. So it is decided once for a whole
  // loop: a decision for each register takes as long as its store.
  template <class V, class Use>
  RECEPTIVE_INLINE void with(const Use& use) const {
    using Vec = typename V::Vec;
    const Vec least = V::broadcast(slope), most = V::broadcast(high);
    switch (activation) {
      case RECEPTIVE_RELU:
        return use([](Vec x) { return V::max(V::zero(), x); });
      case RECEPTIVE_LEAKY_RELU:
        return use([least](Vec x) {
          return V::add(V::max(V::zero(), x), V::mul(least, V::min(V::zero(), x)));
        });
      case RECEPTIVE_CLAMP:
        return use([least, most](Vec x) { return V::min(most, V::max(least, x)); });
      case RECEPTIVE_HARD_SWISH: {
        const Vec sixth = V::broadcast(1.0f / 6), half = V::broadcast(0.5f);
        const Vec one = V::broadcast(1.0f);
        return use([=](Vec x) {
          return V::mul(x, V::max(V::zero(), V::min(one, V::fma(x, sixth, half))));
        });
      }
      default:
        return use([](Vec x) { return x; });
    }
  }
};

}  // namespace receptive
