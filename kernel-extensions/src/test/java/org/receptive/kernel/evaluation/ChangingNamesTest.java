package org.receptive.kernel.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names that are used before they are declared, or come to mean something else. */
class ChangingNamesTest {
  private final Cells cells = new Cells();

  @AfterEach
  void close() {
    cells.close();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiterString = "=>",
      textBlock =
          """
          int fwd() { return later + 1; } | int later = 5; | fwd() => 6
          class K { int g() { return later + 1; } } | int later = 5; | new K().g() => 6
          enum Mode { ON; int v() { return later; } } | int later = 4; | Mode.ON.v() => 4
          interface Has { default int g() { return later; } } | int later = 4; | new Has() {}.g() => 4
          record Rec(int a) { int sum() { return a + later; } } | int later = 4; | new Rec(1).sum() => 5
          class L { Supplier<Integer> s = () -> later; } | int later = 4; | later = 5; | new L().s.get() => 5
          int a() { return b(); } | int b() { return c; } | int c = 9; | a() => 9
          """)
  void aNameMayBeDeclaredAfterWhatUsesIt(String source, String shown) {
    assertEquals(shown, cells.run(source));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiterString = "=>",
      textBlock =
          """
          double preis€ = 5; | Supplier<Double> s = () -> preis€; s.get() => 5.0
          int gro\u0308ße = 4; | Supplier<Integer> s = () -> gro\u0308ße; s.get() => 4
          int größe = 4; | Supplier<Integer> s = () -> größe; s.get() => 4
          int Ⅷ = 8; | Supplier<Integer> s = () -> Ⅷ; s.get() => 8
          int 𝛼 = 3; | Supplier<Integer> s = () -> 𝛼; s.get() => 3
          int x٣ = 3; | Supplier<Integer> s = () -> x٣; s.get() => 3
          int Größe() { return 2; } | Supplier<Integer> s = () -> Größe(); s.get() => 2
          """)
  void namesHaveLettersOfEveryScript(String source, String shown) {
    assertEquals(shown, cells.run(source));
  }

  @Test
  void aUnicodeEscapeMentionsAVariable() {
    assertEquals("3", cells.run("int abc = 3; | Supplier<Integer> s = () -> \\u0061bc; s.get()"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiterString = "=>",
      textBlock =
          """
          import java.util.Date; | Date d = new Date(0); | import java.sql.Date; | Supplier<Long> s = () -> d.getTime(); s.get() => 0
          Date d = new Date(0); | import java.sql.*; | Supplier<Long> s = () -> d.getTime(); s.get() => 0
          Date d = List.of(new Date(7)).get(0); | Supplier<Long> s = () -> d.getTime(); | import java.sql.Date; | d.getTime() + s.get() => 14
          List<String> names = List.of("a"); | import java.awt.*; | names => [a]
          List<String> names = List.of("a"); | import java.awt.*; | names.get(0).length() => 1
          Map<String, List<Integer>> m = Map.of("a", List.of(1)); | import java.awt.*; | m.get("a").get(0) => 1
          List<String> names = List.of("a"); | import java.awt.List; | names => [a]
          List<Integer>[] both = new List[] {List.of(1)}; | import java.awt.*; | both[0].get(0) => 1
          List<Integer> xs = List.of(1, 2); | class List { int v; } | xs.size() => 2
          Date d = new Date(0); | record Date(int year) {} | d.getTime() => 0
          Date[] ds = {new Date(0)}; | record Date(int year) {} | ds[0].getTime() => 0
          var xs = new ArrayList<>(List.of(1, 2)); var k = xs.size(); | int xs = 5; | k => 2
          var xs = List.of(1, 2); var k = xs.get(0); var l = k + 1; | String xs = "a"; | k + l => 3
          int n = 5; class P { int v = n; } var p = new P(); | import java.awt.*; | p.v => 5
          int f() { return 3; } int v = f(); | import java.sql.*; | v => 3
          """)
  void aValueStaysWhenItsTypesNameComesToMeanSomethingElse(String source, String shown) {
    assertEquals(shown, cells.run(source));
  }

  @Test
  void anAmbiguousNameIsRefusedWhereItIsUsed() {
    String shown = cells.run("List<String> a = List.of(); | import java.awt.*; | List<String> b;");
    assertTrue(shown.contains("reference to List is ambiguous"), shown);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiterString = "=>",
      textBlock =
          """
          double lr = .1; | Supplier<Double> f = () -> lr; | float lr = .2f; => f goes on using the old lr. Run cell 2 again
          double r() { return .5; } double lr = r(); | Supplier<Double> f = () -> lr; | double lr = r() * 2; => f goes on using the old lr. Run cell 2 again
          int k() { return 1; } | List<Supplier<Integer>> all = new ArrayList<>(); | all.add(() -> k()); | int k() { return 2; } => all goes on using the old k. Run cell 3 again
          int k() { return 1; } | record Step(Supplier<Integer> s) {} | var step = new Step(() -> k()); | int k() { return 2; } => step keeps the value that the old k gave it. Run cell 3 again
          int k(int x) { return 1; } | Map<String, IntUnaryOperator> m = new HashMap<>(); | m.put("k", z -> k(z)); | int k(int x) { return 2; } => m goes on using the old k. Run cell 3 again
          class Net { int w = 1; } | Function<Net, Integer> g = q -> q.w; | class Net { int w = 2; } => g keeps the value that the old Net gave it. Run cell 2 again
          record Box(int w) {} var box = new Box(3); | record Box(int w, int h) {} => box was removed: its value is of the old Box. Run cell 1 again
          enum E { A } E e = E.A; | enum E { A, B } => e was reset to null: its value is of the old E. Run cell 1 again
          enum E { A } | int f(E e) { return switch (e) { case A -> 1; }; } | enum E { A, B } => f does not fit the new E: the switch expression does not cover all possible input values (cell 2, line 1). Change it and run cell 2 again.
          sealed interface S {} record C() implements S {} | int f(S s) { return switch (s) { case C c -> 1; }; } | sealed interface S {} record C() implements S {} record D() implements S {} => f does not fit the new S: the switch expression does not cover all possible input values (cell 2, line 1). Change it and run cell 2 again.
          """)
  void whatIsOfTheOldIsSaid(String source, String note) {
    cells.run(source);
    assertTrue(cells.notes().startsWith(note), cells.notes());
    assertFalse(cells.notes().contains("\n"), cells.notes());
  }

  @Test
  void aSwitchThatNoLongerCoversItsTypeSaysSoWhereItIsCalled() {
    String shown =
        cells.run(
            "enum E { A } | int f(E e) { return switch (e) { case A -> 1; }; } | enum E { A, B }"
                + " | f(E.A)");
    assertEquals("error: the switch expression does not cover all possible input values", shown);
  }

  @Test
  void aFamilyDeclaredAnewAsAWholeIsNoNews() {
    cells.run(
        "sealed interface S {} record C(int r) implements S {} | sealed interface S {} record C(int"
            + " r) implements S {} record D() implements S {}");
    assertEquals("", cells.notes());
    assertEquals("4", cells.run("new C(4).r()"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiterString = "=>",
      textBlock =
          """
          sealed interface Fig {} record Disc(double r) implements Fig {} | new Disc(2).r() => 2.0
          record Disc(double r) implements Fig {} sealed interface Fig {} | new Disc(2).r() => 2.0
          sealed abstract class B<T> { int v() { return 1; } } final class C extends B<String> {} | new C().v() => 1
          sealed interface A {} sealed interface B extends A {} record C() implements B {} | new C() => C[]
          sealed interface Fig {} class Holder { record Disc(double r) implements Fig {} } | new Holder.Disc(2).r() => 2.0
          class Holder { record Disc(double r) implements Fig {} } sealed interface Fig {} | new Holder.Disc(2).r() => 2.0
          sealed interface Fig {} class Holder { static class In { static final class Disc implements Fig {} } } record Dot() implements Fig {} | new Dot() => Dot[]
          interface Outer { sealed interface In {} record A() implements In {} } | new Outer.A() => A[]
          sealed interface Op { int v(); } enum Sum implements Op { ONE; public int v() { return 1; } } | Sum.ONE.v() => 1
          sealed class P permits Q {} final class Q extends P { int q = 2; } | new Q().q => 2
          """)
  void aSealedFamilyOfOneCellNeedsNoPermits(String source, String shown) {
    assertEquals(shown, cells.run(source));
  }

  @Test
  void aClassOfAnotherCellIsNoPartOfASealedFamily() {
    String shown =
        cells.run("sealed interface F {} record D() implements F {} | record E() implements F {}");
    assertTrue(shown.contains("class is not allowed to extend sealed class"), shown);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiterString = "=>",
      textBlock =
          """
          class Foo { int v = 3; static Foo of() { return new Foo(); } } | try { Foo g = Foo.of(); } catch (Exception e) { } => nothing
          class A {} class B extends A {} class C extends A {} | A pick(boolean b) { A a; if (b) { a = new B(); } else { a = new C(); } return a; } | pick(true) instanceof B => true
          interface I { int v(); } record R(int v) implements I {} record S(int v) implements I {} | int f(boolean b) { I i = b ? new R(1) : new S(2); for (int k = 0; k < 2; k++) { i = k > 0 ? new S(k) : i; } return i.v(); } | f(true) => 1
          """)
  void classesOfTheNotebookMeetWhereBranchesMeet(String source, String shown) {
    assertEquals(shown, cells.run(source));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiterString = "=>",
      textBlock =
          """
          1 + 1 | $1 + 1 => 3
          Stream.of(1, 2).map(x -> x * 2).toList() | $1.get(0) + 1 => 3
          record P(int x) {} | new P(3) | $1.x() => 3
          Stream.of(1, 2).map(x -> x * 2).toList() | var t = $1; | $1 = null; | t => [2, 4]
          new Object() { int a = 4; } | $1.a => 4
          Map.of("k", Optional.of(2)) | $1.get("k").map(x -> x + 1).get() => 3
          """)
  void aShownValueHasAName(String source, String shown) {
    assertEquals(shown, cells.run(source));
  }

  @Test
  void shownValuesAreNoNews() {
    cells.run("class Conv { int v = 1; } | new Conv() | new Conv().v + 1 | class Conv { int v; }");
    assertEquals("", cells.notes());
    cells.run("int conv(int x) { return x; } | conv(1) | $3 + 1 | int conv(int x) { return 2; }");
    assertEquals("", cells.notes());
  }
}
