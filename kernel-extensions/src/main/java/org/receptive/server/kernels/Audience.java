package org.receptive.server.kernels;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.receptive.kernel.protocol.Channel;

/**
 * Who listens to a kernel. Publications go to all; a reply goes to the session that has asked. For
 * a session whose connection broke off, messages are kept a while: it may come back. Not safe for
 * several threads; its kernel guards it.
 */
final class Audience {
  /** What is kept for one absent session. */
  private static final long MOST_BYTES = 16L << 20;

  private static final int MOST_ABSENT = 2;
  private static final int MOST_QUESTIONS = 4096;
  private static final long PATIENCE_NANOS = 300_000_000_000L;

  private static final class Absence {
    private final ArrayDeque<WireMessage> kept = new ArrayDeque<>();
    private final long since = System.nanoTime();
    private long bytes;
  }

  /** Which session has asked what; the oldest questions are forgotten. */
  private static final class Questions extends LinkedHashMap<String, String> {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
      return size() > MOST_QUESTIONS;
    }
  }

  private final Map<String, Consumer<WireMessage>> present = new LinkedHashMap<>();
  private final Map<String, Absence> absent = new LinkedHashMap<>();
  private final Questions questions = new Questions();

  /** How many listen now. */
  int size() {
    return present.size();
  }

  /** A session comes, or comes back and hears what it has missed. */
  void enter(String session, Consumer<WireMessage> listener) {
    present.put(session, listener);
    Absence absence = absent.remove(session);
    if (absence != null) {
      absence.kept.forEach(listener);
    }
  }

  /**
   * A listener goes. A newer one of the same session stays.
   *
   * @param forGood whether it has said so; a lost connection may come back
   */
  void leave(String session, Consumer<WireMessage> listener, boolean forGood) {
    if (!present.remove(session, listener)) {
      return;
    }
    if (!forGood) {
      absent.put(session, new Absence());
      if (absent.size() > MOST_ABSENT) {
        absent.remove(absent.keySet().iterator().next());
      }
    }
  }

  /** Notes who has asked. */
  void asks(String session, WireMessage request) {
    questions.put(request.id(), session);
  }

  /** Passes a message on to whom it concerns. */
  void hear(WireMessage message) {
    if (message.channel() == Channel.IOPUB) {
      present.values().forEach(listener -> listener.accept(message));
      keep(message);
      return;
    }
    String asker = questions.getOrDefault(message.parentId(), "");
    if (message.channel() != Channel.STDIN) {
      questions.remove(message.parentId());
    }
    Consumer<WireMessage> listener = present.get(asker);
    if (listener != null) {
      listener.accept(message);
    } else if (absent.containsKey(asker)) {
      keep(asker, message);
    }
  }

  private void keep(WireMessage message) {
    for (Iterator<Absence> each = absent.values().iterator(); each.hasNext(); ) {
      if (System.nanoTime() - each.next().since > PATIENCE_NANOS) {
        each.remove();
      }
    }
    absent.keySet().stream().toList().forEach(session -> keep(session, message));
  }

  /** With a gap in it the rest is worth nothing: who is away for too much starts afresh. */
  private void keep(String session, WireMessage message) {
    Absence absence = absent.get(session);
    absence.kept.add(message);
    absence.bytes += message.size();
    if (absence.bytes > MOST_BYTES) {
      absent.remove(session);
    }
  }
}
