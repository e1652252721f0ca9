package org.receptive.kernel.evaluation;

/** The few terminal colours that front ends show in tracebacks. */
final class Ansi {
  private static final String RESET = "\u001b[0m";

  private Ansi() {}

  static String red(String text) {
    return "\u001b[0;31m" + text + RESET;
  }

  static String green(String text) {
    return "\u001b[0;32m" + text + RESET;
  }

  static String blue(String text) {
    return "\u001b[0;34m" + text + RESET;
  }

  static String bold(String text) {
    return "\u001b[1m" + text + RESET;
  }
}
