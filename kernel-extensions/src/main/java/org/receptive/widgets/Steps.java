package org.receptive.widgets;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The places of a slider's handle: every {@code step}-th number from {@code min} on, and {@code
 * max}. A page knows no others: it moves a handle that stands between two of them, and says that it
 * was moved. A control that starts at one of them has the same value with and without a page.
 *
 * @param min the first place
 * @param max the last place, whether a step leads there or not
 * @param step what lies between two others
 */
record Steps(BigDecimal min, BigDecimal max, BigDecimal step) {
  private static final int HUNDRED = 100;

  /** As near as this, in steps, two numbers differ by their rounding only. */
  private static final double ROUNDING = 1e-6;

  static Steps of(double min, double max, double step) {
    return new Steps(BigDecimal.valueOf(min), BigDecimal.valueOf(max), BigDecimal.valueOf(step));
  }

  /** A hundred steps; if the values lie between them, steps of a power of ten, as few as do. */
  static Steps fitting(double min, double max, double... values) {
    BigDecimal first = BigDecimal.valueOf(min);
    BigDecimal last = BigDecimal.valueOf(max);
    BigDecimal hundredth =
        min < max
            ? last.subtract(first).divide(BigDecimal.valueOf(HUNDRED), MathContext.DECIMAL64)
            : BigDecimal.ONE;
    BigDecimal power =
        BigDecimal.ONE.scaleByPowerOfTen(hundredth.precision() - 1 - hundredth.scale());
    return Stream.of(hundredth, power, power.scaleByPowerOfTen(-1))
        .map(step -> new Steps(first, last, step))
        .filter(steps -> Arrays.stream(values).allMatch(steps::has))
        .findFirst()
        .orElse(new Steps(first, last, hundredth));
  }

  /** Whether a value is one of the places, but for rounding. */
  boolean has(double value) {
    return Math.abs(value - nearest(value)) <= ROUNDING * step.doubleValue();
  }

  /** The place that a page would move a handle to. */
  double nearest(double value) {
    double size = step.doubleValue();
    if (value >= max.doubleValue() - ROUNDING * size) {
      return max.doubleValue();
    }
    BigDecimal way = BigDecimal.valueOf(value).subtract(min);
    BigDecimal place = way.divide(step, 0, RoundingMode.HALF_UP).multiply(step).add(min);
    return place.max(min).min(max).doubleValue();
  }

  /** The same for whole numbers. */
  int nearest(int value) {
    return (int) nearest((double) value);
  }

  /** The place nearest to a control's first value, with a word if that is another one. */
  double first(String label, double value) {
    double place = nearest(value);
    if (!has(value)) {
      System.out.printf(
          Locale.ROOT,
          "%s: %s lies between two steps of %s from %s; the slider starts at %s.%n",
          label,
          Ranges.plain(value),
          plain(step),
          plain(min),
          Ranges.plain(place));
    }
    return place;
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }
}
