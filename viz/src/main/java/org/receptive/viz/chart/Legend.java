package org.receptive.viz.chart;

import java.awt.Color;
import java.util.List;
import org.receptive.viz.figure.Bounds;
import org.receptive.viz.figure.Palette;
import org.receptive.viz.figure.SceneBuilder;
import org.receptive.viz.figure.Style;
import org.receptive.viz.figure.TextMetrics;

/** Names of series beside samples of their marks, in rows; none for a single series. */
final class Legend {
  private static final double BOX = 12;
  private static final double LINE = 26;
  private static final double GAP = 18;
  private static final double BESIDE = 6;
  private static final double ROW = 18;

  private Legend() {}

  /** Draws the names from ({@code x}, {@code y}) to {@code right}; gives the height used. */
  static double draw(SceneBuilder scene, double x, double y, double right, List<Series> series) {
    if (series.size() < 2 || series.stream().allMatch(one -> one.name().isBlank())) {
      return 0;
    }
    double at = x;
    double row = y;
    int bars = 0;
    for (int i = 0; i < series.size(); i++) {
      Series one = series.get(i);
      double sample = one instanceof LineSeries ? LINE : BOX;
      double room = right - x - sample - BESIDE;
      List<String> lines = Wrapping.lines(one.name(), room, ChartStyles.NAME);
      double width =
          lines.stream()
              .mapToDouble(line -> TextMetrics.reservedWidth(line, ChartStyles.NAME))
              .max()
              .orElse(0);
      if (at > x && at + sample + BESIDE + width > right) {
        at = x;
        row += ROW;
      }
      sample(scene, at, row, one, one instanceof BarSeries ? bars++ : i);
      for (int l = 0; l < lines.size(); l++) {
        row += l == 0 ? 0 : ChartStyles.LEADING;
        scene.text(at + sample + BESIDE, row + 10.5, lines.get(l), ChartStyles.NAME);
      }
      at += sample + BESIDE + width + GAP;
    }
    return row - y + ROW + BESIDE;
  }

  private static void sample(SceneBuilder scene, double x, double y, Series series, int index) {
    double middle = y + BOX / 2;
    switch (series) {
      case BarSeries bar -> bar(scene, new Bounds(x, y, BOX, BOX), bar.color(), index);
      case PointSeries points ->
          PointForm.of(index).draw(scene, x + BOX / 2, middle, points.color());
      case LineSeries line -> {
        scene.line(x, middle, x + LINE, middle, LineMarks.style(line.color(), index));
        if (line.marked()) {
          PointForm.of(index).draw(scene, x + LINE / 2, middle, line.color());
        }
      }
    }
  }

  /** A bar in the colour of the {@code index}-th series of bars, hatched in every second one. */
  static void bar(SceneBuilder scene, Bounds box, Color color, int index) {
    if (box.width() <= 0 || box.height() <= 0) {
      return;
    }
    scene.rect(box.x(), box.y(), box.width(), box.height(), Style.fill(color));
    if (index % 2 == 1) {
      Style lines = Style.line(Palette.shade(color, 0.35), 1);
      scene.hatch(box.x(), box.y(), box.width(), box.height(), 4, lines);
    }
  }
}
