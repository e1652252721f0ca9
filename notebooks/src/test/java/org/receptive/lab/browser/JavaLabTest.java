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
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The front end as {@code ./lab} serves it, from Java alone, with what only ours can do. */
final class JavaLabTest extends FrontEndContract {
  /** The mark of a notebook that is not saved. */
  private static final String CHANGED = "#jp-main-dock-panel .lm-TabBar-tab.jp-mod-dirty";

  private static final String HURRY = "hurry.ipynb";
  private static final String KEPT = "kept.ipynb";

  @Override
  NotebookServer start(Path temporary) throws IOException {
    return JavaLab.start(temporary);
  }

  @Test
  void runAllLosesNoCellWhileTheSessionIsMade() throws IOException {
    runsInAHurry("POST", "**/api/sessions*", JavaLabTest::runAgainWithoutAKernel);
  }

  @Test
  void runAllAsksForNoKernelBeforeTheNotebookHasSaidWhichItIs() throws IOException {
    runsInAHurry("GET", "**/checkpoints*", LabPage::shutDownKernel);
  }

  @Test
  void runAllBeforeTheFileIsReadRunsTheCellsThatComeAndAsksForNoKernel() throws IOException {
    write(HURRY, "int a = 1;", "a + 1", "a + 2");
    try (Visit visit = chromium.visit()) {
      LabPage lab = new LabPage(visit.page());
      Latecomers file = Latecomers.of(visit.page(), "GET", "**/api/contents/*content=1*");
      Latecomers session = Latecomers.of(visit.page(), "POST", "**/api/sessions*");
      lab.openUnready(server.address("lab/workspaces/hurry/tree/" + HURRY));
      lab.menu("Run", "Run All Cells");
      assertEquals(List.of("[ ]:"), lab.prompts(), "the empty cell of a file that is not read");
      file.enter();
      lab.await("() => document.querySelector('.receptive-Waiting')");
      assertEquals(List.of("[*]:", "[*]:", "[*]:"), lab.prompts());
      session.enter();
      lab.awaitIdle();
      assertEquals(List.of("[1]:", "[2]:", "[3]:"), lab.prompts());
      assertEquals(0, visit.page().locator(".jp-Dialog, .receptive-Waiting").count());
      lab.shutDownKernel();
    }
  }

  /** Presses Run All as soon as there are cells, while the page waits for some of its answers. */
  private void runsInAHurry(String method, String late, Consumer<LabPage> then) throws IOException {
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
      then.accept(lab);
    }
  }

  /** All at once asks for one kernel only. */
  private static void runAgainWithoutAKernel(LabPage lab) {
    lab.shutDownKernel();
    lab.menu("Run", "Run All Cells");
    lab.await("() => document.querySelectorAll('.jp-OutputArea-output').length === 2");
    lab.awaitIdle();
    assertEquals(List.of("[1]:", "[2]:", "[3]:"), lab.prompts());
    lab.shutDownKernel();
  }

  @Test
  void aPictureOutlivesItsKernelHoweverOftenItIsSavedAndWhateverTheFileHasLost()
      throws IOException {
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
          lab.save();
          lab.shutDownKernel();
        });
    forgetWidgets();
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

  /** The file as another program leaves it, which does not know widgets. */
  private void forgetWidgets() throws IOException {
    Path file = server.folder().resolve(KEPT);
    JsonObject notebook = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    assertTrue(notebook.getAsJsonObject("metadata").has("widgets"));
    notebook.getAsJsonObject("metadata").remove("widgets");
    Files.writeString(file, notebook.toString());
  }

  /** The words below a picture that cannot be moved. */
  private static Locator still(LabPage lab) {
    return lab.outputs(0).locator(".receptive-Still");
  }

  @Test
  void controlsHaveNamesAndRoomAndTheConsoleIsQuiet() throws IOException {
    inScratch(
        SmallNotebook.of(
            """
            import org.receptive.widgets.model.*;
            var play = new Play().min(0).max(10).step(3).interval(20);
            display(slider("few", 0, 9));
            display(slider("picture", 0, 199));
            display(rangeSlider("pair", 0, 9));
            play
            """,
            """
            for (int i = 0; i < 500 && play.value().get() < 10; i++) Thread.sleep(10);
            play.value().get()
            """),
        lab -> {
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
          lab.runCell(1);
          assertEquals("10", lab.outputs(1).locator("pre").innerText().strip());
        });
    assertEquals(List.of(), scratchWarnings());
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
    inScratch(
        SmallNotebook.of(sliders, "drawn.get()"),
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

  @Test
  void whatWasRepairedInANotebookIsSaidOnce() throws IOException {
    inScratch(
        SmallNotebook.of("1", "2").replace("cell-1", "cell-0"),
        lab -> {
          lab.toast("had the id \"cell-0\" of an earlier cell").waitFor();
          lab.reloadNotebook(2);
          assertEquals(1, lab.toast("had the id").count());
        });
  }

  @Test
  void muchOutputIsShownInPartAndARecursionWithoutEndInFewLines() throws IOException {
    inScratch(
        SmallNotebook.of(
            "for (int i = 0; i < 100_000; i++) System.out.println(\"line \" + i);",
            "int down(int n) { return down(n + 1) + 1; }\ndown(0)"),
        lab -> {
          lab.runCell(0);
          List<String> lines = lab.outputs(0).innerText().lines().toList();
          assertTrue(lines.size() < 15_000, () -> lines.size() + " lines");
          assertEquals("line 0", lines.getFirst());
          assertEquals("line 99999", lines.getLast());
          lab.runCell(1);
          String error = lab.errors().getFirst();
          assertTrue(error.contains("StackOverflowError"), error);
          assertTrue(error.lines().count() < 12, error);
          lab.save();
        });
  }

  @Test
  void aTableThatIsWiderThanThePageScrollsAndItsNamesStay() throws IOException {
    inScratch(
        SmallNotebook.of("Summary.of(Networks.introNet())"),
        lab -> {
          lab.runCell(0);
          Locator output = lab.outputs(0).locator(".jp-OutputArea-output > div:has(> table)");
          lab.narrow(700);
          Locator name = output.locator("tbody td:first-child").first();
          double before = name.boundingBox().x;
          double scrolled =
              ((Number) output.evaluate("output => (output.scrollLeft = 1e4, output.scrollLeft)"))
                  .doubleValue();
          assertTrue(scrolled > 50, () -> "scrolled by " + scrolled);
          assertEquals(before, name.boundingBox().x, 1);
          Locator last = output.locator("tbody tr").first().locator("td").last();
          double right = output.boundingBox().x + output.boundingBox().width;
          assertTrue(last.boundingBox().x + last.boundingBox().width <= right + 1);
          lab.narrow(1280);
        });
  }

  @Test
  void aStepViewThatASliderDrawsAnewGoesOnAtItsStep() throws IOException {
    inScratch(
        SmallNotebook.of(
            """
            interact(slider("corner", 0, 3), corner -> {
              var x = Tensor.zeros(Shape.of(1, 1, 4, 4));
              x.data()[0] = corner;
              return ConvolutionSteps.of(Conv2d.of(1, 1, 2).withoutBias(), x,
                  Tensor.of(Shape.of(1, 1, 2, 2), 1, 0, 0, -2));
            });
            """),
        lab -> {
          lab.runCell(0);
          Locator view = lab.outputs(0).locator("[data-receptive-ready]");
          for (int i = 0; i < 3; i++) {
            view.locator("button[aria-label='next step']").click();
          }
          view.evaluate("view => view.classList.add('old')");
          lab.press(lab.slider(0, "corner"), "ArrowRight", 1);
          Locator fresh = lab.outputs(0).locator("[data-receptive-ready]:not(.old)");
          assertEquals("step 4 of 9", fresh.locator("[data-counter]").innerText());
        });
  }

  /** It would save itself after a while, over what was done in the other page. */
  @Test
  void aWidgetThatACellHasMadeIsNoChangeOfACopyInAnotherPage() throws IOException {
    String copied = "two-pages.ipynb";
    write(copied, "interact(slider(\"n\", 0, 3), n -> n);");
    try (Visit one = chromium.visit();
        Visit two = chromium.visit()) {
      LabPage here = new LabPage(one.page());
      LabPage there = new LabPage(two.page());
      here.open(server.address("lab/workspaces/here/tree/" + copied), 1);
      here.save();
      there.open(server.address("lab/workspaces/there/tree/" + copied), 1);
      assertEquals(0, two.page().locator(CHANGED).count());
      here.runCell(0);
      here.slider(0, "n").waitFor();
      two.page().waitForTimeout(1_500);
      assertEquals(1, one.page().locator(CHANGED).count());
      assertEquals(0, two.page().locator(CHANGED).count());
      here.save();
      here.shutDownKernel();
    }
  }
}
