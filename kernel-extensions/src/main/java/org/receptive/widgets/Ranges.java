package org.receptive.widgets;

/** Checks the numbers that a control is made with, for mistakes that would show much later. */
final class Ranges {
  private Ranges() {}

  static void check(String label, double min, double max, double initial, double step) {
    if (!(min <= max)) {
      throw new IllegalArgumentException(
          "%s: the range from %s to %s is empty; the smaller number comes first"
              .formatted(label, plain(min), plain(max)));
    }
    if (!(initial >= min && initial <= max)) {
      throw new IllegalArgumentException(
          "%s: the initial value %s is outside %s to %s"
              .formatted(label, plain(initial), plain(min), plain(max)));
    }
    if (!(step > 0)) {
      throw new IllegalArgumentException(
          "%s: the step is %s; it must be above 0".formatted(label, plain(step)));
    }
  }

  /** The d3 format that shows as many decimals as the step has, four at most. */
  static String format(double step) {
    int decimals = Math.clamp((long) Math.ceil(-Math.log10(step) - 1e-9), 0, 4);
    return "." + decimals + "f";
  }

  /** A number as people write it: whole ones without a fraction. */
  static String plain(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }
}
