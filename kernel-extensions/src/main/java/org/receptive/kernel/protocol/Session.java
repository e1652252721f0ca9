package org.receptive.kernel.protocol;

import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One end of a conversation: gives messages their headers. Message ids are the session id and a
 * running number, so they are unique without asking for random numbers each time. Safe to share
 * between threads.
 */
public final class Session {
  /** The version of the protocol that the kernel speaks. */
  public static final String PROTOCOL_VERSION = "5.4";

  private final String id;
  private final String username;
  private final AtomicLong sent = new AtomicLong();

  /** Starts a session with a fresh id. */
  public Session(String username) {
    this.id = UUID.randomUUID().toString();
    this.username = username;
  }

  /** Returns the id in the header of every message of this session. */
  public String id() {
    return id;
  }

  /** Returns a message that answers nothing. */
  public <T> Message message(MessageType<T> type, T content) {
    return message(type, content, new JsonObject());
  }

  /** Returns a message whose parent is the given header (an empty object for none). */
  public <T> Message message(MessageType<T> type, T content, JsonObject parentHeader) {
    return new Message(
        List.of(),
        header(type.name()),
        parentHeader,
        new JsonObject(),
        type.write(content),
        List.of());
  }

  /** Returns the reply to a request, addressed to its sender. */
  public <T> Message reply(Message request, MessageType<T> type, T content) {
    return message(type, content, request.header()).to(request.identities());
  }

  private JsonObject header(String type) {
    JsonObject header = new JsonObject();
    header.addProperty("msg_id", id + "_" + sent.incrementAndGet());
    header.addProperty("session", id);
    header.addProperty("username", username);
    header.addProperty("date", Instant.now().toString());
    header.addProperty("msg_type", type);
    header.addProperty("version", PROTOCOL_VERSION);
    return header;
  }
}
