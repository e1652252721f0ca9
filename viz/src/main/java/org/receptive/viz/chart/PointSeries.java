package org.receptive.viz.chart;

import java.awt.Color;
import java.util.List;
import java.util.Locale;

/**
 * Points, each with a name beside it where there is room.
 *
 * @param name for the legend; may be empty
 * @param positions where the values stand
 * @param values one for each position; NaN where there is none
 * @param color its colour
 * @param labels of the points: none, or one for each
 */
public record PointSeries(
    String name, Positions positions, List<Double> values, Color color, List<String> labels)
    implements Series {
  /** Copies the lists and checks the lengths. */
  public PointSeries {
    values = List.copyOf(values);
    labels = List.copyOf(labels);
    Series.checkLengths(name, positions, values);
    if (!labels.isEmpty() && labels.size() != values.size()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the series '%s' has %d names for %d points; it needs none, or one for each.",
              name,
              labels.size(),
              values.size()));
    }
  }

  /** Points without names. */
  public PointSeries(String name, Positions positions, List<Double> values, Color color) {
    this(name, positions, values, color, List.of());
  }
}
