package org.receptive.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.receptive.kernel.Conversation.Exchange;

class ErrorsTest extends KernelFixture {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`System.out.println(1)\nint after = 2;` | `semicolon`",
        "`int numberOfFilters = 6;\nnumberOfFiltres * 2` | `Did you mean numberOfFilters?`",
        "`int a = \"text\";` | `The value is a String, but an int is needed here.`",
        "`int b = 3.5;` | `write (int) before it`",
        "`Strin s = \"\";` | `Did you mean String`",
        "`int f() { }` | `needs a return`",
        "`sealed interface F {} class H { static non-sealed class O implements F {} }` | `has to"
            + " stand beside it`",
        "`void r() { Thread.sleep(1); }` | `throws InterruptedException`",
        "`String t = \"open;` | `has to end with \"`",
        "`for (int i = 0; i < 3; i++) {` | `one '{' more than '}'`",
        "`int c(int x) { return x; }\nc(1, 2)` | `compare number, order and type`",
      })
  void aCompilerMessageIsExplained(String code, String explanation) {
    String traceback = run(code).traceback();
    assertTrue(traceback.contains(explanation), traceback);
  }

  @Test
  void whatIsTooMuchForTheCompilerIsSaidInWords() {
    String traceback = run("1" + " + 1".repeat(20_000)).traceback();
    assertTrue(traceback.contains("split it into several statements"), traceback);
    assertEquals("42", run("40 + 2").result());
  }

  @Test
  void theCaretStandsUnderTheMistake() {
    String[] lines = run("int ok = 1;\n\nint wrong = ok + missing;").traceback().split("\n");
    assertTrue(lines[0].contains("line 3"), lines[0]);
    int source = 0;
    while (!lines[source].contains("ok + missing")) {
      source++;
    }
    assertEquals(lines[source].indexOf("missing"), lines[source + 1].indexOf('^'));
  }

  @Test
  void aStackNamesCellsAndLinesOfTheStudentOnly() {
    Exchange first = run("int divide(int n) {\n  return 10 / n;\n}");
    int cell = first.reply().content().get("execution_count").getAsInt();
    String traceback = run("int zero = 0;\n\ndivide(zero);").traceback();
    assertTrue(traceback.contains("Cell " + cell + ", line 2, in divide"), traceback);
    assertTrue(traceback.contains("Cell " + (cell + 1) + ", line 3"), traceback);
    assertFalse(traceback.contains("jdk.jshell"), traceback);
    assertFalse(traceback.contains("REPL"), traceback);
  }

  @Test
  void theValueOfAVariableWithoutATypeIsNoMethodOfTheStudent() {
    String traceback =
        run("var halves =\n    List.of(1,\n        Integer.parseInt(\"x\"));").traceback();
    assertFalse(traceback.contains("do_it"), traceback);
    assertTrue(traceback.contains(", line 3"), traceback);
    assertEquals(1, traceback.lines().filter(line -> line.contains("Cell ")).count(), traceback);
  }

  @Test
  void causesAreTold() {
    String traceback =
        run("throw new IllegalStateException(\"outer\", new RuntimeException(\"inner\"));")
            .traceback();
    assertTrue(traceback.contains("Caused by: java.lang.RuntimeException: inner"), traceback);
  }

  @Test
  void aSyntaxErrorStopsTheCellBeforeItsFirstLineRuns() {
    Exchange exchange = run("System.out.println(\"early\");\nint = 3;");
    assertEquals("error", exchange.status());
    assertEquals("", exchange.stream("stdout"));
  }

  @Test
  void aMethodThatRefersToNothingYetIsExplained() {
    Exchange exchange = run("int pooled() { return poolSiz * 2; }\nint poolSize = 2;");
    assertTrue(exchange.notes().contains("Did you mean poolSize?"));
    assertTrue(run("pooled()").traceback().contains("poolSiz is declared"));
  }

  @Test
  void aValueWhoseTextThrowsIsAnError() {
    Exchange exchange =
        run("new Object() { public String toString() { throw new RuntimeException(\"shy\"); } }");
    assertEquals("error", exchange.status());
    assertTrue(exchange.traceback().contains("shy"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Networks.leNet5().noodes()|Nothing is called 'noodes' in Network. Did you mean nodes?",
        "\"text\".lenght()|Nothing is called 'lenght' in String. Did you mean length?",
        "List.of(1)\\n  .strem()\\n  .count()|Did you mean stream?",
        "int misspelt(String word) { return word.lenght(); }|Did you mean length?",
        "Strin s = \"\";|Did you mean String?",
        "Maht.abs(1)|or Math?",
        "outptSize(5, 3)|Did you mean outputSize?",
        "Networks.leNet5().node(\"convv1\")|Did you mean 'conv1'?",
        "%mavne a:b:c|Did you mean %maven?"
      })
  void aMisspeltNameIsAskedBack(String cell, String question) {
    String traceback = run(cell.replace("\\n", "\n")).traceback();
    assertTrue(traceback.contains(question), traceback);
  }

  @Test
  void anExceptionOfTheLabIsNamedWithoutItsPackage() {
    String traceback = run("outputSize(5, 7).value()").traceback();
    assertTrue(traceback.startsWith("ShapeException: kernel 7 does not fit"), traceback);
  }

  @Test
  void aRecursionWithoutEndIsSaidInFewLines() {
    String traceback = run("int again(int n) { return again(n + 1) + 1; }\nagain(0)").traceback();
    assertTrue(traceback.lines().count() < 12, traceback);
    assertTrue(traceback.contains("StackOverflowError"), traceback);
    assertTrue(traceback.matches("(?s).*\\.\\.\\. and [\\d,]+ times again there.*"), traceback);
  }

  private static int number(Exchange cell) {
    return cell.reply().content().get("execution_count").getAsInt();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "int plain = 1;\nnew Exception(\"shown\").printStackTrace();", // Interpreted.
        "List.of(1).forEach(\n  i -> new Exception(\"shown\").printStackTrace());",
        "int one = 1;\nif (one == 1) { new Exception(\"shown\").printStackTrace(); }",
        "try {\n"
            + "  Integer.parseInt(\"x\"); } catch (NumberFormatException e) { e.printStackTrace();"
            + " }",
      })
  void aPrintedTraceNamesTheLineOfTheCell(String code) {
    Exchange exchange = run(code);
    String printed = exchange.stream("stderr");
    String place = "Cell %d, line 2".formatted(number(exchange));
    assertTrue(printed.contains(place), printed);
    assertFalse(printed.contains("receptive") || printed.contains("REPL"), printed);
  }

  @Test
  void aPrintedTraceNamesTheLinesOfOtherCells() {
    int declared = number(run("void complain() {\n\n  new Error(\"deep\").printStackTrace();\n}"));
    Exchange exchange = run("int rounds = 0;\n\n\ncomplain();");
    assertEquals(
        List.of(
            "java.lang.Error: deep",
            "\tat complain (Cell %d, line 3)".formatted(declared),
            "\tat Cell %d, line 4".formatted(number(exchange))),
        exchange.stream("stderr").lines().toList());
  }

  @Test
  void anExceptionKeepsThePlaceWhereItWasMade() {
    int made = number(run("int before = 0;\nvar trouble = new IllegalStateException(\"kept\");"));
    assertEquals(
        List.of("java.lang.IllegalStateException: kept", "\tat Cell %d, line 2".formatted(made)),
        run("trouble.printStackTrace();").stream("stderr").lines().toList());
  }
}
