package org.receptive.kernel.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.receptive.kernel.evaluation.RandomCells.RandomCell;
import org.receptive.kernel.interpreter.Interpreter.Outcome;

/** The interpreter beside javac on random cells; {@code -Drandom.seed}, {@code -Drandom.cells}. */
class RandomCellsTest {
  private static final String CLASS = "Compiled";

  @TempDir Path classes;

  @Test
  void whatTheInterpreterRunsGivesWhatJavacsCodeGives() throws Exception {
    long seed = Long.getLong("random.seed", 25);
    NavigableMap<Integer, RandomCell> cells = new TreeMap<>();
    RandomCells random = new RandomCells(seed);
    for (int i = 0; i < Integer.getInteger("random.cells", 2_000); i++) {
      cells.put(i, random.next());
    }
    NavigableMap<Integer, RandomCell> valid = new TreeMap<>(cells);
    compile(valid);
    List<String> differences = new ArrayList<>();
    int ran = 0;
    try (URLClassLoader loader =
            new URLClassLoader(new URL[] {classes.toUri().toURL()}, getClass().getClassLoader());
        JavaShell shell = new JavaShell(List.of())) {
      Class<?> compiled = loader.loadClass(CLASS);
      for (Map.Entry<Integer, RandomCell> cell : cells.entrySet()) {
        shell.prepare(Optional.empty());
        String source = cell.getValue().statements() + cell.getValue().value();
        Outcome outcome = shell.interpret(source, "Cell");
        Optional<String> plain = plain(outcome);

        // A statement may throw before one is reached that does not compile.
        boolean compiles = valid.containsKey(cell.getKey());
        ran += compiles && plain.isPresent() ? 1 : 0;
        boolean comparable = compiles || outcome instanceof Outcome.Finished;
        String expected =
            compiles ? run(compiled.getMethod("cell" + cell.getKey())) : "(does not compile)";
        if (comparable && plain.isPresent() && !plain.get().equals(expected)) {
          differences.add(source + "\n  javac: " + expected + "\n  interpreter: " + plain.get());
        }
      }
    }
    System.out.printf(
        "random cells: %d, of which %d compile, of which %d need no compiler; %d differ%n",
        cells.size(), valid.size(), ran, differences.size());
    assertEquals(List.of(), differences, () -> String.join("\n", differences));
    assertTrue(ran > valid.size() / 2 && valid.size() > cells.size() / 3, "too few to say much");
  }

  private static Optional<String> plain(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Finished finished -> Optional.of(String.valueOf(finished.value()));
      case Outcome.Threw threw -> Optional.of(threw.thrown().getClass().getName());
      case Outcome.Nothing _, Outcome.Partly _, Outcome.Stopped _ -> Optional.empty();
    };
  }

  private static String run(Method method) throws IllegalAccessException {
    try {
      return String.valueOf(method.invoke(null));
    } catch (InvocationTargetException e) {
      return e.getCause().getClass().getName();
    }
  }

  /** Compiles the cells, and takes those out that do not compile. */
  private void compile(NavigableMap<Integer, RandomCell> cells) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<Integer> wrong = new ArrayList<>();
    do {
      wrong.clear();
      List<Integer> lines = new ArrayList<>();
      StringBuilder source = new StringBuilder("public class " + CLASS + " {\n");
      cells.forEach(
          (number, cell) -> {
            lines.add(number);
            source.append("public static Object cell%d() { ".formatted(number));
            source.append(cell.statements()).append("return ").append(cell.value()).append("; }\n");
          });
      source.append("}\n");
      DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
      List<String> options = List.of("-d", classes.toString(), "-Xmaxerrs", "10000", "-nowarn");
      compiler
          .getTask(null, null, found, options, null, List.of(new Source(source.toString())))
          .call();
      for (Diagnostic<?> diagnostic : found.getDiagnostics()) {
        if (diagnostic.getKind() == Diagnostic.Kind.ERROR) {
          wrong.add(lines.get((int) diagnostic.getLineNumber() - 2));
        }
      }
      wrong.forEach(cells::remove);
    } while (!wrong.isEmpty());
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String text) {
      super(URI.create("string:///" + CLASS + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
