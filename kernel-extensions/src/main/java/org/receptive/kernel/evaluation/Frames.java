package org.receptive.kernel.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The lines of a stack trace, each repetition said once: a recursion without end fills the stack
 * with a thousand times the same lines.
 */
final class Frames {
  /** Methods that call each other in turn; longer circles are rare, and are cut. */
  private static final int LONGEST_CIRCLE = 6;

  /** Twice may be by chance. */
  private static final int ROUNDS = 3;

  private static final int HEAD = 40;
  private static final int TAIL = 10;

  private Frames() {}

  /** Returns lines without their repetitions, and only first and last of what is still long. */
  static List<String> shortened(List<String> lines) {
    List<String> folded = new ArrayList<>();
    for (int i = 0; i < lines.size(); ) {
      int length = circleAt(lines, i);
      int rounds = length == 0 ? 1 : rounds(lines, i, length);
      int block = Math.max(1, length);
      folded.addAll(lines.subList(i, i + block));
      if (rounds > 1) {
        folded.add(
            String.format(
                Locale.ROOT,
                "    ... and %,d times again %s",
                rounds - 1,
                block == 1 ? "there" : "through these " + block + " lines"));
      }
      i += rounds * block;
    }
    return cut(folded);
  }

  private static List<String> cut(List<String> lines) {
    int missing = lines.size() - HEAD - TAIL;
    if (missing <= 1) {
      return lines;
    }
    List<String> shown = new ArrayList<>(lines.subList(0, HEAD));
    shown.add(String.format(Locale.ROOT, "    ... %,d lines", missing));
    shown.addAll(lines.subList(lines.size() - TAIL, lines.size()));
    return shown;
  }

  /** Returns the length of the shortest circle that begins at a line; 0 if none does. */
  private static int circleAt(List<String> lines, int from) {
    for (int length = 1; length <= LONGEST_CIRCLE; length++) {
      if (rounds(lines, from, length) >= ROUNDS) {
        return length;
      }
    }
    return 0;
  }

  private static int rounds(List<String> lines, int from, int length) {
    int end = from + length;
    while (end < lines.size() && lines.get(end).equals(lines.get(end - length))) {
      end++;
    }
    return (end - from) / length;
  }
}
