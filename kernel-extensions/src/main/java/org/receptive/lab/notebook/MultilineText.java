package org.receptive.lab.notebook;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * nbformat keeps long texts as lists of lines, each with its line end, so that a diff shows lines.
 * The cut is that of Python's {@code str.splitlines(True)}, which knows more line ends than {@code
 * \n}: files then stay the same when Jupyter saves them.
 */
final class MultilineText {
  private static final Pattern LINE =
      Pattern.compile(
          "[^\\n\\r\\x0b\\f\\x1c-\\x1e\\x85\\u2028\\u2029]*"
              + "(?:\\r\\n|[\\n\\r\\x0b\\f\\x1c-\\x1e\\x85\\u2028\\u2029]|$)");

  private MultilineText() {}

  /** The text of a JSON string or of a list of lines. */
  static String join(JsonElement text) {
    if (!text.isJsonArray()) {
      return text.getAsString();
    }
    StringBuilder joined = new StringBuilder();
    text.getAsJsonArray().forEach(line -> joined.append(line.getAsString()));
    return joined.toString();
  }

  /** The text as a list of lines with their line ends; an empty text is an empty list. */
  static JsonArray split(String text) {
    JsonArray lines = new JsonArray();
    Matcher line = LINE.matcher(text);
    while (line.find() && !line.group().isEmpty()) {
      lines.add(line.group());
    }
    return lines;
  }

  /** Cuts every text of a cell that Jupyter would cut. */
  static void splitAll(JsonObject cell) {
    splitMember(cell, "source");
    if (cell.get("attachments") instanceof JsonObject attachments) {
      attachments.entrySet().forEach(entry -> splitBundle(entry.getValue()));
    }
    if (cell.get("outputs") instanceof JsonArray outputs) {
      for (JsonElement element : outputs) {
        JsonObject output = element.getAsJsonObject();
        if (output.get("output_type").getAsString().equals("stream")) {
          splitMember(output, "text");
        }
        splitBundle(output.get("data"));
      }
    }
  }

  /** Joins every text of a cell that {@link #splitAll} cuts. */
  static void joinAll(JsonObject cell) {
    joinMember(cell, "source");
    if (cell.get("attachments") instanceof JsonObject attachments) {
      attachments.entrySet().forEach(entry -> joinBundle(entry.getValue()));
    }
    if (cell.get("outputs") instanceof JsonArray outputs) {
      for (JsonElement element : outputs) {
        JsonObject output = element.getAsJsonObject();
        joinMember(output, "text");
        joinBundle(output.get("data"));
      }
    }
  }

  /** JSON may be a list by itself; any other type that is a list is a text in lines. */
  private static void joinBundle(JsonElement bundle) {
    if (bundle instanceof JsonObject data) {
      for (String mime : data.keySet().toArray(new String[0])) {
        if (!mime.equals("application/json") && !mime.endsWith("+json")) {
          joinMember(data, mime);
        }
      }
    }
  }

  private static void joinMember(JsonObject object, String name) {
    if (object.get(name) instanceof JsonArray lines) {
      object.addProperty(name, join(lines));
    }
  }

  private static void splitBundle(JsonElement bundle) {
    if (bundle instanceof JsonObject data) {
      for (String mime : data.keySet().toArray(new String[0])) {
        if (mime.startsWith("text/")
            || mime.equals("image/svg+xml")
            || mime.equals("application/javascript")) {
          splitMember(data, mime);
        }
      }
    }
  }

  private static void splitMember(JsonObject object, String name) {
    if (object.get(name) instanceof JsonPrimitive text && text.isString()) {
      object.add(name, split(text.getAsString()));
    }
  }
}
