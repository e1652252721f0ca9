package org.receptive.kernel.evaluation.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.receptive.kernel.evaluation.random.CompiledNotebook.Place;
import org.receptive.kernel.evaluation.random.NotebookWorld.Result;
import org.receptive.kernel.evaluation.random.RandomNotebooks.Cell;

/**
 * The interpreter beside javac on random notebooks: what cells show, throw and print, the types of
 * values, and the variables they leave, down to which of them hold the same object. {@code
 * -Drandom.seed}, {@code -Drandom.notebooks}.
 */
class RandomNotebooksTest {
  private final InMemoryCompiler compiler = new InMemoryCompiler();
  private final Map<Integer, CompiledNotebook> notebooks = new TreeMap<>();
  private final Map<Integer, Cell> wrong = new TreeMap<>();
  private final List<String> differences = new ArrayList<>();
  private final List<Continued> cut = new ArrayList<>();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private int cells;
  private int plain;
  private int threw;

  /** A notebook whose last loop goes on in the compiler. */
  private record Continued(
      CompiledNotebook notebook,
      NotebookWorld world,
      String rest,
      String printed,
      Tally.Counts counts,
      String expected) {
    String name() {
      return "Rest" + notebook.lastType();
    }

    String source() {
      return "package %s; import %s; public class %s extends %s { public static void rest() throws Throwable { %s } }"
          .formatted(
              CompiledNotebook.PACKAGE, Tally.class.getName(), name(), notebook.lastType(), rest);
    }
  }

  @Test
  void whatTheInterpreterRunsIsWhatJavacsCodeDoes() throws Exception {
    RandomNotebooks random = new RandomNotebooks(Long.getLong("random.seed", 25));
    int count = Integer.getInteger("random.notebooks", 4_600);
    for (int i = 0; i < count; i++) {
      notebooks.put(i, new CompiledNotebook(i, random.next()));
    }
    compile();
    PrintStream out = System.out;
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      ClassLoader one = compiler.newWorld();
      ClassLoader other = compiler.newWorld();
      for (Map.Entry<Integer, CompiledNotebook> notebook : notebooks.entrySet()) {
        compare(notebook.getKey(), notebook.getValue(), one, other);
      }
      goOn();
    } finally {
      System.setOut(out);
    }
    System.out.printf(
        "random notebooks: %d, of %d cells, of which %d need no compiler, and %d throw;"
            + " %d loops go on in the compiler; %d statements are refused by both; %d differ%n",
        notebooks.size(), cells, plain, threw, cut.size(), wrong.size(), differences.size());
    assertEquals(List.of(), differences, () -> String.join("\n", differences));
    assertTrue(plain > cells / 3 && cells > 3 * count, "too few to say much");
  }

  /** Compiles all; a notebook ends before the first statement that javac refuses. */
  private void compile() {
    Map<Integer, CompiledNotebook> left = new LinkedHashMap<>(notebooks);
    while (!left.isEmpty()) {
      Map<String, String> sources = new TreeMap<>();
      Map<String, Map<Integer, Place>> places = new TreeMap<>();
      left.values().forEach(notebook -> notebook.write(sources, places));
      Map<Integer, Place> ends = new TreeMap<>();
      for (InMemoryCompiler.Mistake mistake : compiler.compile(sources, List.of("-g"))) {
        int number = Integer.parseInt(mistake.type().replaceAll("\\D", ""));
        Place place = places.get(mistake.type()).get(mistake.line());
        ends.merge(number, place, (a, b) -> before(b, a) ? b : a);
      }
      if (ends.isEmpty()) {
        return;
      }
      ends.forEach(
          (number, end) -> {
            CompiledNotebook notebook = notebooks.get(number);
            Cell last = notebook.cells().get(end.cell());
            wrong.put(number, new Cell(last.imports(), List.of(last.steps().get(end.step()))));
            notebooks.put(number, notebook.before(end));
          });
      left.clear();
      // All: once there is a mistake, javac makes no class of what it has not come to.
      notebooks.values().removeIf(notebook -> notebook.cells().isEmpty());
      left.putAll(notebooks);
    }
  }

  private static boolean before(Place one, Place other) {
    return one.cell() < other.cell() || one.cell() == other.cell() && one.step() < other.step();
  }

  private String taken() {
    String text = printed.toString(StandardCharsets.UTF_8);
    printed.reset();
    return text;
  }

  private void compare(int number, CompiledNotebook notebook, ClassLoader one, ClassLoader other)
      throws ClassNotFoundException {
    List<String> expected = new ArrayList<>();
    NotebookWorld compiled = new NotebookWorld(notebook, one);
    Tally.set(new Tally.Counts(0, 0));
    int ran = 0;
    boolean over = false;
    for (; ran < notebook.cells().size() && !over; ran++) {
      Result result = compiled.compiled(ran);
      threw += result.threw() ? 1 : 0;
      expected.add(result.text() + "\n" + taken());
      boolean declares =
          notebook.cells().get(ran).steps().stream().anyMatch(s -> s.declares().isPresent());
      over = result.threw() && declares; // What is declared behind it has no version to speak of.
    }
    String expectedState = compiled.state() + Tally.counts();
    NotebookWorld mixed = new NotebookWorld(notebook, other);
    Tally.set(new Tally.Counts(0, 0));
    for (int c = 0; c < ran; c++) {
      Result result = mixed.plain(c);
      cells++;
      plain += result.plain() ? 1 : 0;
      if (result.cutRest().isPresent()) {
        String end = expected.get(c) + expectedState;
        cut.add(
            new Continued(notebook, mixed, result.cutRest().get(), taken(), Tally.counts(), end));
        return;
      }
      String before = expected.get(c);
      String found = result.text() + "\n" + taken();
      boolean untyped = found.startsWith(NotebookWorld.UNKNOWN_TYPE);
      check(
          notebook,
          "cell " + (c + 1),
          untyped ? before.replaceFirst("^[^:]*", NotebookWorld.UNKNOWN_TYPE) : before,
          found);
    }
    check(notebook, "variables", expectedState, mixed.state() + Tally.counts());
    Cell refused = wrong.get(number);
    if (refused != null && !over && !mixed.refuses(refused)) {
      differences.add(refused.source() + "\n  javac refuses it");
    }
    taken();
  }

  private void check(CompiledNotebook notebook, String what, String expected, String found) {
    if (!expected.equals(found)) {
      String source = String.join("\n", notebook.cells().stream().map(Cell::source).toList());
      differences.add(
          source + "\n  " + what + "\n  javac: " + expected + "\n  interpreter: " + found);
    }
  }

  /** Compiles what the interpreter has left of long loops, and runs it. */
  private void goOn() {
    Map<String, String> sources = new TreeMap<>();
    cut.forEach(c -> sources.put(CompiledNotebook.PACKAGE + "." + c.name(), c.source()));
    assertEquals(List.of(), compiler.compile(sources, List.of("-g")));
    for (Continued continued : cut) {
      Tally.set(continued.counts());
      String text = continued.world().goOn(CompiledNotebook.PACKAGE + "." + continued.name());
      check(
          continued.notebook(),
          "the long loop",
          continued.expected(),
          text + "\n" + continued.printed() + taken() + continued.world().state() + Tally.counts());
    }
  }
}
