package org.receptive.kernel.scope;

/**
 * How much text of one cell is shown. One number says it: the lines from the first on, each counted
 * with {@value #CHARS_PER_LINE} characters; of the last lines, a tenth of that.
 *
 * @param headLines lines shown as they are printed
 * @param headChars characters shown as they are printed
 * @param tailLines lines shown when the cell is done
 * @param tailChars characters shown when the cell is done
 */
record OutputBounds(long headLines, long headChars, int tailLines, int tailChars) {
  /** The system property that sets the number of lines; {@value #OFF} for no bound. */
  static final String PROPERTY = "receptive.output.limit";

  static final String OFF = "off";

  /** What a page takes in about a second. */
  static final int LINES = 10_000;

  private static final int CHARS_PER_LINE = 100;
  private static final int TEN = 10;

  /** The bounds for a number of lines. */
  static OutputBounds ofLines(int lines) {
    int tail = Math.max(1, lines / TEN);
    return new OutputBounds(lines, (long) lines * CHARS_PER_LINE, tail, tail * CHARS_PER_LINE);
  }

  /** Returns a round number of lines that shows so much. */
  long linesFor(long lines, long chars) {
    long needed = Math.max(lines, chars / CHARS_PER_LINE) + 1;
    long unit = 1;
    while (unit * TEN <= needed) {
      unit *= TEN;
    }
    return Math.ceilDiv(needed, unit) * unit;
  }

  /** The bounds that hold now: a cell may set them for those that follow. */
  static OutputBounds current() {
    String wanted = System.getProperty(PROPERTY, "");
    if (wanted.equals(OFF)) {
      return new OutputBounds(Long.MAX_VALUE, Long.MAX_VALUE, 1, 1);
    }
    try {
      return wanted.isEmpty() ? ofLines(LINES) : ofLines(Math.max(1, Integer.parseInt(wanted)));
    } catch (NumberFormatException e) {
      // To fail here would be to fail in somebody's println; the cut itself says what is expected.
      return ofLines(LINES);
    }
  }
}
