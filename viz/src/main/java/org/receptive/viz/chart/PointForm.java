package org.receptive.viz.chart;

import java.awt.Color;
import org.receptive.viz.figure.Palette;
import org.receptive.viz.figure.SceneBuilder;
import org.receptive.viz.figure.Style;

/** The outline of a point: a second cue beside its colour. */
enum PointForm {
  CIRCLE,
  SQUARE,
  TRIANGLE,
  DIAMOND;

  static final double RADIUS = 4;

  /** The form of the {@code index}-th series. */
  static PointForm of(int index) {
    return values()[index % values().length];
  }

  void draw(SceneBuilder scene, double x, double y, Color color) {
    Style style = Style.fill(color).stroke(Palette.PANEL, 0.8);
    double r = RADIUS;
    switch (this) {
      case CIRCLE -> scene.circle(x, y, r, style);
      case SQUARE -> scene.rect(x - r, y - r, 2 * r, 2 * r, style);
      case TRIANGLE ->
          scene.polygon(style, x, y - 1.3 * r, x + 1.2 * r, y + 0.9 * r, x - 1.2 * r, y + 0.9 * r);
      case DIAMOND ->
          scene.polygon(style, x, y - 1.4 * r, x + 1.4 * r, y, x, y + 1.4 * r, x - 1.4 * r, y);
    }
  }
}
