package org.receptive.viz.plot;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import org.receptive.viz.figure.Palette;

/**
 * One trace of a plot as the still twin draws it.
 *
 * @param name for the legend; may be empty
 * @param form how it is drawn
 * @param x horizontal positions: labels or numbers as text
 * @param values one for each position; NaN where there is none
 * @param color its colour
 * @param marked whether every value of a line has a point of its own
 */
record Series(
    String name, Form form, List<String> x, List<Double> values, Color color, boolean marked) {

  /** How a trace is drawn. */
  enum Form {
    /** Upright bars over labels. */
    BARS,
    /** Lying bars beside labels. */
    LYING_BARS,
    /** Points over numbers. */
    POINTS,
    /** A line over numbers. */
    LINE
  }

  Series {
    x = List.copyOf(x);
    values = List.copyOf(values);
  }

  /**
   * Reads a trace of Plotly's JSON.
   *
   * @throws IllegalArgumentException if its type has no still twin
   */
  static Series of(JsonObject trace, int index) {
    String type = text(trace, "type", "scatter");
    boolean lying = text(trace, "orientation", "v").equals("h");
    String mode = text(trace, "mode", "markers");
    Form form =
        switch (type) {
          case "bar" -> lying ? Form.LYING_BARS : Form.BARS;
          case "scatter" -> mode.contains("lines") ? Form.LINE : Form.POINTS;
          default ->
              throw new IllegalArgumentException(
                  "A plot of type '%s' cannot be drawn; bar and scatter can.".formatted(type));
        };
    JsonArray positions = trace.getAsJsonArray(lying ? "y" : "x");
    JsonArray values = trace.getAsJsonArray(lying ? "x" : "y");
    List<String> x = new ArrayList<>();
    // Tablesaw writes whole numbers with a fraction.
    positions.forEach(
        p ->
            x.add(p.isJsonNull() ? "NaN" : p.getAsString().replaceFirst("^(-?[0-9]+)\\.0$", "$1")));
    List<Double> numbers = new ArrayList<>();
    values.forEach(v -> numbers.add(v.isJsonNull() ? Double.NaN : v.getAsDouble()));
    boolean marked = mode.contains("markers");
    return new Series(text(trace, "name", ""), form, x, numbers, color(trace, index), marked);
  }

  /** Whether every trace has a still twin. */
  static boolean allDrawable(JsonArray traces) {
    for (JsonElement trace : traces) {
      String type = text(trace.getAsJsonObject(), "type", "scatter");
      if (!type.equals("bar") && !type.equals("scatter")) {
        return false;
      }
    }
    return !traces.isEmpty();
  }

  private static Color color(JsonObject trace, int index) {
    JsonElement marker = trace.get("marker");
    if (marker != null && marker.getAsJsonObject().has("color")) {
      JsonElement color = marker.getAsJsonObject().get("color");
      if (color.isJsonPrimitive() && color.getAsString().matches("#[0-9a-fA-F]{6}")) {
        return Color.decode(color.getAsString());
      }
    }
    return Palette.series(index);
  }

  private static String text(JsonObject object, String member, String otherwise) {
    JsonElement value = object.get(member);
    return value == null || value.isJsonNull() ? otherwise : value.getAsString();
  }
}
