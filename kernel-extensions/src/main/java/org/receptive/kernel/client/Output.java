package org.receptive.kernel.client;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** What a cell shows, in the four forms that nbformat 4 knows. */
public sealed interface Output {
  /** The output as it stands in a notebook file, texts unsplit. */
  JsonObject toNotebook();

  /**
   * Printed text.
   *
   * @param name {@code stdout} or {@code stderr}
   * @param text what was printed
   */
  record Stream(String name, String text) implements Output {
    @Override
    public JsonObject toNotebook() {
      JsonObject json = ofType("stream");
      json.addProperty("name", name);
      json.addProperty("text", text);
      return json;
    }
  }

  /**
   * Something that was displayed.
   *
   * @param data MIME type to representation
   * @param metadata additions by MIME type or for all
   */
  record DisplayData(JsonObject data, JsonObject metadata) implements Output {
    @Override
    public JsonObject toNotebook() {
      return withBundle(ofType("display_data"), data, metadata);
    }
  }

  /**
   * The value of the cell.
   *
   * @param executionCount number of the cell
   * @param data MIME type to representation
   * @param metadata additions by MIME type or for all
   */
  record ExecuteResult(OptionalInt executionCount, JsonObject data, JsonObject metadata)
      implements Output {
    @Override
    public JsonObject toNotebook() {
      JsonObject json = withBundle(ofType("execute_result"), data, metadata);
      if (executionCount.isPresent()) {
        json.addProperty("execution_count", executionCount.getAsInt());
      } else {
        json.add("execution_count", JsonNull.INSTANCE);
      }
      return json;
    }
  }

  /**
   * The cell failed.
   *
   * @param ename short name, such as {@code ArithmeticException}
   * @param evalue its message
   * @param traceback lines with ANSI colours
   */
  record Failure(String ename, String evalue, List<String> traceback) implements Output {
    /** Keeps its own list of lines. */
    public Failure {
      traceback = List.copyOf(traceback);
    }

    @Override
    public JsonObject toNotebook() {
      JsonObject json = ofType("error");
      json.addProperty("ename", ename);
      json.addProperty("evalue", evalue);
      JsonArray lines = new JsonArray();
      traceback.forEach(lines::add);
      json.add("traceback", lines);
      return json;
    }
  }

  /** Reads an output of a notebook file whose form has been checked. */
  static Output fromNotebook(JsonObject json) {
    return switch (json.get("output_type").getAsString()) {
      case "stream" -> new Stream(json.get("name").getAsString(), joined(json.get("text")));
      case "display_data" -> new DisplayData(joinedBundle(json), metadata(json));
      case "execute_result" -> new ExecuteResult(count(json), joinedBundle(json), metadata(json));
      default -> {
        List<String> lines = new ArrayList<>();
        json.getAsJsonArray("traceback").forEach(line -> lines.add(line.getAsString()));
        yield new Failure(json.get("ename").getAsString(), json.get("evalue").getAsString(), lines);
      }
    };
  }

  private static OptionalInt count(JsonObject json) {
    JsonElement count = json.get("execution_count");
    return count == null || count.isJsonNull()
        ? OptionalInt.empty()
        : OptionalInt.of(count.getAsInt());
  }

  private static JsonObject metadata(JsonObject json) {
    return json.get("metadata") instanceof JsonObject metadata ? metadata : new JsonObject();
  }

  /** Representations are strings or lists of lines; only those whose type is JSON are trees. */
  private static JsonObject joinedBundle(JsonObject json) {
    JsonObject joined = new JsonObject();
    json.getAsJsonObject("data")
        .entrySet()
        .forEach(
            entry ->
                joined.add(
                    entry.getKey(),
                    entry.getValue().isJsonArray() && !entry.getKey().endsWith("json")
                        ? new com.google.gson.JsonPrimitive(joined(entry.getValue()))
                        : entry.getValue()));
    return joined;
  }

  private static String joined(JsonElement text) {
    if (!(text instanceof JsonArray lines)) {
      return text.getAsString();
    }
    StringBuilder joined = new StringBuilder();
    lines.forEach(line -> joined.append(line.getAsString()));
    return joined.toString();
  }

  private static JsonObject ofType(String type) {
    JsonObject json = new JsonObject();
    json.addProperty("output_type", type);
    return json;
  }

  private static JsonObject withBundle(JsonObject json, JsonObject data, JsonObject metadata) {
    json.add("data", data.deepCopy());
    json.add("metadata", metadata.deepCopy());
    return json;
  }
}
