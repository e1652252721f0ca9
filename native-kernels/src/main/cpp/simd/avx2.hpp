// AVX2 with FMA (x86-64-v3): 16 registers of 8 floats.
#pragma once

#include <immintrin.h>

#include <cstddef>
#include <cstdint>

namespace receptive {

struct Avx2 {
  using Vec = __m256;
  static constexpr int lanes = 8;
  // 6 x 2 accumulators + 2 operands + 1 broadcast = 15 of 16 registers.
  static constexpr int tile = 6;

  static RECEPTIVE_INLINE Vec zero() { return _mm256_setzero_ps(); }
  static RECEPTIVE_INLINE Vec broadcast(float x) { return _mm256_set1_ps(x); }
  static RECEPTIVE_INLINE Vec load(const float* p) { return _mm256_loadu_ps(p); }
  static RECEPTIVE_INLINE void store(float* p, Vec v) { _mm256_storeu_ps(p, v); }
  static RECEPTIVE_INLINE Vec add(Vec a, Vec b) { return _mm256_add_ps(a, b); }
  static RECEPTIVE_INLINE Vec sub(Vec a, Vec b) { return _mm256_sub_ps(a, b); }
  static RECEPTIVE_INLINE Vec mul(Vec a, Vec b) { return _mm256_mul_ps(a, b); }
  // a * b + c, rounded once.
  static RECEPTIVE_INLINE Vec fma(Vec a, Vec b, Vec c) { return _mm256_fmadd_ps(a, b, c); }
  // The larger of both; b if one of them is NaN.
  static RECEPTIVE_INLINE Vec max(Vec a, Vec b) { return _mm256_max_ps(a, b); }
  // The smaller of both; b if one of them is NaN.
  static RECEPTIVE_INLINE Vec min(Vec a, Vec b) { return _mm256_min_ps(a, b); }
  // The larger of both; NaN if one of them is NaN.
  static RECEPTIVE_INLINE Vec maxOrNan(Vec a, Vec b) {
    return _mm256_blendv_ps(_mm256_max_ps(a, b), a, _mm256_cmp_ps(a, a, _CMP_UNORD_Q));
  }
  static RECEPTIVE_INLINE float sum(Vec v) {
    __m128 half = _mm_add_ps(_mm256_castps256_ps128(v), _mm256_extractf128_ps(v, 1));
    half = _mm_add_ps(half, _mm_movehl_ps(half, half));
    return _mm_cvtss_f32(_mm_add_ss(half, _mm_movehdup_ps(half)));
  }

  // Reads count floats, 0 to 8, and nothing behind them.
  static RECEPTIVE_INLINE Vec loadFirst(const float* p, int count) {
    const __m256i index = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
    return _mm256_maskload_ps(p, _mm256_cmpgt_epi32(_mm256_set1_epi32(count), index));
  }
  // Whole, half, quarter and single stores: masked stores are slow on many processors.
  static RECEPTIVE_INLINE void storeFirst(float* p, Vec v, int count) {
    if (count & 8) {
      _mm256_storeu_ps(p, v);
      return;
    }
    __m128 rest = _mm256_castps256_ps128(v);
    if (count & 4) {
      _mm_storeu_ps(p, rest);
      rest = _mm256_extractf128_ps(v, 1);
      p += 4;
    }
    if (count & 2) {
      _mm_storel_pi(reinterpret_cast<__m64*>(p), rest);
      rest = _mm_movehl_ps(rest, rest);
      p += 2;
    }
    if (count & 1) _mm_store_ss(p, rest);
  }

  // Rows of 8 lanes become columns: lane l of row r goes to out[l * pitch + r], for `count` lanes.
  template <int ROWS>
  static RECEPTIVE_INLINE void storeTransposed(const Vec* rows, float* out, std::ptrdiff_t pitch,
                                               int count) {
    static_assert(ROWS <= 8, "at most one register holds a column");
    __m256 a[8], b[8];
    RECEPTIVE_UNROLL
    for (int i = 0; i < 8; i++) a[i] = i < ROWS ? rows[i < ROWS ? i : 0] : zero();
    RECEPTIVE_UNROLL
    for (int i = 0; i < 4; i++) {
      b[2 * i] = _mm256_unpacklo_ps(a[2 * i], a[2 * i + 1]);
      b[2 * i + 1] = _mm256_unpackhi_ps(a[2 * i], a[2 * i + 1]);
    }
    RECEPTIVE_UNROLL
    for (int i = 0; i < 2; i++) {
      a[4 * i] = _mm256_shuffle_ps(b[4 * i], b[4 * i + 2], 0x44);
      a[4 * i + 1] = _mm256_shuffle_ps(b[4 * i], b[4 * i + 2], 0xee);
      a[4 * i + 2] = _mm256_shuffle_ps(b[4 * i + 1], b[4 * i + 3], 0x44);
      a[4 * i + 3] = _mm256_shuffle_ps(b[4 * i + 1], b[4 * i + 3], 0xee);
    }
    RECEPTIVE_UNROLL
    for (int j = 0; j < 4; j++) {
      b[j] = _mm256_permute2f128_ps(a[j], a[4 + j], 0x20);
      b[4 + j] = _mm256_permute2f128_ps(a[j], a[4 + j], 0x31);
    }
    RECEPTIVE_UNROLL
    for (int l = 0; l < 8; l++) {
      if (l < count) storeFirst(out + l * pitch, b[l], ROWS);
    }
  }
};

}  // namespace receptive
