package org.receptive.engine.io;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

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
