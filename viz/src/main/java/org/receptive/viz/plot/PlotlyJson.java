package org.receptive.viz.plot;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.traces.Trace;

/**
 * A Tablesaw figure as the JSON that Plotly takes.
 *
 * <p>Tablesaw writes JavaScript: object literals with bare keys, commas behind the last member,
 * HTML entities in strings, and {@code NaN}. Here they become JSON; a number that is missing
 * becomes null.
 *
 * @param data the traces
 * @param layout titles, axes, sizes
 */
record PlotlyJson(JsonArray data, JsonObject layout) {

  static PlotlyJson of(Figure figure) {
    JsonArray data = new JsonArray();
    Trace[] traces = figure.getTraces();
    for (int i = 0; i < traces.length; i++) {
      data.add(literal(traces[i].asJavascript(i)));
    }
    JsonObject layout =
        figure.getLayout() == null
            ? new JsonObject()
            : literal(figure.getLayout().asJavascript()).getAsJsonObject();
    titleAsObject(layout);
    for (String axis : List.of("xaxis", "yaxis", "yaxis2", "yaxis3", "yaxis4")) {
      if (layout.has(axis) && layout.get(axis).isJsonObject()) {
        titleAsObject(layout.getAsJsonObject(axis));
      }
    }
    return new PlotlyJson(data, layout);
  }

  /** Both in one object. */
  JsonObject whole() {
    JsonObject all = new JsonObject();
    all.add("data", data);
    all.add("layout", layout);
    return all;
  }

  /** Tablesaw writes titles as strings, as Plotly 1 took them; Plotly 3 and later want objects. */
  private static void titleAsObject(JsonObject owner) {
    JsonElement title = owner.get("title");
    if (title != null && title.isJsonPrimitive()) {
      JsonObject object = new JsonObject();
      object.add("text", title);
      owner.add("title", object);
    }
  }

  /** The object literal in {@code var x = {...};}. */
  private static JsonElement literal(String script) {
    String object = script.substring(script.indexOf('{'), script.lastIndexOf('}') + 1);
    JsonReader reader = new JsonReader(new StringReader(withoutLastCommas(object)));
    reader.setStrictness(Strictness.LENIENT);
    return cleaned(JsonParser.parseReader(reader));
  }

  /** Drops commas before a closing bracket, but not inside strings. */
  private static String withoutLastCommas(String script) {
    StringBuilder out = new StringBuilder();
    char quote = 0;
    for (int i = 0; i < script.length(); i++) {
      char c = script.charAt(i);
      if (quote != 0) {
        out.append(c);
        if (c == '\\') {
          out.append(script.charAt(++i));
        } else if (c == quote) {
          quote = 0;
        }
        continue;
      }
      if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '}' || c == ']') {
        dropTrailingComma(out);
      }
      out.append(c);
    }
    return out.toString();
  }

  private static void dropTrailingComma(StringBuilder out) {
    int last = out.length() - 1;
    while (last >= 0 && Character.isWhitespace(out.charAt(last))) {
      last--;
    }
    if (last >= 0 && out.charAt(last) == ',') {
      out.setLength(last);
    }
  }

  private static JsonElement cleaned(JsonElement element) {
    if (element.isJsonObject()) {
      JsonObject object = new JsonObject();
      for (Map.Entry<String, JsonElement> member : element.getAsJsonObject().entrySet()) {
        object.add(member.getKey(), cleaned(member.getValue()));
      }
      return object;
    }
    if (element.isJsonArray()) {
      JsonArray array = new JsonArray();
      element.getAsJsonArray().forEach(e -> array.add(cleaned(e)));
      return array;
    }
    return element.isJsonPrimitive() ? cleaned(element.getAsJsonPrimitive()) : element;
  }

  private static JsonElement cleaned(JsonPrimitive value) {
    if (!value.isString()) {
      return value;
    }
    String text = value.getAsString();
    if (text.equals("NaN") || text.equals("null")) {
      return JsonNull.INSTANCE;
    }
    return new JsonPrimitive(
        text.replace("&#39;", "'")
            .replace("&quot;", "\"")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&"));
  }
}
