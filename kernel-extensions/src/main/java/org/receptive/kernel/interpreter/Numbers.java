package org.receptive.kernel.interpreter;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Numbers as they are written (JLS 3.10): decimal and hexadecimal whole ones, decimal fractions.
 */
final class Numbers {
  private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9](_*[0-9])*)[lL]?");
  private static final Pattern HEXADECIMAL =
      Pattern.compile("0[xX][0-9a-fA-F](_*[0-9a-fA-F])*[lL]?");
  private static final Pattern FRACTION =
      Pattern.compile(
          "-?([0-9](_*[0-9])*\\.?([0-9](_*[0-9])*)?|\\.[0-9](_*[0-9])*)([eE][+-]?[0-9]+)?[fFdD]?");

  private Numbers() {}

  /**
   * Returns a number.
   *
   * @param text as it is written, with a minus sign that stands before it
   * @throws NotPlain if it is out of range or written in another way
   */
  static Expression.Literal literal(String text, int line) {
    String digits = text.replace("_", "").toLowerCase(Locale.ROOT);
    try {
      if (WHOLE.matcher(text).matches()) {
        return digits.endsWith("l")
            ? of(Long.parseLong(digits.substring(0, digits.length() - 1)), long.class, line)
            : of(Integer.parseInt(digits), int.class, line);
      }
      if (HEXADECIMAL.matcher(text).matches()) {
        return digits.endsWith("l")
            ? of(
                Long.parseUnsignedLong(digits.substring(2, digits.length() - 1), 16),
                long.class,
                line)
            : of(Integer.parseUnsignedInt(digits.substring(2), 16), int.class, line);
      }
    } catch (NumberFormatException e) {
      throw new NotPlain("a number out of range");
    }
    if (!FRACTION.matcher(text).matches() || digits.matches("-?0[0-9]+")) {
      throw new NotPlain("the number " + text);
    }
    return fraction(digits, line);
  }

  private static Expression.Literal fraction(String digits, int line) {
    boolean single = digits.endsWith("f");
    double value = single ? Float.parseFloat(digits) : Double.parseDouble(digits);
    boolean zero = digits.replaceFirst("[ed].*|e.*", "").matches("[-.0f]*");
    if (Double.isInfinite(value) || value == 0 && !zero) {
      throw new NotPlain("a number out of range");
    }
    return single ? of(Float.parseFloat(digits), float.class, line) : of(value, double.class, line);
  }

  private static Expression.Literal of(Object value, Class<?> type, int line) {
    return new Expression.Literal(Optional.of(value), type, line);
  }
}
