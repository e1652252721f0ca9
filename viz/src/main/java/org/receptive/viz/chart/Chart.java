package org.receptive.viz.chart;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.Picture;
import org.receptive.viz.figure.Scene;

/**
 * A chart before it is drawn: numbers and words. Its scene, its text twin and Plotly's JSON are
 * written from it.
 *
 * @param title over the chart
 * @param x the axis of the positions
 * @param y the axis of the values
 * @param series one or more, all over categories or all over numbers
 * @param lying whether bars lie, the first category on top
 * @param width of the picture, {@value #NARROWEST} to {@value #WIDEST} px
 */
public record Chart(String title, Axis x, Axis y, List<Series> series, boolean lying, double width)
    implements Picture {
  /** The narrowest place that a chart is laid out for, px. */
  public static final int NARROWEST = 360;

  /** The widest place that a chart is laid out for, px. */
  public static final int WIDEST = 1400;

  /** Copies the list and checks that the series fit together. */
  public Chart {
    series = List.copyOf(series);
    if (series.isEmpty()) {
      throw new IllegalArgumentException("a chart needs at least one series.");
    }
    if (!(width >= NARROWEST) || !(width <= WIDEST)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a chart is %d to %d px wide; given %s px.",
              NARROWEST,
              WIDEST,
              NumberText.of(width)));
    }
    if (series.stream().map(Chart::isOverCategories).distinct().count() > 1) {
      throw new IllegalArgumentException(
          "one series of a chart stands over words, another over numbers; they share an axis.");
    }
    if (lying && !series.stream().allMatch(s -> s instanceof BarSeries && isOverCategories(s))) {
      throw new IllegalArgumentException("only bars over categories can lie.");
    }
  }

  /** A chart of the usual width. */
  public static Chart of(String title, Axis x, Axis y, List<? extends Series> series) {
    return new Chart(title, x, y, List.copyOf(series), false, Scene.NOTEBOOK_WIDTH);
  }

  /** The same with its bars lying. */
  public Chart lyingDown() {
    return new Chart(title, x, y, series, true, width);
  }

  /** The same for a place of another width in px. */
  public Chart withWidth(double px) {
    return new Chart(title, x, y, series, lying, px);
  }

  /** The same under another title. */
  public Chart titled(String other) {
    return new Chart(other, x, y, series, lying, width);
  }

  /** The same with other axes. */
  public Chart withAxes(Axis positions, Axis values) {
    return new Chart(title, positions, values, series, lying, width);
  }

  private static boolean isOverCategories(Series series) {
    return series.positions() instanceof Positions.Categories;
  }

  boolean isOverCategories() {
    return isOverCategories(series.getFirst());
  }

  /** What is painted. */
  public Scene scene() {
    return new ChartPainter(this).scene();
  }

  /** The text twin: every value in words, or what many values have in common. */
  public String text() {
    return ChartText.of(this);
  }

  /** What the picture shows, in a sentence. */
  public String description() {
    String names =
        series.stream()
            .map(Series::name)
            .filter(name -> !name.isBlank())
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "%s: %d values%s.",
        title.isBlank() ? "Chart" : title,
        series.stream().mapToInt(s -> s.values().size()).sum(),
        series.size() < 2 || names.isEmpty() ? "" : " of " + names);
  }

  /** What Plotly is given: an object with {@code data} and {@code layout}. */
  public JsonObject plotly() {
    return ChartJson.of(this);
  }

  @Override
  public Figure figure() {
    return Figure.of(scene(), title.isBlank() ? "Chart" : title, description(), text());
  }
}
