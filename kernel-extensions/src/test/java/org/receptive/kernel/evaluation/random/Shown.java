package org.receptive.kernel.evaluation.random;

import java.util.Arrays;

/**
 * What a cell shows: the static type of its value, of which the choice of the overload tells, and
 * the value.
 */
public record Shown(String type, Object value) {
  public static Shown of(boolean x) {
    return new Shown("boolean", x);
  }

  public static Shown of(byte x) {
    return new Shown("byte", x);
  }

  public static Shown of(short x) {
    return new Shown("short", x);
  }

  public static Shown of(char x) {
    return new Shown("char", x);
  }

  public static Shown of(int x) {
    return new Shown("int", x);
  }

  public static Shown of(long x) {
    return new Shown("long", x);
  }

  public static Shown of(float x) {
    return new Shown("float", x);
  }

  public static Shown of(double x) {
    return new Shown("double", x);
  }

  public static Shown of(Object x) {
    return new Shown("java.lang.Object", x);
  }

  public static Shown of(String x) {
    return new Shown("java.lang.String", x);
  }

  public static Shown of(Boolean x) {
    return new Shown("java.lang.Boolean", x);
  }

  public static Shown of(Character x) {
    return new Shown("java.lang.Character", x);
  }

  public static Shown of(Integer x) {
    return new Shown("java.lang.Integer", x);
  }

  public static Shown of(Long x) {
    return new Shown("java.lang.Long", x);
  }

  public static Shown of(Double x) {
    return new Shown("java.lang.Double", x);
  }

  public static Shown of(StringBuilder x) {
    return new Shown("java.lang.StringBuilder", x);
  }

  public static Shown of(Tally x) {
    return new Shown(Tally.class.getName(), x);
  }

  public static Shown of(int[] x) {
    return new Shown("int[]", x);
  }

  public static Shown of(String[] x) {
    return new Shown("java.lang.String[]", x);
  }

  public static Shown of(double[] x) {
    return new Shown("double[]", x);
  }

  public static Shown of(Integer[] x) {
    return new Shown("java.lang.Integer[]", x);
  }

  public static Shown of(Object[] x) {
    return new Shown("java.lang.Object[]", x);
  }

  /** Returns a value as a text without addresses. */
  static String text(Object value) {
    return value instanceof Object[] array
        ? Arrays.stream(array).map(Shown::text).toList().toString()
        : value instanceof int[] a
            ? Arrays.toString(a)
            : value instanceof double[] a
                ? Arrays.toString(a)
                : value instanceof long[] a
                    ? Arrays.toString(a)
                    : value == null ? "null" : value.getClass().getSimpleName() + " " + value;
  }

  @Override
  public String toString() {
    return type + ": " + text(value);
  }
}
