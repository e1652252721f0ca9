package org.receptive.notebooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.receptive.kernel.client.Output;
import org.receptive.lab.notebook.Cell;
import org.receptive.lab.notebook.Notebook;
import org.receptive.lab.notebook.StudentVersion;
import org.receptive.lessons.claim.Chapter;

/** What every lecture notebook has in common: its length, its cycle, its kernel. */
class NotebookFormTest {
  private static final Pattern PREDICTION = Pattern.compile("\\bpredict\\(");
  private static final Pattern CHECK = Pattern.compile("\\bcheck\\(");

  private static final Pattern HYPHEN_AS_MINUS =
      Pattern.compile("(?<![\\p{L}\\p{N}_)\\]])-(?=\\d)|[\\p{L}\\p{N})] - [\\p{L}\\p{N}(]");
  private static final Pattern SPACED_PERCENT = Pattern.compile("\\d %");

  static List<Path> notebooks() {
    return LectureNotebooks.files();
  }

  private static String source(Notebook notebook, Cell.Kind kind) {
    return notebook.cells().stream()
        .filter(cell -> cell.kind() == kind)
        .map(Cell::source)
        .collect(Collectors.joining("\n"));
  }

  private static void assertBetween(int least, long actual, int most, String what) {
    assertTrue(
        least <= actual && actual <= most,
        "%d %s; there should be %d to %d".formatted(actual, what, least, most));
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void itIsOneLessonLong(Path file) throws IOException {
    Notebook notebook = Notebook.read(file);
    assertBetween(12, notebook.cells().size(), 20, "cells");
    String words = source(notebook, Cell.Kind.MARKDOWN);
    assertBetween(500, words.split("\\s+").length, 900, "words");
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void itPredictsChecksAndClaims(Path file) throws IOException {
    String code = source(Notebook.read(file), Cell.Kind.CODE);
    assertBetween(3, PREDICTION.matcher(code).results().count(), 5, "predictions");
    assertEquals(3, CHECK.matcher(code).results().count(), "checked exercises");
    assertTrue(code.contains("claim(\"slide "), "no claim of a slide is checked");
    assertFalse(code.contains("import "), "a cell imports; names are there by default");
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void itShowsFourToSixFigures(Path file) throws IOException {
    long figures =
        Notebook.read(file).cells().stream()
            .flatMap(cell -> cell.outputs().stream())
            .filter(NotebookFormTest::isPicture)
            .count();
    assertBetween(4, figures, 6, "figures");
  }

  /** A picture that is not the chart beneath a table. */
  private static boolean isPicture(Output output) {
    JsonObject data =
        switch (output) {
          case Output.DisplayData display -> display.data();
          case Output.ExecuteResult result -> result.data();
          case Output.Stream stream -> new JsonObject();
          case Output.Failure failure -> new JsonObject();
        };
    boolean table = data.has("text/html") && data.get("text/html").getAsString().contains("<table");
    return !table && (data.has("image/svg+xml") || data.has("image/png"));
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void numbersAreWrittenAlike(Path file) throws IOException {
    for (Cell cell : Notebook.read(file).cells()) {
      for (Output output : cell.outputs()) {
        String text = text(output);
        assertFalse(HYPHEN_AS_MINUS.matcher(text).find(), () -> "a hyphen for a minus: " + text);
        assertFalse(SPACED_PERCENT.matcher(text).find(), () -> "a space before %: " + text);
      }
    }
  }

  private static String text(Output output) {
    JsonElement plain =
        switch (output) {
          case Output.DisplayData display -> display.data().get("text/plain");
          case Output.ExecuteResult result -> result.data().get("text/plain");
          case Output.Stream stream -> null;
          case Output.Failure failure -> null;
        };
    return plain == null ? "" : plain.getAsString();
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void itLeadsToAllNotebooks(Path file) throws IOException {
    String words = source(Notebook.read(file), Cell.Kind.MARKDOWN);
    for (Path other : notebooks()) {
      boolean linked = words.contains("](" + other.getFileName() + ")");
      assertEquals(!other.equals(file), linked, other::toString);
    }
  }

  @Test
  void errataLeadToNotebooksThatAreThere() {
    for (Chapter chapter : Chapter.values()) {
      assertTrue(Files.exists(Path.of(chapter.file())), chapter::file);
    }
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void itRunsOnTheReceptiveKernel(Path file) throws IOException {
    JsonObject metadata =
        JsonParser.parseString(Files.readString(file))
            .getAsJsonObject()
            .getAsJsonObject("metadata");
    JsonObject kernel = metadata.getAsJsonObject("kernelspec");
    assertEquals("receptive", kernel.get("name").getAsString());
    assertEquals("Java (Receptive)", kernel.get("display_name").getAsString());
    assertEquals("java", kernel.get("language").getAsString());
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void theStudentsVersionHoldsNoSolutionAndNoOutput(Path file) throws IOException {
    Notebook teachers = Notebook.read(file);
    assertEquals(
        3,
        Pattern.compile("### BEGIN SOLUTION")
            .matcher(source(teachers, Cell.Kind.CODE))
            .results()
            .count());
    Notebook students = StudentVersion.of(teachers);
    assertFalse(source(students, Cell.Kind.CODE).contains("SOLUTION"));
    assertTrue(students.cells().stream().allMatch(cell -> cell.outputs().isEmpty()));
    assertFalse(students.toJson().getAsJsonObject("metadata").has("widgets"));
  }
}
