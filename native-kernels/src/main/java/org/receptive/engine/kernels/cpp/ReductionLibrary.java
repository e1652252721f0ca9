package org.receptive.engine.kernels.cpp;

import java.lang.foreign.MemorySegment;

/** The functions of one C++ library on lines and planes as a whole, by the names of receptive.h. */
final class ReductionLibrary {
  private final NativeFunction reduce;
  private final NativeFunction top;
  private final NativeFunction instanceNorm;
  private final NativeFunction localResponseNorm;
  private final NativeFunction bins;

  ReductionLibrary(NativeLibrary library) {
    this.reduce = library.critical("receptive_reduce", "lpllpll");
    this.top = library.critical("receptive_top", "pplllllpll");
    this.instanceNorm = library.critical("receptive_instance_norm", "pppfpllll");
    this.localResponseNorm = library.critical("receptive_local_response_norm", "ppllllfffll");
    this.bins = library.critical("receptive_bins", "pplllllll");
  }

  void reduce(
      long operation,
      MemorySegment input,
      long count,
      long step,
      MemorySegment output,
      long begin,
      long end) {
    try {
      reduce.handle().invokeExact(operation, input, count, step, output, begin, end);
    } catch (Throwable thrown) {
      throw NativeLibrary.unexpected(thrown);
    }
  }

  void top(
      MemorySegment input,
      MemorySegment output,
      long length,
      long step,
      long count,
      long largest,
      long indices,
      MemorySegment ranks,
      long begin,
      long end) {
    try {
      top.handle()
          .invokeExact(input, output, length, step, count, largest, indices, ranks, begin, end);
    } catch (Throwable thrown) {
      throw NativeLibrary.unexpected(thrown);
    }
  }

  void instanceNorm(
      MemorySegment input,
      MemorySegment weight,
      MemorySegment bias,
      float epsilon,
      MemorySegment output,
      long channels,
      long area,
      long begin,
      long end) {
    try {
      instanceNorm
          .handle()
          .invokeExact(input, weight, bias, epsilon, output, channels, area, begin, end);
    } catch (Throwable thrown) {
      throw NativeLibrary.unexpected(thrown);
    }
  }

  void localResponseNorm(
      MemorySegment input,
      MemorySegment output,
      long channels,
      long area,
      long before,
      long behind,
      float factor,
      float beta,
      float k,
      long begin,
      long end) {
    try {
      localResponseNorm
          .handle()
          .invokeExact(input, output, channels, area, before, behind, factor, beta, k, begin, end);
    } catch (Throwable thrown) {
      throw NativeLibrary.unexpected(thrown);
    }
  }

  void bins(
      MemorySegment input,
      MemorySegment output,
      long height,
      long width,
      long rows,
      long columns,
      long maximum,
      long begin,
      long end) {
    try {
      bins.handle().invokeExact(input, output, height, width, rows, columns, maximum, begin, end);
    } catch (Throwable thrown) {
      throw NativeLibrary.unexpected(thrown);
    }
  }
}
