package org.receptive.lab.notebook;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;

/**
 * Writes JSON byte for byte as Jupyter does: Python's {@code json.dumps} with sorted keys, an
 * indent of one space, no escapes but the necessary ones, and a line end at the end. Gson's own
 * writer cannot be used, for it always escapes U+2028 and U+2029.
 */
final class JupyterJson {
  // Python sorts by code point, String.compareTo by UTF-16 unit; they differ beyond U+FFFF.
  private static final Comparator<String> BY_CODE_POINT =
      (a, b) -> java.util.Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());

  private final StringBuilder out = new StringBuilder();

  private JupyterJson() {}

  static byte[] write(JsonElement json) {
    JupyterJson writer = new JupyterJson();
    writer.value(json, "\n");
    return writer.out.append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }

  private void value(JsonElement json, String lineEnd) {
    switch (json) {
      case JsonObject object -> object(object, lineEnd);
      case JsonArray array -> array(array, lineEnd);
      case JsonPrimitive primitive when primitive.isString() -> string(primitive.getAsString());
      default -> out.append(json);
    }
  }

  private void object(JsonObject object, String lineEnd) {
    if (object.isEmpty()) {
      out.append("{}");
      return;
    }
    String inner = lineEnd + " ";
    out.append('{');
    List<String> keys = object.keySet().stream().sorted(BY_CODE_POINT).toList();
    for (Iterator<String> key = keys.iterator(); key.hasNext(); ) {
      String name = key.next();
      out.append(inner);
      string(name);
      out.append(": ");
      value(object.get(name), inner);
      out.append(key.hasNext() ? "," : "");
    }
    out.append(lineEnd).append('}');
  }

  private void array(JsonArray array, String lineEnd) {
    if (array.isEmpty()) {
      out.append("[]");
      return;
    }
    String inner = lineEnd + " ";
    out.append('[');
    for (Iterator<JsonElement> element = array.iterator(); element.hasNext(); ) {
      out.append(inner);
      value(element.next(), inner);
      out.append(element.hasNext() ? "," : "");
    }
    out.append(lineEnd).append(']');
  }

  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default -> {
          if (c < 0x20) {
            out.append("\\u").append(HexFormat.of().toHexDigits(c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
