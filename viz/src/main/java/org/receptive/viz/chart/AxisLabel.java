package org.receptive.viz.chart;

import java.util.List;

/**
 * What is written at a mark of an axis.
 *
 * @param at the place along the axis, px
 * @param lines the words; empty where the label is left out
 */
public record AxisLabel(double at, List<String> lines) {
  /** Copies the list. */
  public AxisLabel {
    lines = List.copyOf(lines);
  }
}
