package org.receptive.viz.chart;

import java.util.List;

/**
 * What is written at a mark of an axis.
 *
 * @param at the place along the axis, px
 * @param lines the words; empty where the label is left out
 */
record AxisLabel(double at, List<String> lines) {
  AxisLabel {
    lines = List.copyOf(lines);
  }
}
