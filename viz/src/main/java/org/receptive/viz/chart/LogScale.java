package org.receptive.viz.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * Equal ratios are equally long.
 *
 * @param low the value at the start, above 0
 * @param high the value at the end
 * @param doubling whether the values double, as the sides of feature maps do: then the marks are
 *     {@code low}, twice, four times, ...; otherwise 1, 2 and 5 of the powers of ten, or the powers
 */
public record LogScale(double low, double high, boolean doubling) implements Scale {
  private static final double[] DIGITS = {1, 2, 5};
  private static final int FEWEST_DOUBLES = 3;
  private static final double SLACK = 1e-9;

  /** Checks the order. */
  public LogScale {
    if (!(low > 0) || !(high > low) || Double.isInfinite(high)) {
      throw new IllegalArgumentException("a logarithmic scale from " + low + " to " + high);
    }
  }

  /** A scale with room for all values above 0. */
  public static LogScale around(List<Double> values) {
    List<Double> places = values.stream().filter(LogScale::isPlace).distinct().sorted().toList();
    if (places.isEmpty()) {
      return new LogScale(1, 10, false);
    }
    double low = places.getFirst();
    double high = places.getLast();
    if (places.size() >= FEWEST_DOUBLES && places.stream().allMatch(v -> isDouble(v / low))) {
      return new LogScale(low, high, true);
    }
    double below = roundBelow(low);
    double above = roundAbove(high);
    return above > below
        ? new LogScale(below, above, false)
        : new LogScale(below / 2, above * 2, false);
  }

  /** Whether a ratio is 1, 2, 4, ... */
  private static boolean isDouble(double ratio) {
    return ratio == Math.scalb(1.0, Math.getExponent(ratio));
  }

  private static double roundBelow(double value) {
    double power = Math.floor(Math.log10(value) + SLACK);
    double found = power(power);
    for (double digit : DIGITS) {
      double round = digit * power(power);
      found = round <= value * (1 + SLACK) ? round : found;
    }
    return found;
  }

  private static double roundAbove(double value) {
    double power = Math.floor(Math.log10(value) + SLACK);
    for (double digit : DIGITS) {
      double round = digit * power(power);
      if (round >= value * (1 - SLACK)) {
        return round;
      }
    }
    return power(power + 1);
  }

  private static double power(double exponent) {
    return exponent < 0 ? 1 / Math.pow(10, -exponent) : Math.pow(10, exponent);
  }

  private static boolean isPlace(double value) {
    return value > 1e-300 && value < 1e300;
  }

  @Override
  public double share(double value) {
    return Math.clamp(Math.log(value / low) / Math.log(high / low), 0, 1);
  }

  @Override
  public boolean holds(double value) {
    return isPlace(value);
  }

  @Override
  public List<Tick> ticks(int most) {
    List<Double> values = thinned(doubling ? doubles() : digits(DIGITS), most);
    if (!doubling && values.size() != digits(DIGITS).size()) {
      List<Double> powers = digits(new double[] {1});
      values = powers.size() >= 2 ? thinned(powers, most) : values;
    }
    return values.stream().map(value -> new Tick(value, NumberText.tick(value))).toList();
  }

  private static List<Double> thinned(List<Double> values, int most) {
    int every = Math.max(1, Math.ceilDiv(values.size(), Math.max(1, most)));
    List<Double> kept = new ArrayList<>();
    for (int i = 0; i < values.size(); i += every) {
      kept.add(values.get(i));
    }
    return kept;
  }

  private List<Double> doubles() {
    List<Double> values = new ArrayList<>();
    for (double value = low; value <= high * (1 + SLACK); value *= 2) {
      values.add(value);
    }
    return values;
  }

  private List<Double> digits(double[] digits) {
    List<Double> values = new ArrayList<>();
    double last = Math.floor(Math.log10(high) + SLACK);
    for (double power = Math.floor(Math.log10(low) + SLACK); power <= last; power++) {
      for (double digit : digits) {
        double value = power < 0 ? digit / Math.pow(10, -power) : digit * Math.pow(10, power);
        if (value >= low * (1 - SLACK) && value <= high * (1 + SLACK)) {
          values.add(value);
        }
      }
    }
    return values;
  }
}
