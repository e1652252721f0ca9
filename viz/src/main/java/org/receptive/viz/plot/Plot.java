package org.receptive.viz.plot;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.util.Optional;
import org.receptive.viz.chart.Axis;
import org.receptive.viz.chart.Chart;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.Scene;

/**
 * A chart in a notebook. What a cell shows is its still twin, painted from the very numbers that
 * Plotly would get; {@link #interactive} is the form with zooming and hovering, which carries the
 * whole of Plotly (1.2 MB) along and needs no network.
 */
public final class Plot implements Figure {
  private static final Gson GSON =
      new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

  private final Chart chart;
  private final JsonObject json;
  private final Scene scene;

  private Plot(Chart chart, JsonObject json) {
    this.chart = chart;
    this.json = json;
    this.scene = chart.scene();
  }

  /** A plot of a chart. */
  public static Plot of(Chart chart) {
    return new Plot(chart, chart.plotly());
  }

  /**
   * A plot of any Tablesaw figure of bar or scatter traces.
   *
   * @throws IllegalArgumentException if a trace is of another type
   */
  public static Plot of(tech.tablesaw.plotly.components.Figure figure) {
    PlotlyJson json = PlotlyJson.of(figure);
    return new Plot(TablesawChart.of(json), json.whole());
  }

  /** A plot of a Tablesaw figure, or empty if a trace of it cannot be drawn. */
  static Optional<Figure> drawable(tech.tablesaw.plotly.components.Figure figure) {
    PlotlyJson json = PlotlyJson.of(figure);
    return TablesawChart.isDrawable(json)
        ? Optional.of(new Plot(TablesawChart.of(json), json.whole()))
        : Optional.empty();
  }

  /** The same under another title. */
  public Plot titled(String title) {
    return of(chart.titled(title));
  }

  /** The same with other words along the axes. */
  public Plot axes(String x, String y) {
    return of(chart.withAxes(chart.x().titled(x), chart.y().titled(y)));
  }

  /** The same over a logarithmic horizontal axis (of positions). */
  public Plot logX() {
    return of(chart.withAxes(chart.x().as(Axis.Kind.LOGARITHMIC), chart.y()));
  }

  /** The same with a logarithmic axis of values. */
  public Plot logY() {
    return of(chart.withAxes(chart.x(), chart.y().as(Axis.Kind.LOGARITHMIC)));
  }

  /** The same with 0 on the axis of values. */
  public Plot fromZero() {
    return of(chart.withAxes(chart.x(), chart.y().withZero()));
  }

  /**
   * The same for a place of another width.
   *
   * @param px 360 to 1400; 720 fit a notebook
   * @throws IllegalArgumentException if it is narrower or wider
   */
  public Plot wide(double px) {
    return of(chart.withWidth(px));
  }

  /** The same plot on the bundled Plotly: zooming, hovering, without a network. */
  public Figure interactive() {
    return new InteractivePlot(this);
  }

  /** The numbers and words that are drawn. */
  public Chart chart() {
    return chart;
  }

  /** What Plotly is given: an object with {@code data} and {@code layout}. */
  public String json() {
    return GSON.toJson(json);
  }

  @Override
  public String title() {
    return chart.title().isBlank() ? "Plot" : chart.title();
  }

  @Override
  public String description() {
    return chart.description();
  }

  @Override
  public String text() {
    return chart.text();
  }

  @Override
  public Scene scene() {
    return scene;
  }

  @Override
  public String toString() {
    return text();
  }
}
