package org.receptive.kernel;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.receptive.kernel.evaluation.JavaShell;

/**
 * What is true of cells is true as well where the compiler runs every one of them. Jupyter's own
 * tests of the protocol do so with {@code -Dreceptive.interpreter=off}.
 */
class WithoutInterpreterTest {
  private static String before = "on";

  @BeforeAll
  static void switchOff() {
    before = System.getProperty(JavaShell.INTERPRETER, "on");
    System.setProperty(JavaShell.INTERPRETER, "off");
  }

  @AfterAll
  static void switchOn() {
    System.setProperty(JavaShell.INTERPRETER, before);
  }

  @Nested
  class Cells extends CellExecutionTest {}

  @Nested
  class Redeclaration extends RedeclarationTest {}

  @Nested
  class Errors extends ErrorsTest {}

  @Nested
  class Interrupt extends InterruptTest {}

  @Nested
  class Notebooks extends JavaNotebookCompatibilityTest {}
}
