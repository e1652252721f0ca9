package org.receptive.kernel.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Time stands still unless a test moves it. */
class QuietMomentsTest {
  private long now = 5;
  private final Waiting clock = new Waiting();
  private final QuietMoments quiet = new QuietMoments(clock, () -> now);
  private final List<String> ran = new ArrayList<>();

  /** Keeps what is to be run later. */
  private static final class Waiting extends ScheduledThreadPoolExecutor {
    private final List<Runnable> tasks = new ArrayList<>();
    private final List<Long> delays = new ArrayList<>();

    Waiting() {
      super(1);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
      tasks.add(task);
      delays.add(unit.toNanos(delay));
      return null;
    }

    void next() {
      tasks.removeFirst().run();
    }
  }

  @AfterEach
  void close() {
    clock.shutdownNow();
  }

  @Test
  void aStepWaitsUntilNoRequestHasComeForAMoment() {
    quiet.run(Runnable::run, () -> ran.add("step"));
    assertEquals(List.of(QuietMoments.QUIET_NANOS), clock.delays);
    now += QuietMoments.QUIET_NANOS - 10;
    quiet.requestCame();
    now += 10;
    clock.next();
    assertEquals(List.of(), ran);
    assertEquals(QuietMoments.QUIET_NANOS - 10, clock.delays.getLast());
    now += QuietMoments.QUIET_NANOS;
    clock.next();
    assertEquals(List.of("step"), ran);
  }

  @Test
  void whileACellRunsNoMomentIsQuietHoweverLongItTakes() {
    quiet.begin();
    quiet.run(Runnable::run, () -> ran.add("step"));
    now += 100 * QuietMoments.QUIET_NANOS;
    clock.next();
    assertEquals(List.of(), ran);
    quiet.end();
    clock.next();
    assertEquals(List.of(), ran, "the cell has only just ended");
    now += QuietMoments.QUIET_NANOS;
    clock.next();
    assertEquals(List.of("step"), ran);
  }
}
