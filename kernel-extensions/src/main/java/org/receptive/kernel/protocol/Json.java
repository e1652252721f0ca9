package org.receptive.kernel.protocol;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;

/**
 * The one JSON dialect of the protocol: keys in {@code snake_case}, nulls kept (a widget's state
 * may hold them), no HTML escapes.
 */
public final class Json {
  private static final Gson GSON =
      new GsonBuilder()
          .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
          .disableHtmlEscaping()
          .serializeNulls()
          .create();

  private Json() {}

  /** Returns the JSON object of a record or map. */
  public static JsonObject tree(Object value) {
    return GSON.toJsonTree(value).getAsJsonObject();
  }

  /** Returns the JSON element of any value: record, map, list, array, string, number. */
  public static JsonElement element(Object value) {
    return GSON.toJsonTree(value);
  }

  /** Returns the record of the given type that a JSON object describes. */
  public static <T> T read(JsonObject tree, Class<T> type) {
    return GSON.fromJson(tree, type);
  }

  /** Returns the UTF-8 text of a JSON element. */
  public static byte[] bytes(JsonElement tree) {
    return GSON.toJson(tree).getBytes(StandardCharsets.UTF_8);
  }

  /** Returns the text of a JSON element. */
  public static String text(JsonElement tree) {
    return GSON.toJson(tree);
  }

  /**
   * Parses a JSON object.
   *
   * @throws com.google.gson.JsonParseException if the text is not JSON
   * @throws IllegalStateException if it is JSON, but not an object
   */
  public static JsonObject parse(byte[] utf8) {
    return JsonParser.parseString(new String(utf8, StandardCharsets.UTF_8)).getAsJsonObject();
  }
}
