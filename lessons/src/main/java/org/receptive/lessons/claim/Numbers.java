package org.receptive.lessons.claim;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** How numbers are written and compared on cards. */
public final class Numbers {
  private static final double SAME = 1e-9;

  private Numbers() {}

  /**
   * Whole numbers with thousands separators, others with at most four decimals, from 100 with one.
   */
  public static String write(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return String.format(Locale.ROOT, "%,d", (long) value).replace('-', '\u2212');
    }
    String text = String.format(Locale.ROOT, Math.abs(value) < 100 ? "%,.4f" : "%,.1f", value);
    return text.replaceAll("\\.?0+$", "").replace('-', '\u2212');
  }

  /** A number and its unit, if it has one; no space before a percent sign. */
  public static String write(double value, String unit) {
    String space = unit.isEmpty() || unit.startsWith("%") ? "" : " ";
    return write(value) + space + unit;
  }

  /**
   * Whether two numbers are equal but for the rounding of double arithmetic. What is infinite or no
   * number is the same as nothing: it comes of a division by zero.
   */
  public static boolean same(double a, double b) {
    return Double.isFinite(a)
        && Double.isFinite(b)
        && Math.abs(a - b) <= SAME * Math.max(Math.abs(a), Math.abs(b));
  }

  /** Whether {@code rounded} is {@code exact}, rounded to as many digits as {@code rounded} has. */
  public static boolean isRoundingOf(double rounded, double exact) {
    if (!Double.isFinite(rounded) || !Double.isFinite(exact)) {
      return false;
    }
    int digits = Math.max(1, BigDecimal.valueOf(rounded).stripTrailingZeros().precision());
    BigDecimal cut = BigDecimal.valueOf(exact).round(new MathContext(digits, RoundingMode.HALF_UP));
    return same(cut.doubleValue(), rounded);
  }
}
