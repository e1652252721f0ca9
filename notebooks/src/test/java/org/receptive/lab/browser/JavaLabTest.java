package org.receptive.lab.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The front end as {@code ./lab} serves it, from Java alone, with what only ours can do. */
final class JavaLabTest extends FrontEndContract {
  private static final String HURRY = "hurry.ipynb";
  private static final String KEPT = "kept.ipynb";

  @Override
  NotebookServer start(Path temporary) throws IOException {
    return JavaLab.start(temporary);
  }

  @Test
  void runAllLosesNoCellWhileTheSessionIsMade() throws IOException {
    runsInAHurry("POST", "**/api/sessions*");
  }

  @Test
  void runAllAsksForNoKernelBeforeTheNotebookHasSaidWhichItIs() throws IOException {
    runsInAHurry("GET", "**/checkpoints*");
  }

  /** Presses Run All as soon as there are cells, while the page waits for some of its answers. */
  private void runsInAHurry(String method, String late) throws IOException {
    write(HURRY, "int a = 1;", "a + 1", "a + 2");
    try (Visit visit = chromium.visit()) {
      LabPage lab = new LabPage(visit.page());
      Latecomers latecomers = Latecomers.of(visit.page(), method, late);
      lab.openUnready(server.address("lab/workspaces/hurry/tree/" + HURRY));
      lab.menu("Run", "Run All Cells");
      lab.await("() => document.querySelector('.receptive-Waiting')");
      assertEquals(List.of("[*]:", "[*]:", "[*]:"), lab.prompts());
      latecomers.enter();
      lab.awaitIdle();
      assertEquals(List.of("[1]:", "[2]:", "[3]:"), lab.prompts());
      assertEquals("3", lab.outputs(2).locator("pre").innerText().strip());
      assertEquals(0, visit.page().locator(".jp-Dialog, .receptive-Waiting").count());
      lab.shutDownKernel();
      // Again all at once, and again one kernel only.
      lab.menu("Run", "Run All Cells");
      lab.await("() => document.querySelectorAll('.jp-OutputArea-output').length === 2");
      lab.awaitIdle();
      assertEquals(List.of("[1]:", "[2]:", "[3]:"), lab.prompts());
      lab.shutDownKernel();
    }
  }

  @Test
  void aPictureOutlivesItsKernelHoweverOftenItIsSaved() throws IOException {
    write(KEPT, OUTPUT_SIZE);
    inNotebook(
        KEPT,
        lab -> {
          lab.runCell(0);
          lab.press(lab.slider(0, "kernel"), "ArrowRight", 1);
          lab.awaitPicture(0, outputSize(32, 6));
          assertEquals(0, still(lab).count());
          lab.save();
          lab.shutDownKernel();
          still(lab).waitFor();
          lab.awaitPicture(0, outputSize(32, 6));
          lab.save();
        });
    inNotebook(
        KEPT,
        lab -> {
          for (int i = 0; i < 2; i++) {
            still(lab).waitFor();
            lab.awaitPicture(0, outputSize(32, 6));
            lab.save();
            lab.reload();
          }
          lab.runCell(0);
          lab.awaitPicture(0, outputSize(32, 5));
          assertEquals(0, still(lab).count());
        });
  }

  @Test
  void anOutputWhoseWidgetNobodyKnowsShowsWhatItHolds() throws IOException {
    write(KEPT, OUTPUT_SIZE);
    inNotebook(
        KEPT,
        lab -> {
          lab.runCell(0);
          lab.save();
          lab.shutDownKernel();
        });
    Path file = server.folder().resolve(KEPT);
    JsonObject notebook = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    assertTrue(notebook.getAsJsonObject("metadata").has("widgets"));
    notebook.getAsJsonObject("metadata").remove("widgets");
    Files.writeString(file, notebook.toString());
    inNotebook(
        KEPT,
        lab -> {
          // Our server does not know these bytes: the user says that they may be shown.
          lab.trust();
          still(lab).waitFor();
          lab.awaitPicture(0, outputSize(32, 5));
          assertTrue(lab.outputs(0).innerText().contains("First state"), lab.outputs(0)::innerText);
        });
  }

  /** The words below a picture that cannot be moved. */
  private static Locator still(LabPage lab) {
    return lab.outputs(0).locator(".receptive-Still");
  }

  @Test
  void controlsHaveNamesAndRoomAndTheConsoleIsQuiet() throws IOException {
    write(
        "controls.ipynb",
        """
        import org.receptive.widgets.model.*;
        var play = new Play().min(0).max(10).step(3).interval(20);
        display(slider("few", 0, 9));
        display(slider("picture", 0, 199));
        display(rangeSlider("pair", 0, 9));
        play
        """);
    try (Visit visit = chromium.visit()) {
      List<String> said = new java.util.ArrayList<>();
      visit.page().onConsoleMessage(message -> said.add(message.type() + ": " + message.text()));
      LabPage lab = new LabPage(visit.page());
      lab.open(server.address("lab/workspaces/controls/tree/controls.ipynb"), 1);
      lab.runCell(0);
      Locator handles = lab.outputs(0).locator(".noUi-handle");
      handles.nth(3).waitFor();
      assertEquals(
          List.of("few", "picture", "pair, from", "pair, to"),
          handles.all().stream().map(handle -> handle.getAttribute("aria-label")).toList());
      double few = lab.slider(0, "few").locator(".noUi-base").boundingBox().width;
      double many = lab.slider(0, "picture").locator(".noUi-base").boundingBox().width;
      assertTrue(few >= 100 && many >= 1.5 * 200, () -> few + " and " + many);
      lab.outputs(0).locator(".widget-play button").first().click();
      lab.type(0, "play.value().get()");
      lab.await(
          "() => document.querySelector('.widget-play button[title=Play], .widget-play .fa-play')");
      visit.page().waitForTimeout(500);
      lab.runCell(0);
      assertEquals("10", lab.outputs(0).locator("pre").last().innerText().strip());
      assertEquals(List.of(), said.stream().filter(line -> line.startsWith("warning")).toList());
    }
  }

  @Test
  void aSliderThatIsShownHasTheValueThatItHadBefore() throws IOException {
    String sliders =
        """
        var drawn = new java.util.concurrent.atomic.AtomicInteger();
        interact(floatSlider("x", 0, 1, .34, .1), slider("n", 0, 20, 7, 5),
            logSlider("rate", 1e-5, 1e-1, .003), floatSlider("fine", 0, 1, .003),
            floatRangeSlider("pair", .1, .7, .115, .3), (x, n, rate, fine, pair) -> {
          drawn.incrementAndGet();
          return "%s %s %s %s %s".formatted(x, n, rate, fine, pair);
        });
        """;
    write("values.ipynb", sliders, "drawn.get()");
    inNotebook(
        "values.ipynb",
        lab -> {
          lab.runCell(0);
          lab.slider(0, "pair").locator(".noUi-handle").first().waitFor();
          lab.runCell(1);
          String values = "0.3 5 0.003 0.003 0.115 to 0.3";
          assertTrue(lab.outputs(0).innerText().contains(values), lab.outputs(0)::innerText);
          assertEquals("1", lab.outputs(1).locator("pre").innerText().strip());
          lab.press(lab.slider(0, "x"), "ArrowRight", 1);
          lab.outputs(0).getByText("0.4 5 0.003").waitFor();
        });
  }
}
