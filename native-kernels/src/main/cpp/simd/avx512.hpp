// AVX-512 (x86-64-v4): 32 registers of 16 floats.
#pragma once

#include <immintrin.h>

#include <cstddef>

namespace receptive {

struct Avx512 {
  using Vec = __m512;
  static constexpr int lanes = 16;
  // 14 x 2 accumulators + 2 operands + 1 broadcast = 31 of 32 registers.
  static constexpr int tile = 14;

  static RECEPTIVE_INLINE Vec zero() { return _mm512_setzero_ps(); }
  static RECEPTIVE_INLINE Vec broadcast(float x) { return _mm512_set1_ps(x); }
  static RECEPTIVE_INLINE Vec load(const float* p) { return _mm512_loadu_ps(p); }
  static RECEPTIVE_INLINE void store(float* p, Vec v) { _mm512_storeu_ps(p, v); }
  static RECEPTIVE_INLINE Vec add(Vec a, Vec b) { return _mm512_add_ps(a, b); }
  static RECEPTIVE_INLINE Vec sub(Vec a, Vec b) { return _mm512_sub_ps(a, b); }
  static RECEPTIVE_INLINE Vec mul(Vec a, Vec b) { return _mm512_mul_ps(a, b); }
  // a * b + c, rounded once.
  static RECEPTIVE_INLINE Vec fma(Vec a, Vec b, Vec c) { return _mm512_fmadd_ps(a, b, c); }
  // The larger of both; b if one of them is NaN.
  static RECEPTIVE_INLINE Vec max(Vec a, Vec b) { return _mm512_max_ps(a, b); }
  // The smaller of both; b if one of them is NaN.
  static RECEPTIVE_INLINE Vec min(Vec a, Vec b) { return _mm512_min_ps(a, b); }
  // The larger of both; NaN if one of them is NaN.
  static RECEPTIVE_INLINE Vec maxOrNan(Vec a, Vec b) {
    return _mm512_mask_mov_ps(_mm512_max_ps(a, b), _mm512_cmp_ps_mask(a, a, _CMP_UNORD_Q), a);
  }
  static RECEPTIVE_INLINE float sum(Vec v) { return _mm512_reduce_add_ps(v); }

  static RECEPTIVE_INLINE __mmask16 first(int count) {
    return static_cast<__mmask16>((1u << count) - 1u);
  }
  // Reads count floats, 0 to 16, and nothing behind them.
  static RECEPTIVE_INLINE Vec loadFirst(const float* p, int count) {
    return _mm512_maskz_loadu_ps(first(count), p);
  }
  static RECEPTIVE_INLINE void storeFirst(float* p, Vec v, int count) {
    _mm512_mask_storeu_ps(p, first(count), v);
  }

  // Rows of 16 lanes become columns: lane l of row r goes to out[l * pitch + r], for `count` lanes.
  template <int ROWS>
  static RECEPTIVE_INLINE void storeTransposed(const Vec* rows, float* out, std::ptrdiff_t pitch,
                                               int count) {
    static_assert(ROWS <= 16, "at most one register holds a column");
    __m512 a[16], b[16];
    RECEPTIVE_UNROLL
    for (int i = 0; i < 16; i++) a[i] = i < ROWS ? rows[i < ROWS ? i : 0] : zero();
    // Interleave single floats, then pairs, then quarters of registers: 4 x 16 shuffles.
    RECEPTIVE_UNROLL
    for (int i = 0; i < 8; i++) {
      b[2 * i] = _mm512_unpacklo_ps(a[2 * i], a[2 * i + 1]);
      b[2 * i + 1] = _mm512_unpackhi_ps(a[2 * i], a[2 * i + 1]);
    }
    RECEPTIVE_UNROLL
    for (int i = 0; i < 4; i++) {
      a[4 * i] = pairLow(b[4 * i], b[4 * i + 2]);
      a[4 * i + 1] = pairHigh(b[4 * i], b[4 * i + 2]);
      a[4 * i + 2] = pairLow(b[4 * i + 1], b[4 * i + 3]);
      a[4 * i + 3] = pairHigh(b[4 * i + 1], b[4 * i + 3]);
    }
    // a[4 g + j] now holds lanes j, 4+j, 8+j, 12+j of rows 4g..4g+3, a quarter each.
    RECEPTIVE_UNROLL
    for (int j = 0; j < 4; j++) {
      __m512 low = _mm512_shuffle_f32x4(a[j], a[4 + j], 0x44);
      __m512 high = _mm512_shuffle_f32x4(a[j], a[4 + j], 0xee);
      __m512 low2 = _mm512_shuffle_f32x4(a[8 + j], a[12 + j], 0x44);
      __m512 high2 = _mm512_shuffle_f32x4(a[8 + j], a[12 + j], 0xee);
      b[j] = _mm512_shuffle_f32x4(low, low2, 0x88);
      b[4 + j] = _mm512_shuffle_f32x4(low, low2, 0xdd);
      b[8 + j] = _mm512_shuffle_f32x4(high, high2, 0x88);
      b[12 + j] = _mm512_shuffle_f32x4(high, high2, 0xdd);
    }
    RECEPTIVE_UNROLL
    for (int l = 0; l < 16; l++) {
      if (l < count) storeFirst(out + l * pitch, b[l], ROWS);
    }
  }

 private:
  static RECEPTIVE_INLINE Vec pairLow(Vec a, Vec b) {
    return _mm512_castpd_ps(_mm512_unpacklo_pd(_mm512_castps_pd(a), _mm512_castps_pd(b)));
  }
  static RECEPTIVE_INLINE Vec pairHigh(Vec a, Vec b) {
    return _mm512_castpd_ps(_mm512_unpackhi_pd(_mm512_castps_pd(a), _mm512_castps_pd(b)));
  }
};

}  // namespace receptive
