// NEON (aarch64): 32 registers of 4 floats.
#pragma once

#include <arm_neon.h>

#include <cstddef>

namespace receptive {

struct Neon {
  using Vec = float32x4_t;
  static constexpr int lanes = 4;
  // 12 x 2 accumulators + 2 operands + broadcasts of 32 registers.
  static constexpr int tile = 12;

  static RECEPTIVE_INLINE Vec zero() { return vdupq_n_f32(0); }
  static RECEPTIVE_INLINE Vec broadcast(float x) { return vdupq_n_f32(x); }
  static RECEPTIVE_INLINE Vec load(const float* p) { return vld1q_f32(p); }
  static RECEPTIVE_INLINE void store(float* p, Vec v) { vst1q_f32(p, v); }
  static RECEPTIVE_INLINE Vec add(Vec a, Vec b) { return vaddq_f32(a, b); }
  static RECEPTIVE_INLINE Vec sub(Vec a, Vec b) { return vsubq_f32(a, b); }
  static RECEPTIVE_INLINE Vec mul(Vec a, Vec b) { return vmulq_f32(a, b); }
  // a * b + c, rounded once.
  static RECEPTIVE_INLINE Vec fma(Vec a, Vec b, Vec c) { return vfmaq_f32(c, a, b); }
  // The larger of both; b if one of them is NaN.
  static RECEPTIVE_INLINE Vec max(Vec a, Vec b) { return vbslq_f32(vcgtq_f32(a, b), a, b); }
  // The smaller of both; b if one of them is NaN.
  static RECEPTIVE_INLINE Vec min(Vec a, Vec b) { return vbslq_f32(vcltq_f32(a, b), a, b); }
  // The larger of both; NaN if one of them is NaN.
  static RECEPTIVE_INLINE Vec maxOrNan(Vec a, Vec b) { return vmaxq_f32(a, b); }
  static RECEPTIVE_INLINE float sum(Vec v) { return vaddvq_f32(v); }

  // Reads count floats, 0 to 4, and nothing behind them.
  static RECEPTIVE_INLINE Vec loadFirst(const float* p, int count) {
    float whole[4] = {0, 0, 0, 0};
    for (int i = 0; i < 4 && i < count; i++) whole[i] = p[i];
    return vld1q_f32(whole);
  }
  static RECEPTIVE_INLINE void storeFirst(float* p, Vec v, int count) {
    float whole[4];
    vst1q_f32(whole, v);
    for (int i = 0; i < 4 && i < count; i++) p[i] = whole[i];
  }

  // Rows of 4 lanes become columns: lane l of row r goes to out[l * pitch + r], for `count` lanes.
  template <int ROWS>
  static RECEPTIVE_INLINE void storeTransposed(const Vec* rows, float* out, std::ptrdiff_t pitch,
                                               int count) {
    RECEPTIVE_UNROLL
    for (int i = 0; i < ROWS; i += 4) {
      Vec r0 = rows[i], r1 = i + 1 < ROWS ? rows[i + 1 < ROWS ? i + 1 : 0] : zero();
      Vec r2 = i + 2 < ROWS ? rows[i + 2 < ROWS ? i + 2 : 0] : zero();
      Vec r3 = i + 3 < ROWS ? rows[i + 3 < ROWS ? i + 3 : 0] : zero();
      float32x4x2_t even = vtrnq_f32(r0, r1), odd = vtrnq_f32(r2, r3);
      Vec columns[4] = {
          vcombine_f32(vget_low_f32(even.val[0]), vget_low_f32(odd.val[0])),
          vcombine_f32(vget_low_f32(even.val[1]), vget_low_f32(odd.val[1])),
          vcombine_f32(vget_high_f32(even.val[0]), vget_high_f32(odd.val[0])),
          vcombine_f32(vget_high_f32(even.val[1]), vget_high_f32(odd.val[1]))};
      for (int l = 0; l < 4 && l < count; l++) {
        if (ROWS - i >= 4) {
          store(out + l * pitch + i, columns[l]);
        } else {
          storeFirst(out + l * pitch + i, columns[l], ROWS - i);
        }
      }
    }
  }
};

}  // namespace receptive
