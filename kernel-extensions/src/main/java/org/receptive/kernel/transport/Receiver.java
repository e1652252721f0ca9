package org.receptive.kernel.transport;

import org.receptive.kernel.protocol.Channel;
import org.receptive.kernel.protocol.Message;

/** Takes received messages. Called on the thread that owns the sockets, so it must not block. */
@FunctionalInterface
public interface Receiver {
  /** Takes a message whose signature was right. */
  void received(Channel channel, Message message);
}
