package org.receptive.viz.plot;

import java.util.List;
import org.receptive.viz.figure.Palette;
import org.receptive.viz.figure.SceneBuilder;
import org.receptive.viz.figure.Style;
import org.receptive.viz.figure.TextMetrics;
import org.receptive.viz.figure.TextStyle;

/** Names of series beside their colours and hatches, in one line; none for a single series. */
final class Legend {
  private static final TextStyle NAME = TextStyle.of(12);
  private static final double BOX = 11;
  private static final double GAP = 18;

  private Legend() {}

  /** Draws the names from ({@code x}, {@code y}) on; gives the height used. */
  static double draw(SceneBuilder scene, double x, double y, List<Series> series) {
    if (series.size() < 2) {
      return 0;
    }
    double at = x;
    for (int i = 0; i < series.size(); i++) {
      bar(scene, at, y, BOX, BOX, series.get(i).color(), i);
      scene.text(at + BOX + 6, y + 10, series.get(i).name(), NAME);
      at += BOX + 6 + TextMetrics.reservedWidth(series.get(i).name(), NAME) + GAP;
    }
    return 24;
  }

  /** A bar in the colour of the {@code index}-th series, hatched in every second one. */
  static void bar(
      SceneBuilder scene,
      double x,
      double y,
      double width,
      double height,
      java.awt.Color color,
      int index) {
    scene.rect(x, y, width, height, Style.fill(color));
    if (index % 2 == 1 && width > 0 && height > 0) {
      scene.hatch(x, y, width, height, 4, Style.line(Palette.shade(color, 0.35), 1));
    }
  }
}
