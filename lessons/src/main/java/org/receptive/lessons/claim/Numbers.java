package org.receptive.lessons.claim;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** How numbers are written and compared on cards. */
public final class Numbers {
  private static final double SAME = 1e-9;

  /** From here on numbers are written with a power of ten. */
  private static final double LARGE = 1e15;

  private static final double SMALL = 1e-4;
  private static final int SHORT = 5;
  private static final int ALL = 17;
  private static final int DECIMALS = 4;
  private static final char MINUS = '\u2212';

  private Numbers() {}

  /**
   * Whole numbers with thousands separators, others with at most four decimals, from 100 with one;
   * what would fill a line or be written as 0 has a power of ten: {@code 1e300}.
   */
  public static String write(double value) {
    if (!Double.isFinite(value)) {
      return String.valueOf(value).replace('-', MINUS);
    }
    if (Math.abs(value) >= LARGE || (value != 0 && Math.abs(value) < SMALL / 2)) {
      return withPower(value, SHORT);
    }
    return withDecimals(value, decimals(value));
  }

  /**
   * A number with as many more digits as tell it from another one, which it is not.
   *
   * @param value the number to write
   * @param other the other number
   */
  public static String writeApart(double value, double other) {
    String text = write(value);
    if (!text.equals(write(other)) || value == other) {
      return text;
    }
    if (Math.abs(value) >= LARGE || Math.abs(value) < SMALL) {
      return withPower(value, ALL);
    }
    int decimals = decimals(value);
    while (decimals < ALL && text.equals(withDecimals(other, decimals))) {
      decimals++;
      text = withDecimals(value, decimals);
    }
    return text;
  }

  private static int decimals(double value) {
    return Math.abs(value) < 100 ? DECIMALS : 1;
  }

  private static String withDecimals(double value, int decimals) {
    String text = String.format(Locale.ROOT, "%,." + decimals + "f", value + 0.0);
    return text.replaceAll("\\.?0+$", "").replace('-', MINUS);
  }

  /** At most so many digits, then {@code e} and a power of ten. */
  private static String withPower(double value, int digits) {
    BigDecimal rounded =
        BigDecimal.valueOf(value).round(new MathContext(digits)).stripTrailingZeros();
    int power = rounded.precision() - rounded.scale() - 1;
    return (rounded.movePointLeft(power).toPlainString() + "e" + power).replace('-', MINUS);
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
