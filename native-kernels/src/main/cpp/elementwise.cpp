// Operations on single values; the compiler makes vectors of these loops.
#include "receptive.h"

RECEPTIVE_API void receptive_leaky_relu(const float* input, float* output, float slope,
                                        int64_t begin, int64_t end) {
  if (slope == 0.0f) {
    // Not slope * x: minus infinity becomes 0, not NaN.
    for (int64_t i = begin; i < end; i++) output[i] = input[i] < 0 ? 0.0f : input[i];
  } else {
    for (int64_t i = begin; i < end; i++) {
      output[i] = input[i] < 0 ? slope * input[i] : input[i];
    }
  }
}

RECEPTIVE_API void receptive_add(const float* a, const float* b, float* output, int64_t begin,
                                 int64_t end) {
  for (int64_t i = begin; i < end; i++) output[i] = a[i] + b[i];
}
