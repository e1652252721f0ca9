package org.receptive.kernel.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import jdk.jshell.VarSnippet;
import org.junit.jupiter.api.Test;

/**
 * The same cells in two notebooks, one with the interpreter and one without: values, types, errors
 * and the variables left have to be the same, and what Java says they are.
 */
class BothWorldsTest {
  private final World with = new World("on");
  private final World without = new World("off");

  /** A notebook. */
  private static final class World implements AutoCloseable {
    private final JavaShell shell;
    private final CellRunner runner;

    World(String interpreter) {
      System.setProperty(JavaShell.INTERPRETER, interpreter);
      try {
        shell = new JavaShell(List.of());
      } finally {
        System.clearProperty(JavaShell.INTERPRETER);
      }
      ClassLoader loader = BothWorldsTest.class.getClassLoader();
      shell.importWhenNeeded(DefaultImports.find(loader), loader);
      runner = new CellRunner(shell, new NoCommands());
    }

    /** Returns what a cell showed: its value, or its error as a student reads it. */
    String run(String cell, int number) {
      shell.prepare(Optional.empty());
      try {
        return runner
            .run(cell, "Cell " + number, note -> {})
            .map(value -> value + " (" + value.getClass().getName() + ")")
            .orElse("");
      } catch (CellFailure e) {
        return String.join("\n", e.report().traceback()).replaceAll("\u001b\\[[0-9;]*m", "");
      }
    }

    Map<String, String> variables() {
      Map<String, String> variables = new TreeMap<>();
      shell
          .withAllVariables()
          .variables()
          .forEach(v -> variables.put(v.name(), v.typeName() + " " + value(v)));
      return variables;
    }

    private String value(VarSnippet variable) {
      return shell
          .valueText(variable)
          .replaceAll("(?<=REPL.\\$JShell\\$)\\d+|(?<=[/@])[0-9a-fx]+", "");
    }

    @Override
    public void close() {
      shell.close();
    }
  }

  /**
   * Cells that are run one by one.
   *
   * @param last part of what the last one shows
   */
  private record Cells(String last, List<String> cells) {}

  private static Cells cells(String last, String... cells) {
    return new Cells(last, List.of(cells));
  }

  private static Stream<Cells> identity() {
    return Stream.of(
        cells("false", "int big1 = 1000; Integer ba1 = big1; Integer bb1 = big1;", "ba1 == bb1"),
        cells("true", "int few2 = 100; Integer ba2 = few2; Integer bb2 = few2;", "ba2 == bb2"),
        cells("false", "int big3 = 1000; Object[] os3 = {big3, big3};", "os3[0] == os3[1]"),
        cells(
            "false",
            "long big4 = 1000; Long[] ls4 = new Long[2]; ls4[0] = big4; ls4[1] = big4;",
            "ls4[0] == ls4[1]"),
        cells("false", "double d5 = 1; Object oa5 = d5; Object ob5 = d5;", "oa5 == ob5"),
        cells("true", "Integer ba6 = 1000; Object ob6 = ba6;", "ba6 == ob6"),
        cells("false", "char c7 = '\u00fc'; Character ca7 = c7, cb7 = c7;", "ca7 == cb7"),
        cells("true", "boolean t8 = true; Boolean ta8 = t8; Object tb8 = t8;", "ta8 == tb8"),
        cells("false", "Integer b9 = 1000; Integer old9 = b9; b9 += 0;", "b9 == old9"),
        cells(
            "false",
            "int[] is10 = {1000}; Integer a10 = 0; for (int n : is10) a10 = n; Object b10 ="
                + " is10[0];",
            "a10 == b10"),
        cells("false", "String s11 = \"hi\"; String t11 = s11 + \"\";", "s11 == t11"),
        cells("false", "String s12 = \"hi\"; String t12 = \"\" + s12;", "s12 == t12"),
        cells("false", "String s13 = \"hi\"; String t13 = \"h\" + 'i';s13 += \"\";", "s13 == t13"),
        cells("true", "String s14 = \"h\" + 'i'; String t14 = \"hi\";", "s14 == t14"),
        cells("true", "String s15 = (String) \"h\" + \"i\"; String t15 = \"hi\";", "s15 == t15"),
        cells("true", "String s16 = \"\" + (byte) 300; String t16 = \"44\";", "s16 == t16"),
        cells("true", "String s17 = \"\" + (1 == 1); String t17 = \"true\";", "s17 == t17"),
        cells(
            "true",
            "String s18 = \"\" + Integer.MAX_VALUE; String t18 = \"2147483647\";",
            "s18 == t18"),
        cells(
            "true",
            "String s19 = \"\" + ObjectStreamConstants.STREAM_VERSION;",
            "String t19 = \"5\";",
            "s19 == t19"),
        cells("false", "String s20 = File.separator + \"\"; s20 == File.separator"),
        cells("true", "String s21 = \"\"; String t21 = \"\";", "s21 == t21"),
        cells("false", "String e22 = \"\"; String f22 = e22 + e22;", "e22 == f22"));
  }

  private static Stream<Cells> texts() {
    return Stream.of(
        cells("", "class Nameless { public String toString() { return null; } }"),
        cells("anull", "Object on = new Nameless();", "\"a\" + on"),
        cells("nulla", "on + \"a\""),
        cells("xnull", "String sn = \"x\"; sn += on; sn"),
        cells("null", "\"\" + null"),
        cells("true", "char[] cs = {'a'};", "(\"\" + cs).startsWith(\"[C@\")"),
        cells(
            "a2",
            "StringBuilder sb2 = new StringBuilder(\"a\");",
            "\"\" + sb2 + sb2.append('b').length()"),
        cells(
            "a2",
            "StringBuilder sb3 = new StringBuilder(\"a\");",
            "sb3 + \"\" + sb3.append('b').length()"));
  }

  private static Stream<Cells> loops() {
    return Stream.of(
        cells(
            "30000",
            "int n1 = 0, rounds1 = 0;",
            "for (int i = 0; n1++ < 30_000; i++) rounds1++; rounds1"),
        cells(
            "30000",
            "int n2 = 0; int rounds2 = 0;",
            "for (int i = 0; i < 30_000; n2++, i++) rounds2++;",
            "n2"),
        cells(
            "6",
            "var at = new java.util.concurrent.atomic.AtomicInteger();",
            "for (long i = 0; at.incrementAndGet() < 6; i++) Thread.sleep(300);",
            "at.get()"),
        cells(
            "20000", "int rounds4 = 0;", "for (int i = 0; i < 20_000; i++) rounds4++;", "rounds4"),
        cells(
            "25000",
            "int rounds5 = 0;",
            "for (int i = -5_000; i < 20_000; i++) { rounds5++; if (i == 100) i += 0; }",
            "rounds5"),
        cells("0", "int k6 = 3; for (int k6 = 0; k6 < 30_000; k6++) { } k6 - 3"));
  }

  private static Stream<Cells> names() {
    return Stream.of(
        cells(
            "2.0",
            "import static java.lang.Math.*; import static java.lang.Double.max;",
            "max(1, 2)"),
        cells("3", "min(3, 4)"),
        cells("", "import java.util.Map.*;", "Entry<String, Integer> entry = null;"),
        cells("error: x1 is read before it has a value", "int x1 = 5;", "int x1 = x1 + 1;"),
        cells("5", "x1"),
        cells("To change the one there is, leave out the type: x1 = 2 * x1;", "int x1 = 2 * x1;"),
        cells("cannot be made of itself", "int x2 = x2 + 1;"),
        cells("b3 is read before it has a value", "Integer b3 = 7;", "var b3 = b3;"),
        cells(
            "c4 might not have been initialized",
            "double c4 = 2;",
            "for (int i = 0; i < 2; i++) { double c4 = c4; }"),
        cells(
            "i might not have been initialized",
            "for (int i = i; i < 2; i++) { System.out.println(i); }"),
        cells(
            "6",
            "Function<Integer, Integer> fac = n -> n < 2 ? 1 : n * fac.apply(n - 1);",
            "fac.apply(3)"),
        cells("3", "String s5 = \"s5 = s5\"; int len5 = s5.length(); len5 - 4"),
        cells("6", "int px = 1;", "(px = 6)"),
        cells("6", "(px)"),
        cells("7", "px += 1"),
        cells("8", "((px = 8))"),
        cells("9", "int[] pa = {1};", "pa[0] = 9"),
        cells("9", "(pa[0] = 9)"),
        cells("0", "int s6 = 9;", "int s6 = Integer.parseInt(\"x\");", "s6"),
        cells("null", "String s7 = \"\".substring(3);", "s7"),
        cells("void cannot be converted", "(System.out.println())"));
  }

  private static Stream<Cells> nulls() {
    return Stream.of(
        cells("because \"na\" is null", "int[] na = null;", "na[0]"),
        cells("because \"na\" is null", "na.length"),
        cells("Cannot store to int array because \"na\" is null", "na[1] = 3"),
        cells("Cannot load from int array because \"na\" is null", "na[1] += 3"),
        cells("because \"nb\" is null", "Integer nb = null;", "nb + 1"),
        cells("\"java.lang.Integer.intValue()\" because \"nb\" is null", "double nd = nb;"),
        cells("because \"rows[1]\" is null", "int[][] rows = {{1}, null};", "rows[1][0]"),
        cells("because \"rows[one]\" is null", "int one = 1;", "rows[one].length"),
        cells("because \"rows[...]\" is null", "rows[one + 0][0]"),
        cells("because \"ss[1]\" is null", "String[] ss = {\"a\", null};", "ss[1].length()"),
        cells("object array because \"ns\" is null", "String[] ns = null;", "ns[0] = \"\""),
        cells("byte/boolean array because", "boolean[] nz = null;", "nz[0]"),
        cells(
            "because the return value of \"java.io.File.getParentFile()\" is null",
            "new File(\"x\").getParentFile().getName()"),
        cells("because \"null\" is null", "((String) null).length()"),
        cells("because \"bits[1]\" is null", "Boolean[] bits = {true, null};", "!bits[1]"),
        cells("because \"no\" is null", "Object no = null;", "no.toString()"),
        cells(
            "java.lang.StringBuilder.length()\" because \"nsb\"",
            "StringBuilder nsb = null;",
            "nsb.length()"),
        cells("because \"ns\" is null", "System.out.println(ns.length)"),
        cells(
            "because \"local\" is null",
            "for (int i = 0; i < 2; i++) { String local = null; local.length(); }"),
        cells(
            "because \"given\" is null",
            "int first(int[] given) { return given[0]; }",
            "first(null)"),
        cells(
            "because \"caught\" is null",
            "{ String caught = null; Runnable read = () -> caught.length(); read.run(); }"),
        cells("because \"box\" is null", "for (Integer box : new Integer[1]) { int n = box; }"));
  }

  private static Stream<Cells> classesOfTheNotebook() {
    return Stream.of(
        cells("", "class Foo { int v = 3; static Foo of() { return new Foo(); } }"),
        cells("", "try { Foo g = Foo.of(); } catch (Exception e) { }"),
        cells("3", "Foo h = null;", "{ if (h == null) { h = Foo.of(); } }", "h.v"),
        cells(
            "hidden",
            "class Seen { public String f(Object o) { return \"public\"; } String f(int i) { return"
                + " \"hidden\"; } }",
            "var seen = new Seen();",
            "seen.f(1)"),
        cells("", "class A1 { public int v = 1; } class B1 extends A1 { int v = 2; }"),
        cells("2", "B1 b1 = new B1();", "b1.v"),
        cells(
            "in Thrower.go",
            "class Thrower {\n  public int go(int n) {\n    return n / 0;\n  }\n}",
            "Thrower thrower = new Thrower();",
            "int before = 1;\nthrower.go(3)"),
        cells(
            "in Mute.toString",
            "class Mute { public String toString() { throw new IllegalStateException(\"mute\"); }"
                + " }",
            "Object mute = new Mute();",
            "\"\" + mute"));
  }

  /** JShell makes every class of a cell public, which Java does not. */
  private static Stream<Cells> constructorsOfRecords() {
    return Stream.of(
        cells("4", "record Even(int n) { Even { n -= n % 2; } } new Even(5).n()"),
        cells(
            "a!",
            "record Loud(String s) { Loud(String s) { this.s = s + \"!\"; } }",
            "new Loud(\"a\").s()"),
        cells(
            "9",
            "record Kept(int n) { protected Kept { n++; } Kept() { this(3); } private Kept(String"
                + " s) { this(s.length()); } static Kept of(String s) { return new Kept(s); } }",
            "new Kept().n() + Kept.of(\"abcd\").n()"),
        cells(
            "1",
            "record Ordered<T extends Comparable<T>>(T a, T b) { /** Sorts. */ @Deprecated Ordered"
                + " { if (a.compareTo(b) > 0) { T t = a; a = b; b = t; } } }",
            "new Ordered<>(2, 1).a()"),
        cells(
            "8",
            "record Größe(int ä) { Größe { ä *= 2; } } int record = 4;",
            "new Größe(record).ä()"),
        cells("stronger access", "public record Open(int n) { Open { } }"),
        cells("stronger access", "record Closed(int n) { private Closed { } }"),
        cells(
            "line 3, in Checked.<init>",
            "record Checked(int n) {\n  Checked {\n    n = 1 / n; } }",
            "new Checked(0)"));
  }

  @Test
  void bothWorldsShowTheSame() {
    List<String> differences = new ArrayList<>();
    Stream.of(
            identity(),
            texts(),
            loops(),
            names(),
            nulls(),
            classesOfTheNotebook(),
            constructorsOfRecords())
        .flatMap(conversations -> conversations)
        .forEach(conversation -> run(conversation, differences));
    Map<String, String> plain = with.variables();
    Map<String, String> compiled = without.variables();
    compiled.forEach(
        (name, value) -> check(name, value, plain.getOrDefault(name, "none"), differences));
    plain.keySet().removeAll(compiled.keySet());
    plain.forEach((name, value) -> check(name, "none", value, differences));
    assertEquals(List.of(), differences, () -> String.join("\n", differences));
  }

  private void run(Cells conversation, List<String> differences) {
    String compiled = "";
    for (int i = 0; i < conversation.cells().size(); i++) {
      String cell = conversation.cells().get(i);
      compiled = without.run(cell, i + 1);
      check(cell, compiled, with.run(cell, i + 1), differences);
    }
    if (!compiled.contains(conversation.last())) {
      differences.add(
          conversation.cells() + "\n  wanted: " + conversation.last() + "\n  both: " + compiled);
    }
  }

  private static void check(String what, String compiled, String plain, List<String> differences) {
    if (!compiled.equals(plain)) {
      differences.add(what + "\n  compiler: " + compiled + "\n  interpreter: " + plain);
    }
  }
}
