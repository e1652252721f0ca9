package org.receptive.viz.plot;

import java.util.List;
import java.util.stream.Stream;
import org.receptive.viz.figure.Palette;
import org.receptive.viz.figure.Scene;
import org.receptive.viz.figure.SceneBuilder;
import org.receptive.viz.figure.Style;
import org.receptive.viz.figure.TextMetrics;
import org.receptive.viz.figure.TextStyle;

/**
 * Lying bars: a line for each label, the first on top, the value behind each bar.
 *
 * @param title over the plot
 * @param words along the axes
 * @param series with the same labels
 * @param logarithmic whether the values' axis is
 */
record LyingBars(String title, Plot.AxisWords words, List<Series> series, boolean logarithmic) {
  private static final double MARGIN = 14;
  private static final double BAR = 15;
  private static final double BETWEEN = 7;
  private static final double WIDTH = 640;
  private static final TextStyle LABEL = TextStyle.of(12);
  private static final TextStyle VALUE = TextStyle.of(11).color(Palette.MUTED_TEXT);

  Scene scene() {
    List<String> labels = series.getFirst().x();
    AxisScale scale =
        AxisScale.of(series.stream().flatMap(s -> s.values().stream()).toList(), true, logarithmic);
    double names = widest(labels.stream(), LABEL);
    double values =
        widest(series.stream().flatMap(s -> s.values().stream()).map(Plot::number), VALUE);
    double left = MARGIN + names + 8;
    double room = WIDTH - MARGIN - values - 8 - left;
    SceneBuilder scene = Scene.builder();
    scene.text(MARGIN, MARGIN + 12, title, TextStyle.of(13).semibold());
    double top = MARGIN + 28 + Legend.draw(scene, left, MARGIN + 28, series);
    double pitch = series.size() * BAR + BETWEEN;
    double bottom = top + labels.size() * pitch;
    grid(scene, scale, left, room, top, bottom);
    for (int i = 0; i < labels.size(); i++) {
      double y = top + i * pitch + BETWEEN / 2;
      double middle = y + series.size() * BAR / 2 + 4;
      scene.text(left - 8, middle, labels.get(i), LABEL.endingHere());
      for (int s = 0; s < series.size(); s++) {
        double value = series.get(s).values().get(i);
        double length = !Double.isFinite(value) ? 0 : scale.share(value) * room;
        double barY = y + s * BAR;
        if (length > 0) {
          Legend.bar(scene, left, barY + 1, length, BAR - 2, series.get(s).color(), s);
        }
        String text = Plot.number(value);
        double width = TextMetrics.reservedWidth(text, VALUE);
        scene.rect(left + length + 4, barY, width + 4, BAR, Style.fill(Palette.PANEL));
        scene.text(left + length + 6, barY + BAR / 2 + 4, text, VALUE);
      }
    }
    scene.line(left, top, left, bottom, Style.line(Palette.OUTLINE, 1));
    double axisY = bottom + 32;
    if (!words.x().isBlank()) {
      scene.text(left + room / 2, axisY, words.x(), TextStyle.small().centered());
    }
    return scene.build(WIDTH, axisY + MARGIN);
  }

  private static double widest(Stream<String> texts, TextStyle style) {
    return texts.mapToDouble(text -> TextMetrics.reservedWidth(text, style)).max().orElse(0);
  }

  private static void grid(
      SceneBuilder scene, AxisScale scale, double left, double room, double top, double bottom) {
    double lastEnd = Double.NEGATIVE_INFINITY;
    for (double tick : scale.ticks()) {
      double x = left + scale.share(tick) * room;
      scene.line(x, top, x, bottom + 4, Style.line(Palette.GRID, 0.8));
      String text = AxisScale.text(tick);
      double half = TextMetrics.reservedWidth(text, TextStyle.small()) / 2;
      if (x - half > lastEnd + 4) {
        scene.text(x, bottom + 17, text, TextStyle.small().centered());
        lastEnd = x + half;
      }
    }
  }
}
