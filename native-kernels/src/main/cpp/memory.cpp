// What the machine is like beyond its instructions.
#include "receptive.h"

RECEPTIVE_API int32_t receptive_memory_gigabytes(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  // A core of AMD's, since Zen 4, gets nearly twice as much out of the memory as one of Intel's
  // server processors.
  return __builtin_cpu_is("amd") ? 34 : 20;
#else
  return 20;
#endif
}
