package org.receptive.kernel.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.receptive.kernel.interpreter.Interpreter.Outcome;

/** The interpreter beside the compiler: whatever it runs has to come out as the compiler's does. */
class PlainCellsTest {
  /** A comment with a Unicode escape is for the compiler only. */
  private static final String FOR_THE_COMPILER = "// \\u0041\n";

  private final Cells cells = new Cells();

  @AfterEach
  void close() {
    cells.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 + 1",
        "7 / 2 * 2.0",
        "-7 / 2",
        "-7 % 3",
        "1 / 3f",
        "2147483647 + 1",
        "-2147483648",
        "1L << 40",
        "1 << 33",
        "-8 >>> 28",
        "-8L >> 1",
        "0x1F & 0xF0 | 3 ^ 5",
        "1_000_000 * 3",
        "'a' + 1",
        "(char) ('a' + 1)",
        "(byte) 200",
        "(int) 3.99e10",
        "(int) -2.5f",
        "(long) 1e19",
        "(char) 65.7",
        "\"n = \" + 1 + 2",
        "1 + 2 + \" = n\"",
        "\"\" + 'c' + 1.0f + 2.0 + true + null",
        "\"a\\tb\\\"c\\\\\"",
        "!(3 > 2) || 2 >= 2 && 1 != 2",
        "true ^ false | true & false",
        "~5 + -(3) - +2",
        "0.1 + 0.2",
        "1e-3 * .5",
        "0.0 / 0 == 0.0 / 0",
        "Math.max(3, 4L)",
        "Math.abs(-2.5)",
        "Math.sqrt(2) * Math.PI",
        "Integer.parseInt(\"12\") + Integer.MAX_VALUE",
        "Integer.valueOf(5) + 1",
        "\"text\".length()",
        "\"text\".substring(1, 3).toUpperCase()",
        "\"a,b\".split(\",\").length",
        "\"x\".repeat(3).charAt(1)",
        "String.valueOf(3.0)",
        "String.valueOf('c')",
        "String.format(\"%d of %s\", 3, \"x\")",
        "new StringBuilder(\"ab\").append('c').append(1).append(2.0).toString()",
        "java.util.Locale.ROOT.toString()",
        "TimeUnit.SECONDS.toMillis(3)",
        "Path.of(\"a\", \"b\").toString()",
        "new int[] {3, 1, 2}.length",
        "new int[4].length",
        "new double[] {1, 2.5f, 'a'}[2]",
        "int n = 3; n * n",
        "int n = 3; n += 2.7; n",
        "char c = 'a'; c += 1; c",
        "byte b; b",
        "String s; s == null",
        "int n = 5; n++ + ++n",
        "int n = 5; n-- - --n",
        "String s = \"a\"; s += 1; s += 'b'; s",
        "long l = 5; l *= 2; l << 2",
        "Object o = 5; o.toString()",
        "Integer boxed = 5; boxed + 1",
        "double d = 5; d / 2",
        "int[] a = {1, 2, 3}; a[1] = 7; a[2] += a[1]; a[0] + a[1] * a[2]",
        "int[][] m = {{1, 2}, {3}}; m[1][0] + m[0].length",
        "var x = 5L; var y = x + 1; y",
        "int sum = 0; for (int i = 0; i < 10; i++) sum += i; sum",
        "int sum = 0; for (int i = 0; i < 9; i += 2) { int sq = i * i; if (sq > 9) sum += sq;"
            + " else sum--; } sum",
        "int[] a = {4, 5}; int p = 1; for (int n : a) { p *= n; } p",
        "double t = 0; float[] a = {4, 5}; for (double n : a) t += n; t",
        "long n = 0; for (long i = 0; i < 50_000; i++) { if (i % 3 == 0) n += i; } n",
        "int i = 5; for (int i2 = 0; i2 < 3; i2++) { i += i2; } i",
        "outputSize(32, 5).stride(2).value()",
        "Networks.leNet5().parameterCount()",
        "Shape.of(1, 3, 8, 8).toString()",
        "Padding.class == null",
        "\"abc\" + \"def\"",
        "10_000 * 10 == 100_000 ? 1 : 2",
        "\"a\".equals(\"a\") && \"b\".isEmpty()",
        "3 > 2 == true",
        "5 & 3 << 1",
        "1 + 2 * 3 - 4 / 2 % 3",
        "(1 + 2) * 3",
        "((3))",
        "- -3",
        "- 3 + + 4",
        "Long.MIN_VALUE",
        "(short) 70_000",
        "(float) 0.1",
        "(double) 1 / 3",
        "(Object) \"text\"",
        "System.out == null",
      })
  void whatBothRunComesOutTheSame(String cell) throws CellFailure {
    Object plain = cells.value(cell).orElse("nothing");
    String plainType = cells.typeOf("$1");
    try (Cells other = new Cells()) {
      Object compiled = other.value(FOR_THE_COMPILER + cell).orElse("nothing");
      assertEquals(compiled, plain);
      assertEquals(compiled.getClass(), plain.getClass());
      assertEquals(other.typeOf("$1"), plainType);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 + 1",
        "var numbers = new int[] {3, 1, 2};\nnumbers.length",
        "int v = 3;\nv * 2",
        "for (int i = 0; i < 10; i++) System.out.println(\"line \" + i);",
        "int[] three = {1, 2, 3};\nfor (int n : three) System.out.print(n);",
        "var lenet = Networks.leNet5();\nlenet.parameterCount()",
        "outputSize(32, 5).stride(1).padding(0)",
        "System.out.printf(\"%d%n\", 3);",
        "// a comment\nint x = 1; /* and\nanother */ x",
      })
  void whatStudentsTypeMostNeedsNoCompiler(String cell) {
    assertInstanceOf(Outcome.Finished.class, cells.interpret(cell));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "int f(int x) { return x; }",
        "record P(int x) {}",
        "import java.util.List;",
        "List.of(1, 2).size()",
        "new ArrayList<String>()",
        "Runnable r = () -> {};",
        "x -> x",
        "int a = 3.5;",
        "byte b = 1000;",
        "int undeclaredUse = missing + 1;",
        "if (true) { }",
        "while (true) { }",
        "for (;;) { }",
        "for (int i = 0; i < 3; i++) for (int j = 0; j < 3; j++) System.out.println(j);",
        "for (int i = 0; i < 3; i++) { break; }",
        "for (int i = 0; i < 3; i++) { int i = 2; }",
        "for (int i = 0; i < 3; i++) 1 + 1;",
        "%lsmagic",
        "String?",
        "1 +",
        "\"open",
        "12345678901",
        "017",
        "var n = null;",
        "final int k = 3;",
        "\"a\" == \"a\"",
        "int x = 1, y = 2;",
        "\"\".getClass()",
        "true + 1",
        "1 && true",
        "Class.forName(\"java.lang.String\")",
        "this",
        "switch (1) { default -> 2; }",
        "Map.entry(1, 2)",
        "int[] a = {1}; a.length = 2;",
        "1 + 1\n2 + 2",
      })
  void whatIsNotPlainIsLeftToTheCompiler(String cell) {
    Outcome outcome = cells.interpret(cell);
    assertTrue(
        outcome instanceof Outcome.Nothing || outcome instanceof Outcome.Partly,
        () -> cell + " -> " + outcome);
  }

  @Test
  void whatAStatementThrowsNamesItsLine() {
    CellFailure failure =
        assertThrows(
            CellFailure.class, () -> cells.value("int zero = 0;\n\nint broken =\n  1 / zero;"));
    assertEquals("ArithmeticException", failure.report().ename());
    assertEquals("/ by zero", failure.report().evalue());
    String trace = String.join("\n", failure.report().traceback());
    assertTrue(trace.contains("Cell 1, line 4"), trace);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "String none = null;\nnone.length()",
        "int[] a = {1};\na[1]",
        "Integer none = null;\nnone + 1",
        "new int[-1]",
        "Integer.parseInt(\"x\")",
        "Shape.of(0)",
      })
  void bothThrowTheSame(String cell) {
    CellFailure plain = assertThrows(CellFailure.class, () -> cells.value(cell));
    try (Cells other = new Cells()) {
      CellFailure compiled =
          assertThrows(CellFailure.class, () -> other.value(FOR_THE_COMPILER + cell));
      assertEquals(compiled.report().ename(), plain.report().ename());
      if (!plain.report().ename().equals("NullPointerException")) {
        assertEquals(compiled.report().evalue(), plain.report().evalue());
      }
    }
  }

  /** To find out twice what an inner part means doubles the work with every part around it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Math.max(1, | )",
        "Math.abs(-| )",
        "( | )",
        "(int) ( | )",
        "-( | )",
        "1 + ( | - 1)",
        "at[ | ]",
        "new String(\"\" + | ).length()",
        "Integer.valueOf( | ).intValue()",
        "String.valueOf( | ).length()",
      })
  @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void partsInPartsAreUnderstoodOnce(String before, String after) {
    int depth = 50;
    String nested = before.repeat(depth) + "7" + after.repeat(depth);
    assertInstanceOf(
        Outcome.Finished.class, cells.interpret("int[] at = {0, 0, 0, 0, 0, 0, 0, 7};"));
    assertInstanceOf(Outcome.Finished.class, cells.interpret(nested));
  }

  @Test
  void aNullIsNamed() {
    CellFailure failure =
        assertThrows(CellFailure.class, () -> cells.value("String none = null;\nnone.length()"));
    assertEquals(
        "Cannot invoke \"String.length()\" because \"none\" is null", failure.report().evalue());
  }
}
