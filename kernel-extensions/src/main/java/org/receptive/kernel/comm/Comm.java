package org.receptive.kernel.comm;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.receptive.kernel.protocol.CommContent;
import org.receptive.kernel.protocol.MessageType;

/**
 * The kernel's end of a channel to the front end. Callbacks run one at a time, on the kernel's comm
 * thread, also while a cell runs; what they print belongs to the message they handle. Safe to share
 * between threads.
 */
public final class Comm {
  private final String id;
  private final String targetName;
  private final Comms comms;
  private final List<Consumer<CommMessage>> onMessage = new CopyOnWriteArrayList<>();
  private final List<Consumer<CommMessage>> onClose = new CopyOnWriteArrayList<>();

  Comm(String id, String targetName, Comms comms) {
    this.id = id;
    this.targetName = targetName;
    this.comms = comms;
  }

  /** Returns the id that both ends know. */
  public String id() {
    return id;
  }

  /** Returns the name of the target that answers at the other end. */
  public String targetName() {
    return targetName;
  }

  /** Returns whether both ends may still talk. */
  public boolean isOpen() {
    return comms.isOpen(this);
  }

  /** Adds a callback for messages from the front end. */
  public void onMessage(Consumer<CommMessage> callback) {
    onMessage.add(callback);
  }

  /** Adds a callback for the front end's closing of the comm. */
  public void onClose(Consumer<CommMessage> callback) {
    onClose.add(callback);
  }

  /** Sends data to the front end. */
  public void send(JsonObject data) {
    send(CommMessage.of(data));
  }

  /**
   * Sends data, metadata and buffers to the front end.
   *
   * @throws IllegalStateException if the comm is closed
   */
  public void send(CommMessage message) {
    if (!isOpen()) {
      throw new IllegalStateException(
          "comm " + id + " of target '" + targetName + "' is closed; open a new one to send");
    }
    comms.publish(MessageType.COMM_MSG, new CommContent.Data(id, message.data()), message);
  }

  /** Closes the comm; does nothing if it is closed. */
  public void close() {
    close(CommMessage.of(new JsonObject()));
  }

  /** Closes the comm with last words; does nothing if it is closed. */
  public void close(CommMessage message) {
    if (comms.remove(this)) {
      comms.publish(MessageType.COMM_CLOSE, new CommContent.Data(id, message.data()), message);
    }
  }

  void deliver(CommMessage message) {
    onMessage.forEach(callback -> callback.accept(message));
  }

  void deliverClose(CommMessage message) {
    onClose.forEach(callback -> callback.accept(message));
  }
}
