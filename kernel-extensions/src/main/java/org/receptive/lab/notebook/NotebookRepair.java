package org.receptive.lab.notebook;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Makes a slightly invalid notebook valid, as other programs write them: ids that come twice, a
 * count in quotation marks, fields that are missing or belong to another kind of cell. What cannot
 * be guessed is left for {@link NotebookReader} to refuse.
 */
final class NotebookRepair {
  private static final Pattern CELL_ID = Pattern.compile("[a-zA-Z0-9-_]{1,64}");
  private static final Pattern NOT_IN_IDS = Pattern.compile("[^a-zA-Z0-9-_]+");
  private static final Pattern COUNT = Pattern.compile("\\s*([0-9]{1,9})(?:\\.0*)?\\s*");
  private static final int LONGEST_ID = 64;
  private static final int FIRST_MINOR_WITH_IDS = 5;
  private static final String COUNT_FIELD = "execution_count";

  private final List<String> sentences = new ArrayList<>();
  private final Set<String> given = new HashSet<>();
  private final Set<String> ids = new HashSet<>();

  private NotebookRepair() {}

  /** Repairs a notebook in place and returns what was wrong, a sentence each. */
  static List<String> repair(JsonObject notebook) {
    NotebookRepair repair = new NotebookRepair();
    if (notebook.get("cells") instanceof JsonArray cells) {
      repair.cells(notebook, cells);
    }
    return List.copyOf(repair.sentences);
  }

  private void cells(JsonObject notebook, JsonArray cells) {
    boolean ids = minor(notebook) >= FIRST_MINOR_WITH_IDS;
    if (!ids && cells.asList().stream().anyMatch(NotebookRepair::hasId)) {
      say("its cells have ids, which format 4." + minor(notebook) + " has not; it is 4.5 now");
      notebook.addProperty("nbformat_minor", FIRST_MINOR_WITH_IDS);
      ids = true;
    }
    cells.forEach(cell -> id(cell).filter(NotebookRepair::isId).ifPresent(given::add));
    for (int i = 0; i < cells.size(); i++) {
      if (cells.get(i) instanceof JsonObject cell) {
        String where = "cell " + (i + 1);
        fields(cell, where);
        if (ids) {
          id(cell, i + 1, where);
        }
      }
    }
  }

  private static Optional<String> id(JsonElement cell) {
    return cell instanceof JsonObject object ? text(object, "id") : Optional.empty();
  }

  private static boolean isId(String text) {
    return CELL_ID.matcher(text).matches();
  }

  private static boolean hasId(JsonElement cell) {
    return cell instanceof JsonObject object && object.has("id");
  }

  private static int minor(JsonObject notebook) {
    return notebook.get("nbformat_minor") instanceof JsonPrimitive minor && minor.isNumber()
        ? minor.getAsInt()
        : 0;
  }

  private void fields(JsonObject cell, String where) {
    replaceMissing(cell, "metadata", where, JsonObject::new);
    replaceMissing(cell, "source", where, () -> new JsonPrimitive(""));
    tags(cell, where);
    String type = text(cell, "cell_type").orElse("");
    if (type.equals("code")) {
      remove(cell, "attachments", where);
      count(cell, where);
      replaceMissing(cell, "outputs", where, JsonArray::new);
      outputs(cell, where);
    } else if (type.equals("markdown") || type.equals("raw")) {
      remove(cell, COUNT_FIELD, where);
      remove(cell, "outputs", where);
    }
  }

  private void tags(JsonObject cell, String where) {
    if (cell.get("metadata") instanceof JsonObject metadata
        && metadata.has("tags")
        && !(metadata.get("tags") instanceof JsonArray)) {
      JsonArray tags = new JsonArray();
      text(metadata, "tags").filter(tag -> !tag.isBlank()).ifPresent(tags::add);
      metadata.add("tags", tags);
      say(where + " had tags that are no list");
    }
  }

  private void outputs(JsonObject cell, String where) {
    if (!(cell.get("outputs") instanceof JsonArray outputs)) {
      return;
    }
    int position = 0;
    for (JsonElement element : outputs) {
      position++;
      if (element instanceof JsonObject output) {
        output(output, where + ", output " + position);
      }
    }
  }

  private void output(JsonObject output, String where) {
    switch (text(output, "output_type").orElse("")) {
      case "stream" -> {
        replaceMissing(output, "name", where, () -> new JsonPrimitive("stdout"));
        replaceMissing(output, "text", where, () -> new JsonPrimitive(""));
      }
      case "display_data" -> bundle(output, where);
      case "execute_result" -> {
        bundle(output, where);
        count(output, where);
      }
      case "error" -> {
        replaceMissing(output, "ename", where, () -> new JsonPrimitive("Error"));
        replaceMissing(output, "evalue", where, () -> new JsonPrimitive(""));
        replaceMissing(output, "traceback", where, JsonArray::new);
        text(output, "traceback").ifPresent(lines -> traceback(output, lines, where));
      }
      default -> {}
    }
  }

  private void bundle(JsonObject output, String where) {
    replaceMissing(output, "data", where, JsonObject::new);
    replaceMissing(output, "metadata", where, JsonObject::new);
  }

  private void traceback(JsonObject output, String lines, String where) {
    JsonArray list = new JsonArray();
    lines.lines().forEach(list::add);
    output.add("traceback", list);
    say(where + " had a traceback that is no list");
  }

  /** A number from 0, or null for a cell that has not run. */
  private void count(JsonObject owner, String where) {
    JsonElement count = owner.get(COUNT_FIELD);
    if (count == null) {
      // Older programs leave it out; nobody needs to hear of it.
      owner.add(COUNT_FIELD, JsonNull.INSTANCE);
    } else if (!count.isJsonNull()) {
      var number = count instanceof JsonPrimitive given ? COUNT.matcher(given.getAsString()) : null;
      boolean valid = number != null && number.matches();
      if (!valid || !count.toString().equals(number.group(1))) {
        owner.add(
            COUNT_FIELD,
            valid ? new JsonPrimitive(Integer.valueOf(number.group(1))) : JsonNull.INSTANCE);
        say(where + " had the execution_count " + count);
      }
    }
  }

  private void id(JsonObject cell, int position, String where) {
    Optional<String> old = text(cell, "id");
    if (old.isEmpty()) {
      say(where + (cell.has("id") ? " had an id that is no text" : " had no id"));
      cell.addProperty("id", unused("cell-" + position));
    } else if (!isId(old.get())) {
      String plain = NOT_IN_IDS.matcher(old.get().strip()).replaceAll("-");
      String shorter = plain.substring(0, Math.min(plain.length(), LONGEST_ID));
      boolean empty = shorter.replace("-", "").isEmpty();
      cell.addProperty("id", unused(empty ? "cell-" + position : shorter));
      say(
          "%s had the id \"%s\", which is not 1 to 64 letters, digits, - or _"
              .formatted(where, old.get()));
    } else if (ids.contains(old.get())) {
      cell.addProperty("id", unused(old.get()));
      say("%s had the id \"%s\" of an earlier cell".formatted(where, old.get()));
    }
    ids.add(cell.get("id").getAsString());
  }

  /** The same for the same notebook: a file that is opened twice has not changed. */
  private String unused(String wanted) {
    String id = wanted;
    for (int i = 2; ids.contains(id) || given.contains(id); i++) {
      String end = "-" + i;
      id = wanted.substring(0, Math.min(wanted.length(), LONGEST_ID - end.length())) + end;
    }
    return id;
  }

  private void replaceMissing(
      JsonObject owner, String name, String where, Supplier<JsonElement> value) {
    JsonElement found = owner.get(name);
    if (found == null || found.isJsonNull()) {
      owner.add(name, value.get());
      say(where + " had no " + name);
    }
  }

  private void remove(JsonObject cell, String name, String where) {
    if (cell.has(name)) {
      cell.remove(name);
      say(where + " had " + name + ", which its kind of cell has not");
    }
  }

  private static Optional<String> text(JsonObject owner, String name) {
    return owner.get(name) instanceof JsonPrimitive text && text.isString()
        ? Optional.of(text.getAsString())
        : Optional.empty();
  }

  private void say(String sentence) {
    sentences.add(sentence);
  }
}
