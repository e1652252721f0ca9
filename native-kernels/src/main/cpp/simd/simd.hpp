// One vector of floats per instruction set, all with the same members, so that a kernel is written
// once. Which one a library uses is decided by the flags it is compiled with (CMakeLists.txt).
#pragma once

#if defined(__GNUC__) || defined(__clang__)
#define RECEPTIVE_INLINE inline __attribute__((always_inline))
#else
#define RECEPTIVE_INLINE __forceinline
#endif

// Loops over registers must vanish, or the registers become memory.
#if defined(__clang__)
#define RECEPTIVE_UNROLL _Pragma("clang loop unroll(full)")
#elif defined(__GNUC__)
#define RECEPTIVE_UNROLL _Pragma("GCC unroll 32")
#else
#define RECEPTIVE_UNROLL
#endif

// Asks for a cache line that will be read soon, or at once (NEAR); any address will do.
#if defined(__GNUC__) || defined(__clang__)
#define RECEPTIVE_FETCH(address) __builtin_prefetch(address, 0, 2)
#define RECEPTIVE_FETCH_NEAR(address) __builtin_prefetch(address, 0, 3)
#else
#define RECEPTIVE_FETCH(address) ((void)(address))
#define RECEPTIVE_FETCH_NEAR(address) ((void)(address))
#endif

#if defined(__AVX512F__) && defined(__AVX512VL__) && defined(__AVX512DQ__)
#include "avx2.hpp"
#include "avx512.hpp"
namespace receptive {
using Simd = Avx512;
// For work that is loads and stores at any address: half as many of these cross a cache line, and
// the processor does two of them a cycle.
using NarrowSimd = Avx2;
}
#elif defined(__AVX2__) && defined(__FMA__)
#include "avx2.hpp"
namespace receptive {
using Simd = Avx2;
using NarrowSimd = Avx2;
}
#elif defined(__aarch64__) || defined(_M_ARM64)
#include "neon.hpp"
namespace receptive {
using Simd = Neon;
using NarrowSimd = Neon;
}
#else
#include "portable.hpp"
namespace receptive {
using Simd = Portable;
using NarrowSimd = Portable;
}
#endif
