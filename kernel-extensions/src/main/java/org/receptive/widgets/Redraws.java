package org.receptive.widgets;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.receptive.kernel.scope.RequestScope;
import org.receptive.kernel.scope.Stoppable;

/**
 * When a picture is drawn anew: at most one drawing at a time, off the thread that hears of moved
 * sliders, always with the newest values. However many moves arrive while one is drawn, one drawing
 * follows. A drawing that takes longer than {@link #GRACE} and has been overtaken is cancelled, by
 * an interrupt of its thread; quicker ones end, so that a picture follows the hand all the way.
 */
final class Redraws {
  /** How long a drawing may take before newer values cancel it. */
  static final Duration GRACE = Duration.ofMillis(200);

  /**
   * How long the page waits for the picture before it sends the next value. A front end sends one
   * value at a time and waits until its request is idle: that keeps it from running ahead.
   */
  static final Duration PATIENCE = Duration.ofMillis(250);

  /** Draws. */
  @FunctionalInterface
  interface Drawing {
    /** Draws with the newest values, in the scope of the newest request. */
    void draw(RequestScope scope, Run run);
  }

  private final Drawing drawing;
  private final Executor threads;
  private final List<RequestScope.Hold> waiting = new ArrayList<>();
  private Optional<RequestScope> due = Optional.empty();
  private Optional<Run> running = Optional.empty();
  private Optional<Future<?>> alarm = Optional.empty();
  private Duration debounce = Duration.ZERO;

  /** One drawing under way. */
  static final class Run {
    private final long start = System.nanoTime();
    private Optional<Stoppable> work = Optional.empty();
    private boolean overtaken;

    /** Tells what is to be stopped when newer values come. */
    synchronized void does(Stoppable stoppable) {
      work = Optional.of(stoppable);
      if (overtaken) {
        stoppable.stop();
      }
    }

    /** Returns whether newer values have cancelled this drawing. */
    synchronized boolean isOvertaken() {
      return overtaken;
    }

    private synchronized void overtake() {
      overtaken = true;
      work.ifPresent(Stoppable::stop);
    }
  }

  Redraws(Drawing drawing, Executor threads) {
    this.drawing = drawing;
    this.threads = threads;
  }

  /** Waits for this long after a move before drawing; each further move starts the wait anew. */
  synchronized void debounce(Duration pause) {
    debounce = pause;
  }

  /** Asks for a drawing on behalf of a request. */
  synchronized void request(RequestScope scope) {
    RequestScope.Hold hold = scope.hold();
    after(scope.clock(), PATIENCE.toNanos(), hold::release);
    waiting.add(hold);
    due = Optional.of(scope);
    alarm.ifPresent(a -> a.cancel(false));
    alarm = Optional.empty();
    if (debounce.isZero()) {
      start();
    } else {
      alarm = after(scope.clock(), debounce.toNanos(), this::start);
    }
  }

  /** Repeats work on a drawing thread until a drawing is asked for, or the time is over. */
  void whileQuiet(int times, Duration time, Runnable work) {
    threads.execute(
        () -> {
          long start = System.nanoTime();
          for (int i = 0; i < times && isQuiet(); i++) {
            work.run();
            if (System.nanoTime() - start > time.toNanos()) {
              return;
            }
          }
        });
  }

  private synchronized boolean isQuiet() {
    return due.isEmpty() && running.isEmpty();
  }

  private synchronized void start() {
    alarm = Optional.empty();
    if (running.isPresent()) {
      overtake(running.get());
    } else if (due.isPresent()) {
      running = Optional.of(new Run());
      threads.execute(this::drawAllDue);
    }
  }

  private void overtake(Run run) {
    long left = GRACE.toNanos() - (System.nanoTime() - run.start);
    if (left <= 0) {
      run.overtake();
    } else {
      due.ifPresent(scope -> after(scope.clock(), left, () -> cancelIfStill(run)));
    }
  }

  private synchronized void cancelIfStill(Run run) {
    if (running.filter(r -> r == run).isPresent() && due.isPresent() && alarm.isEmpty()) {
      run.overtake();
    }
  }

  private void drawAllDue() {
    while (true) {
      Run run;
      RequestScope scope;
      List<RequestScope.Hold> served;
      synchronized (this) {
        // With a debounce the wait may not be over: its alarm starts the next drawing.
        if (due.isEmpty() || alarm.isPresent()) {
          running = Optional.empty();
          return;
        }
        scope = due.get();
        due = Optional.empty();
        served = List.copyOf(waiting);
        waiting.clear();
        run = new Run();
        running = Optional.of(run);
      }
      try {
        drawing.draw(scope, run);
      } finally {
        served.forEach(RequestScope.Hold::release);
      }
    }
  }

  private static Optional<Future<?>> after(
      ScheduledExecutorService clock, long nanos, Runnable work) {
    try {
      return Optional.of(clock.schedule(work, nanos, TimeUnit.NANOSECONDS));
    } catch (RejectedExecutionException e) {
      return Optional.empty(); // The kernel closes.
    }
  }
}
