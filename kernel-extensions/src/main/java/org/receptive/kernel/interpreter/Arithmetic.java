package org.receptive.kernel.interpreter;

/** Arithmetic on promoted numbers, in their boxes. */
final class Arithmetic {
  private Arithmetic() {}

  /** What a sign between two numbers does. It is chosen once, and not again in every round. */
  @FunctionalInterface
  interface Operation {
    Object of(Object x, Object y);
  }

  /**
   * Returns what {@code x sign y} is for values of a type: one of int, long, float and double.
   *
   * @throws NotPlain if the sign does not go with that type
   */
  static Operation operation(Class<?> type, String sign) {
    if (type == int.class) {
      return onInts(sign);
    } else if (type == long.class) {
      return onLongs(sign);
    }
    return type == float.class ? onFloats(sign) : onDoubles(sign);
  }

  private static Operation onInts(String sign) {
    return switch (sign) {
      case "+" -> (x, y) -> (int) x + (int) y;
      case "-" -> (x, y) -> (int) x - (int) y;
      case "*" -> (x, y) -> (int) x * (int) y;
      case "/" -> (x, y) -> (int) x / (int) y;
      case "%" -> (x, y) -> (int) x % (int) y;
      case "&" -> (x, y) -> (int) x & (int) y;
      case "|" -> (x, y) -> (int) x | (int) y;
      case "^" -> (x, y) -> (int) x ^ (int) y;
      case "<" -> (x, y) -> (int) x < (int) y;
      case ">" -> (x, y) -> (int) x > (int) y;
      case "<=" -> (x, y) -> (int) x <= (int) y;
      case ">=" -> (x, y) -> (int) x >= (int) y;
      case "==" -> (x, y) -> (int) x == (int) y;
      default -> throw new NotPlain("the sign " + sign);
    };
  }

  private static Operation onLongs(String sign) {
    return switch (sign) {
      case "+" -> (x, y) -> (long) x + (long) y;
      case "-" -> (x, y) -> (long) x - (long) y;
      case "*" -> (x, y) -> (long) x * (long) y;
      case "/" -> (x, y) -> (long) x / (long) y;
      case "%" -> (x, y) -> (long) x % (long) y;
      case "&" -> (x, y) -> (long) x & (long) y;
      case "|" -> (x, y) -> (long) x | (long) y;
      case "^" -> (x, y) -> (long) x ^ (long) y;
      case "<" -> (x, y) -> (long) x < (long) y;
      case ">" -> (x, y) -> (long) x > (long) y;
      case "<=" -> (x, y) -> (long) x <= (long) y;
      case ">=" -> (x, y) -> (long) x >= (long) y;
      case "==" -> (x, y) -> (long) x == (long) y;
      default -> throw new NotPlain("the sign " + sign);
    };
  }

  private static Operation onFloats(String sign) {
    return switch (sign) {
      case "+" -> (x, y) -> (float) x + (float) y;
      case "-" -> (x, y) -> (float) x - (float) y;
      case "*" -> (x, y) -> (float) x * (float) y;
      case "/" -> (x, y) -> (float) x / (float) y;
      case "%" -> (x, y) -> (float) x % (float) y;
      case "<" -> (x, y) -> (float) x < (float) y;
      case ">" -> (x, y) -> (float) x > (float) y;
      case "<=" -> (x, y) -> (float) x <= (float) y;
      case ">=" -> (x, y) -> (float) x >= (float) y;
      case "==" -> (x, y) -> (float) x == (float) y;
      default -> throw new NotPlain("the sign " + sign);
    };
  }

  private static Operation onDoubles(String sign) {
    return switch (sign) {
      case "+" -> (x, y) -> (double) x + (double) y;
      case "-" -> (x, y) -> (double) x - (double) y;
      case "*" -> (x, y) -> (double) x * (double) y;
      case "/" -> (x, y) -> (double) x / (double) y;
      case "%" -> (x, y) -> (double) x % (double) y;
      case "<" -> (x, y) -> (double) x < (double) y;
      case ">" -> (x, y) -> (double) x > (double) y;
      case "<=" -> (x, y) -> (double) x <= (double) y;
      case ">=" -> (x, y) -> (double) x >= (double) y;
      case "==" -> (x, y) -> (double) x == (double) y;
      default -> throw new NotPlain("the sign " + sign);
    };
  }

  static Object negative(Object value) {
    if (value instanceof Integer i) {
      return -i;
    } else if (value instanceof Long l) {
      return -l;
    }
    return value instanceof Float f ? (Object) (-f) : (Object) (-(double) value);
  }

  static int shift(int value, String sign, int places) {
    return switch (sign) {
      case "<<" -> value << places;
      case ">>" -> value >> places;
      default -> value >>> places;
    };
  }

  static long shift(long value, String sign, int places) {
    return switch (sign) {
      case "<<" -> value << places;
      case ">>" -> value >> places;
      default -> value >>> places;
    };
  }
}
