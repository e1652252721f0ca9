// Plain C++: what every other vector type means, and what runs where no vector unit is known.
#pragma once

#include <cmath>
#include <cstddef>

namespace receptive {

struct Portable {
  static constexpr int lanes = 4;
  static constexpr int tile = 4;
  struct Vec {
    float lane[lanes];
  };

  template <class F>
  static RECEPTIVE_INLINE Vec each(F f) {
    Vec v;
    for (int i = 0; i < lanes; i++) v.lane[i] = f(i);
    return v;
  }
  static RECEPTIVE_INLINE Vec zero() { return broadcast(0); }
  static RECEPTIVE_INLINE Vec broadcast(float x) {
    return each([&](int) { return x; });
  }
  static RECEPTIVE_INLINE Vec load(const float* p) {
    return each([&](int i) { return p[i]; });
  }
  static RECEPTIVE_INLINE void store(float* p, Vec v) { storeFirst(p, v, lanes); }
  static RECEPTIVE_INLINE Vec add(Vec a, Vec b) {
    return each([&](int i) { return a.lane[i] + b.lane[i]; });
  }
  static RECEPTIVE_INLINE Vec sub(Vec a, Vec b) {
    return each([&](int i) { return a.lane[i] - b.lane[i]; });
  }
  static RECEPTIVE_INLINE Vec mul(Vec a, Vec b) {
    return each([&](int i) { return a.lane[i] * b.lane[i]; });
  }
  // a * b + c; whether it is rounded once is the compiler's choice here.
  static RECEPTIVE_INLINE Vec fma(Vec a, Vec b, Vec c) {
    return each([&](int i) { return a.lane[i] * b.lane[i] + c.lane[i]; });
  }
  // The larger of both; b if one of them is NaN.
  static RECEPTIVE_INLINE Vec max(Vec a, Vec b) {
    return each([&](int i) { return a.lane[i] > b.lane[i] ? a.lane[i] : b.lane[i]; });
  }
  // The smaller of both; b if one of them is NaN.
  static RECEPTIVE_INLINE Vec min(Vec a, Vec b) {
    return each([&](int i) { return a.lane[i] < b.lane[i] ? a.lane[i] : b.lane[i]; });
  }
  // The larger of both; NaN if one of them is NaN.
  static RECEPTIVE_INLINE Vec maxOrNan(Vec a, Vec b) {
    return each([&](int i) {
      return a.lane[i] > b.lane[i] || std::isnan(a.lane[i]) ? a.lane[i] : b.lane[i];
    });
  }
  static RECEPTIVE_INLINE float sum(Vec v) {
    return (v.lane[0] + v.lane[2]) + (v.lane[1] + v.lane[3]);
  }
  // Reads count floats, 0 to 4, and nothing behind them.
  static RECEPTIVE_INLINE Vec loadFirst(const float* p, int count) {
    return each([&](int i) { return i < count ? p[i] : 0.0f; });
  }
  static RECEPTIVE_INLINE void storeFirst(float* p, Vec v, int count) {
    for (int i = 0; i < count; i++) p[i] = v.lane[i];
  }
  // Rows of lanes become columns: lane l of row r goes to out[l * pitch + r], for `count` lanes.
  template <int ROWS>
  static RECEPTIVE_INLINE void storeTransposed(const Vec* rows, float* out, std::ptrdiff_t pitch,
                                               int count) {
    for (int l = 0; l < count; l++) {
      for (int r = 0; r < ROWS; r++) out[l * pitch + r] = rows[r].lane[l];
    }
  }
};

}  // namespace receptive
