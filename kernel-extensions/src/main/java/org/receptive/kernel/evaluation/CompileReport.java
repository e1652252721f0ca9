package org.receptive.kernel.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import jdk.jshell.Diag;

/** Compiler messages with the line they mean, a caret, and a plain explanation. */
final class CompileReport {
  private static final String ENAME = "CompilationError";
  private static final String MARGIN = "    ";

  private final String cell;
  private final Explanations explanations;

  CompileReport(String cell, Explanations explanations) {
    this.cell = cell;
    this.explanations = explanations;
  }

  ErrorReport of(SnippetResult.Rejected rejected) {
    return report(rejected.source(), rejected.line(), rejected.diagnostics());
  }

  ErrorReport of(CellPart.Broken broken, List<Diag> diagnostics) {
    if (!broken.incomplete() && !diagnostics.isEmpty()) {
      return report(broken.source(), broken.line(), diagnostics.subList(0, 1));
    }
    String text = broken.source().stripTrailing();
    String message = "the cell ends in the middle of a statement";
    long skipped = text.lines().takeWhile(String::isBlank).count();
    List<String> lines = new ArrayList<>();
    lines.add(heading(broken.line() + (int) skipped) + message);
    text.lines().filter(l -> !l.isBlank()).findFirst().ifPresent(l -> lines.add(MARGIN + l));
    lines.add(Ansi.green(explanations.ofUnfinished(text)));
    return new ErrorReport(ENAME, message, lines);
  }

  private ErrorReport report(String source, int firstLine, List<Diag> diagnostics) {
    List<String> lines = new ArrayList<>();
    String first = "";
    for (Diag diagnostic : diagnostics) {
      if (diagnostic.isError()) {
        String message = message(diagnostic);
        first = first.isEmpty() ? message.lines().findFirst().orElse("") : first;
        describe(source, firstLine, diagnostic, message, lines);
      }
    }
    return new ErrorReport(ENAME, first, lines);
  }

  /** JShell's wrapper class is of no interest to a student. */
  private static String message(Diag diagnostic) {
    return diagnostic
        .getMessage(Locale.ROOT)
        .lines()
        .filter(line -> !line.strip().equals("location: class"))
        .reduce((a, b) -> a + "\n" + b)
        .orElse("")
        .replaceAll("REPL\\.\\$JShell\\$\\w+\\.", "")
        .strip();
  }

  private void describe(
      String source, int firstLine, Diag diagnostic, String message, List<String> lines) {
    int position = Math.clamp(diagnostic.getPosition(), 0, source.length());
    int start = source.lastIndexOf('\n', position - 1) + 1;
    int stop = source.indexOf('\n', position);
    String text = source.substring(start, stop < 0 ? source.length() : stop);
    int above = (int) source.substring(0, start).chars().filter(c -> c == '\n').count();
    int column = position - start;
    int rest = Math.max(1, text.length() - column);
    int width = Math.clamp(diagnostic.getEndPosition() - position, 1, rest);
    lines.add(heading(firstLine + above) + message);
    lines.add(MARGIN + text.replace('\t', ' '));
    lines.add(MARGIN + " ".repeat(column) + Ansi.red("^" + "~".repeat(width - 1)));
    explanations.of(diagnostic, message, source).ifPresent(why -> lines.add(Ansi.green(why)));
  }

  private String heading(int line) {
    return Ansi.blue(cell + ", line " + line) + ": " + Ansi.red("error: ");
  }
}
