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

// One filter on one channel (depthwise), stride 1: an input row serves ROWS output rows, so it is
// loaded once for all of them, where pixel_tile would load it once for each.
//
//   for every tap column: for every input row: for every tap row:
//     sum[input row - tap row] += input[input row] * weight[tap row][tap column]
template <class V, int SLOTS, int ROWS>
void depthwise_tile(const PixelTile& t, bool whole) {
  typename V::Vec sum[SLOTS];
  RECEPTIVE_UNROLL
  for (int s = 0; s < SLOTS; s++) sum[s] = V::broadcast(t.weights[0]);
  const int columns = t.steps / ROWS;
  for (int c = 0; c < columns; c++) {
    typename V::Vec weight[ROWS];
    RECEPTIVE_UNROLL
    for (int r = 0; r < ROWS; r++) weight[r] = V::broadcast(t.weights[1 + r * columns + c]);
    const float* in = t.input + t.offsets[c];
    RECEPTIVE_UNROLL
    for (int i = 0; i < SLOTS + ROWS - 1; i++) {
      const typename V::Vec x = V::load(in + i * t.input_slot);
      RECEPTIVE_UNROLL
      for (int r = 0; r < ROWS; r++) {
        const int s = i - r;
        if (s >= 0 && s < SLOTS) sum[s] = V::fma(x, weight[r], sum[s]);
      }
    }
  }
  RECEPTIVE_UNROLL
  for (int s = 0; s < SLOTS; s++) {
    const typename V::Vec value = t.relu ? V::max(V::zero(), sum[s]) : sum[s];
    if (whole) {
      V::store(t.output + s * t.output_slot, value);
    } else {
      V::storeFirst(t.output + s * t.output_slot, value, t.pixels);
    }
  }
}

// Output rows 0..rows of one channel: all of a band of 8 rows before the next, since neighbouring
// tiles read the same cache lines.
template <class V, int ROWS>
void depthwise_rows(PixelTile tile, int rows, int width) {
  const float* input = tile.input;
  float* output = tile.output;
  for (int y = 0; y < rows;) {
    const int slots = y + 8 <= rows ? 8 : 1;
    for (int x = 0; x < width; x += V::lanes) {
      tile.pixels = width - x < V::lanes ? width - x : V::lanes;
      tile.input = input + y * tile.input_slot + x;
      tile.output = output + y * tile.output_slot + x;
      if (slots == 8) {
        depthwise_tile<V, 8, ROWS>(tile, tile.pixels == V::lanes);
      } else {
        depthwise_tile<V, 1, ROWS>(tile, tile.pixels == V::lanes);
      }
    }
    y += slots;
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
