package org.receptive.engine.kernels.cpp;

import java.lang.foreign.MemorySegment;

/** What a function on blocks reads and writes; what it does not need is NULL. */
record Operands(
    MemorySegment input,
    MemorySegment weights,
    MemorySegment bias,
    MemorySegment residual,
    MemorySegment output) {

  static Operands of(MemorySegment input, MemorySegment output) {
    return new Operands(input, MemorySegment.NULL, MemorySegment.NULL, MemorySegment.NULL, output);
  }

  Operands and(MemorySegment second) {
    return new Operands(input, weights, bias, second, output);
  }

  Operands with(MemorySegment packed, MemorySegment start) {
    return new Operands(input, packed, start, residual, output);
  }
}
