package org.receptive.engine.io;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One node of a TensorFlow graph.
 *
 * @param file the file's name, for messages
 * @param name its name
 * @param operator the operator
 * @param inputs the nodes whose values it takes, those that it only waits for left out
 * @param attributes its settings
 */
record GraphNode(
    String file, String name, String operator, List<String> inputs, JsonObject attributes) {

  static GraphNode of(String file, JsonObject json) {
    List<String> inputs = new ArrayList<>();
    if (json.has("input")) {
      for (JsonElement each : json.getAsJsonArray("input")) {
        String input = each.getAsString();
        if (!input.startsWith("^")) {
          inputs.add(input.endsWith(":0") ? input.substring(0, input.length() - 2) : input);
        }
      }
    }
    return new GraphNode(
        file,
        json.get("name").getAsString(),
        json.get("op").getAsString(),
        List.copyOf(inputs),
        json.has("attr") ? json.getAsJsonObject("attr") : new JsonObject());
  }

  /** An input; where it is one of several values of a node, a number stands behind the name. */
  String input(int index) {
    if (index >= inputs.size()) {
      throw problem(
          String.format(Locale.ROOT, "takes %d inputs, but needs one more.", inputs.size()));
    }
    return inputs.get(index);
  }

  private Optional<JsonObject> attribute(String key) {
    return Optional.ofNullable(attributes.getAsJsonObject(key));
  }

  /** Whole numbers. */
  List<Integer> integers(String key) {
    List<Integer> numbers = new ArrayList<>();
    attribute(key)
        .map(value -> value.getAsJsonObject("list"))
        .map(list -> list.getAsJsonArray("i"))
        .ifPresent(list -> list.forEach(each -> numbers.add(each.getAsInt())));
    return numbers;
  }

  /** Words. */
  List<String> words(String key) {
    List<String> words = new ArrayList<>();
    attribute(key)
        .map(value -> value.getAsJsonObject("list"))
        .map(list -> list.getAsJsonArray("s"))
        .ifPresent(list -> list.forEach(each -> words.add(word(each))));
    return words;
  }

  /** One whole number. */
  int integer(String key, int otherwise) {
    return attribute(key)
        .filter(value -> value.has("i"))
        .map(value -> value.get("i").getAsInt())
        .orElse(otherwise);
  }

  /** One number. */
  float number(String key, float otherwise) {
    return attribute(key)
        .filter(value -> value.has("f"))
        .map(value -> value.get("f").getAsFloat())
        .orElse(otherwise);
  }

  /** Yes or no. */
  boolean flag(String key) {
    return attribute(key).filter(v -> v.has("b")).map(v -> v.get("b").getAsBoolean()).orElse(false);
  }

  /** One word. */
  String word(String key, String otherwise) {
    return attribute(key).filter(v -> v.has("s")).map(v -> word(v.get("s"))).orElse(otherwise);
  }

  /** Converters write a word's bytes as base 64, older ones as a list of numbers. */
  private static String word(JsonElement value) {
    if (value.isJsonArray()) {
      JsonArray codes = value.getAsJsonArray();
      byte[] bytes = new byte[codes.size()];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = codes.get(i).getAsByte();
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
    return new String(Base64.getDecoder().decode(value.getAsString()), StandardCharsets.UTF_8);
  }

  /** The lengths of a placeholder's axes, -1 where they are open; empty if nothing is said. */
  List<Integer> declaredShape() {
    List<Integer> lengths = new ArrayList<>();
    attribute("shape")
        .map(value -> value.getAsJsonObject("shape"))
        .map(shape -> shape.getAsJsonArray("dim"))
        .ifPresent(dims -> dims.forEach(dim -> lengths.add(length(dim.getAsJsonObject()))));
    return lengths;
  }

  private static int length(JsonObject dim) {
    return dim.has("size") ? dim.get("size").getAsInt() : -1;
  }

  DataFileException problem(String what) {
    return new DataFileException(file, "'%s' (%s) %s".formatted(name, operator, what));
  }
}
