package org.receptive.engine.measure;

import java.lang.management.ManagementFactory;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.receptive.engine.kernels.parallel.Cancellation;

/**
 * Runs a loop of vectors until it is compiled. Before that, every operation makes an object, and
 * the loop is some hundred times slower; afterwards it makes next to none.
 *
 * @param clock in nanoseconds
 * @param allocated bytes that this thread has allocated so far
 * @param mostNanos no run begins after this
 */
record WarmUp(LongSupplier clock, LongSupplier allocated, long mostNanos) {
  /** A few vectors outside the loop may still be objects. */
  private static final long FEW_BYTES = 10_000;

  private static final int LEAST_RUNS = 3;

  /** The compiler may need the processor that we keep busy. */
  private static final long PAUSE_NANOS = 1_000_000;

  /** With this JVM's clock and count of bytes; a JVM that does not count them warms up briefly. */
  static WarmUp ofThisThread(long mostNanos) {
    LongSupplier allocated =
        ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean threads
            ? threads::getCurrentThreadAllocatedBytes
            : () -> 0;
    return new WarmUp(System::nanoTime, allocated, mostNanos);
  }

  /**
   * Runs the loop until it allocates nothing, or the time is used up.
   *
   * @param loop some thousand operations of vectors
   * @throws java.util.concurrent.CancellationException if the thread was interrupted
   */
  void run(Runnable loop) {
    long start = clock.getAsLong();
    for (int run = 1; clock.getAsLong() - start < mostNanos; run++) {
      Cancellation.check("the measurement");
      long before = allocated.getAsLong();
      loop.run();
      if (allocated.getAsLong() - before < FEW_BYTES && run >= LEAST_RUNS) {
        return;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
