package org.receptive.lab.notebook;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.receptive.kernel.client.Output;

/** Notebook files: what Jupyter wrote comes back byte for byte; what is no notebook is refused. */
final class NotebookTest {
  private static final String FRAME =
      "{\"cells\": [%s], \"metadata\": {}, \"nbformat\": 4, \"nbformat_minor\": 5}";

  @TempDir Path folder;

  static byte[] writtenByJupyter() throws IOException {
    try (InputStream file = NotebookTest.class.getResourceAsStream("written-by-jupyter.ipynb")) {
      return file.readAllBytes();
    }
  }

  @Test
  void aFileOfJupyterIsWrittenBackByteForByte() throws IOException {
    byte[] bytes = writtenByJupyter();
    assertArrayEquals(bytes, NotebookReader.read("jupyter", bytes).toBytes());
  }

  @Test
  void outputsSurviveBeingReadAndSetAgain() throws IOException {
    byte[] bytes = writtenByJupyter();
    Notebook notebook = NotebookReader.read("jupyter", bytes);
    Notebook again =
        notebook.mapCells(
            cell ->
                cell.kind() == Cell.Kind.CODE
                    ? cell.executed(cell.executionCount(), cell.outputs())
                    : cell);
    assertArrayEquals(bytes, again.toBytes());
  }

  @Test
  void cellsShowWhatTheyHold() throws IOException {
    Notebook notebook = NotebookReader.read("jupyter", writtenByJupyter());
    Cell code = notebook.cells().get(1);
    assertEquals(Cell.Kind.CODE, code.kind());
    assertEquals("int x = 1;\nx + 1", code.source());
    assertEquals(List.of("a", "b"), code.tags());
    assertEquals(OptionalInt.of(1), code.executionCount());
    assertEquals(
        "<b>2</b>\n<i>é</i>",
        ((Output.ExecuteResult) code.outputs().getFirst()).data().get("text/html").getAsString());
    assertEquals(Cell.Kind.RAW, notebook.cells().get(4).kind());
    assertEquals("Convolution $y = w * x$", notebook.title());
    assertEquals("java", notebook.language());
  }

  @Test
  void writingReplacesTheFileAndLeavesNothingBeside() throws IOException {
    Path file = folder.resolve("n.ipynb");
    Files.writeString(file, "old");
    Notebook notebook = NotebookReader.read("jupyter", writtenByJupyter());
    notebook.write(file);
    assertArrayEquals(writtenByJupyter(), Files.readAllBytes(file));
    try (var files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void cellsWithoutIdGetOneThatDoesNotChange() {
    String cell = "{\"cell_type\": \"markdown\", \"metadata\": {}, \"source\": []}";
    Notebook notebook = read(FRAME.formatted(cell + ", " + cell));
    assertEquals(List.of("cell-1", "cell-2"), notebook.cells().stream().map(Cell::id).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "''                                  | the file is empty",
        "[]                                  | a notebook is a JSON object, this is a list",
        "{\"cells\": [                       | it is not valid JSON (at line 1 column",
        "{\"cells\": [], \"metadata\": {}}   | the notebook has no \"nbformat\"",
        "{\"nbformat\": \"4\"}               | \"nbformat\" of the notebook is a string",
        "{\"nbformat\": 3, \"nbformat_minor\": 0} | it has nbformat 3.0; version 4 is understood"
            + " (Jup",
        "{\"nbformat\": 5, \"nbformat_minor\": 0} | (it is newer than this program: save it as",
        "{\"nbformat\": 4, \"nbformat_minor\": 5, \"cells\": []} | has no \"metadata\"",
        "{\"nbformat\": 4, \"nbformat_minor\": 5, \"metadata\": {}} | has no \"cells\""
      })
  void whatIsNoNotebookIsRefusedWithTheReason(String text, String reason) {
    String bytes = text.equals("''") ? "" : text;
    var refused = assertThrows(InvalidNotebook.class, () -> read(bytes));
    assertTrue(refused.getMessage().startsWith("n.ipynb is not a notebook: "));
    assertTrue(refused.getMessage().contains(reason), refused::getMessage);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "7 | cell 1 is the value 7 instead of a JSON object",
        "{} | cell 1 has no \"cell_type\"",
        "{\"cell_type\": \"java\"} | cell 1 has cell_type \"java\"",
        "{\"cell_type\": \"raw\", \"metadata\": {}, \"source\": [1]} | source holds the value 1",
        "{\"cell_type\": \"code\", \"metadata\": {}, \"source\": \"\", \"outputs\": [{}]}"
            + " | cell 1, output 1 has no \"output_type\"",
        "{\"cell_type\": \"code\", \"metadata\": {}, \"source\": \"\", \"outputs\":"
            + " [{\"output_type\": \"x\"}]} | unknown output_type \"x\""
      })
  void aWrongCellIsNamed(String cell, String reason) {
    var refused = assertThrows(InvalidNotebook.class, () -> read(FRAME.formatted(cell)));
    assertTrue(refused.getMessage().contains(reason), refused::getMessage);
  }

  @Test
  void bytesThatAreNoTextAreRefused() {
    byte[] picture = {(byte) 0x89, 'P', 'N', 'G', (byte) 0xff};
    var refused =
        assertThrows(InvalidNotebook.class, () -> NotebookReader.read("n.ipynb", picture));
    assertEquals("n.ipynb is not a notebook: it is not UTF-8 text", refused.getMessage());
  }

  @Test
  void aMissingFileIsNamed() {
    Path missing = folder.resolve("missing.ipynb");
    var refused = assertThrows(NoSuchFileException.class, () -> Notebook.read(missing));
    assertEquals(missing.toString(), refused.getFile());
  }

  private static Notebook read(String text) {
    return NotebookReader.read("n.ipynb", text.getBytes(StandardCharsets.UTF_8));
  }
}
