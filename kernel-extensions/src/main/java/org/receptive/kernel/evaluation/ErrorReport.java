package org.receptive.kernel.evaluation;

import java.util.List;

/**
 * Why a cell failed, in the three forms that the protocol asks for.
 *
 * @param ename short name of the error
 * @param evalue one line
 * @param traceback lines to show, with ANSI colours
 */
public record ErrorReport(String ename, String evalue, List<String> traceback) {
  /** Keeps its own list of lines. */
  public ErrorReport {
    traceback = List.copyOf(traceback);
  }

  /** A failure that a sentence explains. */
  public static ErrorReport of(String ename, String evalue) {
    return new ErrorReport(ename, evalue, List.of(Ansi.red(ename) + ": " + evalue));
  }

  /** The first line of the message alone, for a failure of which a picture has told the rest. */
  public ErrorReport inOneLine() {
    String line = evalue.lines().findFirst().orElse(ename);
    return new ErrorReport(ename, line, List.of(line));
  }
}
