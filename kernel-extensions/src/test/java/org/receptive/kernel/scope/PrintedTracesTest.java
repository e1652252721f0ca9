package org.receptive.kernel.scope;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PrintedTracesTest {
  private final PrintedTraces traces =
      new PrintedTraces(
          (type, line) ->
              type.startsWith("REPL.$JShell$2")
                  ? Optional.of("Cell 2, line " + (line - 4))
                  : Optional.empty());

  private List<String> through(String lines) {
    return lines.lines().flatMap(line -> traces.instead(line).stream()).toList();
  }

  @Test
  void whatIsBelowTheCellIsLeftOut() {
    assertEquals(
        List.of(
            "java.lang.Exception: y",
            "\tat java.base/java.lang.Integer.parseInt(Integer.java:1)",
            "\tat f (Cell 2, line 1)",
            "\tat Net.run (Cell 2, line 1)",
            "\tat a lambda (Cell 2, line 1)",
            "\tat a cell",
            "Caused by: java.lang.Error",
            "\tat g (Cell 2, line 1)",
            "\t... 9 more",
            "\tat last"),
        through(
            """
            java.lang.Exception: y
            \tat java.base/java.lang.Integer.parseInt(Integer.java:1)
            \tat REPL.$JShell$2.f($JShell$1.java:5)
            \tat REPL.$JShell$2$Net.run($JShell$2.java:5)
            \tat REPL.$JShell$2.lambda$do_it$$0($JShell$2.java:5)
            \tat REPL.$JShell$3.do_it$($JShell$2.java:5)
            \tat java.base/jdk.internal.reflect.DirectMethodHandleAccessor.invoke(X.java:104)
            \tat org.receptive.kernel.evaluation.CellRunner.run(CellRunner.java:49)
            \t... 3 more
            Caused by: java.lang.Error
            \tat REPL.$JShell$2.g($JShell$1.java:5)
            \t... 9 more
            \tat last\
            """));
  }

  @Test
  void anExceptionOfAPlainCellHasNoFramesOfTheKernel() {
    assertEquals(
        List.of("java.lang.Exception: x", "done"),
        through(
            """
            java.lang.Exception: x
            \tat java.base/jdk.internal.reflect.DirectConstructorHandleAccessor.newInstance(D.java:62)
            \tat java.base/java.lang.reflect.Constructor.newInstance(Constructor.java:499)
            \tat org.receptive.kernel.interpreter.Attribution.lambda$creation$0(Attribution.java:259)
            \tat java.base/java.lang.Thread.run(Thread.java:1)
            done\
            """));
  }

  @Test
  void aPlainCellHasALineAsWell() {
    assertEquals(
        List.of("java.lang.Exception: x", "\tat Cell 7, line 3"),
        through("java.lang.Exception: x\n\tat " + PrintedTraces.frame("Cell 7", 3)));
  }

  @Test
  void reflectionOfTheStudentsOwnStays() {
    String own =
        """
        java.lang.Exception: x
        \tat java.base/java.lang.reflect.Method.invoke(Method.java:1)
        \tat java.base/java.lang.Thread.run(Thread.java:1)\
        """;
    assertEquals(own.lines().toList(), through(own));
  }
}
