package org.receptive.kernel.protocol;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One message of the Jupyter protocol.
 *
 * <p>The four dictionaries stay JSON trees, so that a parent header is echoed exactly as it came,
 * unknown keys included. {@link MessageType} gives typed views of {@code content}.
 *
 * @param identities routing prefix of a ROUTER socket, or the topic of a published message
 * @param header message id, session, user name, date, type and protocol version
 * @param parentHeader the header of the request this message answers; empty if there is none
 * @param metadata free-form additions
 * @param content what the message says
 * @param buffers binary attachments, in order
 */
public record Message(
    List<byte[]> identities,
    JsonObject header,
    JsonObject parentHeader,
    JsonObject metadata,
    JsonObject content,
    List<byte[]> buffers) {

  /** Keeps its own lists of identities and buffers. */
  public Message {
    identities = List.copyOf(identities);
    buffers = List.copyOf(buffers);
  }

  /** Returns the type in the header, such as {@code execute_request}; empty if there is none. */
  public String type() {
    return text(header, "msg_type");
  }

  /** Returns the message id in the header; empty if there is none. */
  public String id() {
    return text(header, "msg_id");
  }

  /** Returns the id of the message this one answers; empty if it answers none. */
  public String parentId() {
    return text(parentHeader, "msg_id");
  }

  /** Returns whether this message is of the given type. */
  public boolean is(MessageType<?> type) {
    return type.name().equals(type());
  }

  /** Returns the same message addressed to other peers, or published under another topic. */
  public Message to(List<byte[]> newIdentities) {
    return new Message(newIdentities, header, parentHeader, metadata, content, buffers);
  }

  /** Returns the same message published under the given topic. */
  public Message underTopic(String topic) {
    return to(List.of(topic.getBytes(StandardCharsets.UTF_8)));
  }

  /** Returns the same message with other metadata. */
  public Message withMetadata(JsonObject newMetadata) {
    return new Message(identities, header, parentHeader, newMetadata, content, buffers);
  }

  /** Returns the same message with other binary attachments. */
  public Message withBuffers(List<byte[]> newBuffers) {
    return new Message(identities, header, parentHeader, metadata, content, newBuffers);
  }

  private static String text(JsonObject dictionary, String key) {
    JsonElement value = dictionary.get(key);
    return value != null && value.isJsonPrimitive() ? value.getAsString() : "";
  }
}
