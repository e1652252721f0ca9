package org.receptive.kernel.session;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;

/**
 * The threads of a kernel. Cells run one after the other; comm messages and urgent requests have
 * threads of their own, so that they are handled while a cell runs.
 *
 * @param cells runs cells, and answers questions about code
 * @param comms handles comm messages
 * @param urgent answers what needs no Java: interrupt, shutdown, kernel info, history
 * @param behind does what nobody waits for
 * @param clock publishes waiting text in time
 */
record Workers(
    ExecutorService cells,
    ExecutorService comms,
    ExecutorService urgent,
    ExecutorService behind,
    ScheduledExecutorService clock) {

  static Workers start() {
    return new Workers(
        Executors.newSingleThreadExecutor(named("receptive-cells")),
        Executors.newSingleThreadExecutor(named("receptive-comms")),
        Executors.newSingleThreadExecutor(named("receptive-urgent")),
        Executors.newSingleThreadExecutor(behindAll("receptive-warm-up")),
        Executors.newSingleThreadScheduledExecutor(named("receptive-clock")));
  }

  /**
   * Takes no more work. Nobody is interrupted: the compiler does not survive that in good order.
   */
  void stop() {
    cells.shutdown();
    comms.shutdown();
    behind.shutdown();
    clock.shutdownNow();
    urgent.shutdown();
  }

  private static ThreadFactory named(String name) {
    return Thread.ofPlatform().daemon().name(name).factory();
  }

  /** A cell that comes while this thread is busy does not share the processor with it evenly. */
  private static ThreadFactory behindAll(String name) {
    return Thread.ofPlatform().daemon().name(name).priority(Thread.MIN_PRIORITY).factory();
  }
}
