package org.receptive.viz.chart;

import org.receptive.viz.figure.Palette;
import org.receptive.viz.figure.Style;
import org.receptive.viz.figure.TextStyle;

/** How the parts of every chart are set and painted. */
final class ChartStyles {
  static final TextStyle TITLE = TextStyle.of(14).semibold();
  static final TextStyle AXIS = TextStyle.of(12).color(Palette.MUTED_TEXT);
  static final TextStyle NAME = TextStyle.of(12);
  static final Style GRID = Style.line(Palette.GRID, 0.8);
  static final Style FRAME = Style.line(Palette.OUTLINE, 1);

  /** From one baseline to the next of small text, px. */
  static final double LEADING = 15;

  /** Around the whole chart, px. */
  static final double MARGIN = 14;

  private ChartStyles() {}
}
