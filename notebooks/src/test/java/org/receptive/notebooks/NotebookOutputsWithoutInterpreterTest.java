package org.receptive.notebooks;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The lecture shows the same where the compiler runs every cell. */
class NotebookOutputsWithoutInterpreterTest extends NotebookOutputsTest {
  private static final String INTERPRETER = "receptive.interpreter";
  private static String before = "on";

  @BeforeAll
  static void switchOff() {
    before = System.getProperty(INTERPRETER, "on");
    System.setProperty(INTERPRETER, "off");
  }

  @AfterAll
  static void switchOn() {
    System.setProperty(INTERPRETER, before);
  }
}
