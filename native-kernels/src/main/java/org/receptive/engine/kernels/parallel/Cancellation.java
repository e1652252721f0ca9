package org.receptive.engine.kernels.parallel;

import java.util.concurrent.CancellationException;

/** How a running operation learns that it should stop: the interrupt of its calling thread. */
public final class Cancellation {
  private Cancellation() {}

  /**
   * Stops the operation if the current thread was interrupted. The thread stays interrupted, so
   * that whoever catches the exception can still see why.
   *
   * @param operation the operation's name, for the message: {@code conv2d}
   * @throws CancellationException if the thread was interrupted
   */
  public static void check(String operation) {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException(operation + " was stopped before it was done.");
    }
  }
}
