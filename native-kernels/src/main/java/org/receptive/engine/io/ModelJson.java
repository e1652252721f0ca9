package org.receptive.engine.io;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.function.Supplier;

/** The manifest of a TensorFlow.js model, with what is wrong in it said for people. */
final class ModelJson {
  private ModelJson() {}

  static JsonObject parse(String name, byte[] bytes) {
    return parsed(name, bytes, JsonElement::getAsJsonObject);
  }

  static JsonArray array(String name, byte[] bytes) {
    return parsed(name, bytes, JsonElement::getAsJsonArray);
  }

  private static <T> T parsed(String name, byte[] bytes, Function<JsonElement, T> as) {
    try {
      return as.apply(JsonParser.parseString(new String(bytes, StandardCharsets.UTF_8)));
    } catch (JsonParseException | IllegalStateException broken) {
      Throwable reason = broken.getCause() == null ? broken : broken.getCause();
      throw new DataFileException(name, "no valid JSON: " + firstLine(reason), broken);
    }
  }

  /** What and where; the lines behind point to documentation on the web. */
  private static String firstLine(Throwable reason) {
    return String.valueOf(reason.getMessage()).lines().findFirst().orElse("");
  }

  /**
   * Reads a part of a file; whatever its values break on the way is said of that part.
   *
   * @param part which part: {@code node 'conv1'}
   */
  static <T> T understood(String file, String part, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (DataFileException said) {
      throw said;
    } catch (RuntimeException malformed) {
      throw new DataFileException(
          file, "%s is not understood: %s".formatted(part, reason(malformed)), malformed);
    }
  }

  private static String reason(RuntimeException malformed) {
    return switch (malformed) {
      case NullPointerException missing -> "a value that it needs is missing.";
      case ClassCastException other -> "a value is of another type than it must be.";
      case UnsupportedOperationException none ->
          "a single value is needed, but null or more is there.";
      case IndexOutOfBoundsException few -> "a list has fewer values than it needs.";
      case ArithmeticException large -> "a number in it is too large.";
      default -> String.valueOf(malformed.getMessage());
    };
  }

  static JsonElement member(String name, String kind, JsonObject root, String member) {
    JsonElement value = root.get(member);
    if (value == null || value.isJsonNull()) {
      throw new DataFileException(
          name,
          "no %s of TensorFlow.js: it has no '%s', only %s."
              .formatted(kind, member, root.keySet()));
    }
    return value;
  }
}
