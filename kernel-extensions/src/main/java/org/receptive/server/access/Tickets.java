package org.receptive.server.access;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Words that open the server once, soon. A browser is started with its address on a command line,
 * which all users of a machine can read: it gets a ticket instead of the token.
 */
final class Tickets {
  private static final long VALID_NANOS = 120_000_000_000L;
  private static final int MOST = 32;

  private final Map<String, Long> issued = new ConcurrentHashMap<>();

  /** A new ticket. */
  String issue() {
    long now = System.nanoTime();
    issued.values().removeIf(time -> now - time > VALID_NANOS);
    if (issued.size() >= MOST) {
      issued.clear();
    }
    String ticket = Secret.random().text();
    issued.put(ticket, now);
    return ticket;
  }

  /** Whether someone has a ticket; it is then used up. */
  boolean redeem(String ticket) {
    Long time = issued.remove(ticket);
    return time != null && System.nanoTime() - time <= VALID_NANOS;
  }
}
