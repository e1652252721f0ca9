package org.receptive.kernel.scope;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * What runs beside the cells of a kernel and must end when the user interrupts: drawings that
 * follow a slider, callbacks of buttons. Safe to share between threads.
 */
public final class BesideCells {
  private final Set<Stoppable> running = ConcurrentHashMap.newKeySet();

  /** Returns those of a kernel. */
  public static BesideCells of(NotebookHost host) {
    return host.extension(BesideCells.class, BesideCells::new);
  }

  /** Runs work of a user's code in a scope, on this thread. */
  public void run(RequestScope scope, Consumer<Stoppable> work) {
    Stoppable stoppable = new Stoppable(scope);
    running.add(stoppable);
    try {
      CurrentScope.runIn(scope, () -> work.accept(stoppable));
    } finally {
      running.remove(stoppable);
      stoppable.end();
    }
  }

  /** Stops all of it. */
  public void interrupt() {
    running.forEach(Stoppable::stop);
  }
}
