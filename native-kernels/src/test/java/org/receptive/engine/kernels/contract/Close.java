package org.receptive.engine.kernels.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import org.receptive.engine.tensor.Tensor;

/** Equality of float32 results that were summed in different orders. */
final class Close {
  /** Relative to the largest expected value: what a float32 sum of some thousand terms may lose. */
  private static final double TOLERANCE = 2e-5;

  private Close() {}

  /** Checks shape and values; NaN and infinities must be in the same places. */
  static void assertClose(Tensor expected, Tensor actual, Object what) {
    assertEquals(expected.shape(), actual.shape(), () -> what + ": shape");
    double largest = 1e-3;
    for (float value : expected.data()) {
      if (Float.isFinite(value)) {
        largest = Math.max(largest, Math.abs(value));
      }
    }
    for (int i = 0; i < expected.size(); i++) {
      float wanted = expected.data()[i];
      float given = actual.data()[i];
      boolean close =
          Float.isFinite(wanted)
              ? Math.abs((double) wanted - given) <= TOLERANCE * largest
              : Float.compare(wanted, given) == 0;
      if (!close) {
        fail("%s: value %d is %s, but should be %s".formatted(what, i, given, wanted));
      }
    }
  }

  /** Checks shape and values, which must be the very same numbers. */
  static void assertSame(Tensor expected, Tensor actual, Object what) {
    assertEquals(expected.shape(), actual.shape(), () -> what + ": shape");
    for (int i = 0; i < expected.size(); i++) {
      float wanted = expected.data()[i];
      float given = actual.data()[i];
      if (wanted != given && Float.compare(wanted, given) != 0) {
        fail("%s: value %d is %s, but should be %s".formatted(what, i, given, wanted));
      }
    }
  }
}
