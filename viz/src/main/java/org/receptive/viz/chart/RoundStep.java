package org.receptive.viz.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * A step of 1, 2 or 5 times a power of ten.
 *
 * @param digit 1, 2 or 5
 * @param power of ten
 */
record RoundStep(int digit, int power) {
  private static final int[] DIGITS = {1, 2, 5};
  private static final double SLACK = 1e-9;

  /** The smallest round step that is not below {@code size}, which is above 0. */
  static RoundStep notBelow(double size) {
    int power = (int) Math.floor(Math.log10(size));
    for (int digit : DIGITS) {
      RoundStep step = new RoundStep(digit, power);
      if (step.size() >= size * (1 - SLACK)) {
        return step;
      }
    }
    return new RoundStep(1, power + 1);
  }

  double size() {
    return multiple(1);
  }

  /** {@code count} steps; the double that is nearest to the decimal number. */
  double multiple(double count) {
    return power < 0 ? count * digit / Math.pow(10, -power) : count * digit * Math.pow(10, power);
  }

  /** The multiples from {@code low} to {@code high}. */
  List<Double> within(double low, double high) {
    double first = Math.ceil(low / size() - SLACK);
    double last = Math.floor(high / size() + SLACK);
    List<Double> values = new ArrayList<>();
    for (double count = first; count <= last; count++) {
      values.add(multiple(count) + 0.0);
    }
    return values;
  }

  /** The multiple at or below a value. */
  double below(double value) {
    return multiple(Math.floor(value / size() + SLACK)) + 0.0;
  }

  /** The multiple at or above a value. */
  double above(double value) {
    return multiple(Math.ceil(value / size() - SLACK)) + 0.0;
  }
}
