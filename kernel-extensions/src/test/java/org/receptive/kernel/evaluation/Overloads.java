package org.receptive.kernel.evaluation;

import java.util.Arrays;

/**
 * Overloaded methods that say which of them was called: a mirror of an expression's static type.
 */
public final class Overloads {
  private Overloads() {}

  // One for each primitive type, so that no argument has to be widened.

  public static String kind(boolean x) {
    return "boolean " + x;
  }

  public static String kind(byte x) {
    return "byte " + x;
  }

  public static String kind(short x) {
    return "short " + x;
  }

  public static String kind(char x) {
    return "char " + (int) x;
  }

  public static String kind(int x) {
    return "int " + x;
  }

  public static String kind(long x) {
    return "long " + x;
  }

  public static String kind(float x) {
    return "float " + x;
  }

  public static String kind(double x) {
    return "double " + x;
  }

  public static String kind(String x) {
    return "String " + x;
  }

  public static String kind(Integer x) {
    return "Integer " + x;
  }

  public static String kind(Number x) {
    return "Number " + x;
  }

  public static String kind(Object x) {
    return "Object " + x;
  }

  // Few, so that arguments are widened, boxed or gathered.

  public static String few(long x) {
    return "long " + x;
  }

  public static String few(double x) {
    return "double " + x;
  }

  public static String few(Integer x) {
    return "Integer " + x;
  }

  public static String few(Object x) {
    return "Object " + x;
  }

  public static String two(int x, double y) {
    return "int, double " + x + " " + y;
  }

  public static String two(double x, int y) {
    return "double, int " + x + " " + y;
  }

  public static String two(Object x, Object y) {
    return "Object, Object " + x + " " + y;
  }

  public static String two(long x, Number y) {
    return "long, Number " + x + " " + y;
  }

  public static String many(int... x) {
    return "int... " + Arrays.toString(x);
  }

  public static String many(double first, double... x) {
    return "double, double... " + first + Arrays.toString(x);
  }

  public static String many(Object... x) {
    return "Object... " + Arrays.toString(x);
  }

  public static String many(String x) {
    return "String " + x;
  }
}
