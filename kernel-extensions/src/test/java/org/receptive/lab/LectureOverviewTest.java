package org.receptive.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page on which the lab opens. */
final class LectureOverviewTest {
  @TempDir Path temporary;

  private Path notebook(Path folder, String name, String source) throws IOException {
    Files.createDirectories(folder);
    return Files.writeString(
        folder.resolve(name),
        "{\"cells\": [{\"cell_type\": \"code\", \"source\": \"1\"}, {\"cell_type\": \"markdown\","
            + " \"source\": "
            + source
            + "}], \"nbformat\": 4}");
  }

  @Test
  void aNotebookIsPresentedByItsOwnOpening() throws IOException {
    Path file =
        notebook(
            temporary,
            "03-residual.ipynb",
            "[\"# Residual *networks*\\n\", \"\\n\", \"**Slides 11 to 14.** Why is `deeper`\\n\","
                + " \"not better?\\n\", \"\\n\", \"More.\"]");
    assertEquals(
        new LectureOverview.Entry(
            "03-residual.ipynb",
            "03",
            "Residual networks",
            "Slides 11 to 14",
            "Why is deeper not better?"),
        LectureOverview.entry(file));
  }

  @Test
  void aFileThatIsNoNotebookIsStillThere() throws IOException {
    Path file = Files.writeString(temporary.resolve("04-broken.ipynb"), "{\"cells\": [ oops");
    LectureOverview.Entry entry = LectureOverview.entry(file);
    assertEquals("04-broken.ipynb", entry.title());
    assertEquals("This file cannot be read as a notebook.", entry.summary());
  }

  @Test
  void thePageLinksEveryNotebookAndTrustsNoText() throws IOException {
    Path lecture = temporary.resolve("notebooks");
    Path mine = temporary.resolve("mine");
    notebook(lecture, "01-a.ipynb", "\"# <script>alert(1)</script>\"");
    notebook(mine, "my ü&<b>.ipynb", "\"# Mine\"");
    String page =
        new LectureOverview(mine, new Home(temporary), List.of("/static/lab/x.js")).page();
    assertTrue(page.contains("href=\"/lab/tree/01-a.ipynb\""), page);
    assertTrue(page.contains("href=\"/lab/tree/my%20%C3%BC%26%3Cb%3E.ipynb\""), page);
    assertFalse(page.contains("<script>"), page);
    assertFalse(page.contains("<b>"), page);
    assertFalse(page.contains("{{"), page);
    assertTrue(page.contains("<link rel=\"prefetch\" href=\"/static/lab/x.js\">"), page);
    assertEquals(page, new String(page.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
  }
}
