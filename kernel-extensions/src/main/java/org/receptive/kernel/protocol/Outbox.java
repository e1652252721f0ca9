package org.receptive.kernel.protocol;

import java.util.List;

/** Takes messages to send. Any thread may send; messages of one channel keep their order. */
@FunctionalInterface
public interface Outbox {
  /**
   * A message and the socket it leaves by.
   *
   * @param channel the socket
   * @param message the message
   */
  record Outgoing(Channel channel, Message message) {}

  /** Sends messages in one go, without waiting for the network. */
  void send(List<Outgoing> messages);

  /**
   * Sends a message that is not the last of its request: it may wait a millisecond for the others,
   * so that all leave in one go. Every departure wakes two threads here and one in the front end.
   */
  default void sendSoon(Channel channel, Message message) {
    send(channel, message);
  }

  /** Sends a message without waiting for the network. */
  default void send(Channel channel, Message message) {
    send(List.of(new Outgoing(channel, message)));
  }
}
