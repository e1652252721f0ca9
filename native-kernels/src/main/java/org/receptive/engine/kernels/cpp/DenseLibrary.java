package org.receptive.engine.kernels.cpp;

import java.lang.foreign.MemorySegment;

/**
 * The functions of one C++ library on dense arrays of any rank, by the names of receptive.h. They
 * check nothing: a plan's lengths and steps were computed from validated shapes.
 */
final class DenseLibrary {
  private final NativeFunction pair;
  private final NativeFunction arrange;
  private final NativeFunction transpose;
  private final NativeFunction copyRows;
  private final NativeFunction meanRows;
  private final NativeFunction meanColumns;
  private final NativeFunction softmax;
  private final NativeFunction product;
  private final ReductionLibrary reductions;

  DenseLibrary(NativeLibrary library) {
    this.pair = library.critical("receptive_pair", "plpppll");
    this.arrange = library.critical("receptive_arrange", "ppfppll");
    this.transpose = library.critical("receptive_transpose", "llppll");
    this.copyRows = library.critical("receptive_copy_rows", "plpllll");
    this.meanRows = library.critical("receptive_mean_rows", "plpll");
    this.meanColumns = library.critical("receptive_mean_columns", "pllpll");
    this.softmax = library.critical("receptive_softmax", "pplllll");
    this.product = library.critical("receptive_product", "ppplllll");
    this.reductions = new ReductionLibrary(library);
  }

  /** The functions on lines and planes as a whole. */
  ReductionLibrary reductions() {
    return reductions;
  }

  void pair(
      MemorySegment strides,
      long operation,
      MemorySegment left,
      MemorySegment right,
      MemorySegment output,
      long begin,
      long end) {
    try {
      pair.handle().invokeExact(strides, operation, left, right, output, begin, end);
    } catch (Throwable thrown) {
      throw NativeLibrary.unexpected(thrown);
    }
  }

  void arrange(
      MemorySegment lengths,
      MemorySegment tables,
      float otherwise,
      MemorySegment input,
      MemorySegment output,
      long begin,
      long end) {
    try {
      arrange.handle().invokeExact(lengths, tables, otherwise, input, output, begin, end);
    } catch (Throwable thrown) {
      throw NativeLibrary.unexpected(thrown);
    }
  }

  void transpose(
      long rows, long columns, MemorySegment input, MemorySegment output, long begin, long end) {
    try {
      transpose.handle().invokeExact(rows, columns, input, output, begin, end);
    } catch (Throwable thrown) {
      throw NativeLibrary.unexpected(thrown);
    }
  }

  void copyRows(
      MemorySegment input,
      long inputPitch,
      MemorySegment output,
      long outputPitch,
      long width,
      long begin,
      long end) {
    try {
      copyRows.handle().invokeExact(input, inputPitch, output, outputPitch, width, begin, end);
    } catch (Throwable thrown) {
      throw NativeLibrary.unexpected(thrown);
    }
  }

  void meanRows(MemorySegment input, long width, MemorySegment output, long begin, long end) {
    try {
      meanRows.handle().invokeExact(input, width, output, begin, end);
    } catch (Throwable thrown) {
      throw NativeLibrary.unexpected(thrown);
    }
  }

  void meanColumns(
      MemorySegment input, long rows, long width, MemorySegment output, long begin, long end) {
    try {
      meanColumns.handle().invokeExact(input, rows, width, output, begin, end);
    } catch (Throwable thrown) {
      throw NativeLibrary.unexpected(thrown);
    }
  }

  void softmax(
      MemorySegment input,
      MemorySegment output,
      long count,
      long step,
      long logarithm,
      long begin,
      long end) {
    try {
      softmax.handle().invokeExact(input, output, count, step, logarithm, begin, end);
    } catch (Throwable thrown) {
      throw NativeLibrary.unexpected(thrown);
    }
  }

  void product(
      MemorySegment left,
      MemorySegment right,
      MemorySegment output,
      long rows,
      long sum,
      long columns,
      long begin,
      long end) {
    try {
      product.handle().invokeExact(left, right, output, rows, sum, columns, begin, end);
    } catch (Throwable thrown) {
      throw NativeLibrary.unexpected(thrown);
    }
  }
}
