package org.receptive.lab.notebook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Makes the student's notebook from the teacher's: what stands between nbgrader's marks {@code ###
 * BEGIN SOLUTION} and {@code ### END SOLUTION} gives way to a comment; hidden tests and mark
 * schemes vanish, and so does every output. As for nbgrader, the words are the mark, whatever
 * stands before them.
 */
public final class StudentVersion {
  private static final String CODE_STUB = "// your code here";
  private static final String TEXT_STUB = "*Your answer here.*";

  private enum Region {
    SOLUTION("SOLUTION"),
    HIDDEN_TESTS("HIDDEN TESTS"),
    MARK_SCHEME("MARK SCHEME");

    private final String begin;
    private final String end;

    Region(String name) {
      this.begin = "BEGIN " + name;
      this.end = "END " + name;
    }
  }

  private StudentVersion() {}

  /**
   * The student's version.
   *
   * @throws InvalidNotebook if a mark has no partner; the message names the cell and the line
   */
  public static Notebook of(Notebook teachers) {
    List<Cell> cells = new ArrayList<>();
    for (Cell cell : teachers.cells()) {
      String where =
          "cell " + (cells.size() + 1) + (cell.id().isEmpty() ? "" : " (" + cell.id() + ")");
      String source = cell.source();
      String stub = cell.kind() == Cell.Kind.CODE ? CODE_STUB : TEXT_STUB;
      for (Region region : Region.values()) {
        source = without(region, source, stub, where);
      }
      Cell cleared = source.equals(cell.source()) ? cell : cell.withSource(source);
      cells.add(cleared.withoutOutputs());
    }
    return teachers.withCells(cells).withWidgetStates(Optional.empty());
  }

  /** Whether a text holds a mark, and with it perhaps a solution. */
  public static boolean isMarked(String text) {
    return Arrays.stream(Region.values())
        .anyMatch(region -> text.contains(region.begin) || text.contains(region.end));
  }

  private static String without(Region region, String source, String stub, String where) {
    List<String> kept = new ArrayList<>();
    int begunAt = 0;
    int number = 0;
    for (String line : source.split("\n", -1)) {
      number++;
      if (line.contains(region.begin)) {
        if (begunAt > 0) {
          throw unbalanced(where, region.begin, number, "comes twice without ### " + region.end);
        }
        begunAt = number;
        if (region == Region.SOLUTION) {
          kept.add(indentOf(line) + stub);
        }
      } else if (line.contains(region.end)) {
        if (begunAt == 0) {
          throw unbalanced(where, region.end, number, "comes without ### " + region.begin);
        }
        begunAt = 0;
      } else if (begunAt == 0) {
        kept.add(line);
      }
    }
    if (begunAt > 0) {
      throw unbalanced(where, region.begin, begunAt, "has no ### " + region.end + " below it");
    }
    return String.join("\n", kept);
  }

  private static String indentOf(String line) {
    return line.substring(0, line.length() - line.stripLeading().length());
  }

  private static InvalidNotebook unbalanced(String where, String mark, int line, String how) {
    return new InvalidNotebook(
        String.format(Locale.ROOT, "%s, line %d: ### %s %s", where, line, mark, how));
  }
}
