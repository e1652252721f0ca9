package org.receptive.lab.notebook;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Turns the bytes of a file into a checked {@link Notebook}, or says what is wrong with it. */
final class NotebookReader {
  private static final Gson STRICT = new GsonBuilder().setStrictness(Strictness.STRICT).create();
  private static final String BYTE_ORDER_MARK = "\ufeff";
  private static final int MAJOR = 4;

  private final String file;

  private NotebookReader(String file) {
    this.file = file;
  }

  /** Reads a notebook; {@code file} is its name in messages. */
  static Notebook read(String file, byte[] bytes) {
    return new NotebookReader(file).read(bytes);
  }

  /** Checks a notebook that has been parsed elsewhere; {@code name} is its name in messages. */
  static Notebook check(String name, JsonElement root) {
    return new NotebookReader(name).read(root);
  }

  private Notebook read(byte[] bytes) {
    return read(parse(bytes));
  }

  private Notebook read(JsonElement root) {
    if (!(root instanceof JsonObject frame)) {
      throw invalid("a notebook is a JSON object, this is " + kindOf(root));
    }
    int major = number(frame, "nbformat");
    int minor = number(frame, "nbformat_minor");
    if (major != MAJOR) {
      throw invalid(
          String.format(
              Locale.ROOT,
              "it has nbformat %d.%d; version 4 is understood (%s)",
              major,
              minor,
              major > MAJOR
                  ? "it is newer than this program: save it as version 4 where it was made"
                  : "Jupyter converts it: jupyter nbconvert --to notebook"));
    }
    object(frame, "metadata", "the notebook");
    List<String> repairs = NotebookRepair.repair(frame);
    List<Cell> cells = new ArrayList<>();
    for (JsonElement cell : array(frame, "cells", "the notebook")) {
      cells.add(cell(cell, cells.size() + 1));
    }
    frame.remove("cells");
    return new Notebook(frame, cells, repairs);
  }

  private JsonElement parse(byte[] bytes) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new InvalidNotebook(file + " is not a notebook: it is not UTF-8 text", e);
    }
    if (text.startsWith(BYTE_ORDER_MARK)) {
      text = text.substring(BYTE_ORDER_MARK.length());
    }
    if (text.isBlank()) {
      throw invalid("the file is empty");
    }
    try {
      return STRICT.fromJson(text, JsonElement.class);
    } catch (JsonParseException e) {
      throw new InvalidNotebook(file + " is not a notebook: it is not valid JSON" + placeOf(e), e);
    }
  }

  /** Gson says "... at line 3 column 7 path $.cells"; the front half speaks of Gson's classes. */
  private static String placeOf(JsonParseException e) {
    String message = String.valueOf(e.getMessage());
    int at = message.indexOf("at line ");
    return at < 0 ? "" : " (" + message.substring(at).lines().findFirst().orElse("") + ")";
  }

  private Cell cell(JsonElement element, int position) {
    String where = "cell " + position;
    if (!(element instanceof JsonObject cell)) {
      throw invalid(where + " is " + kindOf(element) + " instead of a JSON object");
    }
    String type = string(cell, "cell_type", where);
    if (!Set.of("code", "markdown", "raw").contains(type)) {
      throw invalid(where + " has cell_type \"" + type + "\"; there are code, markdown and raw");
    }
    object(cell, "metadata", where);
    multiline(cell, "source", where);
    if (type.equals("code")) {
      codeCell(cell, where);
    }
    return new Cell(cell);
  }

  private void codeCell(JsonObject cell, String where) {
    int position = 0;
    for (JsonElement element : array(cell, "outputs", where)) {
      String output = where + ", output " + ++position;
      if (!(element instanceof JsonObject json)) {
        throw invalid(output + " is " + kindOf(element) + " instead of a JSON object");
      }
      switch (string(json, "output_type", output)) {
        case "stream" -> {
          string(json, "name", output);
          multiline(json, "text", output);
        }
        case "display_data", "execute_result" -> object(json, "data", output);
        case "error" -> {
          string(json, "ename", output);
          string(json, "evalue", output);
          array(json, "traceback", output);
        }
        default ->
            throw invalid(output + " has the unknown output_type " + json.get("output_type"));
      }
    }
  }

  private JsonObject object(JsonObject owner, String name, String where) {
    if (owner.get(name) instanceof JsonObject object) {
      return object;
    }
    throw missing(owner, name, where, "a JSON object");
  }

  private JsonArray array(JsonObject owner, String name, String where) {
    if (owner.get(name) instanceof JsonArray array) {
      return array;
    }
    throw missing(owner, name, where, "a list");
  }

  private String string(JsonObject owner, String name, String where) {
    if (owner.get(name) instanceof JsonPrimitive text && text.isString()) {
      return text.getAsString();
    }
    throw missing(owner, name, where, "a string");
  }

  private void multiline(JsonObject owner, String name, String where) {
    JsonElement text = owner.get(name);
    if (text instanceof JsonArray lines) {
      lines.forEach(
          line -> {
            if (!(line instanceof JsonPrimitive part && part.isString())) {
              throw invalid(where + ": " + name + " holds " + kindOf(line) + " among its lines");
            }
          });
    } else {
      string(owner, name, where);
    }
  }

  private int number(JsonObject owner, String name) {
    JsonElement value = owner.get(name);
    if (value == null || !isNumber(value)) {
      throw missing(owner, name, "the notebook", "a number");
    }
    return value.getAsInt();
  }

  private static boolean isNumber(JsonElement json) {
    return json instanceof JsonPrimitive primitive && primitive.isNumber();
  }

  private InvalidNotebook missing(JsonObject owner, String name, String where, String expected) {
    JsonElement found = owner.get(name);
    return invalid(
        found == null
            ? "%s has no \"%s\"".formatted(where, name)
            : "\"%s\" of %s is %s, expected %s".formatted(name, where, kindOf(found), expected));
  }

  private InvalidNotebook invalid(String reason) {
    return new InvalidNotebook(file + " is not a notebook: " + reason);
  }

  private static String kindOf(JsonElement json) {
    return switch (json) {
      case JsonObject object -> "an object";
      case JsonArray array -> "a list";
      case JsonPrimitive text when text.isString() -> "a string";
      case JsonPrimitive primitive -> "the value " + primitive;
      default -> "null";
    };
  }
}
