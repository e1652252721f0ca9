// The fully connected layer. For one image it reads every weight once and is as fast as memory; for
// several, four neurons x up to four images stay in registers, so that weights are read once for
// all of them, and inputs once for four neurons.
#include <algorithm>

#include "receptive.h"
#include "simd/simd.hpp"

namespace receptive {
namespace {

using V = Simd;

// out[n][r] = start[r] + sum over i of input[n][i] * rows[r][i], for ROWS neurons and IMAGES.
template <int ROWS, int IMAGES>
void dot_products(const float* input, const float* rows, int64_t pitch, const float* start,
                  float* out, int64_t out_pitch) {
  constexpr int chains = IMAGES == 1 ? 2 : 1;
  V::Vec sum[IMAGES][ROWS][chains];
  RECEPTIVE_UNROLL
  for (int n = 0; n < IMAGES; n++) {
    RECEPTIVE_UNROLL
    for (int r = 0; r < ROWS; r++) {
      RECEPTIVE_UNROLL
      for (int c = 0; c < chains; c++) sum[n][r][c] = V::zero();
    }
  }
  int64_t i = 0;
  for (; i + chains * V::lanes <= pitch; i += chains * V::lanes) {
    RECEPTIVE_UNROLL
    for (int c = 0; c < chains; c++) {
      V::Vec x[IMAGES];
      RECEPTIVE_UNROLL
      for (int n = 0; n < IMAGES; n++) x[n] = V::load(input + n * pitch + i + c * V::lanes);
      RECEPTIVE_UNROLL
      for (int r = 0; r < ROWS; r++) {
        const V::Vec w = V::load(rows + r * pitch + i + c * V::lanes);
        RECEPTIVE_UNROLL
        for (int n = 0; n < IMAGES; n++) sum[n][r][c] = V::fma(x[n], w, sum[n][r][c]);
      }
    }
  }
  RECEPTIVE_UNROLL
  for (int n = 0; n < IMAGES; n++) {
    RECEPTIVE_UNROLL
    for (int r = 0; r < ROWS; r++) {
      float tail = start == nullptr ? 0.0f : start[r];
      for (int64_t j = i; j < pitch; j++) tail += input[n * pitch + j] * rows[r * pitch + j];
      V::Vec all = sum[n][r][0];
      if (chains > 1) all = V::add(all, sum[n][r][chains - 1]);
      out[n * out_pitch + r] = V::sum(all) + tail;
    }
  }
}

// A few neurons for all images.
template <int ROWS>
void neurons(const float* input, const float* rows, int64_t pitch, const float* start, float* out,
             int64_t out_pitch, int64_t images) {
  constexpr int together = V::lanes >= 8 && ROWS * 4 <= V::tile + 6 ? 4 : 2;
  int64_t n = 0;
  for (; n + together <= images; n += together) {
    dot_products<ROWS, together>(input + n * pitch, rows, pitch, start, out + n * out_pitch,
                                 out_pitch);
  }
  for (; n < images; n++) {
    dot_products<ROWS, 1>(input + n * pitch, rows, pitch, start, out + n * out_pitch, out_pitch);
  }
}

}  // namespace
}  // namespace receptive

RECEPTIVE_API void receptive_linear(const float* input, const float* weights, const float* bias,
                                    float* output, int64_t in_features, int64_t out_features,
                                    int64_t images, int64_t begin, int64_t end) {
  for (int64_t neuron = begin; neuron < end;) {
    const float* rows = weights + neuron * in_features;
    const float* start = bias == nullptr ? nullptr : bias + neuron;
    if (neuron + 4 <= end) {
      receptive::neurons<4>(input, rows, in_features, start, output + neuron, out_features, images);
      neuron += 4;
    } else {
      receptive::neurons<1>(input, rows, in_features, start, output + neuron, out_features, images);
      neuron++;
    }
  }
}
