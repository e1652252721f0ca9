package org.receptive.kernel.scope;

import java.util.concurrent.ScheduledExecutorService;
import org.receptive.kernel.protocol.Channel;
import org.receptive.kernel.protocol.Message;
import org.receptive.kernel.protocol.Outbox;
import org.receptive.kernel.protocol.Session;

/**
 * What every scope of a kernel shares.
 *
 * @param outbox the way out
 * @param session gives messages their headers
 * @param clock publishes waiting text in time
 * @param host what the kernel offers to the code in it
 */
public record Connection(
    Outbox outbox, Session session, ScheduledExecutorService clock, NotebookHost host) {
  /** Publishes a message of a request that has not ended. */
  void publish(Message message) {
    outbox.sendSoon(Channel.IOPUB, message);
  }
}
