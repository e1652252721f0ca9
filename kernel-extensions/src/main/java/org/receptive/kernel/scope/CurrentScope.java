package org.receptive.kernel.scope;

import java.util.Optional;
import java.util.concurrent.Callable;

/** Which scope a thread belongs to: the one it runs in, else that of the thread that started it. */
public final class CurrentScope {
  private static final InheritableThreadLocal<RequestScope> SCOPE = new InheritableThreadLocal<>();

  private CurrentScope() {}

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
