package org.receptive.kernel.interpreter;

/**
 * An expression that has been understood.
 *
 * @param type what the compiler would say of it
 * @param constant whether it is a constant expression (JLS 15.29)
 * @param code computes its value
 */
record Node(StaticType type, boolean constant, Code code) {
  /** Computes a value; numbers and truth values are in their boxes. */
  @FunctionalInterface
  interface Code {
    Object run(Position position) throws Throwable;
  }

  /** The line of the cell on which something may fail right now. */
  static final class Position {
    private int line;

    Position(int line) {
      this.line = line;
    }

    int line() {
      return line;
    }

    void at(int line) {
      this.line = line;
    }
  }

  static Node of(Class<?> type, Code code) {
    return new Node(new StaticType(type), false, code);
  }

  Class<?> erased() {
    return type.erased();
  }

  /** The same value as another type has it; see {@link Types#isConvertible}. */
  Code as(Class<?> to, int line) {
    if (erased() == to || !to.isPrimitive() && !erased().isPrimitive()) {
      return code;
    }
    if (!to.isPrimitive()) {
      return code; // Boxing: values are in their boxes already.
    }
    Code inner = code;
    Class<?> from = erased();
    return position -> {
      Object value = inner.run(position);
      if (value == null) {
        position.at(line);
        throw new NullPointerException(
            "Cannot invoke \"%s.%sValue()\" because the value is null"
                .formatted(from.getName(), Types.unboxed(from).getName()));
      }
      return Types.convert(value, to);
    };
  }
}
