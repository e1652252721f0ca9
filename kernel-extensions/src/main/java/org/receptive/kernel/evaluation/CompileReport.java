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

  /**
   * A variable that its own declaration reads; {@code known} says whether there is an older one.
   */
  ErrorReport of(CellPart.Code code, SelfReference found, boolean known) {
    String message = "%s is read before it has a value".formatted(found.name());
    List<String> lines = new ArrayList<>();
    int end = found.start() + found.name().length();
    excerpt(code.source(), code.line(), found.start(), end, message, lines);
    lines.add(
        Ansi.green(
            known
                ? "This declares a new %1$s. To change the one there is, leave out the type: %1$s = %2$s;"
                    .formatted(found.name(), found.value())
                : "Its first value cannot be made of itself."));
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
    long start = diagnostic.getPosition();
    excerpt(source, firstLine, start, diagnostic.getEndPosition(), message, lines);
    explanations.of(diagnostic, message, source).ifPresent(why -> lines.add(Ansi.green(why)));
  }

  private void excerpt(
      String source, int firstLine, long from, long to, String message, List<String> lines) {
    int position = Math.clamp(from, 0, source.length());
    int start = source.lastIndexOf('\n', position - 1) + 1;
    int stop = source.indexOf('\n', position);
    String text = source.substring(start, stop < 0 ? source.length() : stop);
    int above = (int) source.substring(0, start).chars().filter(c -> c == '\n').count();
    int column = position - start;
    int rest = Math.max(1, text.length() - column);
    int width = Math.clamp(to - position, 1, rest);
    lines.add(heading(firstLine + above) + message);
    lines.add(MARGIN + text.replace('\t', ' '));
    lines.add(MARGIN + " ".repeat(column) + Ansi.red("^" + "~".repeat(width - 1)));
  }

  private String heading(int line) {
    return Ansi.blue(cell + ", line " + line) + ": " + Ansi.red("error: ");
  }
}
