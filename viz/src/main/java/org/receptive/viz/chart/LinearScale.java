package org.receptive.viz.chart;

import java.util.List;

/**
 * Equal differences are equally long.
 *
 * @param low the value at the start
 * @param high the value at the end
 * @param whole whether only whole numbers are marked
 */
public record LinearScale(double low, double high, boolean whole) implements Scale {
  /** Beyond it differences are no doubles. */
  private static final double LARGEST = 1e300;

  private static final int USUAL_STEPS = 5;

  /** Checks the order. */
  public LinearScale {
    if (!(low < high) || !(Math.abs(low) <= LARGEST) || !(high <= LARGEST)) {
      throw new IllegalArgumentException("a linear scale from " + low + " to " + high);
    }
  }

  /** A scale that ends at round values and has room for all; it takes 0 in if asked to. */
  public static LinearScale rounded(List<Double> values, boolean fromZero) {
    LinearScale tight = around(values, fromZero);
    RoundStep step = RoundStep.notBelow(tight.least((tight.high - tight.low) / USUAL_STEPS));
    double low = step.below(tight.low);
    double high = step.above(tight.high);
    return new LinearScale(low, high > low ? high : low + step.size(), tight.whole);
  }

  /**
   * A scale from the least value to the greatest; values that are all alike stand in its middle.
   */
  public static LinearScale tight(List<Double> values) {
    return around(values, false);
  }

  private static LinearScale around(List<Double> values, boolean withZero) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    boolean whole = true;
    for (double value : values) {
      if (isPlace(value)) {
        low = Math.min(low, value);
        high = Math.max(high, value);
        whole &= value == Math.rint(value);
      }
    }
    if (high < low) {
      return new LinearScale(0, 1, false);
    }
    if (withZero) {
      low = Math.min(0, low);
      high = Math.max(0, high);
    }
    double size = Math.max(Math.abs(low), Math.abs(high));
    if (high - low <= 1e-9 * size || size == 0) {
      double half = whole ? Math.max(1, Math.rint(size / 10)) : size == 0 ? 1 : size / 10;
      return new LinearScale(low - half, high + half, whole);
    }
    return new LinearScale(low, high, whole);
  }

  private double least(double step) {
    return whole ? Math.max(1, step) : step;
  }

  private static boolean isPlace(double value) {
    return Math.abs(value) <= LARGEST / 10;
  }

  @Override
  public double share(double value) {
    return Math.clamp((value - low) / (high - low), 0, 1);
  }

  @Override
  public boolean holds(double value) {
    return isPlace(value);
  }

  @Override
  public List<Tick> ticks(int most) {
    RoundStep step = RoundStep.notBelow(least((high - low) / Math.max(1, most)));
    List<Double> values = step.within(low, high);
    while (values.size() > most) {
      step = RoundStep.notBelow(step.size() * 1.5);
      values = step.within(low, high);
    }
    List<String> texts = NumberText.ticks(values);
    if (!NumberText.tellApart(texts)) {
      texts =
          values.stream().map(Object::toString).map(text -> text.replace('-', '\u2212')).toList();
    }
    return Ticks.of(values, texts);
  }
}
