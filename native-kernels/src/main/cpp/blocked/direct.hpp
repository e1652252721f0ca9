// Direct convolution on blocks of 16 channels. A tile of ROWS x COLS pixels x REGS registers of
// filters stays in registers for the whole sum:
//
//   for every input block, tap row, tap column, channel of the block:
//     w = REGS registers of weights, one lane a filter
//     for every pixel of the tile: sum[pixel] += input[pixel][channel] * w
//
// With 14 pixels x 2 registers of 16 lanes, 28 fused multiply-adds need 16 loads, and no shuffles:
// the filters of the output are the channels of the next layer, already in their lanes.
// CHANNELS is 16, or 1 where the input is planar (a picture's three channels).
//
// Processors read ahead of a stream, but not across pixels that lie apart, and late where many lines
// are read at once. So the weights of a few channels on, and the pixels of the next block (behind
// the last block: of the next tile), are asked for meanwhile.
#pragma once

#include <algorithm>

#include "map.hpp"

namespace receptive {

struct DirectTile {
  const float* input;
  int64_t blocks, block_pitch;       // of the input
  int64_t kernel_height, kernel_width;
  int64_t tap_row, tap_column;       // floats from a tap to the next
  int64_t pixel_row, pixel_column;   // floats from a pixel's input to the next pixel's
  const float* weights;
  const float* bias;
  float* output;
  const float* residual;             // or null
  int64_t output_row, output_block;
  int64_t residual_row, residual_block;
  Epilogue epilogue;
};

// STEP is pixel_column where it is known when this is compiled, else 0.
template <class V, int ROWS, int COLS, int REGS, int CHANNELS, int STEP>
void direct_tile(const DirectTile& t) {
  constexpr int per_block = Blocking<V>::per_block;
  constexpr int width = REGS * V::lanes;
  constexpr int written = CHANNELS < kWritten ? 1 : kWritten;
  const int64_t step = STEP > 0 ? STEP : t.pixel_column;
  const int64_t row = t.pixel_row;
  typename V::Vec sum[ROWS][COLS][REGS];
  RECEPTIVE_UNROLL
  for (int n = 0; n < REGS; n++) {
    const typename V::Vec bias = V::load(t.bias + n * V::lanes);
    RECEPTIVE_UNROLL
    for (int i = 0; i < ROWS; i++) {
      RECEPTIVE_UNROLL
      for (int j = 0; j < COLS; j++) sum[i][j][n] = bias;
    }
  }
  const float* w = t.weights;
  for (int64_t b = 0; b < t.blocks; b++) {
    for (int64_t r = 0; r < t.kernel_height; r++) {
      const float* in = t.input + b * t.block_pitch + r * t.tap_row;
      const float* soon =
          b + 1 < t.blocks ? in + t.block_pitch : t.input + r * t.tap_row + COLS * step;
      // Of a picture, what the tile below reads first: the rows behind the last ones of this tile.
      if constexpr (CHANNELS == 1) {
        if (r + 2 >= t.kernel_height) {
          for (int64_t x = 0; x < COLS * step; x += kLine) RECEPTIVE_FETCH_NEAR(in + row + x);
        }
      }
      for (int64_t s = 0; s < t.kernel_width; s++, in += t.tap_column, soon += t.tap_column) {
        for (int first = 0; first < CHANNELS; first += written) {
          RECEPTIVE_UNROLL
          for (int c = first; c < first + written; c++) {
            typename V::Vec weight[REGS];
            RECEPTIVE_UNROLL
            for (int n = 0; n < REGS; n++) weight[n] = V::load(w + c * width + n * V::lanes);
            RECEPTIVE_UNROLL
            for (int l = 0; l < width; l += kLine) {
              RECEPTIVE_FETCH_NEAR(w + (c + kAhead) * width + l);
            }
            if constexpr (CHANNELS > 1) RECEPTIVE_FETCH_NEAR(soon + c * step);
            RECEPTIVE_UNROLL
            for (int i = 0; i < ROWS; i++) {
              RECEPTIVE_UNROLL
              for (int j = 0; j < COLS; j++) {
                const typename V::Vec x = V::broadcast(in[i * row + j * step + c]);
                RECEPTIVE_UNROLL
                for (int n = 0; n < REGS; n++) sum[i][j][n] = V::fma(x, weight[n], sum[i][j][n]);
              }
            }
          }
        }
        w += CHANNELS * width;
      }
    }
  }
  if (t.residual != nullptr) {
    RECEPTIVE_UNROLL
    for (int i = 0; i < ROWS; i++) {
      RECEPTIVE_UNROLL
      for (int n = 0; n < REGS; n++) {
        const float* more = t.residual + i * t.residual_row + n / per_block * t.residual_block +
                            n % per_block * V::lanes;
        RECEPTIVE_UNROLL
        for (int j = 0; j < COLS; j++) {
          sum[i][j][n] = V::add(sum[i][j][n], V::load(more + j * kBlock));
        }
      }
    }
  }
  t.epilogue.template with<V>([&](auto activate) {
    RECEPTIVE_UNROLL
    for (int i = 0; i < ROWS; i++) {
      RECEPTIVE_UNROLL
      for (int n = 0; n < REGS; n++) {
        float* out = t.output + i * t.output_row + n / per_block * t.output_block +
                     n % per_block * V::lanes;
        RECEPTIVE_UNROLL
        for (int j = 0; j < COLS; j++) V::store(out + j * kBlock, activate(sum[i][j][n]));
      }
    }
  });
}

// The compiled tile for a number of columns known only at run time.
template <class V, int ROWS, int REGS, int CHANNELS, int STEP, int COLS = Blocking<V>::tile / ROWS>
RECEPTIVE_INLINE void direct_tile_of(int64_t columns, const DirectTile& tile) {
  if constexpr (COLS == 1) {
    direct_tile<V, ROWS, 1, REGS, CHANNELS, STEP>(tile);
  } else if (columns == COLS) {
    direct_tile<V, ROWS, COLS, REGS, CHANNELS, STEP>(tile);
  } else {
    direct_tile_of<V, ROWS, REGS, CHANNELS, STEP, COLS - 1>(columns, tile);
  }
}

// One row of output, or two narrow ones: as many tiles as needed, as equal as possible.
template <class V, int ROWS, int REGS, int CHANNELS, int STEP>
void direct_row(DirectTile tile, int64_t width) {
  constexpr int64_t widest = Blocking<V>::tile / ROWS;
  int64_t tiles = (width + widest - 1) / widest;
  for (int64_t x = 0; x < width; tiles--) {
    const int64_t columns = (width - x + tiles - 1) / tiles;
    direct_tile_of<V, ROWS, REGS, CHANNELS, STEP>(columns, tile);
    x += columns;
    tile.input += columns * tile.pixel_column;
    tile.output += columns * kBlock;
    if (tile.residual != nullptr) tile.residual += columns * kBlock;
  }
}

template <class V, int ROWS, int REGS>
void direct_row_of(const DirectTile& tile, int64_t width, bool planar) {
  if (planar) {
    direct_row<V, ROWS, REGS, 1, 0>(tile, width);
  } else if (tile.pixel_column == kBlock) {
    direct_row<V, ROWS, REGS, kBlock, kBlock>(tile, width);
  } else {
    direct_row<V, ROWS, REGS, kBlock, 0>(tile, width);
  }
}

}  // namespace receptive
