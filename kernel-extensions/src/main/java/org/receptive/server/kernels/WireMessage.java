package org.receptive.server.kernels;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.util.List;
import org.receptive.kernel.protocol.Channel;
import org.receptive.kernel.protocol.Json;

/**
 * A message on its way between page and kernel. Its dictionaries stay the bytes that they were: a
 * server that only passes pictures on need not read them.
 *
 * @param channel where it travels
 * @param parts header, parent header, metadata, content, then the buffers
 */
record WireMessage(Channel channel, List<byte[]> parts) {
  private static final int DICTIONARIES = 4;
  private static final int PARENT = 1;
  private static final int CONTENT = 3;

  WireMessage {
    if (parts.size() < DICTIONARIES) {
      throw new IllegalArgumentException(
          "a message has 4 dictionaries; this one has " + parts.size());
    }
    parts = List.copyOf(parts);
  }

  /** A message of the server itself, which answers nothing. */
  static WireMessage of(Channel channel, JsonObject header, JsonObject content) {
    byte[] nothing = Json.bytes(new JsonObject());
    return new WireMessage(
        channel, List.of(Json.bytes(header), nothing, nothing, Json.bytes(content)));
  }

  String type() {
    return text(0, "msg_type");
  }

  String id() {
    return text(0, "msg_id");
  }

  String parentId() {
    return text(PARENT, "msg_id");
  }

  /** A string in the content; empty if there is none. */
  String content(String key) {
    return text(CONTENT, key);
  }

  /** How many bytes it has. */
  long size() {
    return parts.stream().mapToLong(part -> part.length).sum();
  }

  private String text(int part, String key) {
    try {
      JsonElement value = Json.parse(parts.get(part)).get(key);
      return value != null && value.isJsonPrimitive() ? value.getAsString() : "";
    } catch (JsonParseException | IllegalStateException | StackOverflowError e) {
      return "";
    }
  }
}
