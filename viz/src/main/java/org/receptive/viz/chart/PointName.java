package org.receptive.viz.chart;

import org.receptive.viz.figure.Bounds;
import org.receptive.viz.figure.Palette;
import org.receptive.viz.figure.SceneBuilder;
import org.receptive.viz.figure.Style;
import org.receptive.viz.figure.TextMetrics;
import org.receptive.viz.figure.TextStyle;

/**
 * A name that belongs to a point.
 *
 * @param words the name
 * @param x of the point, px
 * @param y of the point, px
 * @param radius of what is drawn there, px
 */
public record PointName(String words, double x, double y, double radius) {
  private static final double HEIGHT = 14;
  private static final double APART = 7;

  /**
   * Draws the name where it meets nothing, with a thin line to the point where it stands apart. The
   * place is taken then; where there is no room nothing is drawn.
   */
  public void draw(SceneBuilder scene, LabelPlacement placement) {
    double width = TextMetrics.reservedWidth(words, ChartStyles.NAME);
    placement
        .beside(x, y, radius, width, HEIGHT)
        .ifPresent(
            box -> {
              double toX = Math.clamp(x, box.x(), box.right());
              double toY = Math.clamp(y, box.y(), box.bottom());
              leader(scene, toX, toY);
              write(scene, box, words, side(box));
            });
  }

  /** Words in a box, with no grid line through them. */
  public static void write(SceneBuilder scene, Bounds box, String words, TextStyle style) {
    scene.rect(box.x(), box.y() + 1, box.width(), box.height() - 2, Style.fill(Palette.PANEL));
    double at = box.x() + style.anchor().share() * box.width();
    double baseline = box.centerY() + TextMetrics.baselineBelowMiddle(style);
    scene.text(at, baseline, words, style);
  }

  /** A name stands at the side of its box where its point is. */
  private TextStyle side(Bounds box) {
    if (box.right() < x) {
      return ChartStyles.NAME.endingHere();
    }
    return box.x() > x ? ChartStyles.NAME : ChartStyles.NAME.centered();
  }

  private void leader(SceneBuilder scene, double toX, double toY) {
    double length = Math.hypot(toX - x, toY - y);
    if (length > radius + APART) {
      double share = (radius + 1) / length;
      Style line = Style.line(Palette.GREY, 0.8);
      scene.line(x + (toX - x) * share, y + (toY - y) * share, toX, toY, line);
    }
  }
}
