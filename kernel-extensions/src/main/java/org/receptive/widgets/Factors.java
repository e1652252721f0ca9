package org.receptive.widgets;

/**
 * The places of a logarithmic slider, whose steps are factors. A page keeps exponents and raises
 * them again: the last digits of what comes back are others.
 */
final class Factors {
  private static final int STEPS = 100;
  private static final double ROUNDING = 1e-9;

  private Factors() {}

  /** About a hundredth of the way from {@code min} to {@code max}; steps lead to {@code first}. */
  static double step(double min, double max, double first) {
    double whole = Math.log10(max) - Math.log10(min);
    double part = Math.log10(first) - Math.log10(min);
    if (!(whole > 0)) {
      return 1.0 / STEPS;
    }
    long steps = Math.round(STEPS * part / whole);
    return steps == 0 ? (part > 0 ? part : whole / STEPS) : part / steps;
  }

  /** The known number that a value stands for, or the value itself. */
  static double exact(double value, double... known) {
    for (double number : known) {
      if (Math.abs(value - number) <= ROUNDING * Math.abs(number)) {
        return number;
      }
    }
    return value;
  }
}
