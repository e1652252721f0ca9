package org.receptive.kernel.interpreter;

import java.util.Objects;
import java.util.Set;

/** The signs of Java and what they compute (JLS 15.15 to 15.24). */
final class Operators {
  private static final Set<String> SHIFTS = Set.of("<<", ">>", ">>>");
  private static final Set<String> COMPARISONS = Set.of("<", ">", "<=", ">=");
  private static final Set<String> BITS = Set.of("&", "|", "^");

  private Operators() {}

  /**
   * Returns the value of two values with a sign between them.
   *
   * @throws NotPlain if the sign does not go with their types, or only the compiler knows how
   */
  static Node binary(Node left, String sign, Node right, int line) {
    Constancy constant = left.constant().and(right.constant());
    Class<?> l = left.erased();
    Class<?> r = right.erased();
    if (sign.equals("+") && (l == String.class || r == String.class)) {
      return text(left, right, constant);
    }
    if (sign.equals("&&") || sign.equals("||")) {
      return shortCircuit(left, sign.equals("&&"), right, line, constant);
    }
    if (sign.equals("==") || sign.equals("!=")) {
      return equality(left, sign.equals("=="), right, line, constant);
    }
    if (BITS.contains(sign) && isTruth(l) && isTruth(r)) {
      Node.Code a = left.as(boolean.class, line);
      Node.Code b = right.as(boolean.class, line);
      return Node.constant(
          boolean.class, constant, p -> truth((boolean) a.run(p), sign, (boolean) b.run(p)));
    }
    boolean whole = BITS.contains(sign) || SHIFTS.contains(sign);
    requireNumbers(l, r, whole);
    if (SHIFTS.contains(sign)) {
      return shift(left, sign, right, line, constant);
    }
    Class<?> type = Types.promoted(l, r);
    Node.Code a = left.as(type, line);
    Node.Code b = right.as(type, line);
    Class<?> result = COMPARISONS.contains(sign) ? boolean.class : type;
    Arithmetic.Operation operation = Arithmetic.operation(type, sign);
    return Node.constant(
        result,
        constant,
        position -> {
          Object x = a.run(position);
          Object y = b.run(position);
          position.at(line);
          return operation.of(x, y);
        });
  }

  private static boolean isTruth(Class<?> type) {
    return Types.unboxed(type) == boolean.class;
  }

  private static void requireNumbers(Class<?> left, Class<?> right, boolean whole) {
    boolean fit =
        whole
            ? Types.isIntegral(left) && Types.isIntegral(right)
            : Types.isNumeric(left) && Types.isNumeric(right);
    if (!fit) {
      throw new NotPlain("numbers expected");
    }
  }

  private static boolean truth(boolean left, String sign, boolean right) {
    return switch (sign) {
      case "&" -> left && right; // Both have been computed already.
      case "|" -> left || right;
      default -> left != right;
    };
  }

  /** Constant texts are interned, as the compiler's are; all others are new objects. */
  private static Node text(Node left, Node right, Constancy constant) {
    if (left.erased() == void.class || right.erased() == void.class) {
      throw new NotPlain("a text of nothing");
    }
    if (constant == Constancy.PERHAPS) {
      throw new NotPlain("a text that may be interned");
    }
    Node.Code a = left.code();
    Node.Code b = right.code();
    if (constant == Constancy.YES) {
      return Node.constant(
          String.class, constant, p -> text(a.run(p)).concat(text(b.run(p))).intern());
    }
    return Node.of(
        String.class,
        position -> {
          String first = text(a.run(position));
          String second = text(b.run(position));
          return second.isEmpty() ? new String(first) : first.concat(second);
        });
  }

  /** The text of an object is made before the next operand runs, which may change it. */
  private static String text(Object value) {
    if (value instanceof String text) {
      return text;
    }
    return Objects.requireNonNullElse(String.valueOf(value), "null"); // What toString() gave.
  }

  private static Node shortCircuit(
      Node left, boolean and, Node right, int line, Constancy constant) {
    if (!isTruth(left.erased()) || !isTruth(right.erased())) {
      throw new NotPlain("truth values expected");
    }
    Node.Code a = left.as(boolean.class, line);
    Node.Code b = right.as(boolean.class, line);
    return Node.constant(
        boolean.class, constant, p -> (boolean) a.run(p) == and ? (boolean) b.run(p) : !and);
  }

  private static Node equality(Node left, boolean equal, Node right, int line, Constancy constant) {
    Class<?> l = left.erased();
    Class<?> r = right.erased();
    boolean primitive = l.isPrimitive() || r.isPrimitive();
    boolean nothing = l == Types.Null.class || r == Types.Null.class;
    if (nothing && !primitive) {
      Node.Code a = left.code();
      Node.Code b = right.code();
      return Node.of(boolean.class, p -> (a.run(p) == b.run(p)) == equal);
    }
    if (primitive && Types.isNumeric(l) && Types.isNumeric(r)) {
      Class<?> type = Types.promoted(l, r);
      Node.Code a = left.as(type, line);
      Node.Code b = right.as(type, line);
      Arithmetic.Operation same = Arithmetic.operation(type, "==");
      return Node.constant(
          boolean.class, constant, p -> (boolean) same.of(a.run(p), b.run(p)) == equal);
    }
    if (primitive && isTruth(l) && isTruth(r)) {
      Node.Code a = left.as(boolean.class, line);
      Node.Code b = right.as(boolean.class, line);
      return Node.constant(
          boolean.class, constant, p -> ((boolean) a.run(p) == (boolean) b.run(p)) == equal);
    }
    throw new NotPlain("a comparison of objects");
  }

  private static Node shift(Node left, String sign, Node right, int line, Constancy constant) {
    Class<?> type = Types.promoted(left.erased(), left.erased());
    Class<?> distance = Types.promoted(right.erased(), right.erased());
    Node.Code a = left.as(type, line);
    Node.Code b = right.as(distance, line);
    return Node.constant(
        type,
        constant,
        p -> {
          Object value = a.run(p);
          int places = ((Number) b.run(p)).intValue();
          return value instanceof Integer i
              ? (Object) Arithmetic.shift(i, sign, places)
              : (Object) Arithmetic.shift((long) value, sign, places);
        });
  }

  /** Returns the value of a sign before a value. */
  static Node unary(String sign, Node operand, int line) {
    Class<?> type = operand.erased();
    if (sign.equals("!")) {
      if (!isTruth(type)) {
        throw new NotPlain("a truth value expected");
      }
      Node.Code code = operand.as(boolean.class, line);
      return Node.constant(boolean.class, operand.constant(), p -> !(boolean) code.run(p));
    }
    requireNumbers(type, type, sign.equals("~"));
    Class<?> promoted = Types.promoted(type, type);
    Node.Code code = operand.as(promoted, line);
    return Node.constant(
        promoted,
        operand.constant(),
        p -> {
          Object value = code.run(p);
          return switch (sign) {
            case "-" -> Arithmetic.negative(value);
            case "~" -> value instanceof Integer i ? (Object) ~i : (Object) ~(long) value;
            default -> value;
          };
        });
  }
}
