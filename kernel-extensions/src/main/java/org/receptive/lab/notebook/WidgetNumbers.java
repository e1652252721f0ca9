package org.receptive.lab.notebook;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.receptive.kernel.client.Output;

/**
 * Numbers in place of the random ids of widgets, in the order in which the widgets were made, so
 * that running a notebook again gives the same file. Safe to share between threads.
 */
final class WidgetNumbers {
  private static final String REFERENCE = "IPY_MODEL_";

  private final Map<String, String> numbers = new LinkedHashMap<>();

  /** Gives the next number to a widget. */
  synchronized void made(String id) {
    numbers.putIfAbsent(id, String.format(Locale.ROOT, "%032d", numbers.size() + 1));
  }

  /** The output with numbers for ids. */
  Output in(Output output) {
    return switch (output) {
      case Output.DisplayData(var data, var metadata) ->
          new Output.DisplayData(in(data).getAsJsonObject(), metadata);
      case Output.ExecuteResult(var count, var data, var metadata) ->
          new Output.ExecuteResult(count, in(data).getAsJsonObject(), metadata);
      case Output.Stream stream -> stream;
      case Output.Failure failure -> failure;
    };
  }

  /** A copy with a number wherever a text or a name is an id, or refers to one. */
  synchronized JsonElement in(JsonElement json) {
    return switch (json) {
      case JsonObject object -> {
        JsonObject copy = new JsonObject();
        object.entrySet().forEach(entry -> copy.add(in(entry.getKey()), in(entry.getValue())));
        yield copy;
      }
      case JsonArray array -> {
        JsonArray copy = new JsonArray();
        array.forEach(element -> copy.add(in(element)));
        yield copy;
      }
      case JsonPrimitive text when text.isString() -> new JsonPrimitive(in(text.getAsString()));
      default -> json;
    };
  }

  private String in(String text) {
    boolean reference = text.startsWith(REFERENCE);
    String number = numbers.get(reference ? text.substring(REFERENCE.length()) : text);
    return number == null ? text : (reference ? REFERENCE : "") + number;
  }
}
