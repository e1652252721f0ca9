package org.receptive.engine.layer;

import java.util.Locale;

/** How much is added around an input before a window slides over it. */
public sealed interface Padding {

  /** No padding: the window stays inside the input ("valid"). */
  Padding VALID = new Explicit(0, 0, 0, 0);

  /**
   * As much as gives {@code ceil(input / stride)} outputs; an odd element goes to the bottom and
   * right (the convention of TensorFlow, and of ONNX's SAME_UPPER).
   */
  Padding SAME = new Same();

  /** As much as lets every input element meet every kernel element: {@code extent - 1}. */
  Padding FULL = new Full();

  /** The same padding on all four sides. */
  static Padding of(int all) {
    return new Explicit(all, all, all, all);
  }

  /** The same padding above and below, and left and right. */
  static Padding of(int height, int width) {
    return new Explicit(height, height, width, width);
  }

  /** Its own padding on each side. */
  static Padding of(int top, int bottom, int left, int right) {
    return new Explicit(top, bottom, left, right);
  }

  /** The padding of the height axis on an input of the given height, as before and after. */
  int[] height(int input, int extent, int stride);

  /** The padding of the width axis on an input of the given width, as before and after. */
  int[] width(int input, int extent, int stride);

  /**
   * Padding given as numbers.
   *
   * @param top rows above
   * @param bottom rows below
   * @param left columns to the left
   * @param right columns to the right
   */
  record Explicit(int top, int bottom, int left, int right) implements Padding {
    /** Checks that no side is negative. */
    public Explicit {
      int least = Math.min(Math.min(top, bottom), Math.min(left, right));
      if (least < 0) {
        throw new ShapeException(
            String.format(
                Locale.ROOT,
                "the padding is %d, but must be 0 or more; to cut the input, crop it first.",
                least));
      }
    }

    @Override
    public int[] height(int input, int extent, int stride) {
      return new int[] {top, bottom};
    }

    @Override
    public int[] width(int input, int extent, int stride) {
      return new int[] {left, right};
    }

    @Override
    public String toString() {
      if (top == bottom && left == right) {
        return top == left ? Integer.toString(top) : top + " x " + left;
      }
      return String.format(
          Locale.ROOT, "top %d, bottom %d, left %d, right %d", top, bottom, left, right);
    }
  }

  /** Padding that keeps {@code ceil(input / stride)}. */
  record Same() implements Padding {
    @Override
    public int[] height(int input, int extent, int stride) {
      int output = (input + stride - 1) / stride;
      int total = Math.max(0, (output - 1) * stride + extent - input);
      return new int[] {total / 2, total - total / 2};
    }

    @Override
    public int[] width(int input, int extent, int stride) {
      return height(input, extent, stride);
    }

    @Override
    public String toString() {
      return "same";
    }
  }

  /** Padding of {@code extent - 1} on every side. */
  record Full() implements Padding {
    @Override
    public int[] height(int input, int extent, int stride) {
      return new int[] {extent - 1, extent - 1};
    }

    @Override
    public int[] width(int input, int extent, int stride) {
      return height(input, extent, stride);
    }

    @Override
    public String toString() {
      return "full";
    }
  }
}
