package org.receptive.kernel.comm;

import com.google.gson.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.receptive.kernel.protocol.CommContent;
import org.receptive.kernel.protocol.MalformedMessageException;
import org.receptive.kernel.protocol.Message;
import org.receptive.kernel.protocol.MessageType;

/** The open comms of a kernel and the targets that answer new ones. Safe to share. */
public final class Comms {
  private final CommPublisher publisher;
  private final Map<String, Comm> open = new ConcurrentHashMap<>();
  private final Map<String, CommTarget> targets = new ConcurrentHashMap<>();

  /** Makes an empty registry. */
  public Comms(CommPublisher publisher) {
    this.publisher = publisher;
  }

  /** Lets {@code target} answer the comms that the front end opens under {@code name}. */
  public void register(String name, CommTarget target) {
    targets.put(name, target);
  }

  /** Removes a target; its open comms stay open. */
  public void unregister(String name) {
    targets.remove(name);
  }

  /** Opens a comm to the front end's target of the given name. */
  public Comm open(String targetName, JsonObject data) {
    return open(targetName, UUID.randomUUID().toString().replace("-", ""), CommMessage.of(data));
  }

  /**
   * Opens a comm with a chosen id.
   *
   * @throws IllegalArgumentException if a comm with that id is open
   */
  public Comm open(String targetName, String id, CommMessage first) {
    Comm comm = new Comm(id, targetName, this);
    if (open.putIfAbsent(id, comm) != null) {
      throw new IllegalArgumentException("a comm with the id " + id + " is open already");
    }
    publish(MessageType.COMM_OPEN, new CommContent.Open(id, targetName, first.data()), first);
    return comm;
  }

  /** Returns the open comm with the given id. */
  public Optional<Comm> find(String id) {
    return Optional.ofNullable(open.get(id));
  }

  /** Returns the open comms of a target (all if the name is empty): ids, each with its target. */
  public JsonObject describe(String targetName) {
    JsonObject comms = new JsonObject();
    open.values().stream()
        .filter(comm -> targetName.isEmpty() || comm.targetName().equals(targetName))
        .sorted((a, b) -> a.id().compareTo(b.id()))
        .forEach(
            comm -> {
              JsonObject target = new JsonObject();
              target.addProperty("target_name", comm.targetName());
              comms.add(comm.id(), target);
            });
    return comms;
  }

  /**
   * Handles a comm message of the front end. Opening an unknown target closes the comm at once:
   * front ends wait for an answer.
   *
   * @throws MalformedMessageException if the content does not have the protocol's form
   * @throws Exception what a target threw
   */
  public void received(Message message) throws Exception {
    if (message.is(MessageType.COMM_OPEN)) {
      opened(MessageType.COMM_OPEN.read(message), attachments(message));
    } else if (message.is(MessageType.COMM_MSG)) {
      CommContent.Data content = MessageType.COMM_MSG.read(message);
      find(content.commId()).ifPresent(comm -> comm.deliver(attachments(message)));
    } else if (message.is(MessageType.COMM_CLOSE)) {
      CommContent.Data content = MessageType.COMM_CLOSE.read(message);
      Optional.ofNullable(open.remove(content.commId()))
          .ifPresent(comm -> comm.deliverClose(attachments(message)));
    }
  }

  boolean isOpen(Comm comm) {
    return open.get(comm.id()) == comm;
  }

  boolean remove(Comm comm) {
    return open.remove(comm.id(), comm);
  }

  <T> void publish(MessageType<T> type, T content, CommMessage message) {
    publisher.publish(type, content, message.metadata(), message.buffers());
  }

  private void opened(CommContent.Open content, CommMessage first) throws Exception {
    CommTarget target = targets.get(content.targetName());
    Comm comm = new Comm(content.commId(), content.targetName(), this);
    if (target == null) {
      refuse(comm, "the kernel has no comm target '" + content.targetName() + "'");
      return;
    }
    open.put(comm.id(), comm);
    try {
      target.opened(comm, first);
    } catch (Exception e) {
      open.remove(comm.id(), comm);
      refuse(comm, e.toString());
      throw e;
    }
  }

  private void refuse(Comm comm, String reason) {
    JsonObject data = new JsonObject();
    data.addProperty("reason", reason);
    publish(MessageType.COMM_CLOSE, new CommContent.Data(comm.id(), data), CommMessage.of(data));
  }

  private static CommMessage attachments(Message message) {
    JsonObject data = message.content().getAsJsonObject("data");
    return new CommMessage(
        data == null ? new JsonObject() : data, message.metadata(), message.buffers());
  }
}
