// Batch normalisation with fixed statistics, and local response normalisation.
#include <algorithm>
#include <cmath>

#include "receptive.h"

RECEPTIVE_API void receptive_scale(const float* input, const float* mean, const float* scale,
                                   const float* shift, float* output, int64_t channels,
                                   int64_t area, int64_t begin, int64_t end) {
  for (int64_t plane = begin; plane < end; plane++) {
    const int64_t c = plane % channels;
    const float m = mean[c], s = scale[c], b = shift[c];
    const float* in = input + plane * area;
    float* out = output + plane * area;
    for (int64_t i = 0; i < area; i++) out[i] = (in[i] - m) * s + b;
  }
}

namespace {

// x / base^beta. The usual beta, 3/4, is two square roots: base^(3/4) = sqrt(base) * sqrt(sqrt(base)).
void divide_by_power(const float* x, const float* base, float beta, float* out, int64_t count) {
  if (beta == 0.75f) {
    for (int64_t i = 0; i < count; i++) {
      const float root = std::sqrt(base[i]);
      out[i] = x[i] / (root * std::sqrt(root));
    }
  } else {
    for (int64_t i = 0; i < count; i++) out[i] = x[i] / std::pow(base[i], beta);
  }
}

}  // namespace

RECEPTIVE_API void receptive_local_response_norm(const float* input, float* output,
                                                 int64_t channels, int64_t area, int64_t before,
                                                 int64_t behind, float factor, float beta, float k,
                                                 int64_t begin, int64_t end) {
  constexpr int64_t piece = 256;  // pixels whose sums stay in the first-level cache
  float base[piece];
  for (int64_t plane = begin; plane < end; plane++) {
    const int64_t c = plane % channels;
    const float* image = input + (plane - c) * area;
    const int64_t first = std::max<int64_t>(0, c - before);
    const int64_t last = std::min(channels - 1, c + behind);
    for (int64_t at = 0; at < area; at += piece) {
      const int64_t count = std::min(piece, area - at);
      std::fill(base, base + count, 0.0f);
      for (int64_t other = first; other <= last; other++) {
        const float* in = image + other * area + at;
        for (int64_t i = 0; i < count; i++) base[i] += in[i] * in[i];
      }
      for (int64_t i = 0; i < count; i++) base[i] = k + factor * base[i];
      divide_by_power(input + plane * area + at, base, beta, output + plane * area + at, count);
    }
  }
}
