package org.receptive.viz.plot;

import java.util.ArrayList;
import java.util.List;
import org.receptive.viz.figure.Palette;
import org.receptive.viz.figure.Scene;
import org.receptive.viz.figure.SceneBuilder;
import org.receptive.viz.figure.Style;
import org.receptive.viz.figure.TextStyle;

/**
 * Lines and points over numbers.
 *
 * @param title over the plot
 * @param words along the axes
 * @param series whose positions are numbers
 * @param logX whether the horizontal axis is logarithmic
 * @param logY whether the vertical axis is logarithmic
 * @param fromZero whether the vertical axis begins at 0
 */
record Curves(
    String title,
    Plot.AxisWords words,
    List<Series> series,
    boolean logX,
    boolean logY,
    boolean fromZero) {
  private static final double MARGIN = 14;
  private static final double PLOT_HEIGHT = 240;
  private static final double WIDTH = 640;
  private static final double[][] DASHES = {{}, {7, 3}, {2, 2}, {9, 3, 2, 3}};

  Scene scene() {
    AxisScale x = AxisScale.of(series.stream().flatMap(s -> xs(s).stream()).toList(), false, logX);
    AxisScale y =
        AxisScale.of(series.stream().flatMap(s -> s.values().stream()).toList(), fromZero, logY);
    double ticks = y.tickWidth();
    double left = MARGIN + (words.y().isBlank() ? 0 : 20) + ticks + 8;
    double room = WIDTH - 2 * MARGIN - left;
    SceneBuilder scene = Scene.builder();
    scene.text(MARGIN, MARGIN + 12, title, TextStyle.of(13).semibold());
    double top = MARGIN + 30 + Legend.draw(scene, left, MARGIN + 26, series);
    double bottom = top + PLOT_HEIGHT;
    for (double tick : y.ticks()) {
      double at = bottom - y.share(tick) * PLOT_HEIGHT;
      scene.line(left, at, left + room, at, Style.line(Palette.GRID, 0.8));
      scene.text(left - 6, at + 4, AxisScale.text(tick), TextStyle.small().endingHere());
    }
    for (double tick : x.ticks()) {
      double at = left + x.share(tick) * room;
      scene.line(at, bottom, at, bottom + 4, Style.line(Palette.OUTLINE, 0.8));
      scene.text(at, bottom + 17, AxisScale.text(tick), TextStyle.small().centered());
    }
    for (int s = 0; s < series.size(); s++) {
      draw(scene, series.get(s), s, x, y, left, room, bottom);
    }
    scene.polyline(Style.line(Palette.OUTLINE, 1), left, top, left, bottom, left + room, bottom);
    if (!words.y().isBlank()) {
      TextStyle turned = TextStyle.small().centered().rotated(-90);
      scene.text(MARGIN + 10, top + PLOT_HEIGHT / 2, words.y(), turned);
    }
    scene.text(left + room / 2, bottom + 34, words.x(), TextStyle.small().centered());
    return scene.build(WIDTH, bottom + 34 + MARGIN);
  }

  /** The positions as numbers, or 0, 1, 2, ... where they are words. */
  private static List<Double> xs(Series series) {
    List<Double> numbers = new ArrayList<>();
    for (int i = 0; i < series.x().size(); i++) {
      String text = series.x().get(i);
      boolean number = text.matches("NaN|-?Infinity|-?[0-9.]+([eE][-+]?[0-9]+)?");
      numbers.add(number ? Double.parseDouble(text) : i);
    }
    return numbers;
  }

  private static void draw(
      SceneBuilder scene,
      Series series,
      int index,
      AxisScale x,
      AxisScale y,
      double left,
      double room,
      double bottom) {
    List<Double> points = new ArrayList<>();
    List<Double> xs = xs(series);
    for (int i = 0; i < xs.size(); i++) {
      double value = series.values().get(i);
      // What is not finite has no place.
      if (Double.isFinite(value) && Double.isFinite(xs.get(i))) {
        points.add(left + x.share(xs.get(i)) * room);
        points.add(bottom - y.share(value) * PLOT_HEIGHT);
      }
    }
    if (series.form() == Series.Form.LINE && points.size() >= 4) {
      double[] xy = points.stream().mapToDouble(Double::doubleValue).toArray();
      Style style = Style.line(series.color(), 2);
      double[] dash = DASHES[index % DASHES.length];
      scene.polyline(dash.length == 0 ? style : style.dashed(dash), xy);
    }
    if (series.form() != Series.Form.LINE || series.marked() || points.size() < 4) {
      for (int i = 0; i < points.size(); i += 2) {
        scene.circle(points.get(i), points.get(i + 1), 3.5, Style.fill(series.color()));
      }
    }
  }
}
