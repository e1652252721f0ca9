package org.receptive.viz.chart;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import org.receptive.viz.figure.Bounds;
import org.receptive.viz.figure.SceneBuilder;

/** Points and their names. */
final class PointMarks {
  /** More than these become pixels: as shapes they would make a large file. */
  private static final int MOST_SHAPES = 600;

  private static final int PIXELS = 2;
  private static final int DOT = 4;

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
      new PointName(name, x, y, PointForm.RADIUS).draw(scene, placement);
    }
  }
}
