package org.receptive.kernel.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdk.jshell.VarSnippet;
import org.receptive.kernel.interpreter.Interpreter.Outcome;

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

  /** Runs cells with a bar between them; returns what the last shows, or its error in one line. */
  String run(String cells) {
    String shown = "";
    for (String cell : cells.split(" \\| ")) {
      shown = cell(cell);
    }
    return shown;
  }

  private String cell(String source) {
    try {
      return value(source).map(String::valueOf).orElse("nothing");
    } catch (CellFailure failure) {
      return "error: " + failure.report().evalue();
    }
  }

  /** Runs a cell and returns its value. */
  Optional<Object> value(String cell) throws CellFailure {
    notes.clear();
    shell.prepare(Optional.empty());
    return runner.run(cell, "Cell " + ++count, notes::add);
  }

  /** Has a cell run by the interpreter alone, as far as it can. */
  Outcome interpret(String cell) {
    shell.prepare(Optional.empty());
    return shell.interpret(cell, "Cell " + ++count);
  }

  /** Returns a variable's type as it is declared, or "none". */
  String typeOf(String variable) {
    return shell
        .withVariablesIn(variable)
        .variables()
        .filter(v -> v.name().equals(variable))
        .map(VarSnippet::typeName)
        .findFirst()
        .orElse("none");
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
