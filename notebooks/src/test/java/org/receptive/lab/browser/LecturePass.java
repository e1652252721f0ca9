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
import org.receptive.lab.notebook.Cell;

/** A notebook of the lecture as a student goes through it, in a hurry. */
final class LecturePass {
  private LecturePass() {}

  /** The lecture's notebooks. */
  static List<String> notebooks() {
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

  /** Runs a notebook, moves its sliders, saves it and opens it again. */
  static void pass(BrowserTest test, String name) throws IOException {
    test.inNotebook(
        name,
        lab -> {
          lab.runAll();
          assertEquals(List.of(), lab.errors());
          List<String> counts = lab.prompts();
          for (int i = 0; i < counts.size(); i++) {
            assertEquals("[" + (i + 1) + "]:", counts.get(i), () -> "prompts " + counts);
          }
          moveEverySlider(lab);
          lab.screenshot(test.picture(name));
          lab.save();
        });
    List<Cell> saved = test.codeCells(name);
    assertFalse(saved.isEmpty());
    saved.forEach(cell -> assertTrue(cell.executionCount().isPresent(), cell.source()));
    test.inNotebook(
        name,
        lab -> {
          assertEquals(saved.size(), lab.prompts().size());
          assertTrue(lab.prompts().stream().noneMatch("[ ]:"::equals), lab.prompts()::toString);
          lab.theme(true);
          lab.screenshot(test.picture(name + "-dark"));
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
}
