package org.receptive.kernel.evaluation;

import java.util.List;
import java.util.Optional;

/**
 * Runs small snippets of every common kind while the notebook is idle, so that the compiler is
 * compiled by the time a student's cell needs it. They run in a shell of their own, on a thread of
 * their own: no cell waits for them. Where cells have come without a pause, as in Run All, they
 * have warmed up the compiler themselves, and what is left of the snippets is not run.
 */
public final class WarmUp {
  private static final String CELL = "Warm-up";
  private static final int ROUNDS = 12;
  private static final List<String> SNIPPETS =
      List.of(
          "int $warm = 1;",
          "$warm + 1",
          "var $list = List.of(1, 2, 3);",
          "for (int i = 0; i < 2; i++) { $warm += i; }",
          "String $text(int n) { return \"n = \" + n; }",
          "$list.stream().map(n -> $text(n)).toList()");

  /** As many as warm the compiler up, whoever runs them. */
  static final int ALL = ROUNDS * SNIPPETS.size();

  /** Where the steps run, and when. */
  public interface Schedule {
    /** Runs a step once no request has come for a moment. */
    void whenQuiet(Runnable step);
  }

  private final JavaShell notebook;
  private final List<String> compilerOptions;

  /**
   * Makes a warm-up.
   *
   * @param notebook the shell of the cells, which is started first
   * @param compilerOptions options of {@code javac}
   */
  public WarmUp(JavaShell notebook, List<String> compilerOptions) {
    this.notebook = notebook;
    this.compilerOptions = compilerOptions;
  }

  /**
   * Starts the compiler, then runs the snippets one by one, each in a quiet moment.
   *
   * @param schedule runs steps on a thread of their own
   * @param warm is called when all is done
   */
  public void start(Schedule schedule, Runnable warm) {
    schedule.whenQuiet(
        () -> {
          notebook.start();
          JavaShell scratch = new JavaShell(compilerOptions);
          scratch.importWhenNeeded(List.of("java.util.*"), WarmUp.class.getClassLoader());
          schedule.whenQuiet(() -> step(scratch, schedule, warm, 0));
        });
  }

  private void step(JavaShell scratch, Schedule schedule, Runnable warm, int number) {
    if (number + notebook.compiled() < ALL) {
      run(scratch, SNIPPETS.get(number % SNIPPETS.size()));
      schedule.whenQuiet(() -> step(scratch, schedule, warm, number + 1));
    } else {
      scratch.close();
      System.gc(); // What start-up has left behind goes back to the system before the lesson.
      warm.run();
    }
  }

  private static void run(JavaShell scratch, String snippet) {
    scratch.prepare(Optional.empty());
    for (CellPart part : scratch.split(snippet)) {
      if (part instanceof CellPart.Code code) {
        scratch.run(code, CELL, note -> {});
      }
    }
  }
}
