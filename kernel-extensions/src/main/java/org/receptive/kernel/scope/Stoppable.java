package org.receptive.kernel.scope;

/**
 * Work of a user's code beside the cells, on the thread that made this object. Stopping it
 * interrupts the thread, which ends waits and engine calls, and lets its loops throw.
 */
public final class Stoppable {
  private final RequestScope scope;
  private final Thread thread = Thread.currentThread();
  private boolean running = true;
  private boolean stopped;

  Stoppable(RequestScope scope) {
    this.scope = scope;
  }

  /** Stops the work; does nothing if it has ended. Any thread may call this. */
  public synchronized void stop() {
    if (running && !stopped) {
      stopped = true;
      scope.host().stopWork(scope, true);
      thread.interrupt();
    }
  }

  /** Returns whether the work was stopped. */
  public synchronized boolean isStopped() {
    return stopped;
  }

  /** Leaves nothing behind on the thread, which goes on with other work. */
  synchronized void end() {
    running = false;
    if (stopped) {
      scope.host().stopWork(scope, false);
      Thread.interrupted();
    }
  }
}
