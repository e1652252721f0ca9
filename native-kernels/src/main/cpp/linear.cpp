// The fully connected layer. For one image it reads every weight once and is as fast as memory;
// four neurons at a time share the loads of the input and hide the latency of the sums.
#include "receptive.h"
#include "simd/simd.hpp"

namespace receptive {
namespace {

// out[r] = start[r] + sum over i of input[i] * rows[r * pitch + i], for ROWS neurons.
template <class V, int ROWS>
void dot_products(const float* input, const float* rows, int64_t pitch, const float* start,
                  float* out) {
  typename V::Vec sum[ROWS][2];
  RECEPTIVE_UNROLL
  for (int r = 0; r < ROWS; r++) sum[r][0] = sum[r][1] = V::zero();
  int64_t i = 0;
  for (; i + 2 * V::lanes <= pitch; i += 2 * V::lanes) {
    const typename V::Vec x0 = V::load(input + i), x1 = V::load(input + i + V::lanes);
    RECEPTIVE_UNROLL
    for (int r = 0; r < ROWS; r++) {
      const float* w = rows + r * pitch + i;
      sum[r][0] = V::fma(x0, V::load(w), sum[r][0]);
      sum[r][1] = V::fma(x1, V::load(w + V::lanes), sum[r][1]);
    }
  }
  RECEPTIVE_UNROLL
  for (int r = 0; r < ROWS; r++) {
    float tail = start == nullptr ? 0.0f : start[r];
    for (int64_t j = i; j < pitch; j++) tail += input[j] * rows[r * pitch + j];
    out[r] = V::sum(V::add(sum[r][0], sum[r][1])) + tail;
  }
}

}  // namespace
}  // namespace receptive

RECEPTIVE_API void receptive_linear(const float* input, const float* weights, const float* bias,
                                    float* output, int64_t in_features, int64_t out_features,
                                    int64_t begin, int64_t end) {
  using receptive::dot_products;
  for (int64_t at = begin; at < end;) {
    const int64_t neuron = at % out_features;
    const float* in = input + at / out_features * in_features;
    const float* rows = weights + neuron * in_features;
    const float* start = bias == nullptr ? nullptr : bias + neuron;
    if (neuron + 4 <= out_features && at + 4 <= end) {
      dot_products<receptive::Simd, 4>(in, rows, in_features, start, output + at);
      at += 4;
    } else {
      dot_products<receptive::Simd, 1>(in, rows, in_features, start, output + at);
      at++;
    }
  }
}
