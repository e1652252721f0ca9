package org.receptive.viz.plot;

import java.util.List;
import org.receptive.viz.figure.Palette;
import org.receptive.viz.figure.Scene;
import org.receptive.viz.figure.SceneBuilder;
import org.receptive.viz.figure.Style;
import org.receptive.viz.figure.TextMetrics;
import org.receptive.viz.figure.TextStyle;

/**
 * Upright bars in groups over labels, the value on each bar. Labels that are too wide for their
 * group are set in several lines.
 *
 * @param title over the plot
 * @param words along the axes
 * @param series with the same labels
 * @param logarithmic whether the values' axis is
 */
record UprightBars(String title, Plot.AxisWords words, List<Series> series, boolean logarithmic) {
  private static final double MARGIN = 14;
  private static final double PLOT_HEIGHT = 220;
  private static final double WIDTH = 700;
  private static final double LINE = 14;
  private static final TextStyle LABEL = TextStyle.of(11);
  private static final double TURNED = 30;
  private static final TextStyle VALUE_TURNED =
      TextStyle.of(10).color(Palette.MUTED_TEXT).rotated(-90);
  private static final TextStyle VALUE = TextStyle.of(10).color(Palette.MUTED_TEXT).centered();

  Scene scene() {
    AxisScale scale =
        AxisScale.of(series.stream().flatMap(s -> s.values().stream()).toList(), true, logarithmic);
    double ticks = scale.tickWidth();
    double left = MARGIN + (words.y().isBlank() ? 0 : 20) + ticks + 8;
    double room = WIDTH - MARGIN - left;
    SceneBuilder scene = Scene.builder();
    scene.text(MARGIN, MARGIN + 12, title, TextStyle.of(13).semibold());
    int count = series.getFirst().x().size();
    double group = room / count;
    boolean turned = !valuesFit(group);
    double top =
        MARGIN + 34 + (turned ? TURNED : 0) + Legend.draw(scene, left, MARGIN + 26, series);
    grid(scene, scale, left, room, top);
    double bottom = top + PLOT_HEIGHT;
    int lines = 1;
    for (int i = 0; i < count; i++) {
      bars(scene, scale, i, left + i * group, group, bottom, turned);
      List<String> label = wrapped(series.getFirst().x().get(i), group - 4);
      for (int l = 0; l < label.size(); l++) {
        double middle = left + (i + 0.5) * group;
        scene.text(middle, bottom + 16 + l * LINE, label.get(l), LABEL.centered());
      }
      lines = Math.max(lines, label.size());
    }
    scene.line(left, bottom, left + room, bottom, Style.line(Palette.OUTLINE, 1));
    if (!words.y().isBlank()) {
      TextStyle upwards = TextStyle.small().centered().rotated(-90);
      scene.text(MARGIN + 10, top + PLOT_HEIGHT / 2, words.y(), upwards);
    }
    double end = bottom + 16 + lines * LINE;
    if (!words.x().isBlank()) {
      scene.text(left + room / 2, end + 6, words.x(), TextStyle.small().centered());
      end += 12;
    }
    return scene.build(WIDTH, end + MARGIN);
  }

  private double barWidth(double group) {
    return Math.min(34, (group - 8) / series.size());
  }

  /** Whether every value can stand upright over its bar. */
  private boolean valuesFit(double group) {
    double room = series.size() == 1 ? group : barWidth(group);
    return series.stream()
        .flatMap(s -> s.values().stream())
        .allMatch(v -> TextMetrics.reservedWidth(Plot.number(v), VALUE) <= room);
  }

  private void bars(
      SceneBuilder scene,
      AxisScale scale,
      int label,
      double x,
      double group,
      double bottom,
      boolean turned) {
    double width = barWidth(group);
    double start = x + (group - width * series.size()) / 2;
    for (int s = 0; s < series.size(); s++) {
      double value = series.get(s).values().get(label);
      if (Double.isNaN(value)) {
        continue;
      }
      double height = Double.isFinite(value) ? scale.share(value) * PLOT_HEIGHT : 0;
      double barX = start + s * width;
      double middle = barX + width / 2;
      Legend.bar(scene, barX + 1, bottom - height, width - 2, height, series.get(s).color(), s);
      String text = Plot.number(value);
      double length = TextMetrics.reservedWidth(text, VALUE);
      double y = bottom - height - 4;
      if (turned) {
        scene.rect(middle - 6, y - length, 12, length + 2, Style.fill(Palette.PANEL));
        scene.text(middle + 3.6, y, text, VALUE_TURNED);
      } else {
        scene.text(middle, y, text, VALUE);
      }
    }
  }

  private static void grid(
      SceneBuilder scene, AxisScale scale, double left, double room, double top) {
    for (double tick : scale.ticks()) {
      double y = top + (1 - scale.share(tick)) * PLOT_HEIGHT;
      scene.line(left, y, left + room, y, Style.line(Palette.GRID, 0.8));
      scene.text(left - 6, y + 4, AxisScale.text(tick), TextStyle.small().endingHere());
    }
  }

  /** Breaks a label between words, and long words at hyphens. */
  private static List<String> wrapped(String label, double width) {
    List<String> lines = new java.util.ArrayList<>();
    String line = "";
    for (String word : label.split("(?<=[ -])")) {
      if (!line.isEmpty() && TextMetrics.reservedWidth((line + word).strip(), LABEL) > width) {
        lines.add(line.strip());
        line = word;
      } else {
        line += word;
      }
    }
    lines.add(line.strip());
    return lines;
  }
}
