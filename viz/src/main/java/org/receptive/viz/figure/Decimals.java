package org.receptive.viz.figure;

import java.math.BigDecimal;
import java.util.Locale;

/**
 * Coordinates as text with at most two decimals, without trailing zeros: {@code 0.5}, {@code
 * -12.25}, {@code 3}. A figure holds some thousand of them, and a slider waits for the figure: the
 * JDK's formatters are asked only where rounding is close.
 */
final class Decimals {
  private static final int SCALE = 100;
  private static final double LARGEST = 1e7;

  /** From a half that is nearer than this, formatters may round to either side. */
  private static final double CLOSE = 1e-4;

  private Decimals() {}

  /** Rounded half up; never {@code -0}. */
  static String of(double value) {
    if (isClear(value)) {
      long up = (long) Math.floor(Math.abs(value * SCALE) + 0.5);
      return text(value < 0 ? -up : up);
    }
    BigDecimal rounded = new BigDecimal(String.format(Locale.ROOT, "%.2f", value));
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  /** Rounded half to even, as Batik rounds; for values that are clear. */
  static String even(double value) {
    return text((long) Math.rint(value * SCALE));
  }

  /**
   * Whether there is but one way to round: away from halves, or exactly on one, as cells of a width
   * in eighths are; and not to a zero with a sign.
   */
  static boolean isClear(double value) {
    double scaled = value * SCALE;
    double fraction = scaled - Math.floor(scaled);
    double eighths = value * 8;
    return Math.abs(value) < LARGEST
        && (Math.abs(fraction - 0.5) > CLOSE || eighths == Math.rint(eighths))
        && (value == 0 || Math.abs(scaled) > 0.5 + CLOSE);
  }

  private static String text(long hundredths) {
    long size = Math.abs(hundredths);
    int rest = (int) (size % SCALE);
    StringBuilder text = new StringBuilder();
    if (hundredths < 0) {
      text.append('-');
    }
    text.append(size / SCALE);
    if (rest != 0) {
      text.append('.').append(rest / 10);
      if (rest % 10 != 0) {
        text.append(rest % 10);
      }
    }
    return text.toString();
  }
}
