package org.receptive.kernel.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The cells of one notebook, run one after the other in a shell without a kernel around it. */
final class Cells implements AutoCloseable {
  private final JavaShell shell = new JavaShell(List.of());
  private final CellRunner runner = new CellRunner(shell, new NoCommands());
  private final List<String> notes = new ArrayList<>();
  private int count;

  Cells() {
    ClassLoader loader = Cells.class.getClassLoader();
    shell.importWhenNeeded(DefaultImports.find(loader), loader);
  }

  private static final class NoCommands implements CellRunner.Commands {
    @Override
    public void run(CellPart.LineMagic magic) {
      throw new AssertionError(magic);
    }

    @Override
    public void run(CellPart.CellMagic magic) {
      throw new AssertionError(magic);
    }

    @Override
    public void answer(CellPart.Question question) {
      throw new AssertionError(question);
    }
  }

  /** Runs cells with a bar between them; returns what the last shows, or its error in one line. */
  String run(String cells) {
    String shown = "";
    for (String cell : cells.split(" \\| ")) {
      shown = cell(cell);
    }
    return shown;
  }

  private String cell(String source) {
    notes.clear();
    shell.prepare(Optional.empty());
    try {
      return runner
          .run(source, "Cell " + ++count, notes::add)
          .map(String::valueOf)
          .orElse("nothing");
    } catch (CellFailure failure) {
      return "error: " + failure.report().evalue();
    }
  }

  /** Returns what was noted during the last cell, a line each. */
  String notes() {
    return String.join("\n", notes);
  }

  JavaShell shell() {
    return shell;
  }

  @Override
  public void close() {
    shell.close();
  }
}
