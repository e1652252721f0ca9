package org.receptive.kernel.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/**
 * Splits a cell into snippets, magics and questions.
 *
 * <p>A line that looks like a magic is one only where a statement may start: inside braces, text
 * blocks and comments, and after an operator, it is Java.
 */
public final class CellSplitter {
  private static final Pattern CELL_MAGIC =
      Pattern.compile("\\A\\s*%%([A-Za-z]\\w*)[ \\t]*([^\\n]*)(?:\\n|\\z)");
  private static final Pattern COMMAND =
      Pattern.compile(
          "(?m)^[ \\t]*(?:%([A-Za-z]\\w*)(?=[ \\t]|$)[ \\t]*(.*)"
              + "|(%{0,2}[A-Za-z][\\w.]*)(\\?{1,2})|(\\?{1,2})(%{0,2}[A-Za-z][\\w.]*))[ \\t]*$");

  private final SourceCodeAnalysis analysis;

  /** Makes a splitter that asks the given analysis where statements end. */
  public CellSplitter(SourceCodeAnalysis analysis) {
    this.analysis = analysis;
  }

  /** Returns the parts of a cell, in order. */
  public List<CellPart> split(String cell) {
    String text = cell.replace("\r\n", "\n");
    Matcher cellMagic = CELL_MAGIC.matcher(text);
    if (cellMagic.find()) {
      int line = lineAt(text, cellMagic.start(1));
      return List.of(
          new CellPart.CellMagic(
              cellMagic.group(1),
              cellMagic.group(2).strip(),
              text.substring(cellMagic.end()),
              line));
    }
    text = MagicExpressions.toCalls(text);
    List<CellPart> parts = new ArrayList<>();
    Matcher command = COMMAND.matcher(text);
    int start = 0;
    int search = 0;
    while (search <= text.length() && command.find(search)) {
      List<CellPart> before = java(text, start, command.start());
      if (before.isEmpty() || !(before.getLast() instanceof CellPart.Broken)) {
        parts.addAll(before);
        parts.add(commandPart(command, lineAt(text, command.start())));
        start = Math.min(text.length(), command.end() + 1);
      }
      search = command.end() + 1;
    }
    parts.addAll(java(text, start, text.length()));
    return parts;
  }

  private static CellPart commandPart(Matcher command, int line) {
    if (command.group(1) != null) {
      String arguments = command.group(2).strip();
      return new CellPart.LineMagic(command.group(1), arguments, line);
    }
    boolean after = command.group(3) != null;
    String subject = command.group(after ? 3 : 6);
    String marks = command.group(after ? 4 : 5);
    return new CellPart.Question(subject, marks.length() == 2, line);
  }

  private List<CellPart> java(String text, int start, int end) {
    List<CellPart> parts = new ArrayList<>();
    String rest = text.substring(start, end);
    int offset = start;
    while (!rest.isBlank()) {
      CompletionInfo info = analysis.analyzeCompletion(rest);
      Completeness completeness = info.completeness();
      if (completeness == Completeness.EMPTY) {
        break;
      }
      String remaining = info.remaining() == null ? "" : info.remaining();
      if (isBroken(completeness) || remaining.length() >= rest.length()) {
        boolean incomplete = completeness != Completeness.UNKNOWN;
        parts.add(new CellPart.Broken(rest, lineAt(text, offset), incomplete));
        break;
      }
      String source = rest.substring(0, rest.length() - remaining.length());
      boolean terminated = completeness == Completeness.COMPLETE && endsStatement(source);
      int blank = source.length() - source.stripLeading().length();
      String snippet = info.source() == null ? source : info.source();
      int line = lineAt(text, offset + blank);
      parts.add(new CellPart.Code(snippet.stripLeading(), line, terminated));
      offset += source.length();
      rest = remaining;
    }
    return parts;
  }

  /** JShell counts what it cannot read ({@code UNKNOWN}) as complete: running it shows why. */
  private static boolean isBroken(Completeness completeness) {
    return switch (completeness) {
      case COMPLETE, COMPLETE_WITH_SEMI, EMPTY -> false;
      case DEFINITELY_INCOMPLETE, CONSIDERED_INCOMPLETE, UNKNOWN -> true;
    };
  }

  private static boolean endsStatement(String source) {
    String stripped = source.stripTrailing();
    return stripped.endsWith(";") || stripped.endsWith("}");
  }

  private static int lineAt(String text, int offset) {
    return 1 + (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
  }
}
