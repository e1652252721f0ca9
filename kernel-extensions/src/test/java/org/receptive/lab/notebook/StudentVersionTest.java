package org.receptive.lab.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The student's notebook holds no solution, no hidden test and no output. */
final class StudentVersionTest {
  @Test
  void aSolutionGivesWayToAComment() {
    String teachers =
        "int f(int x) {\n  // ### BEGIN SOLUTION\n  return 2 * x;\n  // ### END SOLUTION\n}\nf(2)";
    assertEquals("int f(int x) {\n  // your code here\n}\nf(2)", studentsSource(teachers));
  }

  @Test
  void hiddenTestsVanish() {
    assertEquals(
        "check(1);\n",
        studentsSource(
            "check(1);\n// ### BEGIN HIDDEN TESTS\ncheck(2);\n// ### END HIDDEN TESTS\n"));
  }

  @Test
  void everyOutputIsTakenOut() throws IOException {
    Notebook teachers = NotebookReader.read("n", NotebookTest.writtenByJupyter());
    for (Cell cell : StudentVersion.of(teachers).cells()) {
      assertTrue(cell.outputs().isEmpty());
      assertTrue(cell.executionCount().isEmpty());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "### BEGIN SOLUTION, line 1: ### BEGIN SOLUTION has no ### END SOLUTION below it",
    "### END SOLUTION, line 1: ### END SOLUTION comes without ### BEGIN SOLUTION",
    "### BEGIN HIDDEN TESTS, line 1: ### BEGIN HIDDEN TESTS has no ### END HIDDEN TESTS below it"
  })
  void aMarkWithoutPartnerIsNamed(String source, String reason) {
    var refused = assertThrows(InvalidNotebook.class, () -> studentsSource(source));
    assertEquals("cell 1 (exercise), " + reason, refused.getMessage());
  }

  private static String studentsSource(String source) {
    return studentsSource("code", source);
  }

  private static String studentsSource(String type, String source) {
    JsonObject cell = new JsonObject();
    cell.addProperty("cell_type", type);
    cell.addProperty("id", "exercise");
    cell.add("metadata", new JsonObject());
    if (type.equals("code")) {
      cell.add("outputs", new JsonArray());
    }
    cell.add("source", new JsonPrimitive(source));
    String frame =
        "{\"cells\": [%s], \"metadata\": {}, \"nbformat\": 4, \"nbformat_minor\": 5}"
            .formatted(cell);
    Notebook notebook = NotebookReader.read("n", frame.getBytes(StandardCharsets.UTF_8));
    List<Cell> cells = StudentVersion.of(notebook).cells();
    return cells.getFirst().source();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "// BEGIN SOLUTION\n42\n// END SOLUTION",
        "/* ### BEGIN MARK SCHEME */\n42\n// END MARK SCHEME"
      })
  void theWordsAreTheMarkAsForNbgrader(String source) {
    assertFalse(studentsSource(source).contains("42"), source);
  }

  @Test
  void aSolutionInWordsGivesWayToo() {
    assertEquals(
        "Why?\n*Your answer here.*\n",
        studentsSource(
            "markdown",
            "Why?\n<!-- ### BEGIN SOLUTION -->\nBecause.\n<!-- ### END SOLUTION -->\n"));
  }
}
