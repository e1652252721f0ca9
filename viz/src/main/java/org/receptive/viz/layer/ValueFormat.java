package org.receptive.viz.layer;

import java.util.Locale;
import org.receptive.engine.tensor.Tensor;

/**
 * How the numbers of one picture are written: with the same number of decimals everywhere, and a
 * true minus sign.
 *
 * @param decimals digits behind the point, 0 to 6
 */
public record ValueFormat(int decimals) {
  /**
   * Numbers beyond this cannot be told from their rounding; they are not searched for fractions.
   */
  private static final double LARGEST_INTEGER = 1e6;

  /** A float keeps no more than seven digits; larger values are written with a power of ten. */
  private static final double LARGEST_IN_FULL = 1e8;

  /** Checks the range. */
  public ValueFormat {
    if (decimals < 0 || decimals > 6) {
      throw new IllegalArgumentException("decimals must be 0 to 6, but are " + decimals);
    }
  }

  /**
   * The fewest decimals that keep the values apart: none for whole numbers, else two for values of
   * about one, more for smaller and fewer for larger ones.
   */
  public static ValueFormat of(Tensor... tensors) {
    double largest = 0;
    boolean whole = true;
    for (Tensor tensor : tensors) {
      for (float value : tensor.data()) {
        if (Float.isFinite(value)) {
          largest = Math.max(largest, Math.abs(value));
          whole &= value == Math.rint(value);
        }
      }
    }
    if (whole && largest < LARGEST_INTEGER) {
      return new ValueFormat(0);
    }
    if (largest >= 100) {
      return new ValueFormat(0);
    }
    if (largest >= 10) {
      return new ValueFormat(1);
    }
    return new ValueFormat(largest >= 0.1 ? 2 : largest >= 0.01 ? 3 : 4);
  }

  /** The value as text; never "-0". */
  public String text(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value < 0 ? "−∞" : "∞";
    }
    if (Math.abs(value) >= LARGEST_IN_FULL) {
      String power =
          String.format(Locale.ROOT, "%.1e", Math.abs(value)).replaceFirst("e\\+0?", "e");
      return value < 0 ? "\u2212" + power : power;
    }
    String text = String.format(Locale.ROOT, "%." + decimals + "f", Math.abs(value));
    boolean zero = text.chars().allMatch(c -> c == '0' || c == '.');
    return value < 0 && !zero ? "−" + text : text;
  }

  /** The value as a factor or summand: negative ones in brackets. */
  public String bracketed(double value) {
    String text = text(value);
    return text.startsWith("−") ? "(" + text + ")" : text;
  }

  /** The value as a further summand: {@code " + 0.12"} or {@code " − 0.12"}. */
  public String summand(double value) {
    String text = text(value);
    return text.startsWith("−") ? " − " + text.substring(1) : " + " + text;
  }
}
