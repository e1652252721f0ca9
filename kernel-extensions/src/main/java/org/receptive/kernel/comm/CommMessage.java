package org.receptive.kernel.comm;

import com.google.gson.JsonObject;
import java.util.List;

/**
 * What one end of a comm tells the other.
 *
 * @param data what is said
 * @param metadata free-form additions, such as a widget protocol's version
 * @param buffers binary attachments, in order
 */
public record CommMessage(JsonObject data, JsonObject metadata, List<byte[]> buffers) {
  /** Keeps its own list of buffers. */
  public CommMessage {
    buffers = List.copyOf(buffers);
  }

  /** A message without metadata and buffers. */
  public static CommMessage of(JsonObject data) {
    return new CommMessage(data, new JsonObject(), List.of());
  }
}
