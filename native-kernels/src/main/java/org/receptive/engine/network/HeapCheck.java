package org.receptive.engine.network;

import java.util.Locale;
import java.util.function.Supplier;
import org.receptive.engine.tensor.Memory;
import org.receptive.engine.tensor.Shape;

/**
 * Whether a run fits into the Java heap: said before it begins, with what to do about it, and not
 * by an error out of the middle of it.
 *
 * @param network whose run it is
 * @param input the shape of what goes in
 * @param results bytes of the tensors that come out
 * @param between bytes of the activations between, if they lie on the heap
 */
record HeapCheck(String network, Shape input, long results, long between) {
  private static final long GIBI = 1L << 30;

  /**
   * Runs, if what it needs is no more than the heap may grow to.
   *
   * @throws IllegalArgumentException if it does not fit
   */
  <T> T run(Supplier<T> work) {
    if (results + between > Runtime.getRuntime().maxMemory()) {
      throw new IllegalArgumentException(message());
    }
    try {
      return work.get();
    } catch (OutOfMemoryError full) {
      throw new IllegalArgumentException(message(), full);
    }
  }

  private String message() {
    long most = Runtime.getRuntime().maxMemory();
    long wanted = Math.ceilDiv(results + between + most / 4, GIBI) + 1;
    String parts =
        between == 0
            ? "for what comes out"
            : "%s for what comes out, %s for what lies between the layers"
                .formatted(Memory.binary(results), Memory.binary(between));
    return String.format(
        Locale.ROOT,
        "%s on an input of %s needs %s of the Java heap (%s), which may grow to %s. Start Java with"
            + " -Xmx%dg, or take a smaller picture or batch%s.",
        network,
        input,
        Memory.binary(results + between),
        parts,
        Memory.binary(most),
        wanted,
        between == 0 ? "" : "; the C++ kernels keep what lies between the layers outside the heap");
  }
}
