package org.receptive.kernel.scope;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.function.Supplier;

/** Which scope a thread belongs to: the one it runs in, else that of the thread that started it. */
public final class CurrentScope {
  private static final InheritableThreadLocal<RequestScope> SCOPE = new InheritableThreadLocal<>();

  /**
   * The cell that runs, or ran last. One per process, as the standard streams are: a thread of a
   * pool tells nothing of the kernel that it works for.
   */
  private static volatile Supplier<Optional<RequestScope>> latest = Optional::empty;

  private CurrentScope() {}

  /** Tells which cell runs, or ran last: threads of pools that all cells share work for it. */
  public static void latestIs(Supplier<Optional<RequestScope>> cell) {
    latest = cell;
  }

  /**
   * Returns the scope that this thread works for: a thread of a shared pool, which outlives the
   * cell that happened to start it, and one that no cell has started work for the latest cell.
   */
  public static Optional<RequestScope> nearest() {
    Optional<RequestScope> cell =
        Thread.currentThread() instanceof ForkJoinWorkerThread ? latest.get() : Optional.empty();
    return cell.or(CurrentScope::get).or(latest);
  }

  /** Returns the scope of this thread. */
  public static Optional<RequestScope> get() {
    return Optional.ofNullable(SCOPE.get());
  }

  /** Runs work in a scope, and returns to the former one. */
  public static <T> T callIn(RequestScope scope, Callable<T> work) throws Exception {
    RequestScope before = SCOPE.get();
    SCOPE.set(scope);
    try {
      return work.call();
    } finally {
      restore(before);
    }
  }

  /** Runs work in a scope, and returns to the former one. */
  public static void runIn(RequestScope scope, Runnable work) {
    RequestScope before = SCOPE.get();
    SCOPE.set(scope);
    try {
      work.run();
    } finally {
      restore(before);
    }
  }

  private static void restore(RequestScope before) {
    if (before == null) {
      SCOPE.remove();
    } else {
      SCOPE.set(before);
    }
  }
}
