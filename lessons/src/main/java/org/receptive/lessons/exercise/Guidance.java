package org.receptive.lessons.exercise;

import java.util.List;
import java.util.Locale;
import org.receptive.lessons.card.Part;

/**
 * Help for one exercise: three hints, each saying more than the one before, then the solution.
 * Every failed attempt earns the next.
 */
final class Guidance {
  /** How many hints come before the solution. */
  static final int HINTS = 3;

  private final List<String> hints;
  private final String solution;
  private int given;

  Guidance(List<String> hints, String solution) {
    if (hints.size() != HINTS) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "An exercise has %d hints, but %d were given.", HINTS, hints.size()));
    }
    this.hints = List.copyOf(hints);
    this.solution = solution;
  }

  /** The next piece of help; the solution once the hints are used up, and then again. */
  Part.Paragraph next() {
    if (given < HINTS) {
      given++;
      return Part.paragraph(
          String.format(Locale.ROOT, "Hint %d of %d", given, HINTS), hints.get(given - 1));
    }
    return Part.paragraph("Solution", solution);
  }

  String solution() {
    return solution;
  }
}
