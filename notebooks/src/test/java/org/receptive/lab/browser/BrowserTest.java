package org.receptive.lab.browser;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.receptive.lab.notebook.Cell;
import org.receptive.lab.notebook.Notebook;

/** Tests with a server that runs and a real browser, which all tests of a class share. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BrowserTest {
  /** Screenshots of every run, for people to look at. */
  private static final Path PICTURES = Path.of("target", "screenshots");

  NotebookServer server;
  Chromium chromium;
  private Visit scratch;
  private int scratches;

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
    closeScratch();
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
        lab.open(address(name), codeCells(name).size());
        gestures.in(lab);
      } catch (RuntimeException | AssertionError e) {
        lab.screenshot(picture("failed-" + name));
        throw e;
      }
      assertFalse(visit.requests().isEmpty());
      visit.assertQuiet();
    }
  }

  /**
   * Does something in a notebook whose page and kernel are there already, for it costs seconds to
   * open a page and to start a kernel. Cells run before may have left variables and counts.
   */
  final void inScratch(String notebook, Gestures gestures) throws IOException {
    if (scratch == null) {
      write(scratchName(), "");
      scratch = chromium.visit();
      new LabPage(scratch.page()).open(address(scratchName()), 1);
    }
    LabPage lab = new LabPage(scratch.page());
    try {
      Files.writeString(server.folder().resolve(scratchName()), notebook);
      lab.reloadNotebook(codeCells(scratchName()).size());
      gestures.in(lab);
      scratch.assertQuiet();
    } catch (RuntimeException | AssertionError e) {
      lab.screenshot(picture("failed-" + scratchName()));
      closeScratch();
      throw e;
    }
  }

  /**
   * What the page of {@link #inScratch} has warned of so far, from its opening on. That a
   * connection is lost is what a page says whose notebook is loaded anew.
   */
  final List<String> scratchWarnings() {
    return scratch.warnings().stream()
        .filter(warning -> !warning.startsWith("Connection lost, reconnecting in 0 seconds"))
        .toList();
  }

  /** After a failure the next test has a page and a kernel that know nothing of it. */
  private void closeScratch() {
    if (scratch != null) {
      scratch.close();
      scratch = null;
      scratches++;
    }
  }

  private String scratchName() {
    return "scratch-" + scratches + ".ipynb";
  }

  /** Where a notebook is opened in a workspace of its own. */
  final String address(String notebook) {
    return server.address("lab/workspaces/" + workspace(notebook) + "/tree/" + notebook);
  }

  final List<Cell> codeCells(String name) throws IOException {
    return Notebook.read(server.folder().resolve(name)).cells().stream()
        .filter(cell -> cell.kind() == Cell.Kind.CODE)
        .toList();
  }

  /** A workspace of its own for each notebook: the page opens again what was open there. */
  static String workspace(String notebook) {
    return notebook.replaceAll("\\W", "-");
  }

  final Path picture(String name) {
    return PICTURES.resolve(
        getClass().getSimpleName() + "-" + name.replaceAll("[^A-Za-z0-9]+", "-") + ".png");
  }

  final void write(String name, String... sources) throws IOException {
    Files.writeString(server.folder().resolve(name), SmallNotebook.of(sources));
  }
}
