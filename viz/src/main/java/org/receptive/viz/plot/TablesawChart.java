package org.receptive.viz.plot;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.receptive.viz.chart.Axis;
import org.receptive.viz.chart.BarSeries;
import org.receptive.viz.chart.Chart;
import org.receptive.viz.chart.LineSeries;
import org.receptive.viz.chart.PointSeries;
import org.receptive.viz.chart.Positions;
import org.receptive.viz.chart.Series;
import org.receptive.viz.figure.Palette;

/** Reads a chart from what Tablesaw writes for Plotly. */
final class TablesawChart {
  /** What a number that JSON does not have is written as. */
  private static final Set<String> NO_NUMBERS = Set.of("NaN", "Infinity", "-Infinity");

  private static final Set<String> DRAWABLE = Set.of("bar", "scatter");

  private TablesawChart() {}

  /** Whether every trace has a still twin. */
  static boolean isDrawable(PlotlyJson json) {
    for (JsonElement trace : json.data()) {
      if (!DRAWABLE.contains(type(trace.getAsJsonObject()))) {
        return false;
      }
    }
    return !json.data().isEmpty();
  }

  /**
   * The chart of a figure.
   *
   * @throws IllegalArgumentException if a trace has no still twin, or there is none
   */
  static Chart of(PlotlyJson json) {
    if (json.data().isEmpty()) {
      throw new IllegalArgumentException("A plot needs at least one trace.");
    }
    List<JsonObject> traces = new ArrayList<>();
    json.data().forEach(trace -> traces.add(drawable(trace.getAsJsonObject())));
    boolean lying = traces.stream().allMatch(TablesawChart::isLying);
    boolean words = traces.stream().anyMatch(trace -> isOverWords(trace));
    List<Series> series = new ArrayList<>();
    for (JsonObject trace : traces) {
      series.add(series(trace, words, Palette.series(series.size())));
    }
    Axis x = axis(json.layout(), lying ? "yaxis" : "xaxis");
    Axis y = axis(json.layout(), lying ? "xaxis" : "yaxis");
    Chart chart = Chart.of(title(json.layout()), x, y, series);
    return lying ? chart.lyingDown() : chart;
  }

  private static JsonObject drawable(JsonObject trace) {
    if (!DRAWABLE.contains(type(trace))) {
      throw new IllegalArgumentException(
          "A plot of type '%s' cannot be drawn; bar and scatter can.".formatted(type(trace)));
    }
    return trace;
  }

  private static String type(JsonObject trace) {
    return text(trace, "type", "scatter");
  }

  private static boolean isLying(JsonObject trace) {
    return type(trace).equals("bar") && text(trace, "orientation", "v").equals("h");
  }

  /** Bars stand over words; of the others Plotly, too, looks whether all positions are numbers. */
  private static boolean isOverWords(JsonObject trace) {
    if (type(trace).equals("bar")) {
      return true;
    }
    for (JsonElement position : trace.getAsJsonArray("x")) {
      if (!position.isJsonNull() && !isNumber(position.getAsString())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Tablesaw writes every position in quotes. Java reads "3D" as a number, too; here it is none.
   */
  private static boolean isNumber(String text) {
    if (NO_NUMBERS.contains(text)) {
      return true;
    }
    try {
      Double.parseDouble(text);
      return Character.isDigit(text.charAt(text.length() - 1));
    } catch (NumberFormatException word) {
      return false;
    }
  }

  private static Series series(JsonObject trace, boolean words, Color otherwise) {
    boolean lying = isLying(trace);
    Positions positions = positions(trace.getAsJsonArray(lying ? "y" : "x"), words);
    List<Double> values = numbers(trace.getAsJsonArray(lying ? "x" : "y"));
    String name = text(trace, "name", "");
    String mode = text(trace, "mode", "markers");
    Color color = color(trace, otherwise);
    if (type(trace).equals("bar")) {
      return new BarSeries(name, positions, values, color);
    }
    return mode.contains("lines")
        ? new LineSeries(name, positions, values, color, mode.contains("markers"))
        : new PointSeries(name, positions, values, color);
  }

  private static Positions positions(JsonArray positions, boolean words) {
    if (!words) {
      return new Positions.Numbers(numbers(positions));
    }
    List<String> labels = new ArrayList<>();
    for (JsonElement position : positions) {
      labels.add(position.isJsonNull() ? "none" : label(position.getAsString()));
    }
    return new Positions.Categories(labels);
  }

  /** Tablesaw writes whole numbers with a fraction. */
  private static String label(String text) {
    return text.endsWith(".0") && isNumber(text) ? text.substring(0, text.length() - 2) : text;
  }

  private static List<Double> numbers(JsonArray values) {
    List<Double> numbers = new ArrayList<>();
    values.forEach(value -> numbers.add(value.isJsonNull() ? Double.NaN : value.getAsDouble()));
    return numbers;
  }

  private static Color color(JsonObject trace, Color otherwise) {
    JsonElement marker = trace.get("marker");
    if (marker != null && marker.getAsJsonObject().has("color")) {
      JsonElement color = marker.getAsJsonObject().get("color");
      if (color.isJsonPrimitive() && color.getAsString().matches("#[0-9a-fA-F]{6}")) {
        return Color.decode(color.getAsString());
      }
    }
    return otherwise;
  }

  private static Axis axis(JsonObject layout, String name) {
    JsonElement found = layout.get(name);
    if (found == null) {
      return Axis.linear("");
    }
    JsonObject axis = found.getAsJsonObject();
    Axis read =
        text(axis, "type", "linear").equals("log")
            ? Axis.logarithmic(title(axis))
            : Axis.linear(title(axis));
    return beginsAtZero(axis.get("range")) ? read.withZero() : read;
  }

  /** Whether an axis was given a range from 0 on. */
  private static boolean beginsAtZero(JsonElement range) {
    return range != null && range.isJsonArray() && range.getAsJsonArray().get(0).getAsDouble() == 0;
  }

  private static String title(JsonObject owner) {
    JsonElement title = owner.get("title");
    return title != null && title.isJsonObject() ? text(title.getAsJsonObject(), "text", "") : "";
  }

  private static String text(JsonObject object, String member, String otherwise) {
    JsonElement value = object.get(member);
    return value == null || value.isJsonNull() ? otherwise : value.getAsString();
  }
}
