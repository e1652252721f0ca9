package org.receptive.lab.notebook;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * What a person has written in a notebook: its cells with their texts, tags and pictures. Outputs,
 * the kernel's name, the states of widgets and what a front end notes by itself are none of it:
 * JupyterLab changes the file of a notebook that somebody has only opened.
 */
public final class WrittenPart {
  /** How a cell is shown and when it ran; front ends keep that without being asked. */
  private static final Set<String> NOTED_BY_FRONT_ENDS =
      Set.of(
          "trusted",
          "collapsed",
          "scrolled",
          "execution",
          "ExecuteTime",
          "jupyter",
          "heading_collapsed",
          "jp-MarkdownHeadingCollapsed",
          "vscode");

  private WrittenPart() {}

  /**
   * The written part of a notebook file in a form of its own: two files with the same are the same
   * to whoever wrote them. A file that is no notebook is written from the first byte to the last.
   */
  public static byte[] of(byte[] file) {
    return parseWithoutOutputs(file).map(WrittenPart::written).orElse(file);
  }

  /**
   * A notebook file without what JupyterLab adds when it is opened and not run: the file that was
   * opened, if that was written as Jupyter writes.
   */
  public static byte[] beforeItWasOpened(byte[] file) {
    return parse(file).map(WrittenPart::unopened).orElse(file);
  }

  private static Optional<Notebook> parse(byte[] file) {
    try {
      return Optional.of(Notebook.parse("", file));
    } catch (InvalidNotebook | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Outputs are most of a file: read, they would be most of the memory of a server that waits. */
  private static Optional<Notebook> parseWithoutOutputs(byte[] file) {
    var strict = StandardCharsets.UTF_8.newDecoder();
    try (JsonReader in =
        new JsonReader(new InputStreamReader(new ByteArrayInputStream(file), strict))) {
      in.setStrictness(Strictness.STRICT);
      JsonObject json = object(in, "cells", WrittenPart::cells);
      return in.peek() == JsonToken.END_DOCUMENT
          ? Optional.of(Notebook.of("", json))
          : Optional.empty();
    } catch (IOException
        | InvalidNotebook
        | JsonParseException
        | IllegalStateException
        | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Reads one part. */
  private interface Part {
    JsonElement read(JsonReader in) throws IOException;
  }

  /** Reads an object, and one of its members in its own way. */
  private static JsonObject object(JsonReader in, String special, Part own) throws IOException {
    JsonObject json = new JsonObject();
    in.beginObject();
    while (in.hasNext()) {
      String name = in.nextName();
      json.add(name, name.equals(special) ? own.read(in) : JsonParser.parseReader(in));
    }
    in.endObject();
    return json;
  }

  private static JsonArray cells(JsonReader in) throws IOException {
    JsonArray cells = new JsonArray();
    in.beginArray();
    while (in.hasNext()) {
      cells.add(object(in, "outputs", WrittenPart::noOutputs));
    }
    in.endArray();
    return cells;
  }

  private static JsonArray noOutputs(JsonReader in) throws IOException {
    in.skipValue();
    return new JsonArray();
  }

  private static byte[] written(Notebook notebook) {
    JsonArray cells = new JsonArray();
    for (Cell cell : notebook.cells()) {
      JsonObject written = new JsonObject();
      written.addProperty("cell_type", cell.kind().name());
      written.addProperty("source", cell.source());
      written.add("metadata", metadata(cell.json().getAsJsonObject("metadata")));
      if (cell.json().get("attachments") instanceof JsonObject pictures && !pictures.isEmpty()) {
        written.add("attachments", pictures.deepCopy());
      }
      MultilineText.joinAll(written);
      cells.add(written);
    }
    return JupyterJson.write(cells);
  }

  private static JsonObject metadata(JsonObject all) {
    JsonObject written = new JsonObject();
    all.entrySet().stream()
        .filter(entry -> !NOTED_BY_FRONT_ENDS.contains(entry.getKey()))
        .filter(entry -> !isDefault(entry.getKey(), entry.getValue()))
        .forEach(entry -> written.add(entry.getKey(), entry.getValue()));
    return written;
  }

  /** The property inspector writes these when it is looked at, and they say nothing. */
  private static boolean isDefault(String name, JsonElement value) {
    return switch (name) {
      case "tags" -> value instanceof JsonArray tags && tags.isEmpty();
      case "editable" ->
          value instanceof JsonPrimitive editable
              && editable.isBoolean()
              && editable.getAsBoolean();
      case "slideshow" ->
          value instanceof JsonObject slide
              && (slide.isEmpty()
                  || slide.size() == 1 && new JsonPrimitive("").equals(slide.get("slide_type")));
      default -> false;
    };
  }

  private static byte[] unopened(Notebook notebook) {
    JsonObject json = notebook.toJson();
    JsonObject metadata = json.getAsJsonObject("metadata");
    metadata.remove("language_info");
    if (metadata.get("widgets") instanceof JsonObject widgets
        && (!(widgets.get(WidgetStates.TYPE) instanceof JsonObject states)
            || !(states.get("state") instanceof JsonObject each)
            || each.isEmpty())) {
      metadata.remove("widgets");
    }
    return Notebook.of("", json).toBytes();
  }
}
