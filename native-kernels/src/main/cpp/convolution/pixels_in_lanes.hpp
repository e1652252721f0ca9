// Convolution with pixels in the lanes: a register holds neighbouring output pixels of one filter.
// Right where there are few filters (LeNet's 6, depthwise's 1), since lanes that hold filters would
// stay empty, and for 1x1 convolutions, where a whole plane is one long row.
//
//   for every step (channel, tap row, tap column):
//     for every slot (a register of pixels): x[slot] = input[offset[step] + slot]
//     for every filter of the tile:
//       sum[filter][slot] += x[slot] * weight[step][filter]
//
// Slots follow each other at a fixed distance: rows below each other, or pieces of one row.
#pragma once

#include "../receptive.h"
#include "../simd/simd.hpp"

namespace receptive {

struct PixelTile {
  const float* input;
  std::ptrdiff_t input_slot;   // from a slot's input to the next slot's
  const int32_t* offsets;      // one a step
  int steps;
  const float* weights;        // biases, then steps x weight_step
  int weight_step;             // filters in the packed block
  float* output;
  std::ptrdiff_t output_slot;
  std::ptrdiff_t output_plane;
  int pixels;                  // that exist in a slot, 1 to lanes
  bool relu;
};

template <class V, int FILTERS, int SLOTS, bool WHOLE>
void pixel_tile(const PixelTile& t) {
  typename V::Vec sum[FILTERS][SLOTS];
  RECEPTIVE_UNROLL
  for (int f = 0; f < FILTERS; f++) {
    RECEPTIVE_UNROLL
    for (int s = 0; s < SLOTS; s++) sum[f][s] = V::broadcast(t.weights[f]);
  }
  const float* w = t.weights + t.weight_step;
  for (int step = 0; step < t.steps; step++, w += t.weight_step) {
    const float* in = t.input + t.offsets[step];
    typename V::Vec x[SLOTS];
    RECEPTIVE_UNROLL
    for (int s = 0; s < SLOTS; s++) {
      const float* at = in + s * t.input_slot;
      x[s] = WHOLE ? V::load(at) : V::loadFirst(at, t.pixels);
    }
    RECEPTIVE_UNROLL
    for (int f = 0; f < FILTERS; f++) {
      const typename V::Vec weight = V::broadcast(w[f]);
      RECEPTIVE_UNROLL
      for (int s = 0; s < SLOTS; s++) sum[f][s] = V::fma(x[s], weight, sum[f][s]);
    }
  }
  RECEPTIVE_UNROLL
  for (int f = 0; f < FILTERS; f++) {
    RECEPTIVE_UNROLL
    for (int s = 0; s < SLOTS; s++) {
      float* out = t.output + f * t.output_plane + s * t.output_slot;
      const typename V::Vec value = t.relu ? V::max(V::zero(), sum[f][s]) : sum[f][s];
      if (WHOLE) {
        V::store(out, value);
      } else {
        V::storeFirst(out, value, t.pixels);
      }
    }
  }
}

// Filters per tile for a number of slots: together they fill, but do not exceed, the registers.
template <class V>
constexpr int most_slots(int filters) {
  int slots = 2 * V::tile / filters;
  return slots >= 8 ? 8 : slots >= 4 ? 4 : 2;
}

// The compiled tile for numbers of filters and slots known only at run time; slots is a power of 2.
template <class V, int FILTERS, int SLOTS>
RECEPTIVE_INLINE void pixel_tile_of_slots(int slots, bool whole, const PixelTile& tile) {
  if constexpr (SLOTS > 1) {
    if (slots < SLOTS) {
      pixel_tile_of_slots<V, FILTERS, SLOTS / 2>(slots, whole, tile);
      return;
    }
  }
  if (whole) {
    pixel_tile<V, FILTERS, SLOTS, true>(tile);
  } else {
    pixel_tile<V, FILTERS, SLOTS, false>(tile);
  }
}

// All slots of one column, for a block of at most V::tile filters.
template <class V, int FILTERS>
void pixel_column(PixelTile tile, int slots) {
  const bool whole = tile.pixels == V::lanes;
  for (int at = most_slots<V>(FILTERS); slots > 0; at /= 2) {
    for (; slots >= at; slots -= at) {
      pixel_tile_of_slots<V, FILTERS, most_slots<V>(FILTERS)>(at, whole, tile);
      tile.input += at * tile.input_slot;
      tile.output += at * tile.output_slot;
    }
  }
}

template <class V, int FILTERS = V::tile>
void pixel_column_of(int filters, const PixelTile& tile, int slots) {
  if constexpr (FILTERS == 1) {
    pixel_column<V, 1>(tile, slots);
  } else if (filters == FILTERS) {
    pixel_column<V, FILTERS>(tile, slots);
  } else {
    pixel_column_of<V, FILTERS - 1>(filters, tile, slots);
  }
}

}  // namespace receptive
