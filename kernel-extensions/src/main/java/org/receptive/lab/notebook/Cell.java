package org.receptive.lab.notebook;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.receptive.kernel.client.Output;

/** One cell of a notebook. Fields that this class does not know are kept as they were read. */
public final class Cell {
  /** The three kinds of cell that nbformat 4 defines. */
  public enum Kind {
    /** Java, executed by the kernel. */
    CODE,
    /** Text with formulas. */
    MARKDOWN,
    /** Text that is passed through untouched. */
    RAW
  }

  private final JsonObject json;

  /** The cell over a JSON object that {@link NotebookReader} has checked. */
  Cell(JsonObject json) {
    this.json = json;
  }

  /** What kind of cell this is. */
  public Kind kind() {
    return switch (json.get("cell_type").getAsString()) {
      case "code" -> Kind.CODE;
      case "markdown" -> Kind.MARKDOWN;
      default -> Kind.RAW;
    };
  }

  /** The cell's id, or an empty string in formats before 4.5. */
  public String id() {
    return json.has("id") ? json.get("id").getAsString() : "";
  }

  /** The cell's text, lines joined. */
  public String source() {
    return MultilineText.join(json.get("source"));
  }

  /** The cell's tags, in the order of the file. */
  public List<String> tags() {
    List<String> tags = new ArrayList<>();
    if (json.getAsJsonObject("metadata").get("tags") instanceof JsonArray array) {
      array.forEach(tag -> tags.add(tag.getAsString()));
    }
    return List.copyOf(tags);
  }

  /** The execution count of a code cell, if it has been executed. */
  public OptionalInt executionCount() {
    JsonElement count = json.get("execution_count");
    return count == null || count.isJsonNull()
        ? OptionalInt.empty()
        : OptionalInt.of(count.getAsInt());
  }

  /** The outputs of a code cell; none for other cells. */
  public List<Output> outputs() {
    List<Output> outputs = new ArrayList<>();
    if (json.get("outputs") instanceof JsonArray array) {
      array.forEach(output -> outputs.add(Output.fromNotebook(output.getAsJsonObject())));
    }
    return List.copyOf(outputs);
  }

  /** The same cell with another text. */
  public Cell withSource(String source) {
    JsonObject copy = json.deepCopy();
    copy.add("source", MultilineText.split(source));
    return new Cell(copy);
  }

  /** The same code cell after an execution. */
  public Cell executed(OptionalInt executionCount, List<Output> outputs) {
    JsonObject copy = json.deepCopy();
    if (executionCount.isPresent()) {
      copy.addProperty("execution_count", executionCount.getAsInt());
    } else {
      copy.add("execution_count", JsonNull.INSTANCE);
    }
    JsonArray array = new JsonArray();
    outputs.forEach(output -> array.add(output.toNotebook()));
    copy.add("outputs", array);
    return new Cell(copy);
  }

  /** The same cell as if it had never been executed. */
  public Cell withoutOutputs() {
    return kind() == Kind.CODE ? executed(OptionalInt.empty(), List.of()) : this;
  }

  JsonObject json() {
    return json;
  }
}
