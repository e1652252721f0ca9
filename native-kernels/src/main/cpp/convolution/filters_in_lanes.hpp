// Convolution with filters in the lanes: a register holds one output pixel of as many filters as it
// has lanes, and a tile of ROWS x COLS pixels x REGS registers stays in registers for the whole sum.
//
//   for every step (channel, tap row, tap column):
//     w = the weights of this step, REGS registers, one lane a filter
//     for every pixel of the tile:
//       sum[pixel] += input[offset[step] + pixel] * w
//
// A step costs ROWS*COLS*REGS fused multiply-adds and only ROWS*COLS + REGS loads: with 14 pixels x
// 2 registers of 16 lanes, 28 FMAs and 16 loads, which keeps one 512-bit FMA unit busy every cycle.
// The tile is transposed on its way out, so that the output is planar again.
#pragma once

#include "../receptive.h"
#include "../simd/simd.hpp"

namespace receptive {

struct FilterTile {
  const float* input;         // packed, at the tile's first pixel
  std::ptrdiff_t input_row;   // from an output row's input to the next row's
  const int32_t* offsets;     // one a step
  int steps;
  const float* weights;       // biases, then steps x (2 * lanes)
  float* output;              // the first filter's plane at the tile's first pixel
  std::ptrdiff_t output_row;
  std::ptrdiff_t output_plane;
  int filters;                // that exist, 1 to REGS * lanes
  bool relu;
};

template <class V, int ROWS, int COLS, int REGS>
void filter_tile(const FilterTile& t) {
  constexpr int block = 2 * V::lanes;
  typename V::Vec sum[ROWS][REGS][COLS];
  RECEPTIVE_UNROLL
  for (int n = 0; n < REGS; n++) {
    const typename V::Vec bias = V::load(t.weights + n * V::lanes);
    RECEPTIVE_UNROLL
    for (int i = 0; i < ROWS; i++) {
      RECEPTIVE_UNROLL
      for (int j = 0; j < COLS; j++) sum[i][n][j] = bias;
    }
  }
  const float* w = t.weights + block;
  const std::ptrdiff_t row = t.input_row;
  for (int step = 0; step < t.steps; step++, w += block) {
    const float* in = t.input + t.offsets[step];
    typename V::Vec weight[REGS];
    RECEPTIVE_UNROLL
    for (int n = 0; n < REGS; n++) weight[n] = V::load(w + n * V::lanes);
    RECEPTIVE_UNROLL
    for (int i = 0; i < ROWS; i++) {
      RECEPTIVE_UNROLL
      for (int j = 0; j < COLS; j++) {
        const typename V::Vec x = V::broadcast(in[i * row + j]);
        RECEPTIVE_UNROLL
        for (int n = 0; n < REGS; n++) sum[i][n][j] = V::fma(x, weight[n], sum[i][n][j]);
      }
    }
  }
  RECEPTIVE_UNROLL
  for (int i = 0; i < ROWS; i++) {
    RECEPTIVE_UNROLL
    for (int n = 0; n < REGS; n++) {
      if (t.relu) {
        RECEPTIVE_UNROLL
        for (int j = 0; j < COLS; j++) sum[i][n][j] = V::max(V::zero(), sum[i][n][j]);
      }
      V::template storeTransposed<COLS>(
          sum[i][n], t.output + i * t.output_row + n * V::lanes * t.output_plane, t.output_plane,
          t.filters - n * V::lanes);
    }
  }
}

// The compiled tile for a number of columns known only at run time.
template <class V, int ROWS, int REGS, int COLS = V::tile / ROWS>
RECEPTIVE_INLINE void filter_tile_of(int columns, const FilterTile& tile) {
  if constexpr (COLS == 1) {
    filter_tile<V, ROWS, 1, REGS>(tile);
  } else if (columns == COLS) {
    filter_tile<V, ROWS, COLS, REGS>(tile);
  } else {
    filter_tile_of<V, ROWS, REGS, COLS - 1>(columns, tile);
  }
}

// Output rows 0..rows of one block of filters; `tile` stands at pixel (0, 0).
template <class V, int REGS>
void filter_rows(FilterTile tile, int rows, int width) {
  const float* input = tile.input;
  float* output = tile.output;
  for (int y = 0; y < rows;) {
    // Narrow maps take two rows at once: a tile of 7 pixels would wait for its own sums.
    const bool pair = width <= V::tile / 2 && y + 1 < rows;
    const int widest = pair ? V::tile / 2 : V::tile;
    // As many tiles as needed, as equal as possible: 27 pixels are 14 + 13, not 14 + 13 x 1.
    int tiles = (width + widest - 1) / widest;
    for (int x = 0; x < width; tiles--) {
      const int columns = (width - x + tiles - 1) / tiles;
      tile.input = input + y * tile.input_row + x;
      tile.output = output + y * tile.output_row + x;
      if (pair) {
        filter_tile_of<V, 2, REGS>(columns, tile);
      } else {
        filter_tile_of<V, 1, REGS>(columns, tile);
      }
      x += columns;
    }
    y += pair ? 2 : 1;
  }
}

}  // namespace receptive
