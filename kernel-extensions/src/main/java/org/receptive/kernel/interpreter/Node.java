package org.receptive.kernel.interpreter;

import java.util.Optional;
import java.util.function.IntFunction;

/**
 * An expression that has been understood.
 *
 * @param type what the compiler would say of it
 * @param constant whether it is a constant expression
 * @param source where its value comes from, for messages on null
 * @param code computes its value
 */
record Node(StaticType type, Constancy constant, Optional<Nulls.Source> source, Code code) {
  /** Computes a value; numbers and truth values are in their boxes. */
  @FunctionalInterface
  interface Code {
    Object run(Position position) throws Throwable;
  }

  /** The line of the cell on which something may fail right now. */
  static final class Position {
    private final IntFunction<StackTraceElement> frames;
    private int line;

    /**
     * A position within a statement.
     *
     * @param frames what stands for a line in the stack traces of exceptions
     */
    Position(int line, IntFunction<StackTraceElement> frames) {
      this.line = line;
      this.frames = frames;
    }

    /** A position where no exception is made. */
    static Position nowhere() {
      return new Position(
          0,
          line -> {
            throw new IllegalStateException("an exception is made outside of any statement");
          });
    }

    /** Returns what stands for this line in stack traces. */
    StackTraceElement frame() {
      return frames.apply(line);
    }

    int line() {
      return line;
    }

    void at(int line) {
      this.line = line;
    }
  }

  static Node of(Class<?> type, Code code) {
    return of(new StaticType(type), code);
  }

  static Node of(StaticType type, Code code) {
    return new Node(type, Constancy.NO, Optional.empty(), code);
  }

  static Node constant(Class<?> type, Constancy constant, Code code) {
    return new Node(new StaticType(type), constant, Optional.empty(), code);
  }

  Node from(Nulls.Source source) {
    return new Node(type, constant, Optional.of(source), code);
  }

  Class<?> erased() {
    return type.erased();
  }

  boolean isConstant() {
    return constant == Constancy.YES;
  }

  /** The same value as another type has it; see {@link Types#isConvertible}. */
  Code as(Class<?> to, int line) {
    Class<?> from = erased();
    Code inner = code;
    if (from == to || !to.isPrimitive() && !from.isPrimitive()) {
      return inner;
    }
    if (!to.isPrimitive()) {
      return position -> Types.box(inner.run(position));
    }
    if (from.isPrimitive()) {
      return position -> Types.convert(inner.run(position), to);
    }
    String message = Nulls.unboxing(from, source);
    return position -> Types.convert(Nulls.check(inner.run(position), message, position, line), to);
  }
}
