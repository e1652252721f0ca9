package org.receptive.kernel.evaluation;

/** The protocol counts code points, Java counts UTF-16 units. */
final class CodePoints {
  private CodePoints() {}

  static int toUnits(String text, int points) {
    int bounded = Math.clamp(points, 0, text.codePointCount(0, text.length()));
    return text.offsetByCodePoints(0, bounded);
  }

  static int toPoints(String text, int units) {
    return text.codePointCount(0, units);
  }
}
