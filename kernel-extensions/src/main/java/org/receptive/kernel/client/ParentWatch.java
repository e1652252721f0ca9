package org.receptive.kernel.client;

import java.util.Map;
import java.util.Optional;

/**
 * Ends a kernel when the program that has started it is gone, even if that was killed and could say
 * nothing. Jupyter tells its kernels whom to watch in the variable {@value #PARENT}.
 */
public final class ParentWatch {
  /** The variable with the process id of who has started the kernel. */
  public static final String PARENT = "JPY_PARENT_PID";

  private ParentWatch() {}

  /**
   * Runs something as soon as the parent has ended; at once if it has already.
   *
   * @param environment the variables of this process; nothing is watched if they name no parent
   * @param orphaned what an orphan does
   */
  public static void watch(Map<String, String> environment, Runnable orphaned) {
    Optional<Long> parent = parent(environment);
    if (parent.isEmpty()) {
      return;
    }
    ProcessHandle.of(parent.get())
        .ifPresentOrElse(
            process -> {
              var _ = process.onExit().thenRun(orphaned);
            },
            orphaned);
  }

  private static Optional<Long> parent(Map<String, String> environment) {
    String pid = environment.getOrDefault(PARENT, "").strip();
    return pid.matches("[1-9][0-9]{0,17}") ? Optional.of(Long.valueOf(pid)) : Optional.empty();
  }
}
