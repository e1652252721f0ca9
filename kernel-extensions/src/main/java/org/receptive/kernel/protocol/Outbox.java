package org.receptive.kernel.protocol;

/** Takes messages to send. Any thread may send; messages of one channel keep their order. */
@FunctionalInterface
public interface Outbox {
  /** Sends a message without waiting for the network. */
  void send(Channel channel, Message message);
}
