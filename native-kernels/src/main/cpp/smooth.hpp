// Functions of one value that take more than a few instructions, as loops that the compiler makes
// vectors of: no branch, no call. Within 4 units in the last place, also where results lose digits
// on their way to 0; NaN stays NaN.
#pragma once

#include <cmath>
#include <cstdint>
#include <cstring>

#include "receptive.h"
#include "simd/simd.hpp"

namespace receptive {

RECEPTIVE_INLINE float float_of(uint32_t bits) {
  float x;
  std::memcpy(&x, &bits, sizeof x);
  return x;
}

RECEPTIVE_INLINE uint32_t bits_of(float x) {
  uint32_t bits;
  std::memcpy(&bits, &x, sizeof bits);
  return bits;
}

// 2^n, n from -126 to 127.
RECEPTIVE_INLINE float power_of_two(int32_t n) {
  return float_of((static_cast<uint32_t>(n) + 127u) << 23);
}

// exp(x) = 2^n * (1 + rest), n = round(x / ln 2): a polynomial, as in Cephes (Moshier).
struct Power {
  float rest;
  int32_t n;

  // A value times 2^n, rounded once where the product has fewer digits or none.
  RECEPTIVE_INLINE float times(float x) const {
    const int32_t half = n >> 1;
    return x * power_of_two(half) * power_of_two(n - half);
  }
};

RECEPTIVE_INLINE Power power(float x) {
  constexpr float rounding = 12582912.0f;  // 1.5 * 2^23: its last bits count units
  float near = x > 89.0f ? 89.0f : x;      // infinite from here on
  near = near < -110.0f ? -110.0f : near;  // 0 from here on, also 110 times as much
  const float shifted = near * 1.44269504f + rounding;
  const float n = shifted - rounding;
  const float r = near - n * 0.693359375f + n * 2.12194440e-4f;
  float p = 1.9875691500e-4f;
  p = p * r + 1.3981999507e-3f;
  p = p * r + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  p = p * r + 5.0000001201e-1f;
  return {p * r * r + r, static_cast<int32_t>(bits_of(shifted) - bits_of(rounding))};
}

RECEPTIVE_INLINE float exponential(float x) {
  const Power e = power(x);
  return e.times(1.0f + e.rest);
}

// exp(x) - 1 for x up to 0.
RECEPTIVE_INLINE float exponential_less_one(float x) {
  const Power e = power(x < -20.0f ? -20.0f : x);
  const float two = power_of_two(e.n);
  return two * e.rest + (two - 1.0f);
}

// log(x) = e ln 2 + log(m), m between sqrt(1/2) and sqrt(2): a polynomial, as in Cephes (Moshier).
RECEPTIVE_INLINE float logarithm(float x) {
  const bool tiny = x < 1.17549435e-38f;
  const float scaled = tiny ? x * 8388608.0f : x;
  const uint32_t root = 0x3f3504f3u;  // of 1/2
  const uint32_t above = bits_of(scaled) - root;
  const float e = static_cast<float>(static_cast<int32_t>(above) >> 23) - (tiny ? 23.0f : 0.0f);
  const float m = float_of((above & 0x007fffffu) + root) - 1.0f;
  const float z = m * m;
  float p = 7.0376836292e-2f;
  p = p * m - 1.1514610310e-1f;
  p = p * m + 1.1676998740e-1f;
  p = p * m - 1.2420140846e-1f;
  p = p * m + 1.4249322787e-1f;
  p = p * m - 1.6668057665e-1f;
  p = p * m + 2.0000714765e-1f;
  p = p * m - 2.4999993993e-1f;
  p = p * m + 3.3333331174e-1f;
  float result = m + (p * m * z - e * 2.12194440e-4f - 0.5f * z) + e * 0.693359375f;
  result = x > 0 ? result : x < 0 ? NAN : -HUGE_VALF;
  result = x > 3.4028235e38f ? x : result;
  return x != x ? x : result;
}

// log(1 + e) for e from 0 to 1: 2 artanh(s), s = e / (2 + e), by its series in s^2.
RECEPTIVE_INLINE float logarithm_of_one_and(float e) {
  const float twice = e / (1.0f + 0.5f * e);
  const float z = 0.25f * twice * twice;
  float p = 0.1161952527f;
  p = p * z + 0.108516575f;
  p = p * z + 0.1429629171f;
  p = p * z + 0.1999985068f;
  p = p * z + 0.3333333367f;
  return p * z * twice + twice;
}

// e / (1 + e) or 1 / (1 + e) with e = exp(-|x|): neither overflows.
RECEPTIVE_INLINE float sigmoid(float x) {
  const float e = exponential(-std::fabs(x));
  return (x < 0 ? e : 1.0f) / (1.0f + e);
}

// The larger exponential is taken out, so that nothing overflows.
RECEPTIVE_INLINE float softplus(float x) {
  return (x > 0 ? x : 0.0f) + logarithm_of_one_and(exponential(-std::fabs(x)));
}

// x tanh(log(1 + e)) = x e (e + 2) / (e (e + 2) + 2); above 20 it is x. The power of 2 in the
// factor e comes last: what is left of e may have few digits. Minus infinity times 0 is no number.
RECEPTIVE_INLINE float mish(float x) {
  const Power power_of_e = power(x > 20.0f ? 20.0f : x);
  const float part = 1.0f + power_of_e.rest, e = power_of_e.times(part);
  const float factor = x < -110.0f ? (x < -3.4028235e38f ? NAN : -110.0f) : x;
  return power_of_e.times(factor * (part * ((e + 2.0f) / (e * (e + 2.0f) + 2.0f))));
}

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

// A function that mathematics has a name for. Sine and cosine are called one by one.
inline void elementary(int64_t function, const float* in, float* out, int64_t count) {
  switch (function) {
    case RECEPTIVE_ABS:
      return each_value(in, out, count, [](float x) { return std::fabs(x); });
    case RECEPTIVE_NEGATE:
      return each_value(in, out, count, [](float x) { return -x; });
    case RECEPTIVE_LOG:
      return each_value(in, out, count, [](float x) { return logarithm(x); });
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
      return each_value(in, out, count, [](float x) { return softplus(x); });
    case RECEPTIVE_SOFTSIGN:
      return each_value(in, out, count, [](float x) { return x / (1.0f + std::fabs(x)); });
    default:
      return each_value(in, out, count, [](float x) { return mish(x); });
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
      return each_value(in, out, count, [slope](float x) {
        return x < 0 ? slope * exponential_less_one(x) : x;
      });
    case RECEPTIVE_EXP:
      return each_value(in, out, count, [](float x) { return exponential(x); });
    default:
      return elementary(activation, in, out, count);
  }
}

}  // namespace receptive
