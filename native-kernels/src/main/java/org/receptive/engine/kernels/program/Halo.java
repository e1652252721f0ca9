package org.receptive.engine.kernels.program;

import org.receptive.engine.layer.WindowAxis;

/**
 * Zeros around the pixels of an activation, so that a convolution's padding needs no special cases.
 *
 * @param top rows above, at least 0
 * @param left columns before, at least 0
 * @param bottom rows below, at least 0
 * @param right columns behind, at least 0
 */
public record Halo(int top, int left, int bottom, int right) {
  /** No zeros at all. */
  public static final Halo NONE = new Halo(0, 0, 0, 0);

  /** What a sliding window reads around its input. */
  public static Halo of(WindowAxis rows, WindowAxis columns) {
    return new Halo(rows.padBefore(), columns.padBefore(), behind(rows), behind(columns));
  }

  private static int behind(WindowAxis axis) {
    int end = (axis.output() - 1) * axis.stride() + axis.extent() - axis.padBefore();
    return Math.max(0, end - axis.input());
  }

  /** Wide enough for both. */
  public Halo and(Halo other) {
    return new Halo(
        Math.max(top, other.top),
        Math.max(left, other.left),
        Math.max(bottom, other.bottom),
        Math.max(right, other.right));
  }
}
