package org.receptive.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.receptive.kernel.Conversation.Exchange;

class RedeclarationTest extends KernelFixture {
  @Test
  void aVariableKeepsItsValueWhenAMethodItUsedIsRedeclared() {
    run("int area(int n) { return n * n; }\nint a = area(3);");
    Exchange again = run("int area(int n) { return 2 * n; }");
    assertTrue(again.notes().contains("a keeps the value that the old area gave it"));
    assertEquals("", again.stream("stderr"), "a grader takes text on standard error for a failure");
    assertEquals("9", run("a").result());
    assertEquals("6", run("area(3)").result());
  }

  @Test
  void aMethodCallsTheNewestVersionOfAnother() {
    run("int inner() { return 1; }\nint outer() { return inner() * 10; }");
    run("int inner() { return 4; }");
    assertEquals("40", run("outer()").result());
  }

  @Test
  void redeclaringWithTheSameTextSaysNothing() {
    run("int same() { return 1; }\nint s = same();");
    assertEquals("", run("int same() { return 1; }").notes());
    assertEquals("1", run("s").result());
  }

  @Test
  void aVariableOfARedeclaredRecordIsReportedAndOthersStay() {
    run("record Box(int w) {}\nvar box = new Box(3);\nint untouched = 5;");
    Exchange again = run("record Box(int w, int h) {}");
    assertTrue(again.notes().contains("box was removed"), again.notes());
    assertEquals("5", run("untouched").result());
    assertEquals("Box[w=1, h=2]", run("new Box(1, 2)").result());
  }

  @Test
  void aVariableMayChangeItsType() {
    run("int flexible = 1;");
    run("String flexible = \"text\";");
    assertEquals("text", run("flexible").result());
  }
}
