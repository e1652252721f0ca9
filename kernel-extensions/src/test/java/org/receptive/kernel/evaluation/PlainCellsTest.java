package org.receptive.kernel.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import jdk.jshell.VarSnippet;
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

  private final List<String> notes = new ArrayList<>();
  private final JavaShell shell = shell();
  private final CellRunner runner = new CellRunner(shell, new NoCommands());

  private static JavaShell shell() {
    JavaShell shell = new JavaShell(List.of());
    ClassLoader loader = PlainCellsTest.class.getClassLoader();
    shell.importWhenNeeded(DefaultImports.find(loader), loader);
    return shell;
  }

  private static final class NoCommands implements CellRunner.Commands {
    @Override
    public void run(CellPart.LineMagic magic) {
      throw new AssertionError(magic);
    }

    @Override
    public void run(CellPart.CellMagic magic) {
      throw new AssertionError(magic);
    }

    @Override
    public void answer(CellPart.Question question) {
      throw new AssertionError(question);
    }
  }

  @AfterEach
  void close() {
    shell.close();
  }

  private Optional<Object> run(String cell) throws CellFailure {
    shell.prepare(Optional.empty());
    return runner.run(cell, "Cell 1", notes::add);
  }

  private Outcome interpret(String cell) {
    shell.prepare(Optional.empty());
    return shell.interpret(cell, "Cell 1");
  }

  private String typeOf(String variable) {
    return shell
        .withVariablesIn(variable)
        .variables()
        .filter(v -> v.name().equals(variable))
        .map(VarSnippet::typeName)
        .findFirst()
        .orElse("none");
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
    Object plain = run(cell).orElse("nothing");
    String plainType = typeOf("$1");
    try (JavaShell other = shell()) {
      other.prepare(Optional.empty());
      Object compiled =
          new CellRunner(other, new NoCommands())
              .run(FOR_THE_COMPILER + cell, "Cell 1", note -> {})
              .orElse("nothing");
      assertEquals(compiled, plain);
      assertEquals(compiled.getClass(), plain.getClass());
      String compiledType =
          other
              .withVariablesIn("$1")
              .variables()
              .filter(v -> v.name().equals("$1"))
              .map(VarSnippet::typeName)
              .findFirst()
              .orElse("none");
      assertEquals(compiledType, plainType);
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
    assertInstanceOf(Outcome.Finished.class, interpret(cell));
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
    Outcome outcome = interpret(cell);
    assertTrue(
        outcome instanceof Outcome.Nothing || outcome instanceof Outcome.Partly,
        () -> cell + " -> " + outcome);
  }

  @Test
  void variablesGoFromTheInterpreterToTheCompilerAndBack() throws CellFailure {
    run("int width = 5; var text = \"a\";");
    assertEquals(
        List.of(25, 26), run("java.util.stream.Stream.of(25, 26).map(n -> n).toList()").get());
    assertEquals(
        "aa5",
        run("java.util.function.Supplier<String> s = () -> text + text + width;" + " s.get()")
            .get());
    run("width = 7;");
    assertInstanceOf(Outcome.Finished.class, interpret("width++; width"));
    assertEquals("aa8", run("s.get()").get());
    run("int width = 9;");
    assertEquals("aa9", run("s.get()").get());
    run("int height(int n) { return n + width; }");
    assertEquals(10, run("height(1)").get());
  }

  @Test
  void valuesWithoutANameCanBeUsedLater() throws CellFailure {
    run("6 * 7");
    assertEquals(43, run("$1 + 1").get());
    assertEquals(
        84, run("java.util.function.IntSupplier twice = () -> $1 * 2; twice.getAsInt()").get());
  }

  @Test
  void aVariableMayChangeItsTypeInEitherWay() throws CellFailure {
    run("int flexible = 1;");
    run("String flexible = \"text\";");
    assertEquals("text", run("flexible").get());
    run(FOR_THE_COMPILER + "double flexible = 2.5;");
    assertEquals(5.0, run("flexible * 2").get());
    run("int flexible = 3;");
    assertEquals(6, run("flexible * 2").get());
    assertEquals("int", typeOf("flexible"));
  }

  @Test
  void aLongLoopGoesOnInTheCompilerWhereItWas() throws CellFailure {
    Outcome outcome =
        interpret("int rounds = 0;\nfor (int i = 0; i < 30_000; i++) rounds++;\nrounds");
    Outcome.Partly partly = assertInstanceOf(Outcome.Partly.class, outcome);
    assertEquals(
        "for (int i = 20000; i < 30_000; i++) rounds++;", partly.rest().split("\n")[1].strip());
    assertEquals(
        30_000, run("int again = 0;\nfor (int i = 0; i < 30_000; i++) again++;\nagain").get());
  }

  @Test
  void theNotebooksOwnMethodsAndClassesComeFirst() throws CellFailure {
    run("int outputSize(int a, int b) { return a - b; }");
    assertEquals(27, run("outputSize(32, 5)").get());
    run("record Scanner(int w) {}");
    assertEquals("Scanner[w=3]", run("new Scanner(3).toString()").get());
  }

  @Test
  void aClassOfTheStudentHidesTheLabs() throws CellFailure {
    run("record Shape(int w) {}");
    assertEquals("Shape[w=3]", run("new Shape(3).toString()").get());
    run("var window = Window.class;");
    run("class Window { int side = 4; }");
    assertEquals(4, run("new Window().side").get());
  }

  @Test
  void whatAStatementThrowsNamesItsLine() {
    CellFailure failure =
        assertThrows(CellFailure.class, () -> run("int zero = 0;\n\nint broken =\n  1 / zero;"));
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
  void bothThrowTheSame(String cell) throws CellFailure {
    CellFailure plain = assertThrows(CellFailure.class, () -> run(cell));
    try (JavaShell other = shell()) {
      other.prepare(Optional.empty());
      CellRunner compiler = new CellRunner(other, new NoCommands());
      CellFailure compiled =
          assertThrows(
              CellFailure.class, () -> compiler.run(FOR_THE_COMPILER + cell, "Cell 1", note -> {}));
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
    assertInstanceOf(Outcome.Finished.class, interpret("int[] at = {0, 0, 0, 0, 0, 0, 0, 7};"));
    assertInstanceOf(Outcome.Finished.class, interpret(nested));
  }

  @Test
  void aNullIsNamed() {
    CellFailure failure =
        assertThrows(CellFailure.class, () -> run("String none = null;\nnone.length()"));
    assertEquals(
        "Cannot invoke \"String.length()\" because \"none\" is null", failure.report().evalue());
  }

  @Test
  void aRedeclaredVariableTellsNothingOfOldMethods() throws CellFailure {
    run("int f() { return 1; }\nint x = f();");
    run("int x = 2;");
    run("int f() { return 3; }");
    assertEquals(2, run("x").get());
    assertEquals(List.of(), notes.stream().filter(n -> n.contains("keeps the value")).toList());
  }
}
