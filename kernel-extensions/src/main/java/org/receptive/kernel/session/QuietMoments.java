package org.receptive.kernel.session;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Runs what nobody waits for while no request is being handled and none has come for a moment. A
 * cell that computes for long is no quiet moment: what ran beside it would make it slower.
 */
final class QuietMoments {
  static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final Logger LOG = System.getLogger(QuietMoments.class.getName());

  private final ScheduledExecutorService clock;
  private final LongSupplier nanos;
  private final AtomicInteger handling = new AtomicInteger();
  private volatile long lastRequest;

  QuietMoments(ScheduledExecutorService clock) {
    this(clock, System::nanoTime);
  }

  QuietMoments(ScheduledExecutorService clock, LongSupplier nanos) {
    this.clock = clock;
    this.nanos = nanos;
    this.lastRequest = nanos.getAsLong();
  }

  /** A request has come. */
  void requestCame() {
    lastRequest = nanos.getAsLong();
  }

  /** A request begins to be handled. */
  void begin() {
    handling.incrementAndGet();
  }

  /** A request has been handled, which counts as the last that was heard of it. */
  void end() {
    lastRequest = nanos.getAsLong();
    handling.decrementAndGet();
  }

  /** A step that finds a request just arrived goes back to wait, so that it delays none. */
  void run(Executor thread, Runnable step) {
    long quiet = handling.get() > 0 ? 0 : nanos.getAsLong() - lastRequest;
    try {
      if (quiet >= QUIET_NANOS) {
        thread.execute(step);
      } else {
        Future<?> _ =
            clock.schedule(() -> run(thread, step), QUIET_NANOS - quiet, TimeUnit.NANOSECONDS);
      }
    } catch (RejectedExecutionException e) {
      LOG.log(Level.DEBUG, "the kernel closes before it is warm", e);
    }
  }
}
