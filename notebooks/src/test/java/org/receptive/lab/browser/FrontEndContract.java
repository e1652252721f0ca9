package org.receptive.lab.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.receptive.lab.notebook.Cell;
import org.receptive.lab.notebook.Notebook;

/** What a student does in JupyterLab, done in a real browser, whatever server stands behind it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FrontEndContract {
  /** Screenshots of every run, for people to look at. */
  private static final Path PICTURES = Path.of("target", "screenshots");

  private static final String SLIDERS = "sliders.ipynb";
  static final String OUTPUT_SIZE =
      "interact(slider(\"input\", 1, 64, 32), slider(\"kernel\", 1, 11, 5),"
          + " (n, f) -> outputSize(n, f));";

  private static final String COUNTED =
      """
      var drawn = new java.util.concurrent.atomic.AtomicInteger();
      interact(slider("input", 1, 64, 32), slider("kernel", 1, 11, 5), (n, f) -> {
        drawn.incrementAndGet();
        return outputSize(n, f);
      });
      """;

  NotebookServer server;
  Chromium chromium;

  /** Starts the server that is tested, with the lecture's notebooks in its folder. */
  abstract NotebookServer start(Path temporary) throws IOException;

  @BeforeAll
  final void open(@TempDir Path temporary) throws IOException {
    chromium = Chromium.launch();
    server = start(temporary);
    Files.createDirectories(PICTURES);
  }

  @AfterAll
  final void close() throws IOException {
    if (server != null) {
      server.close();
    }
    if (chromium != null) {
      chromium.close();
    }
  }

  /** What a test does in a fresh window, with a notebook open in it. */
  interface Gestures {
    void in(LabPage lab) throws IOException;
  }

  final void inNotebook(String name, Gestures gestures) throws IOException {
    try (Visit visit = chromium.visit()) {
      LabPage lab = new LabPage(visit.page());
      try {
        lab.open(
            server.address("lab/workspaces/" + workspace(name) + "/tree/" + name),
            codeCells(name).size());
        gestures.in(lab);
      } catch (RuntimeException | AssertionError e) {
        lab.screenshot(picture("failed-" + name));
        throw e;
      }
      assertFalse(visit.requests().isEmpty());
      visit.assertQuiet();
    }
  }

  private List<Cell> codeCells(String name) throws IOException {
    return Notebook.read(server.folder().resolve(name)).cells().stream()
        .filter(cell -> cell.kind() == Cell.Kind.CODE)
        .toList();
  }

  /** A workspace of its own for each notebook: the page opens again what was open there. */
  static String workspace(String notebook) {
    return notebook.replaceAll("\\W", "-");
  }

  private Path picture(String name) {
    return PICTURES.resolve(
        getClass().getSimpleName() + "-" + name.replaceAll("[^A-Za-z0-9]+", "-") + ".png");
  }

  final void write(String name, String... sources) throws IOException {
    Files.writeString(server.folder().resolve(name), SmallNotebook.of(sources));
  }

  /** The lecture's notebooks that are run here: every one, where that does not take too long. */
  List<String> lecture() {
    try (Stream<Path> files = Files.list(Path.of(""))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".ipynb"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("lecture")
  void aLectureNotebookRunsAndIsSavedAndOpensAgain(String name) throws IOException {
    inNotebook(
        name,
        lab -> {
          lab.runAll();
          assertEquals(List.of(), lab.errors());
          List<String> counts = lab.prompts();
          for (int i = 0; i < counts.size(); i++) {
            assertEquals("[" + (i + 1) + "]:", counts.get(i), () -> "prompts " + counts);
          }
          moveEverySlider(lab);
          lab.screenshot(picture(name));
          lab.save();
        });
    List<Cell> saved = codeCells(name);
    assertFalse(saved.isEmpty());
    saved.forEach(cell -> assertTrue(cell.executionCount().isPresent(), cell.source()));
    inNotebook(
        name,
        lab -> {
          assertEquals(saved.size(), lab.prompts().size());
          assertTrue(lab.prompts().stream().noneMatch("[ ]:"::equals), lab.prompts()::toString);
          lab.theme(true);
          lab.screenshot(picture(name + "-dark"));
          lab.theme(false);
        });
  }

  private static void moveEverySlider(LabPage lab) {
    for (Locator slider : lab.sliders().all()) {
      Locator readout = slider.locator(".widget-readout");
      String before = readout.textContent();
      double middle = 0.5;
      lab.drag(slider, middle);
      if (readout.textContent().equals(before)) {
        lab.drag(slider, 1);
      }
      assertNotEquals(before, readout.textContent(), "a slider that the mouse cannot move");
    }
    lab.awaitIdle();
    assertEquals(List.of(), lab.errors());
  }

  @Test
  void aSliderMovesThePictureAndComesBackWithItsValue() throws IOException {
    write(SLIDERS, OUTPUT_SIZE, "while (true) { Thread.sleep(5); }");
    inNotebook(
        SLIDERS,
        lab -> {
          lab.startCell(0);
          lab.slider(0, "kernel").waitFor();
          lab.awaitPicture(0, outputSize(32, 5));
          // By the mouse, and while another cell runs.
          lab.startCell(1);
          lab.drag(lab.slider(0, "kernel"), 1);
          lab.awaitPicture(0, outputSize(32, 11));
          lab.interrupt();
          lab.awaitIdle();
          // By the keyboard.
          lab.press(lab.slider(0, "input"), "ArrowLeft", 3);
          lab.awaitPicture(0, outputSize(29, 11));
          lab.save();
          lab.reload();
          lab.awaitPicture(0, outputSize(29, 11));
          assertEquals(List.of("29", "11"), values(lab));
          lab.drag(lab.slider(0, "input"), 1);
          lab.awaitPicture(0, outputSize(64, 11));
          lab.save();
          lab.shutDownKernel();
        });
    inNotebook(
        SLIDERS,
        lab -> {
          // Another kernel, which knows nothing: what is seen comes from the file.
          lab.awaitPicture(0, outputSize(64, 11));
          assertEquals(List.of("64", "11"), values(lab));
          lab.runCell(0);
          lab.awaitPicture(0, outputSize(32, 5));
          lab.press(lab.slider(0, "kernel"), "ArrowRight", 1);
          lab.awaitPicture(0, outputSize(32, 6));
        });
  }

  @Test
  void aBurstOfMovesEndsOnItsLastValueAndNothingPilesUp() throws IOException {
    int moves = 600;
    write("burst.ipynb", COUNTED, "drawn.get()");
    inNotebook(
        "burst.ipynb",
        lab -> {
          lab.runCell(0);
          lab.awaitPicture(0, outputSize(32, 5));
          lab.probe();
          SliderStream stream = lab.stream(0, "input", moves, 1000, "input 64,");
          assertEquals("Output size: " + outputSize(64, 5), stream.last());
          assertEquals("64", lab.value(lab.slider(0, "input")));
          // One value is on its way, and the next may leave just before the answer is counted.
          assertTrue(stream.most() <= 2, stream::toString);
          assertEquals(0, stream.unanswered(), stream::toString);
          lab.runCell(1);
          int drawn = Integer.parseInt(lab.outputs(1).locator("pre").innerText().strip());
          assertTrue(drawn > 2 && drawn < moves / 2, () -> moves + " moves, drawn " + drawn);
          assertEquals(List.of(), lab.errors());
        });
  }

  @Test
  void aSliderHearsOfTheMouseAtOnceAndIsNotHeldUpByAStatus() throws IOException {
    int moves = 120;
    write("status.ipynb", OUTPUT_SIZE, "while (true) { Thread.sleep(5); }");
    inNotebook(
        "status.ipynb",
        lab -> {
          lab.runCell(0);
          lab.slider(0, "kernel").waitFor();
          lab.probe();
          lab.drag(lab.slider(0, "kernel"), 1);
          lab.awaitPicture(0, outputSize(32, 11));
          assertTrue(lab.number("probe.early") > 0, "the frame comes first");
          SliderStream stream = lab.stream(0, "input", moves, 60, "input 64,");
          double values = moves * stream.messages() / stream.moves();
          // On a slow machine some moves do keep the kernel busy for a quarter of a second.
          assertTrue(
              lab.number("probe.busy") < values / 3,
              () -> lab.number("probe.busy") + " times busy for " + stream);
          // Whatever lasts is shown.
          lab.startCell(1);
          lab.await(
              "() => document.querySelector('#jp-main-statusbar').innerText.includes('Busy')");
          lab.interrupt();
          lab.awaitIdle();
        });
  }

  private static List<String> values(LabPage lab) {
    return List.of(lab.value(lab.slider(0, "input")), lab.value(lab.slider(0, "kernel")));
  }

  /** What the picture's alternative text says: the numbers, put into the formula by hand. */
  static String outputSize(int input, int window) {
    int places = input - window + 1;
    return "input %d, window %d×%d: n_out = %d.".formatted(input, window, window, places);
  }

  @Test
  void anEndlessLoopIsInterruptedAndTheKernelLivesOn() throws IOException {
    write(
        "loop.ipynb",
        "int kept = 41;",
        "while (true) { if (kept++ == 41) System.out.println(\"on\"); kept = 42; }",
        "kept + 1");
    inNotebook(
        "loop.ipynb",
        lab -> {
          lab.runCell(0);
          lab.startCell(1);
          // The star comes when the page asks; what is interrupted before it began has no effect.
          lab.outputs(1).getByText("on").waitFor();
          lab.interrupt();
          lab.awaitIdle();
          assertEquals(1, lab.errors().size());
          lab.runCell(2);
          assertEquals("43", lab.outputs(2).locator("pre").innerText().strip());
        });
  }

  @Test
  void aRestartedKernelHasForgotten() throws IOException {
    write("restart.ipynb", "int secret = 7;", "secret");
    inNotebook(
        "restart.ipynb",
        lab -> {
          lab.runCell(0);
          lab.runCell(1);
          assertEquals("7", lab.outputs(1).locator("pre").innerText().strip());
          lab.restart();
          lab.runCell(1);
          assertEquals(1, lab.errors().size());
          assertTrue(lab.errors().getFirst().contains("secret"), lab.errors()::toString);
          lab.runCell(0);
          lab.runCell(1);
          assertEquals("7", lab.outputs(1).locator("pre").innerText().strip());
        });
  }

  @Test
  void runAllGoesPastAnUnansweredExerciseAndCellsBehindAWrongOneShowThatTheyDidNotRun()
      throws IOException {
    write(
        "exercise.ipynb",
        "var drill = Exercises.outputSize();",
        "check(drill).answer(0)",
        "System.out.println(\"went on\");",
        "check(drill).answer(-7)",
        "1",
        "2");
    inNotebook(
        "exercise.ipynb",
        lab -> {
          lab.runAll();
          assertEquals(List.of("[1]:", "[2]:", "[3]:", "[4]:", "[ ]:", "[ ]:"), lab.prompts());
          lab.outputs(1).getByText("no answer yet").waitFor();
          lab.outputs(2).getByText("went on").waitFor();
          assertEquals(1, lab.errors().size(), lab.errors()::toString);
          assertFalse(lab.errors().getFirst().contains("Hint"), lab.errors()::toString);
          assertEquals(1, lab.outputs(3).getByText("Hint 1 of 3").count());
        });
  }

  @Test
  void javaIsColoured() throws IOException {
    write("colours.ipynb", "String greeting = \"hello\"; // a comment");
    inNotebook(
        "colours.ipynb",
        lab -> {
          lab.runCell(0);
          List<String> classes =
              lab.cell(0).locator(".cm-line span").all().stream()
                  .map(part -> part.getAttribute("class"))
                  .toList();
          // A string, a comment and a type are three colours.
          assertTrue(classes.stream().distinct().count() >= 3, classes::toString);
        });
  }

  @Test
  void formulasAreSetWithoutTheNetwork() throws IOException {
    Files.writeString(
        server.folder().resolve("formula.ipynb"),
        SmallNotebook.ofText("The size is $\\lfloor (n + 2p - k)/s \\rfloor + 1$."));
    inNotebook(
        "formula.ipynb",
        lab -> lab.await("() => document.querySelector('.jp-MarkdownOutput mjx-container')"));
  }
}
