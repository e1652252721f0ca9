package org.receptive.viz.chart;

import java.awt.Color;
import java.util.List;

/**
 * Values joined by a line; it is broken where a value is missing.
 *
 * @param name for the legend; may be empty
 * @param positions where the values stand
 * @param values one for each position; NaN where there is none
 * @param color its colour
 * @param marked whether every value has a point of its own
 */
public record LineSeries(
    String name, Positions positions, List<Double> values, Color color, boolean marked)
    implements Series {
  /** Copies the list and checks the lengths. */
  public LineSeries {
    values = List.copyOf(values);
    Series.checkLengths(name, positions, values);
  }
}
