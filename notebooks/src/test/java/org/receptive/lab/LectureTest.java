package org.receptive.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./lab --pages}, in a small house with one notebook. The browser is played by a script that
 * writes down how it was called.
 */
final class LectureTest {
  @TempDir Path folder;

  private Path home;
  private Path programs;
  private PackagedLab lab;

  @BeforeEach
  void buildASmallHouse() throws IOException {
    home = folder.resolve("house");
    programs = Files.createDirectories(folder.resolve("programs"));
    Files.createDirectories(home.resolve("notebooks"));
    Files.writeString(
        home.resolve("notebooks").resolve("01-first.ipynb"),
        """
        {"cells": [{"cell_type": "code", "id": "sum", "metadata": {}, "outputs": [],
          "execution_count": null, "source": "40 + 2"}],
         "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        """);
    lab = PackagedLab.ofThisBuild().in(home).withPath(programs);
  }

  private void program(String name, String script) throws IOException {
    Path file = Files.writeString(programs.resolve(name), "#!/bin/sh\n" + script);
    assertTrue(file.toFile().setExecutable(true));
  }

  private Path page() {
    return home.resolve("kernel-extensions/target/lab/pages/01-first.html");
  }

  @Test
  void withoutAScreenThePagesAreMadeAndNamed() throws IOException {
    PackagedLab.Result result = lab.run("--pages");
    assertEquals(0, result.status(), result.said());
    assertTrue(Files.readString(page()).contains("42"));
    assertTrue(result.said().contains("  " + page().toUri()), result.said());
    assertTrue(result.said().contains("Open these pages in a browser"), result.said());
  }

  @Test
  void withAScreenTheFirstPageIsShownInTheBrowser() throws IOException {
    Path opened = folder.resolve("opened");
    program("xdg-open", "echo \"$*\" >'" + opened + "'\n");
    PackagedLab.Result result = lab.run(Map.of("DISPLAY", ":0"), "--pages");
    assertEquals(0, result.status(), result.said());
    assertEquals(page().toString(), Files.readString(opened).strip());
    assertFalse(result.said().contains("Open these pages"), result.said());
  }

  @Test
  void aHouseWithoutNotebooksSaysSo() throws IOException {
    Files.delete(home.resolve("notebooks").resolve("01-first.ipynb"));
    PackagedLab.Result result = lab.run();
    assertEquals(1, result.status(), result.said());
    assertTrue(result.said().contains("lab: there are no notebooks in "), result.said());
  }
}
