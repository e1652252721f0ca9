// Compiled for the oldest processor of its architecture: says which of the other libraries may run.
#include "receptive.h"

// 3: AVX2, FMA, BMI (x86-64-v3); 4: AVX-512 F, VL, DQ, BW, CD (x86-64-v4); 1: any other x86-64;
// 10: aarch64, which always has NEON; 0: unknown. The compiler's builtins also ask whether the
// operating system saves the wide registers.
RECEPTIVE_API int32_t receptive_cpu(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (!(__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") &&
        __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2"))) {
    return 1;
  }
  const bool wide = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
                    __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw") &&
                    __builtin_cpu_supports("avx512cd");
  return wide ? 4 : 3;
#elif defined(__aarch64__)
  return 10;
#else
  return 0;
#endif
}
