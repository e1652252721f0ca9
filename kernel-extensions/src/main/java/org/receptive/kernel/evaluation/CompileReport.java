package org.receptive.kernel.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import jdk.jshell.Diag;

/** Compiler messages with the line they mean, a caret, and a plain explanation. */
final class CompileReport {
  static final String ENAME = "CompilationError";

  private final String cell;
  private final Explanations explanations;

  CompileReport(String cell, Explanations explanations) {
    this.cell = cell;
    this.explanations = explanations;
  }

  ErrorReport of(SnippetResult.Rejected rejected) {
    List<String> lines = new ArrayList<>();
    String first = "";
    for (Diag diagnostic : rejected.diagnostics()) {
      if (diagnostic.isError()) {
        String message = diagnostic.getMessage(Locale.ROOT).strip();
        first = first.isEmpty() ? message.lines().findFirst().orElse("") : first;
        describe(rejected, diagnostic, message, lines);
      }
    }
    return new ErrorReport(ENAME, first, lines);
  }

  ErrorReport of(CellPart.Broken broken) {
    String text = broken.source().stripTrailing();
    String message =
        broken.incomplete()
            ? "the cell ends in the middle of a statement"
            : "this is no Java statement";
    List<String> lines = new ArrayList<>();
    int line = broken.line() + (int) leadingLines(text);
    lines.add(heading(line) + message);
    text.lines().filter(l -> !l.isBlank()).findFirst().ifPresent(l -> lines.add("    " + l));
    String why = explanations.ofBroken(text, broken.incomplete());
    if (!why.isEmpty()) {
      lines.add(Ansi.green(why));
    }
    return new ErrorReport(ENAME, message, lines);
  }

  private void describe(
      SnippetResult.Rejected rejected, Diag diagnostic, String message, List<String> lines) {
    String source = rejected.source();
    int position = (int) Math.clamp(diagnostic.getPosition(), 0, source.length());
    int start = source.lastIndexOf('\n', position - 1) + 1;
    int stop = source.indexOf('\n', position);
    String text = source.substring(start, stop < 0 ? source.length() : stop);
    int line =
        rejected.line() + (int) source.substring(0, start).chars().filter(c -> c == '\n').count();
    lines.add(heading(line) + message);
    lines.add("    " + text.replace('\t', ' '));
    int width =
        (int)
            Math.clamp(
                diagnostic.getEndPosition() - position,
                1,
                Math.max(1, text.length() - (position - start)));
    lines.add("    " + " ".repeat(position - start) + Ansi.red("^" + "~".repeat(width - 1)));
    String why = explanations.of(diagnostic, message, source);
    if (!why.isEmpty()) {
      lines.add(Ansi.green(why));
    }
  }

  private String heading(int line) {
    return Ansi.blue(cell + ", line " + line) + ": " + Ansi.red("error: ");
  }

  private static long leadingLines(String text) {
    return text.lines().takeWhile(String::isBlank).count();
  }
}
