package org.receptive.kernel.interpreter;

/** Arithmetic on promoted numbers, in their boxes. */
final class Arithmetic {
  private Arithmetic() {}

  /** Returns {@code x sign y}; both are of the given type, one of int, long, float and double. */
  static Object of(Class<?> type, Object x, String sign, Object y) {
    if (type == int.class) {
      return of((int) x, sign, (int) y);
    } else if (type == long.class) {
      return of((long) x, sign, (long) y);
    } else if (type == float.class) {
      return of((float) x, sign, (float) y);
    }
    return of((double) x, sign, (double) y);
  }

  private static Object of(int x, String sign, int y) {
    return switch (sign) {
      case "+" -> x + y;
      case "-" -> x - y;
      case "*" -> x * y;
      case "/" -> x / y;
      case "%" -> x % y;
      case "&" -> x & y;
      case "|" -> x | y;
      case "^" -> x ^ y;
      default -> compared(Integer.compare(x, y), sign);
    };
  }

  private static Object of(long x, String sign, long y) {
    return switch (sign) {
      case "+" -> x + y;
      case "-" -> x - y;
      case "*" -> x * y;
      case "/" -> x / y;
      case "%" -> x % y;
      case "&" -> x & y;
      case "|" -> x | y;
      case "^" -> x ^ y;
      default -> compared(Long.compare(x, y), sign);
    };
  }

  private static Object of(float x, String sign, float y) {
    return switch (sign) {
      case "+" -> x + y;
      case "-" -> x - y;
      case "*" -> x * y;
      case "/" -> x / y;
      case "%" -> x % y;
      default -> compared((double) x, sign, (double) y);
    };
  }

  private static Object of(double x, String sign, double y) {
    return switch (sign) {
      case "+" -> x + y;
      case "-" -> x - y;
      case "*" -> x * y;
      case "/" -> x / y;
      case "%" -> x % y;
      default -> compared(x, sign, y);
    };
  }

  private static boolean compared(int order, String sign) {
    return switch (sign) {
      case "<" -> order < 0;
      case ">" -> order > 0;
      case "<=" -> order <= 0;
      case ">=" -> order >= 0;
      case "==" -> order == 0;
      default -> throw new NotPlain("the sign " + sign);
    };
  }

  /** Written out, for {@link Double#compare} puts an order on NaN and the two zeros. */
  private static boolean compared(double x, String sign, double y) {
    return switch (sign) {
      case "<" -> x < y;
      case ">" -> x > y;
      case "<=" -> x <= y;
      case ">=" -> x >= y;
      case "==" -> x == y;
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
