package org.receptive.engine.kernels.cpp;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.receptive.engine.kernels.KernelsUnavailableException;

/**
 * The functions of one C++ library, by the names of receptive.h. They check nothing: whoever calls
 * them has validated every size. All are critical calls, which read and write heap arrays in place
 * and hold up the garbage collector, so each call is kept to a millisecond or so.
 */
final class NativeLibrary {
  private static final FunctionDescriptor NUMBER = FunctionDescriptor.of(JAVA_INT);

  private final InstructionSet instructions;
  private final Path file;
  private final SymbolLookup symbols;
  private final int lanes;
  private final int tile;
  private final int memoryGigabytes;
  private final NativeFunction convolutionPack;
  private final NativeFunction convolutionRun;
  private final NativeFunction linear;
  private final NativeFunction maxPool;
  private final NativeFunction avgPool;
  private final NativeFunction leakyRelu;
  private final NativeFunction add;
  private final NativeFunction scale;
  private final BlockedLibrary blocked;
  private final DenseLibrary dense;

  private NativeLibrary(InstructionSet instructions, Path file) {
    this.instructions = instructions;
    this.file = file;
    this.symbols = lookup(file);
    this.lanes = number(symbols, "receptive_lanes");
    this.tile = number(symbols, "receptive_tile");
    this.memoryGigabytes = number(symbols, "receptive_memory_gigabytes");
    this.convolutionPack = critical("receptive_convolution_pack", "pppp");
    this.convolutionRun = critical("receptive_convolution_run", "ppppplll");
    this.linear = critical("receptive_linear", "pppplllll");
    this.maxPool = critical("receptive_max_pool", "pppll");
    this.avgPool = critical("receptive_avg_pool", "pppll");
    this.leakyRelu = critical("receptive_leaky_relu", "ppfll");
    this.add = critical("receptive_add", "pppll");
    this.scale = critical("receptive_scale", "pppppllll");
    this.blocked = new BlockedLibrary(this);
    this.dense = new DenseLibrary(this);
  }

  /** The instruction sets whose libraries the class path carries and this processor runs. */
  static Set<InstructionSet> runnable(LibraryFiles files) {
    Path cpuLibrary =
        files
            .extract("receptive-cpu")
            .orElseThrow(
                () ->
                    new KernelsUnavailableException(
                        ("the C++ kernels were not built for %s: no %s on the class path. Install a"
                                + " C++ compiler and cmake, then build again.")
                            .formatted(files.platform(), files.platform().resourceFolder())));
    int cpu = number(lookup(cpuLibrary), "receptive_cpu");
    Set<InstructionSet> runnable = EnumSet.allOf(InstructionSet.class);
    runnable.removeIf(set -> !set.runsOn(cpu) || !files.carries(set.library()));
    return runnable;
  }

  /**
   * Loads the library of one instruction set.
   *
   * @throws KernelsUnavailableException if the class path carries none or the system refuses it
   */
  static NativeLibrary open(LibraryFiles files, InstructionSet instructions) {
    Path file =
        files
            .extract(instructions.library())
            .orElseThrow(
                () ->
                    new KernelsUnavailableException(
                        "the class path carries no library for %s on %s."
                            .formatted(instructions, files.platform())));
    return new NativeLibrary(instructions, file);
  }

  @SuppressWarnings("restricted")
  private static SymbolLookup lookup(Path file) {
    try {
      return SymbolLookup.libraryLookup(file, Arena.global());
    } catch (IllegalArgumentException refused) {
      throw new KernelsUnavailableException(
          "the system does not load %s (%s).".formatted(file, refused.getMessage()), refused);
    }
  }

  /** A function without arguments that gives a number. */
  int number(String name) {
    return number(symbols, name);
  }

  /** A function in any form. */
  NativeFunction function(String name, FunctionDescriptor type) {
    return NativeFunction.find(symbols, name, type);
  }

  private static int number(SymbolLookup symbols, String name) {
    NativeFunction function = NativeFunction.find(symbols, name, NUMBER);
    try {
      return (int) function.handle().invokeExact();
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
  }

  /** A function that returns nothing and takes pointers (p), 64-bit integers (l) and floats (f). */
  NativeFunction critical(String name, String types) {
    return critical(name, types, FunctionDescriptor.ofVoid());
  }

  /** The same for a function that gives a 32-bit number. */
  NativeFunction criticalNumber(String name, String types) {
    return critical(name, types, FunctionDescriptor.of(JAVA_INT));
  }

  private NativeFunction critical(String name, String types, FunctionDescriptor result) {
    FunctionDescriptor descriptor = result;
    for (char type : types.toCharArray()) {
      descriptor =
          descriptor.appendArgumentLayouts(
              switch (type) {
                case 'p' -> ADDRESS;
                case 'l' -> JAVA_LONG;
                default -> JAVA_FLOAT;
              });
    }
    return NativeFunction.find(symbols, name, descriptor, Linker.Option.critical(true));
  }

  /** C functions throw nothing; what arrives here is an error of the JVM or of this class. */
  static RuntimeException unexpected(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    return thrown instanceof RuntimeException exception
        ? exception
        : new IllegalStateException(thrown);
  }

  /** The instruction set it was compiled for. */
  InstructionSet instructions() {
    return instructions;
  }

  /** The functions that work on blocks of channels. */
  BlockedLibrary blocked() {
    return blocked;
  }

  /** The functions that work on dense arrays of any rank. */
  DenseLibrary dense() {
    return dense;
  }

  /** The file it was loaded from. */
  Path file() {
    return file;
  }

  /** Floats in one register. */
  int lanes() {
    return lanes;
  }

  /** Pixels of a register tile. */
  int tile() {
    return tile;
  }

  /**
   * What one core of this machine reads from memory, in 10^9 bytes a second: by the kind of
   * processor, enough to rank algorithms, and the same in every run.
   */
  int memoryGigabytes() {
    return memoryGigabytes;
  }

  void convolutionPack(
      MemorySegment plan, MemorySegment weights, MemorySegment bias, MemorySegment packed) {
    try {
      convolutionPack.handle().invokeExact(plan, weights, bias, packed);
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
  }

  void convolutionRun(
      MemorySegment plan,
      MemorySegment input,
      MemorySegment packedWeights,
      MemorySegment output,
      MemorySegment scratch,
      long packedBlock,
      long begin,
      long end) {
    try {
      convolutionRun
          .handle()
          .invokeExact(plan, input, packedWeights, output, scratch, packedBlock, begin, end);
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
  }

  void linear(
      MemorySegment input,
      MemorySegment weights,
      MemorySegment bias,
      MemorySegment output,
      long inFeatures,
      long outFeatures,
      long images,
      long begin,
      long end) {
    try {
      linear
          .handle()
          .invokeExact(input, weights, bias, output, inFeatures, outFeatures, images, begin, end);
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
  }

  void maxPool(
      MemorySegment pooling, MemorySegment input, MemorySegment output, long begin, long end) {
    try {
      maxPool.handle().invokeExact(pooling, input, output, begin, end);
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
  }

  void avgPool(
      MemorySegment pooling, MemorySegment input, MemorySegment output, long begin, long end) {
    try {
      avgPool.handle().invokeExact(pooling, input, output, begin, end);
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
  }

  void leakyRelu(MemorySegment input, MemorySegment output, float slope, long begin, long end) {
    try {
      leakyRelu.handle().invokeExact(input, output, slope, begin, end);
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
  }

  void add(MemorySegment a, MemorySegment b, MemorySegment output, long begin, long end) {
    try {
      add.handle().invokeExact(a, b, output, begin, end);
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
  }

  void scale(
      MemorySegment input,
      MemorySegment mean,
      MemorySegment scales,
      MemorySegment shift,
      MemorySegment output,
      long channels,
      long area,
      long begin,
      long end) {
    try {
      scale.handle().invokeExact(input, mean, scales, shift, output, channels, area, begin, end);
    } catch (Throwable thrown) {
      throw unexpected(thrown);
    }
  }
}
