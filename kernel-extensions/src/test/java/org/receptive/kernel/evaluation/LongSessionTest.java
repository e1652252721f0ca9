package org.receptive.kernel.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What must not grow with the number of cells that have run: counted, since times are noisy. */
class LongSessionTest {
  private final Cells cells = new Cells();

  @AfterEach
  void close() {
    cells.close();
  }

  private long declaredInJshell() {
    return cells
        .shell()
        .snippets()
        .snippets()
        .filter(s -> s.kind() == Snippet.Kind.VAR)
        .filter(s -> cells.shell().snippets().status(s) == Status.VALID)
        .count();
  }

  @Test
  void shownValuesAreDeclaredWhenSomebodyNamesThem() {
    for (int i = 0; i < 20; i++) {
      cells.run(i + " * 2");
      cells.run("Stream.of(%d).map(x -> x * 2).toList()".formatted(i));
    }
    assertFalse(cells.shell().isBehind());
    assertFalse(cells.shell().catchUp());
    assertEquals(0, declaredInJshell());
    assertEquals("38", cells.run("Optional.of($39).map(x -> x).get()"));
    assertEquals("[38]", cells.run("$40"));
    assertEquals(1, declaredInJshell());
  }

  @Test
  void anIdleShellLearnsOfFewVariables() {
    for (int i = 0; i < 30; i++) {
      cells.run("int v%d = %d;".formatted(i, i));
    }
    int learnt = 0;
    while (cells.shell().isBehind() && cells.shell().catchUp()) {
      learnt++;
    }
    assertTrue(learnt > 0 && learnt < 10, "learnt of " + learnt);
    assertEquals(learnt, declaredInJshell());
    assertEquals("29", cells.run("Optional.of(v29).map(x -> x).get()"));
    assertEquals(learnt, declaredInJshell(), "the newest is known before it is used");
    assertEquals("3", cells.run("Optional.of(v3).map(x -> x).get()"));
  }

  @Test
  void aCellImportsWhatItNeedsHoweverMuchIsDeclared() {
    cells.run("int first(int x) { return x; } | record Last(int a) {}");
    for (int i = 0; i < 40; i++) {
      cells.run(
          "int m%1$d(int x) { return x; }\nIntUnaryOperator f%1$d = x -> m%1$d(x);".formatted(i));
    }
    CompileScope scope = cells.shell().compileScope();
    assertTrue(
        scope.isLimited(), "run the tests with the flags of the parent pom: they open JShell");
    assertEquals("5", cells.run("Optional.of(5).map(x -> first(x)).get()"));
    assertTrue(scope.imported() < 10, "imported " + scope.imported());
    assertEquals("47", cells.run("f7.applyAsInt(40) + f8.applyAsInt(7)"));
    assertTrue(scope.imported() < 10, "imported " + scope.imported());
  }

  /** JShell writes out the type of a value, and asks each class for its name meanwhile. */
  @Test
  void aShownValueImportsWhatItNeedsHoweverManyClassesThereAre() {
    for (int i = 0; i < 30; i++) {
      cells.run("record R%1$d(int a) {}".formatted(i));
    }
    CompileScope scope = cells.shell().compileScope();
    assertEquals("[2, 4]", cells.run("Stream.of(1, 2).map(x -> x * 2).toList()"));
    assertTrue(scope.imported() < 10, "imported " + scope.imported());
    assertEquals("[R7[a=1]]", cells.run("Stream.of(1).map(x -> new R7(x)).toList()"));
    assertTrue(scope.imported() < 10, "imported " + scope.imported());
  }

  @Test
  void whatHasRunOrIsReplacedIsForgotten() {
    cells.run("int used(int x) { return x; }");
    cells.run(
        "Stream.of(0).map(x -> used(x)).toList() | for (var i : List.of(1)) { used(i); } | )");
    int before = cells.shell().compileScope().remembered();
    for (int i = 1; i < 10; i++) {
      cells.run("Stream.of(%d).map(x -> used(x)).toList()".formatted(i));
      cells.run("for (var i : List.of(1, 2)) { used(i + %d); }".formatted(i));
      cells.run("int used(int x) { return x + %d; }".formatted(i));
      cells.run("int wrong = \"%d\";".formatted(i));
    }
    assertEquals(before, cells.shell().compileScope().remembered());
  }

  @Test
  void whatIsCompiledAnewFindsWhatItNeeds() {
    cells.run(
        "class MyTrouble extends Exception {} | record Leaf(int v) {} | record Node(Leaf leaf) {}"
            + " | Node make() throws MyTrouble { return new Node(new Leaf(4)); }"
            + " | var node = make(); | int depth = 2;"
            + " | int walk(Node n) { return n.leaf().v() + depth + helper(1); }"
            + " | int helper(int x) { return x; } | int helper(String s) { return 7; }");
    assertEquals("7", cells.run("walk(node)"));
    assertEquals("4", cells.run("try { node = make(); } catch (MyTrouble e) { } node.leaf().v()"));
    assertEquals("13", cells.run("int helper(int x) { return helper(\"a\"); } | walk(node)"));
    assertEquals(
        "14",
        cells.run(
            "long depth = 3L; | int walk(Node n) { return n.leaf().v() + (int) depth + helper(1); }"
                + " | walk(node)"));
    assertEquals("Leaf[v=4]", cells.run("var leaf = node.leaf(); | leaf"));
  }
}
