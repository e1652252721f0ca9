package org.receptive.viz.chart;

import java.awt.Color;
import java.util.List;
import java.util.Locale;

/** One series of a chart: values at positions, a name and a colour. */
public sealed interface Series permits LineSeries, PointSeries, BarSeries {
  /** For the legend; may be empty. */
  String name();

  /** Where the values stand. */
  Positions positions();

  /** One for each position; NaN where there is none. */
  List<Double> values();

  /** Its colour; the form of its marks says it again. */
  Color color();

  /**
   * Checks that there is a value for each position.
   *
   * @throws IllegalArgumentException if there are more or fewer
   */
  static void checkLengths(String name, Positions positions, List<Double> values) {
    if (positions.size() != values.size()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the series '%s' has %d values for %d positions; it needs one for each.",
              name,
              values.size(),
              positions.size()));
    }
  }
}
