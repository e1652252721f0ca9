package org.receptive.lab;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import org.receptive.lab.notebook.Cell;
import org.receptive.lab.notebook.NotebookRunner;

/** Prints one line per cell: its number, how it begins, how long it took. */
final class ConsoleProgress implements NotebookRunner.Progress {
  private static final int CODE_WIDTH = 56;
  private static final double MILLIS = 1000.0;

  private final PrintWriter out;

  ConsoleProgress(PrintWriter out) {
    this.out = out;
  }

  void heading(String name) {
    out.println(name);
    out.flush();
  }

  @Override
  public void started(int position, int total, Cell cell) {
    out.printf(Locale.ROOT, "  [%2d/%d] %-56s ", position, total, beginning(cell));
    out.flush();
  }

  @Override
  public void finished(int position, int total, Cell cell, Duration time) {
    out.printf(Locale.ROOT, "%7.2f s%n", time.toMillis() / MILLIS);
    out.flush();
  }

  /** The first line of code that is not a comment. */
  private static String beginning(Cell cell) {
    String line =
        cell.source()
            .lines()
            .map(String::strip)
            .filter(text -> !text.isEmpty() && !text.startsWith("//"))
            .findFirst()
            .orElse(cell.source().strip().lines().findFirst().orElse(""));
    return line.length() <= CODE_WIDTH ? line : line.substring(0, CODE_WIDTH - 1) + "…";
  }
}
