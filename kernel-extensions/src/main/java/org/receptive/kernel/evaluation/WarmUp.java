package org.receptive.kernel.evaluation;

import java.util.List;
import java.util.Optional;
import jdk.jshell.Snippet;

/**
 * Runs small snippets of every common kind while the notebook is idle, so that the compiler is
 * compiled by the time the student's second cell arrives. What it declares is dropped again.
 */
public final class WarmUp {
  static final String CELL = "Warm-up";

  private static final int ROUNDS = 12;
  private static final List<String> SNIPPETS =
      List.of(
          "int $warm = 1;",
          "$warm + 1",
          "var $list = List.of(1, 2, 3);",
          "for (int i = 0; i < 2; i++) { $warm += i; }",
          "String $text(int n) { return \"n = \" + n; }",
          "$list.stream().map(n -> $text(n)).toList()");

  /** Where the steps run, and when. */
  public interface Schedule {
    /** Runs a step on the thread of the cells, once no request has come for a moment. */
    void whenQuiet(Runnable step);
  }

  private final JavaShell shell;

  /** Warms up the given shell. */
  public WarmUp(JavaShell shell) {
    this.shell = shell;
  }

  /** Runs the snippets one by one, each in a quiet moment. */
  public void start(Schedule schedule) {
    step(schedule, 0);
  }

  private void step(Schedule schedule, int number) {
    if (number < ROUNDS * SNIPPETS.size()) {
      run(SNIPPETS.get(number % SNIPPETS.size()));
      if (number % SNIPPETS.size() == SNIPPETS.size() - 1) {
        dropAll();
      }
      schedule.whenQuiet(() -> step(schedule, number + 1));
    } else {
      System.gc(); // What start-up has left behind goes back to the system before the lesson.
    }
  }

  private void run(String snippet) {
    shell.prepare(Optional.empty());
    for (CellPart part : shell.split(snippet)) {
      if (part instanceof CellPart.Code code) {
        shell.run(code, CELL, note -> {});
      }
    }
  }

  private void dropAll() {
    List<Snippet> mine = shell.snippetsOf(CELL);
    mine.forEach(shell.snippets()::drop);
  }
}
