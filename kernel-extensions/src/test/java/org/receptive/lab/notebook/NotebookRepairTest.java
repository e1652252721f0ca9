package org.receptive.lab.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Slightly invalid notebooks, as other programs write them, are repaired, and it is said. */
class NotebookRepairTest {
  private static Notebook read(int minor, String cells) {
    String text =
        "{'nbformat': 4, 'nbformat_minor': %d, 'metadata': {}, 'cells': [%s]}"
            .formatted(minor, cells)
            .replace('\'', '"');
    return Notebook.parse("n.ipynb", text.getBytes(StandardCharsets.UTF_8));
  }

  private static JsonObject saved(Notebook notebook) {
    return JsonParser.parseString(new String(notebook.toBytes(), StandardCharsets.UTF_8))
        .getAsJsonObject();
  }

  private static String code(String more) {
    return "{'cell_type': 'code', 'metadata': {}, 'source': [], 'outputs': [],"
        + " 'execution_count': null"
        + more
        + "}";
  }

  @Test
  void idsBecomeValidUniqueAndTheSameEachTime() {
    String cells =
        String.join(
            ", ",
            List.of(
                code(", 'id': 'same'"),
                code(", 'id': 'same'"),
                code(", 'id': 'same-2'"),
                code(", 'id': 'a b/c'"),
                code(", 'id': ''"),
                code(", 'id': 7"),
                code(""),
                code(", 'id': '" + "x".repeat(70) + "'"),
                code(", 'id': 'ü'")));
    Notebook notebook = read(5, cells);
    assertEquals(
        List.of(
            "same",
            "same-3",
            "same-2",
            "a-b-c",
            "cell-5",
            "cell-6",
            "cell-7",
            "x".repeat(64),
            "cell-9"),
        notebook.cells().stream().map(Cell::id).toList());
    assertTrue(notebook.repairsInBrief().endsWith("; and 2 more"), notebook::repairsInBrief);
    assertEquals(7, notebook.repairs().size(), () -> notebook.repairs().toString());
    assertEquals("cell 2 had the id \"same\" of an earlier cell", notebook.repairs().getFirst());
    byte[] written = notebook.toBytes();
    Notebook again = Notebook.parse("n.ipynb", written);
    assertEquals(List.of(), again.repairs(), "what was written is valid");
    assertEquals(
        new String(written, StandardCharsets.UTF_8),
        new String(read(5, cells).toBytes(), StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"7\" | 7",
        "\" 12 \" | 12",
        "7.0 | 7",
        "-1 | null",
        "\"\" | null",
        "\"*\" | null",
        "true | null",
        "[7] | null",
        "{} | null",
        "7.5 | null"
      })
  void aCountBecomesANumberOrNull(String given, String right) {
    Notebook notebook =
        read(
            5,
            code(", 'id': 'a'").replace("'execution_count': null", "'execution_count': " + given));
    JsonElement count =
        saved(notebook).getAsJsonArray("cells").get(0).getAsJsonObject().get("execution_count");
    assertEquals(right, count.toString());
    assertEquals(
        List.of("cell 1 had the execution_count " + JsonParser.parseString(given)),
        notebook.repairs());
  }

  @Test
  void fieldsThatAreMissingAreAddedAndThoseOfOtherKindsOfCellsTakenAway() {
    Notebook notebook =
        read(
            5,
            "{'cell_type': 'code', 'id': 'a'}, {'cell_type': 'markdown', 'id': 'b', 'metadata':"
                + " null, 'source': 'x', 'outputs': [], 'execution_count': null}");
    assertEquals(
        JsonParser.parseString(
            """
            [{"cell_type": "code", "id": "a", "metadata": {}, "source": [], "execution_count": null,
              "outputs": []},
             {"cell_type": "markdown", "id": "b", "metadata": {}, "source": ["x"]}]
            """),
        saved(notebook).get("cells"));
    assertTrue(notebook.repairs().contains("cell 1 had no outputs"), notebook.repairs()::toString);
    assertTrue(
        notebook.repairs().contains("cell 2 had outputs, which its kind of cell has not"),
        notebook.repairs()::toString);
  }

  @Test
  void outputsAreCompleted() {
    String outputs =
        """
        {'output_type': 'stream', 'text': 'out'},
        {'output_type': 'display_data', 'data': {'text/plain': '1'}},
        {'output_type': 'execute_result', 'data': {}, 'metadata': {}, 'execution_count': '3'},
        {'output_type': 'error', 'ename': 'E', 'traceback': 'one'}
        """;
    Notebook notebook =
        read(5, code(", 'id': 'a'").replace("'outputs': []", "'outputs': [" + outputs + "]"));
    JsonElement saved =
        saved(notebook).getAsJsonArray("cells").get(0).getAsJsonObject().get("outputs");
    assertEquals(
        JsonParser.parseString(
            """
            [{"output_type": "stream", "name": "stdout", "text": ["out"]},
             {"output_type": "display_data", "data": {"text/plain": ["1"]}, "metadata": {}},
             {"output_type": "execute_result", "data": {}, "metadata": {}, "execution_count": 3},
             {"output_type": "error", "ename": "E", "evalue": "", "traceback": ["one"]}]
            """),
        saved);
    assertEquals(5, notebook.repairs().size(), notebook.repairs()::toString);
  }

  @Test
  void idsInAFormatThatHasNoneMakeItTheNextFormat() {
    Notebook notebook = read(2, code(", 'id': 'a'") + ", " + code(""));
    assertEquals(5, saved(notebook).get("nbformat_minor").getAsInt());
    assertEquals(List.of("a", "cell-2"), notebook.cells().stream().map(Cell::id).toList());
  }

  @Test
  void aNotebookThatIsFineIsLeftAsItIs() {
    Notebook notebook = read(5, code(", 'id': 'a', 'unknown': 1"));
    assertEquals(List.of(), notebook.repairs());
    assertTrue(saved(notebook).toString().contains("unknown"));
    assertEquals(List.of(), read(4, code("")).repairs());
  }

  @Test
  void aByteOrderMarkInFrontIsNoReasonToRefuse() {
    String text = "\ufeff{\"nbformat\": 4, \"nbformat_minor\": 5, \"metadata\": {}, \"cells\": []}";
    assertEquals(List.of(), Notebook.parse("n", text.getBytes(StandardCharsets.UTF_8)).cells());
  }
}
