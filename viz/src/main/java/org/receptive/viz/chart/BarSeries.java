package org.receptive.viz.chart;

import java.awt.Color;
import java.util.List;

/**
 * Bars from 0 on: over categories, or over bins, where they touch.
 *
 * @param name for the legend; may be empty
 * @param positions categories or bins
 * @param values one for each position; NaN where there is none
 * @param color its colour
 */
public record BarSeries(String name, Positions positions, List<Double> values, Color color)
    implements Series {
  /** Copies the list and checks the lengths. */
  public BarSeries {
    values = List.copyOf(values);
    Series.checkLengths(name, positions, values);
    if (positions instanceof Positions.Numbers) {
      throw new IllegalArgumentException("bars stand over categories or bins, not over numbers.");
    }
  }
}
