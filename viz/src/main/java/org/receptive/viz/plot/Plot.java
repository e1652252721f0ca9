package org.receptive.viz.plot;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.Scene;

/**
 * A plot of a Tablesaw figure. What a cell shows is its still twin, painted from the very numbers
 * that Plotly would get; {@link #interactive} is the form with zooming and hovering, which carries
 * the whole of Plotly (1.2 MB) along and needs no network.
 */
public final class Plot implements Figure {
  static final Gson GSON = new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

  private final PlotlyJson json;
  private final List<Series> series;
  private final String title;

  private Plot(PlotlyJson json) {
    this.json = json;
    this.title = text(json.layout(), "title", "Plot");
    List<Series> read = new ArrayList<>();
    for (int i = 0; i < json.data().size(); i++) {
      read.add(Series.of(json.data().get(i).getAsJsonObject(), i));
    }
    if (read.isEmpty()) {
      throw new IllegalArgumentException("A plot needs at least one trace.");
    }
    this.series = List.copyOf(read);
  }

  /**
   * A plot of any Tablesaw figure of bar or scatter traces.
   *
   * @throws IllegalArgumentException if a trace is of another type
   */
  public static Plot of(tech.tablesaw.plotly.components.Figure figure) {
    return new Plot(PlotlyJson.of(figure));
  }

  /** A plot of a Tablesaw figure, or empty if a trace of it cannot be drawn. */
  static java.util.Optional<Figure> drawable(tech.tablesaw.plotly.components.Figure figure) {
    PlotlyJson json = PlotlyJson.of(figure);
    return Series.allDrawable(json.data())
        ? java.util.Optional.of(new Plot(json))
        : java.util.Optional.empty();
  }

  /** The same plot on the bundled Plotly: zooming, hovering, without a network. */
  public Figure interactive() {
    return new InteractivePlot(this);
  }

  /** What Plotly is given: an object with {@code data} and {@code layout}. */
  public String json() {
    JsonObject all = new JsonObject();
    all.add("data", json.data());
    all.add("layout", json.layout());
    return GSON.toJson(all);
  }

  List<Series> series() {
    return series;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public String description() {
    List<String> names = series.stream().map(Series::name).filter(n -> !n.isBlank()).toList();
    return String.format(
        Locale.ROOT,
        "%s: %d values%s.",
        title,
        series.stream().mapToInt(s -> s.values().size()).sum(),
        names.size() < 2 ? "" : " of " + String.join(", ", names));
  }

  @Override
  public String text() {
    StringBuilder text = new StringBuilder(title);
    for (Series one : series) {
      for (int i = 0; i < one.values().size(); i++) {
        text.append('\n');
        if (!one.name().isBlank()) {
          text.append(one.name()).append(", ");
        }
        text.append(one.x().get(i)).append(": ").append(number(one.values().get(i)));
      }
    }
    return text.toString();
  }

  /** A value with five digits; whole ones with all of them and separators. */
  static String number(double value) {
    if (Double.isNaN(value)) {
      return "none";
    }
    if (Double.isInfinite(value)) {
      return value < 0 ? "\u2212\u221e" : "\u221e";
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return String.format(Locale.ROOT, "%,.0f", value).replace('-', '−');
    }
    String text = String.format(Locale.ROOT, "%.5g", value).replace('-', '−');
    return text.contains("e") ? text : text.replaceAll("0+$", "").replaceAll("\\.$", "");
  }

  @Override
  public Scene scene() {
    AxisWords words = new AxisWords(axis("xaxis", "title", ""), axis("yaxis", "title", ""));
    boolean lying = series.getFirst().form() == Series.Form.LYING_BARS;
    boolean log = axis(lying ? "xaxis" : "yaxis", "type", "linear").equals("log");
    return switch (series.getFirst().form()) {
      case LYING_BARS -> new LyingBars(title, words, series, log).scene();
      case BARS -> new UprightBars(title, words, series, log).scene();
      case LINE, POINTS -> {
        boolean logX = axis("xaxis", "type", "linear").equals("log");
        yield new Curves(title, words, series, logX, log, beginsAtZero()).scene();
      }
    };
  }

  /**
   * What is written along the axes.
   *
   * @param x the horizontal one
   * @param y the vertical one
   */
  record AxisWords(String x, String y) {}

  /** Whether the vertical axis was given a range from 0 on. */
  private boolean beginsAtZero() {
    JsonElement axis = json.layout().get("yaxis");
    JsonElement range = axis == null ? null : axis.getAsJsonObject().get("range");
    return range != null
        && range.isJsonArray()
        && range.getAsJsonArray().get(0).getAsString().matches("0(\\.0*)?");
  }

  private String axis(String axis, String member, String otherwise) {
    JsonElement found = json.layout().get(axis);
    return found == null ? otherwise : text(found.getAsJsonObject(), member, otherwise);
  }

  private static String text(JsonObject object, String member, String otherwise) {
    JsonElement found = object.get(member);
    JsonElement value =
        found != null && found.isJsonObject() ? found.getAsJsonObject().get("text") : found;
    return value == null || value.isJsonNull() || value.getAsString().isBlank()
        ? otherwise
        : value.getAsString();
  }

  @Override
  public String toString() {
    return text();
  }
}
