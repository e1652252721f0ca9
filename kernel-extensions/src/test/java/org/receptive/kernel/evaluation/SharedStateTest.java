package org.receptive.kernel.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.receptive.kernel.interpreter.Interpreter.Outcome;

/** What interpreted and compiled cells of one notebook have in common: variables and names. */
class SharedStateTest {
  /** A comment with a Unicode escape is for the compiler only. */
  private static final String FOR_THE_COMPILER = "// \\u0041\n";

  private final Cells cells = new Cells();

  @AfterEach
  void close() {
    cells.close();
  }

  @Test
  void variablesGoFromTheInterpreterToTheCompilerAndBack() throws CellFailure {
    cells.value("int width = 5; var text = \"a\";");
    assertEquals(
        List.of(25, 26),
        cells.value("java.util.stream.Stream.of(25, 26).map(n -> n).toList()").get());
    assertEquals(
        "aa5",
        cells
            .value(
                "java.util.function.Supplier<String> s = () -> text + text + width;" + " s.get()")
            .get());
    cells.value("width = 7;");
    assertInstanceOf(Outcome.Finished.class, cells.interpret("width++; width"));
    assertEquals("aa8", cells.value("s.get()").get());
    cells.value("int width = 9;");
    assertEquals("aa9", cells.value("s.get()").get());
    cells.value("int height(int n) { return n + width; }");
    assertEquals(10, cells.value("height(1)").get());
  }

  @Test
  void valuesWithoutANameCanBeUsedLater() throws CellFailure {
    cells.value("6 * 7");
    assertEquals(43, cells.value("$1 + 1").get());
    assertEquals(
        84,
        cells.value("java.util.function.IntSupplier twice = () -> $1 * 2; twice.getAsInt()").get());
  }

  @Test
  void aVariableMayChangeItsTypeInEitherWay() throws CellFailure {
    cells.value("int flexible = 1;");
    cells.value("String flexible = \"text\";");
    assertEquals("text", cells.value("flexible").get());
    cells.value(FOR_THE_COMPILER + "double flexible = 2.5;");
    assertEquals(5.0, cells.value("flexible * 2").get());
    cells.value("int flexible = 3;");
    assertEquals(6, cells.value("flexible * 2").get());
    assertEquals("int", cells.typeOf("flexible"));
  }

  @Test
  void aLongLoopGoesOnInTheCompilerWhereItWas() throws CellFailure {
    Outcome outcome =
        cells.interpret("int rounds = 0;\nfor (int i = 0; i < 30_000; i++) rounds++;\nrounds");
    Outcome.Partly partly = assertInstanceOf(Outcome.Partly.class, outcome);
    assertEquals(
        "for (int i = 20000; i < 30_000; i++) rounds++;", partly.rest().split("\n")[1].strip());
    assertEquals(
        30_000,
        cells.value("int again = 0;\nfor (int i = 0; i < 30_000; i++) again++;\nagain").get());
  }

  @Test
  void theNotebooksOwnMethodsAndClassesComeFirst() throws CellFailure {
    cells.value("int outputSize(int a, int b) { return a - b; }");
    assertEquals(27, cells.value("outputSize(32, 5)").get());
    cells.value("record Scanner(int w) {}");
    assertEquals("Scanner[w=3]", cells.value("new Scanner(3).toString()").get());
  }

  @Test
  void aClassOfTheStudentHidesTheLabs() throws CellFailure {
    cells.value("record Shape(int w) {}");
    assertEquals("Shape[w=3]", cells.value("new Shape(3).toString()").get());
    cells.value("var window = Window.class;");
    cells.value("class Window { int side = 4; }");
    assertEquals(4, cells.value("new Window().side").get());
  }

  @Test
  void aRedeclaredVariableTellsNothingOfOldMethods() throws CellFailure {
    cells.value("int f() { return 1; }\nint x = f();");
    cells.value("int x = 2;");
    cells.value("int f() { return 3; }");
    assertEquals(2, cells.value("x").get());
    assertFalse(cells.notes().contains("keeps the value"), cells.notes());
  }
}
