// Functions of one value that take more than a few instructions, as loops that the compiler makes
// vectors of: no branch, no call. Within 3 units in the last place; NaN stays NaN.
#pragma once

#include <cmath>
#include <cstdint>
#include <cstring>

#include "receptive.h"
#include "simd/simd.hpp"

namespace receptive {

// exp(x) = 2^n * exp(r), n = round(x / ln 2), |r| <= ln 2 / 2: a polynomial, as in Cephes (Moshier).
RECEPTIVE_INLINE float exponential(float x) {
  constexpr float rounding = 12582912.0f;  // 1.5 * 2^23: its last bits count units
  float near = x > 88.7f ? 88.7f : x;
  near = near < -87.3f ? -87.3f : near;
  const float shifted = near * 1.44269504f + rounding;
  const float n = shifted - rounding;
  const float r = near - n * 0.693359375f + n * 2.12194440e-4f;
  float p = 1.9875691500e-4f;
  p = p * r + 1.3981999507e-3f;
  p = p * r + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  p = p * r + 5.0000001201e-1f;
  p = p * r * r + r + 1.0f;
  int32_t power, bits;
  std::memcpy(&power, &shifted, sizeof power);
  std::memcpy(&bits, &p, sizeof bits);
  bits = static_cast<int32_t>(static_cast<uint32_t>(bits) + (static_cast<uint32_t>(power) << 23));
  float result;
  std::memcpy(&result, &bits, sizeof result);
  result = x > 88.72283f ? HUGE_VALF : result;
  result = x < -87.33654f ? 0.0f : result;
  return x != x ? x : result;
}

RECEPTIVE_INLINE float sigmoid(float x) { return 1.0f / (1.0f + exponential(-x)); }

RECEPTIVE_INLINE float hyperbolic_tangent(float x) {
  // Close to 0, where 1 - 2 / (exp(2 x) + 1) would lose what is left, a polynomial.
  const float z = x * x;
  float p = -5.70498872745e-3f;
  p = p * z + 2.06390887954e-2f;
  p = p * z - 5.37397155531e-2f;
  p = p * z + 1.33314422036e-1f;
  p = p * z - 3.33332819422e-1f;
  const float near = p * z * x + x;
  const float far = 1.0f - 2.0f / (exponential(2.0f * x) + 1.0f);
  return x < 0.625f && x > -0.625f ? near : far;
}

inline bool is_smooth(int64_t activation) {
  return activation >= RECEPTIVE_SIGMOID && activation != RECEPTIVE_HARD_SWISH;
}

template <class F>
RECEPTIVE_INLINE void each_value(const float* in, float* out, int64_t count, F f) {
  for (int64_t i = 0; i < count; i++) out[i] = f(in[i]);
}

// A function that mathematics has a name for. Those of the standard library are called one by one.
inline void elementary(int64_t function, const float* in, float* out, int64_t count) {
  switch (function) {
    case RECEPTIVE_ABS:
      return each_value(in, out, count, [](float x) { return std::fabs(x); });
    case RECEPTIVE_NEGATE:
      return each_value(in, out, count, [](float x) { return -x; });
    case RECEPTIVE_LOG:
      return each_value(in, out, count, [](float x) { return std::log(x); });
    case RECEPTIVE_SQRT:
      return each_value(in, out, count, [](float x) { return std::sqrt(x); });
    case RECEPTIVE_RECIPROCAL:
      return each_value(in, out, count, [](float x) { return 1.0f / x; });
    case RECEPTIVE_FLOOR:
      return each_value(in, out, count, [](float x) { return std::floor(x); });
    case RECEPTIVE_CEIL:
      return each_value(in, out, count, [](float x) { return std::ceil(x); });
    case RECEPTIVE_ROUND:
      return each_value(in, out, count, [](float x) { return std::nearbyint(x); });
    case RECEPTIVE_SIGN:
      return each_value(in, out, count, [](float x) { return x > 0 ? 1.0f : x < 0 ? -1.0f : x; });
    case RECEPTIVE_SIN:
      return each_value(in, out, count, [](float x) { return std::sin(x); });
    case RECEPTIVE_COS:
      return each_value(in, out, count, [](float x) { return std::cos(x); });
    case RECEPTIVE_SOFTPLUS:
      // The larger exponential is taken out, so that nothing overflows.
      return each_value(in, out, count, [](float x) {
        // What 1 + e rounds away is put back (Kahan).
        const float e = exponential(-std::fabs(x)), u = 1.0f + e;
        const float rest = u == 1.0f ? e : std::log(u) * (e / (u - 1.0f));
        return (x > 0 ? x : 0.0f) + rest;
      });
    case RECEPTIVE_SOFTSIGN:
      return each_value(in, out, count, [](float x) { return x / (1.0f + std::fabs(x)); });
    default:
      // tanh(log(1 + e)) = n / (n + 2) with n = e (e + 2); above 20 it is 1.
      return each_value(in, out, count, [](float x) {
        const float e = exponential(x > 20.0f ? 20.0f : x);
        const float n = e * (e + 2.0f);
        return x * (n / (n + 2.0f));
      });
  }
}

// Any activation that no epilogue of registers knows; input and output may be the same.
inline void smooth(int64_t activation, float slope, float high, const float* in, float* out,
                   int64_t count) {
  switch (activation) {
    case RECEPTIVE_SIGMOID:
      return each_value(in, out, count, [](float x) { return sigmoid(x); });
    case RECEPTIVE_TANH:
      return each_value(in, out, count, [](float x) { return hyperbolic_tangent(x); });
    case RECEPTIVE_HARD_SWISH:
      return each_value(in, out, count, [](float x) {
        const float line = x * (1.0f / 6) + 0.5f, low = line > 1 ? 1 : line;
        return x * (low < 0 ? 0 : low);
      });
    case RECEPTIVE_HARD_SIGMOID:
      return each_value(in, out, count, [slope, high](float x) {
        const float line = slope * x + high, low = line > 1 ? 1 : line;
        return low < 0 ? 0 : low;
      });
    case RECEPTIVE_ELU:
      for (int64_t i = 0; i < count; i++) {
        out[i] = in[i] < 0 ? slope * std::expm1(in[i]) : in[i];
      }
      return;
    case RECEPTIVE_EXP:
      return each_value(in, out, count, [](float x) { return exponential(x); });
    default:
      return elementary(activation, in, out, count);
  }
}

}  // namespace receptive
