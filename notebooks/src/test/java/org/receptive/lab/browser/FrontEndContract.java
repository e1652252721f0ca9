package org.receptive.lab.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a student does in JupyterLab, done in a real browser, whatever server stands behind it. */
abstract class FrontEndContract extends BrowserTest {
  private static final String SLIDERS = "sliders.ipynb";
  static final String OUTPUT_SIZE =
      "interact(slider(\"input\", 1, 64, 32), slider(\"kernel\", 1, 11, 5),"
          + " (n, f) -> outputSize(n, f));";

  private static final String COLOURS = "String greeting = \"hello\"; // a comment";

  private static final String COUNTED =
      """
      var drawn = new java.util.concurrent.atomic.AtomicInteger();
      interact(slider("input", 1, 64, 32), slider("kernel", 1, 11, 5), (n, f) -> {
        drawn.incrementAndGet();
        return outputSize(n, f);
      });
      """;

  @Test
  void aSliderMovesThePictureAndComesBackWithItsValueAndJavaIsColoured() throws IOException {
    write(SLIDERS, OUTPUT_SIZE, "while (true) { Thread.sleep(5); }", COLOURS);
    inNotebook(
        SLIDERS,
        lab -> {
          lab.startCell(0);
          lab.slider(0, "kernel").waitFor();
          lab.awaitPicture(0, outputSize(32, 5));
          assertColoured(lab.cell(2));
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

  /** A string, a comment and a type are three colours. */
  private static void assertColoured(Locator cell) {
    Locator parts = cell.locator(".cm-line span");
    parts.nth(2).waitFor();
    List<String> classes =
        parts.all().stream().map(part -> part.getAttribute("class")).distinct().toList();
    assertTrue(classes.size() >= 3, classes::toString);
  }

  @Test
  void aBurstOfMovesEndsOnItsLastValueAndNothingPilesUp() throws IOException {
    int moves = 600;
    inScratch(
        SmallNotebook.of(COUNTED, "drawn.get()"),
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
    inScratch(
        SmallNotebook.of(OUTPUT_SIZE, "while (true) { Thread.sleep(5); }"),
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
    inScratch(
        SmallNotebook.of(
            "int kept = 41;",
            "while (true) { if (kept++ == 41) System.out.println(\"on\"); kept = 42; }",
            "kept + 1"),
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
    inScratch(
        SmallNotebook.of("int secret = 7;", "secret"),
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
    inScratch(
        SmallNotebook.of(
            "var drill = Exercises.outputSize();",
            "check(drill).answer(0)",
            "System.out.println(\"went on\");",
            "check(drill).answer(-7)",
            "1",
            "2"),
        lab -> {
          lab.runAll();
          List<String> prompts = lab.prompts();
          assertTrue(prompts.subList(0, 4).stream().noneMatch("[ ]:"::equals), prompts::toString);
          assertEquals(List.of("[ ]:", "[ ]:"), prompts.subList(4, 6));
          lab.outputs(1).getByText("no answer yet").waitFor();
          lab.outputs(2).getByText("went on").waitFor();
          assertEquals(1, lab.errors().size(), lab.errors()::toString);
          assertFalse(lab.errors().getFirst().contains("Hint"), lab.errors()::toString);
          assertEquals(1, lab.outputs(3).getByText("Hint 1 of 3").count());
        });
  }

  @Test
  void formulasAreSetWithoutTheNetwork() throws IOException {
    inScratch(
        SmallNotebook.ofText("The size is $\\lfloor (n + 2p - k)/s \\rfloor + 1$."),
        lab -> lab.await("() => document.querySelector('.jp-MarkdownOutput mjx-container')"));
  }
}
