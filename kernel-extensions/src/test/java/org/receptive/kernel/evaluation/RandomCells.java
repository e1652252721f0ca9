package org.receptive.kernel.evaluation;

import java.util.List;
import java.util.Random;

/** Random cells of one line: variables of many types, an expression, and what became of both. */
final class RandomCells {
  private static final List<String> NUMBERS =
      List.of(
          "b", "s", "c", "i", "l", "f", "d", "boxedInt", "boxedLong", "boxedDouble", "boxedChar");
  private static final List<String> CASTS =
      List.of("byte", "short", "char", "int", "long", "float", "double");
  private static final List<String> LITERALS =
      List.of(
          "0",
          "1",
          "-1",
          "7",
          "31",
          "127",
          "128",
          "0x7fffffff",
          "1_000",
          "5L",
          "0L",
          "-3L",
          "0.5",
          "2f",
          "1e9",
          "0.1f",
          "'a'",
          "'\\n'",
          "3.0",
          "0b101",
          "0xFFL");
  private static final List<String> STRINGS = List.of("\"\"", "\"x\"", "t", "none");
  private static final List<String> ARITHMETIC =
      List.of("+", "-", "*", "/", "%", "&", "|", "^", "<<", ">>", ">>>");
  private static final List<String> COMPARISONS = List.of("<", "<=", ">", ">=", "==", "!=");
  private static final List<String> LOGIC = List.of("&&", "||", "&", "|", "^", "==", "!=");

  private final Random random;

  RandomCells(long seed) {
    this.random = new Random(seed);
  }

  /** The statements of a cell, and the expression that is its value. */
  record RandomCell(String statements, String value) {}

  RandomCell next() {
    String variables =
        "boolean z = %b; byte b = (byte) %d; short s = (short) %d; char c = (char) %d; int i = %d; long l = %dL; float f = %sf; double d = %s; "
                .formatted(
                    random.nextBoolean(),
                    random.nextInt(-128, 128),
                    random.nextInt(-300, 300),
                    random.nextInt(40, 130),
                    random.nextInt(8) == 0 ? random.nextInt() : random.nextInt(-9, 10),
                    random.nextInt(8) == 0 ? random.nextLong() : random.nextInt(-9, 10),
                    random.nextInt(-40, 40) / 4f,
                    random.nextInt(-40, 40) / 8.0)
            + "Integer boxedInt = %d; Long boxedLong = %dL; Double boxedDouble = %s; Character boxedChar = 'q'; Boolean boxedTruth = %b; String t = \"t%d\"; String none = null; int[] a = {%d, 5, -2}; "
                .formatted(
                    random.nextInt(-200, 200),
                    random.nextInt(-200, 200),
                    random.nextInt(-9, 9) / 2.0,
                    random.nextBoolean(),
                    random.nextInt(5),
                    random.nextInt(100));
    String change = random.nextInt(3) == 0 ? assignment(2) + "; " : "";
    String loop = random.nextInt(5) == 0 ? loop() : "";
    String call =
        switch (random.nextInt(6)) {
          case 0 -> "few(" + any(3) + ")";
          case 1 -> "two(" + any(2) + ", " + any(2) + ")";
          case 2 -> "many(" + any(2) + (random.nextBoolean() ? ", " + any(2) : "") + ")";
          default -> "kind(" + any(4) + ")";
        };
    return new RandomCell(
        variables + change + loop,
        Overloads.class.getName()
            + "."
            + call
            + " + \";\" + z + b + \";\" + s + \";\" + (int) c + \";\" + i + \";\" + l + \";\" + f +"
            + " \";\" + d + \";\" + boxedInt + boxedLong + boxedDouble + t + a[0] + \",\" + a[1]");
  }

  private String loop() {
    String body =
        random.nextBoolean() ? assignment(1) + ";" : "if (" + truth(1) + ") " + assignment(1) + ";";
    return switch (random.nextInt(3)) {
      case 0 -> "for (int k = 0; k < %d; k++) { %s i += k; } ".formatted(random.nextInt(6), body);
      case 1 -> "for (int n : a) { %s l += n; } ".formatted(body);
      default -> "for (long k = 9; k > 0; k -= 2) %s ".formatted(body);
    };
  }

  private <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private String any(int depth) {
    return switch (random.nextInt(10)) {
      case 0, 1 -> truth(depth);
      case 2 -> text(depth);
      default -> number(depth);
    };
  }

  /** Rarely, what the place does not want: the compiler has to refuse it, too. */
  private String wild(int depth) {
    return random.nextBoolean() ? truth(depth) : text(depth);
  }

  private String number(int depth) {
    if (random.nextInt(60) == 0) {
      return wild(depth - 1);
    }
    if (depth <= 0) {
      return random.nextBoolean() ? of(NUMBERS) : of(LITERALS);
    }
    return switch (random.nextInt(14)) {
      case 0 -> of(NUMBERS);
      case 1 -> "(" + of(CASTS) + ") " + factor(depth - 1);
      case 2 -> of(List.of("-", "+", "~")) + " " + factor(depth - 1);
      case 3 ->
          "(" + truth(depth - 1) + " ? " + number(depth - 1) + " : " + number(depth - 1) + ")";
      case 4 -> "(" + assignment(depth - 1) + ")";
      case 5 -> of(NUMBERS) + of(List.of("++", "--"));
      case 6 -> of(List.of("++", "--")) + of(NUMBERS);
      case 7 ->
          "Math."
              + of(List.of("max", "min"))
              + "("
              + number(depth - 1)
              + ", "
              + number(depth - 1)
              + ")";
      case 8 -> "Math.abs(" + number(depth - 1) + ")";
      case 9 ->
          of(
              List.of(
                  "t.length()",
                  "a.length",
                  "a[1]",
                  "boxedInt.intValue()",
                  "a[i & 1]++",
                  "none.length()"));
      default -> factor(depth - 1) + " " + of(ARITHMETIC) + " " + factor(depth - 1);
    };
  }

  private String factor(int depth) {
    String inner = number(depth);
    return random.nextInt(3) == 0 ? inner : "(" + inner + ")";
  }

  private String assignment(int depth) {
    String operator = random.nextBoolean() ? "=" : of(ARITHMETIC) + "=";
    return switch (random.nextInt(8)) {
      case 0 -> "t " + of(List.of("=", "+=")) + " " + text(depth);
      case 1 -> "z " + of(List.of("=", "&=", "|=", "^=")) + " " + truth(depth);
      case 2 -> "a[" + of(List.of("0", "1", "i", "b & 1")) + "] " + operator + " " + number(depth);
      default -> of(NUMBERS) + " " + operator + " " + number(depth);
    };
  }

  private String truth(int depth) {
    if (random.nextInt(60) == 0) {
      return number(depth - 1);
    }
    if (depth <= 0) {
      return of(List.of("z", "true", "false", "boxedTruth"));
    }
    return switch (random.nextInt(6)) {
      case 0 -> "!(" + truth(depth - 1) + ")";
      case 1 -> "(" + truth(depth - 1) + ") " + of(LOGIC) + " (" + truth(depth - 1) + ")";
      case 2 -> "t.equals(" + any(depth - 1) + ")";
      default -> factor(depth - 1) + " " + of(COMPARISONS) + " " + factor(depth - 1);
    };
  }

  private String text(int depth) {
    if (depth <= 0) {
      return of(STRINGS);
    }
    return switch (random.nextInt(5)) {
      case 0 -> "String.valueOf(" + any(depth - 1) + ")";
      case 1 -> "(" + truth(depth - 1) + " ? " + text(depth - 1) + " : " + any(depth - 1) + ")";
      case 2 -> any(depth - 1) + " + " + of(STRINGS);
      default -> of(STRINGS) + " + " + any(depth - 1);
    };
  }
}
