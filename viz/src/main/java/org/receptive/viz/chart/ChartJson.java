package org.receptive.viz.chart;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.function.Consumer;
import org.receptive.viz.figure.Palette;

/** A chart as Plotly takes it. */
final class ChartJson {
  private static final double USUAL_HEIGHT = 400;

  private ChartJson() {}

  static JsonObject of(Chart chart) {
    JsonArray data = new JsonArray();
    chart.series().forEach(series -> data.add(trace(series, chart.lying())));
    JsonObject layout = new JsonObject();
    layout.add("title", object(title -> title.addProperty("text", chart.title())));
    layout.addProperty("width", chart.width());
    layout.addProperty(
        "height", chart.lying() ? Math.max(USUAL_HEIGHT, chart.scene().height()) : USUAL_HEIGHT);
    layout.addProperty("barmode", "group");
    JsonObject positions = axis(chart.x());
    JsonObject values = axis(chart.y());
    if (chart.isOverCategories()) {
      positions.addProperty("type", "category");
    }
    if (chart.lying()) {
      positions.addProperty("autorange", "reversed");
      positions.addProperty("automargin", true);
    }
    layout.add(chart.lying() ? "yaxis" : "xaxis", positions);
    layout.add(chart.lying() ? "xaxis" : "yaxis", values);
    JsonObject all = new JsonObject();
    all.add("data", data);
    all.add("layout", layout);
    return all;
  }

  private static JsonObject axis(Axis axis) {
    return object(
        json -> {
          json.add("title", object(title -> title.addProperty("text", axis.title())));
          if (axis.isLogarithmic()) {
            json.addProperty("type", "log");
          } else if (axis.fromZero()) {
            json.addProperty("rangemode", "tozero");
          }
        });
  }

  private static JsonObject trace(Series series, boolean lying) {
    JsonObject trace = new JsonObject();
    trace.addProperty("name", series.name());
    trace.add(lying ? "y" : "x", positions(series.positions()));
    trace.add(lying ? "x" : "y", numbers(series.values()));
    JsonArray hover = new JsonArray();
    for (int i = 0; i < series.values().size(); i++) {
      hover.add(ChartText.value(series, i));
    }
    trace.add("hovertext", hover);
    trace.addProperty("hoverinfo", "text");
    String color = Palette.hex(series.color());
    trace.add("marker", object(marker -> marker.addProperty("color", color)));
    switch (series) {
      case BarSeries bar -> {
        trace.addProperty("type", "bar");
        trace.addProperty("orientation", lying ? "h" : "v");
        if (bar.positions() instanceof Positions.Bins bins) {
          trace.add("width", widths(bins));
        }
      }
      case LineSeries line -> {
        trace.addProperty("type", "scatter");
        trace.addProperty("mode", line.marked() ? "lines+markers" : "lines");
        trace.add("line", object(style -> style.addProperty("color", color)));
      }
      case PointSeries points -> {
        trace.addProperty("type", "scatter");
        trace.addProperty("mode", "markers");
      }
    }
    return trace;
  }

  private static JsonArray positions(Positions positions) {
    return switch (positions) {
      case Positions.Numbers numbers -> numbers(numbers.values());
      case Positions.Categories words -> {
        JsonArray array = new JsonArray();
        words.labels().forEach(array::add);
        yield array;
      }
      case Positions.Bins bins -> {
        JsonArray array = new JsonArray();
        for (int i = 0; i < bins.size(); i++) {
          array.add((bins.edges().get(i) + bins.edges().get(i + 1)) / 2);
        }
        yield array;
      }
    };
  }

  private static JsonArray widths(Positions.Bins bins) {
    JsonArray array = new JsonArray();
    for (int i = 0; i < bins.size(); i++) {
      array.add(bins.edges().get(i + 1) - bins.edges().get(i));
    }
    return array;
  }

  /** JSON has no NaN and no infinity. */
  private static JsonArray numbers(List<Double> values) {
    JsonArray array = new JsonArray();
    for (double value : values) {
      JsonElement element = Double.isFinite(value) ? new JsonPrimitive(value) : JsonNull.INSTANCE;
      array.add(element);
    }
    return array;
  }

  private static JsonObject object(Consumer<JsonObject> filled) {
    JsonObject object = new JsonObject();
    filled.accept(object);
    return object;
  }
}
