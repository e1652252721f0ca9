package org.receptive.kernel.evaluation;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Remembers which cell and line each snippet came from. Safe to share between threads. */
final class SnippetOrigins {
  /**
   * Where a snippet came from.
   *
   * @param cell what the cell is called in messages, such as {@code Cell 3}
   * @param line line of the cell, from 1, on which the snippet starts
   */
  record Origin(String cell, int line) {
    /** Returns a line of the snippet, from 1, in the words of messages. */
    String place(int lineOfSnippet) {
      return cell + ", line " + (line + lineOfSnippet - 1);
    }
  }

  private final Map<String, Origin> byId = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();
  private volatile Origin next = new Origin("Start-up", 1);

  /** Says where the snippets evaluated from now on come from. */
  void from(Origin origin) {
    next = origin;
  }

  /** Returns where the snippets evaluated now come from. */
  Origin current() {
    return next;
  }

  /** Returns a new snippet's id. */
  String newId() {
    String id = Integer.toString(count.incrementAndGet());
    byId.put(id, next);
    return id;
  }

  /** Says that a snippet stands for code that came from elsewhere. */
  void assign(String id, Origin origin) {
    byId.put(id, origin);
  }

  /** Returns where the snippet with the given id came from. */
  Optional<Origin> of(String id) {
    return Optional.ofNullable(byId.get(id));
  }
}
