package org.receptive.engine.layer;

import java.util.Locale;

/**
 * The arithmetic of a sliding window along one axis, all numbers known. This is the one place where
 * an output size is computed; layers, kernels, derivations and pictures all ask here.
 *
 * <p>{@code output = floor((input + padBefore + padAfter - extent) / stride) + 1} with {@code
 * extent = dilation * (kernel - 1) + 1}. With {@code ceilMode} the division rounds up, but a last
 * window that would start in the padding behind the input is dropped (as PyTorch does); and where
 * even the first window is larger than the input, by less than a stride, it hangs over alone.
 *
 * @param input number of input elements, at least 1
 * @param kernel number of kernel elements, at least 1
 * @param stride step between windows, at least 1
 * @param padBefore padding elements before the input, at least 0
 * @param padAfter padding elements behind the input, at least 0
 * @param dilation distance between neighbouring kernel elements, at least 1
 * @param ceilMode whether to round up
 */
public record WindowAxis(
    int input,
    int kernel,
    int stride,
    int padBefore,
    int padAfter,
    int dilation,
    boolean ceilMode) {

  /**
   * Checks every number.
   *
   * @throws ShapeException if a number is out of range or the kernel does not fit the padded input
   */
  public WindowAxis {
    require(input >= 1, "the input size", input, "at least 1");
    require(kernel >= 1, "the kernel size", kernel, "at least 1");
    require(stride >= 1, "the stride", stride, "at least 1: the window would never move");
    require(padBefore >= 0, "the padding", padBefore, "0 or more; to cut the input, crop it first");
    require(padAfter >= 0, "the padding", padAfter, "0 or more; to cut the input, crop it first");
    require(dilation >= 1, "the dilation", dilation, "at least 1 (1 means a dense kernel)");
    long extent = (long) dilation * (kernel - 1) + 1;
    long padded = (long) input + padBefore + padAfter;
    if (padded > Integer.MAX_VALUE) {
      throw new ShapeException(
          String.format(
              Locale.ROOT,
              "the padded input is too large: %d + padding %d + %d = %d.",
              input,
              padBefore,
              padAfter,
              padded));
    }
    boolean hangsOver = ceilMode && extent - padded < stride;
    if (extent > padded && !hangsOver) {
      throw new ShapeException(
          String.format(
              Locale.ROOT,
              "kernel %s does not fit the padded input: input %d + padding %d + %d = %d, which is"
                  + " less than %s.",
              dilation == 1
                  ? Integer.toString(kernel)
                  : String.format(Locale.ROOT, "%d with dilation %d", kernel, dilation),
              input,
              padBefore,
              padAfter,
              padded,
              dilation == 1
                  ? Integer.toString(kernel)
                  : String.format(
                      Locale.ROOT, "%d x (%d - 1) + 1 = %d", dilation, kernel, extent)));
    }
  }

  private static void require(boolean holds, String what, int given, String expected) {
    if (!holds) {
      throw new ShapeException(
          String.format(Locale.ROOT, "%s is %d, but must be %s.", what, given, expected));
    }
  }

  /** How many elements the window covers from first to last: {@code dilation * (kernel-1) + 1}. */
  public int extent() {
    return dilation * (kernel - 1) + 1;
  }

  /** The input with its padding. */
  public int paddedInput() {
    return input + padBefore + padAfter;
  }

  /** The number of window positions: the output size. */
  public int output() {
    int room = paddedInput() - extent();
    int steps = room / stride;
    if (ceilMode && room > 0 && room % stride != 0 && (steps + 1L) * stride < input + padBefore) {
      steps++;
    }
    return steps + 1;
  }

  /**
   * How many elements at the end of the padded input no window touches: the strip that is left
   * over. Never negative; a last window that {@code ceilMode} lets hang over leaves nothing.
   */
  public int unused() {
    return (int) Math.max(0, paddedInput() - ((output() - 1L) * stride + extent()));
  }

  /** Where window {@code i} starts, in input coordinates; negative inside the leading padding. */
  public int start(int i) {
    return i * stride - padBefore;
  }

  /** How many kernel elements of window {@code i} meet the input; 0 if it sees only padding. */
  public int real(int i) {
    int start = start(i);
    int before = start >= 0 ? 0 : Math.ceilDiv(-start, dilation);
    return Math.max(0, Math.min(kernel, Math.ceilDiv(input - start, dilation)) - before);
  }

  /**
   * How many kernel elements of window {@code i} meet the input or its padding. What hangs over the
   * padded input meets nothing.
   */
  public int realOrPadding(int i) {
    return Math.clamp(Math.ceilDiv(input + padAfter - start(i), dilation), 0, kernel);
  }
}
