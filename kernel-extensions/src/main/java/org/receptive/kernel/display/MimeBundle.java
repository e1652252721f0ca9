package org.receptive.kernel.display;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.Map;

/**
 * Representations of one object by MIME type. The front end shows the richest one it knows.
 *
 * @param data text, base64 of binary types, or JSON of JSON types
 * @param metadata hints such as an image's width, by MIME type
 */
public record MimeBundle(JsonObject data, JsonObject metadata) {
  /** A bundle with nothing but plain text. */
  public static MimeBundle text(String text) {
    JsonObject data = new JsonObject();
    data.addProperty("text/plain", text);
    return new MimeBundle(data, new JsonObject());
  }

  /** A bundle of texts by MIME type; texts of JSON types are parsed. */
  public static MimeBundle of(Map<String, String> representations) {
    JsonObject data = new JsonObject();
    representations.forEach((type, text) -> data.add(type, element(type, text)));
    return new MimeBundle(data, new JsonObject());
  }

  /** Returns this bundle with one more representation, or another one of that type. */
  public MimeBundle with(String type, String text) {
    JsonObject more = data.deepCopy();
    more.add(type, element(type, text));
    return new MimeBundle(more, metadata);
  }

  /** Returns this bundle reduced to the given types; plain text is always kept. */
  public MimeBundle only(String... types) {
    JsonObject chosen = new JsonObject();
    for (String type : types) {
      if (data.has(type)) {
        chosen.add(type, data.get(type));
      }
    }
    if (data.has("text/plain")) {
      chosen.add("text/plain", data.get("text/plain"));
    }
    return new MimeBundle(chosen, metadata);
  }

  private static JsonElement element(String type, String text) {
    boolean json = type.equals("application/json") || type.endsWith("+json");
    return json ? JsonParser.parseString(text) : new JsonPrimitive(text);
  }
}
