package org.receptive.viz.chart;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import org.receptive.viz.figure.Bounds;
import org.receptive.viz.figure.Palette;
import org.receptive.viz.figure.SceneBuilder;
import org.receptive.viz.figure.Style;
import org.receptive.viz.figure.TextMetrics;
import org.receptive.viz.figure.TextStyle;

/** Points and their names. */
final class PointMarks {
  /** More than these become pixels: as shapes they would make a large file. */
  private static final int MOST_SHAPES = 600;

  private static final int PIXELS = 2;
  private static final int DOT = 4;
  private static final double NAME_HEIGHT = 14;
  private static final double LEADER = 12;

  private PointMarks() {}

  static void draw(
      SceneBuilder scene,
      PlotArea area,
      LabelPlacement placement,
      Color color,
      List<Place> places,
      int index) {
    if (places.size() > MOST_SHAPES) {
      scene.image(area.frame(), dots(area, color, places), false);
      return;
    }
    PointForm form = PointForm.of(index);
    double r = PointForm.RADIUS;
    for (Place place : places) {
      double x = area.position(place.at());
      double y = area.value(place.value());
      form.draw(scene, x, y, color);
      placement.take(new Bounds(x - r, y - r, 2 * r, 2 * r));
    }
  }

  /** Small squares, {@value #PIXELS} pixels for every px. */
  private static BufferedImage dots(PlotArea area, Color color, List<Place> places) {
    Bounds frame = area.frame();
    int width = (int) Math.ceil(frame.width() * PIXELS);
    int height = (int) Math.ceil(frame.height() * PIXELS);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    for (Place place : places) {
      int left = (int) Math.rint((area.position(place.at()) - frame.x()) * PIXELS) - DOT / 2;
      int top = (int) Math.rint((area.value(place.value()) - frame.y()) * PIXELS) - DOT / 2;
      for (int y = Math.max(0, top); y < Math.min(height, top + DOT); y++) {
        for (int x = Math.max(0, left); x < Math.min(width, left + DOT); x++) {
          image.setRGB(x, y, color.getRGB());
        }
      }
    }
    return image;
  }

  /** A name beside each point that has room for one. */
  static void names(
      SceneBuilder scene,
      PlotArea area,
      LabelPlacement placement,
      List<String> names,
      List<Place> places) {
    for (Place place : places) {
      String name = names.get(place.index()).strip();
      if (name.isEmpty()) {
        continue;
      }
      double x = area.position(place.at());
      double y = area.value(place.value());
      double width = TextMetrics.reservedWidth(name, ChartStyles.NAME);
      placement
          .beside(x, y, PointForm.RADIUS, width, NAME_HEIGHT)
          .ifPresent(
              box -> {
                name(scene, name, box, x, y);
                double toX = Math.clamp(x, box.x(), box.right());
                placement.takeLine(x, y, toX, Math.clamp(y, box.y(), box.bottom()));
              });
    }
  }

  /** A name in its box, at the side where its point is, with no grid line through it. */
  private static void name(SceneBuilder scene, String name, Bounds box, double x, double y) {
    double toX = Math.clamp(x, box.x(), box.right());
    double toY = Math.clamp(y, box.y(), box.bottom());
    double length = Math.hypot(toX - x, toY - y);
    if (length > LEADER) {
      double share = (PointForm.RADIUS + 1) / length;
      scene.line(
          x + (toX - x) * share, y + (toY - y) * share, toX, toY, Style.line(Palette.GREY, 0.8));
    }
    scene.rect(box.x(), box.y() + 1, box.width(), box.height() - 2, Style.fill(Palette.PANEL));
    double baseline = box.centerY() + TextMetrics.baselineBelowMiddle(ChartStyles.NAME);
    TextStyle style =
        box.right() < x
            ? ChartStyles.NAME.endingHere()
            : box.x() > x ? ChartStyles.NAME : ChartStyles.NAME.centered();
    scene.text(box.x() + style.anchor().share() * box.width(), baseline, name, style);
  }
}
