package org.receptive.widgets.sync;

import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.receptive.kernel.scope.BesideCells;
import org.receptive.kernel.scope.CurrentScope;
import org.receptive.kernel.scope.RequestScope;
import org.receptive.kernel.scope.Stoppable;

/**
 * Code that waits for an event. What a user's code prints, shows or throws lands below the cell
 * that registered it, whoever moves the slider later.
 *
 * @param action the code
 * @param home the scope of the cell that registered it; empty for code that belongs to the event
 */
record Callback<T>(Consumer<? super T> action, Optional<RequestScope> home) {
  /** How long the page waits for the code before it sends the next event. */
  private static final int PATIENCE_MILLIS = 250;

  /** Code of the cell that runs now. */
  static <T> Callback<T> here(Consumer<? super T> action) {
    return new Callback<>(action, CurrentScope.get());
  }

  /** Code that belongs to each event, and is called at once. */
  static <T> Callback<T> ofEvent(Consumer<? super T> action) {
    return new Callback<>(action, Optional.empty());
  }

  /** Calls the code for an event of the page; whatever a user's code throws is told. */
  void callFromPage(T event) {
    if (home.isEmpty()) {
      action.accept(event);
      return;
    }
    Optional<RequestScope.Hold> hold = CurrentScope.get().map(Callback::holdForAMoment);
    home.get()
        .host()
        .extension(CallbackThread.class, CallbackThread::new)
        .execute(
            () -> {
              BesideCells.of(home.get().host()).run(home.get(), work -> callAndReport(event, work));
              hold.ifPresent(RequestScope.Hold::release);
            });
  }

  private void callAndReport(T event, Stoppable work) {
    try {
      action.accept(event);
    } catch (Throwable thrown) { // Whatever the user's code throws: the next event is served.
      if (work.isStopped()) {
        System.err.println("Interrupted: the callback was stopped.");
      } else {
        home.get().host().reportCallback(thrown);
      }
    }
    home.get().flush();
  }

  private static RequestScope.Hold holdForAMoment(RequestScope event) {
    RequestScope.Hold hold = event.hold();
    try {
      Future<?> _ = event.clock().schedule(hold::release, PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      hold.release(); // The kernel closes.
    }
    return hold;
  }
}
