package org.receptive.engine.kernels.cpp;

/** The instruction sets that the C++ kernels are compiled for, the fastest first. */
public enum InstructionSet {
  /** 512-bit registers: Intel since Skylake-X, AMD since Zen 4. */
  AVX512("receptive-v4", "AVX-512 (x86-64-v4)", 200),
  /** 256-bit registers and fused multiply-add: Intel since Haswell, AMD since Excavator. */
  AVX2("receptive-v3", "AVX2 and FMA (x86-64-v3)", 115),
  /** 128-bit registers of every 64-bit ARM processor. */
  NEON("receptive-neon", "NEON (aarch64)", 50),
  /** Whatever the compiler makes of plain C++. */
  PORTABLE("receptive-portable", "portable C++", 8);

  private final String library;
  private final String text;
  private final double gigaflops;

  InstructionSet(String library, String text, double gigaflops) {
    this.library = library;
    this.text = text;
    this.gigaflops = gigaflops;
  }

  /**
   * What one core computes at best, in 10^9 operations a second, on a machine of the 2020s: enough
   * to rank algorithms.
   */
  double gigaflops() {
    return gigaflops;
  }

  /** The name of the library that is compiled for it. */
  String library() {
    return library;
  }

  /**
   * Whether a processor of the given kind runs it.
   *
   * @param cpu what {@code receptive_cpu} says: 4 AVX-512, 3 AVX2, 10 aarch64, else something else
   */
  boolean runsOn(int cpu) {
    return switch (this) {
      case AVX512 -> cpu == 4;
      case AVX2 -> cpu == 3 || cpu == 4;
      case NEON -> cpu == 10;
      case PORTABLE -> true;
    };
  }

  @Override
  public String toString() {
    return text;
  }
}
