package org.receptive.notebooks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.receptive.kernel.client.Output;
import org.receptive.kernel.evaluation.JavaShell;
import org.receptive.lab.Counterpart;
import org.receptive.lab.PackagedLab;
import org.receptive.lab.SharedKernel;
import org.receptive.lab.notebook.Cell;
import org.receptive.lab.notebook.Notebook;

/**
 * The lecture shows the same where the compiler runs every cell, and where another program runs it:
 * nbconvert, with the kernel as it is installed.
 */
class NotebookOutputsWithoutInterpreterTest extends NotebookOutputsTest {
  /** The id of a widget: random from a kernel, a number in the committed notebook. */
  private static final Pattern WIDGET = Pattern.compile("\\b[0-9a-f]{32}\\b");

  @TempDir Path folder;

  /**
   * Where the committed outputs are written anew, beside this test, a run of its own takes their
   * place.
   */
  @Override
  Optional<Notebook> expected(Path file, Notebook committed) {
    return Optional.of(rewrites() ? run(file, committed, "on") : committed);
  }

  @Override
  Notebook run(Path file, Notebook expected) throws IOException {
    Optional<Path> nbconvert = PackagedLab.program("jupyter-nbconvert");
    if (nbconvert.isEmpty()) {
      return run(file, expected, "off");
    }
    Path executed = folder.resolve("executed.ipynb");
    PackagedLab.Result result =
        SharedKernel.nbconvert(
            nbconvert.get(), file, executed, List.of("-D" + JavaShell.INTERPRETER + "=off"));
    assertEquals(0, result.status(), result.said());
    Notebook fresh = Notebook.read(executed);
    return fresh.withCells(numbered(fresh.cells(), expected.cells()));
  }

  /** Without it, all of the above is tested but that nbconvert runs the lecture. */
  @Test
  void nbconvertIsHere() {
    Counterpart.needed(
        PackagedLab.program("jupyter-nbconvert").isPresent(),
        "no jupyter-nbconvert on the PATH; install jupyter-nbconvert");
  }

  /** Gives the widgets of outputs the numbers that they have in the expected ones, in order. */
  private static List<Cell> numbered(List<Cell> fresh, List<Cell> expected) {
    Map<String, String> numbers = new LinkedHashMap<>();
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < fresh.size(); i++) {
      Cell cell = fresh.get(i);
      List<String> theirs = ids(expected.get(i));
      List<String> ours = ids(cell);
      for (int k = 0; k < Math.min(ours.size(), theirs.size()); k++) {
        numbers.putIfAbsent(ours.get(k), theirs.get(k));
      }
      cells.add(cell.kind() == Cell.Kind.CODE ? numbered(cell, numbers) : cell);
    }
    return cells;
  }

  private static List<String> ids(Cell cell) {
    return cell.outputs().stream()
        .flatMap(output -> WIDGET.matcher(output.toNotebook().toString()).results())
        .map(found -> found.group())
        .toList();
  }

  private static Cell numbered(Cell cell, Map<String, String> numbers) {
    List<Output> outputs = new ArrayList<>();
    for (Output output : cell.outputs()) {
      outputs.add(
          switch (output) {
            case Output.DisplayData(JsonObject data, JsonObject metadata) ->
                new Output.DisplayData(numbered(data, numbers), metadata);
            case Output.ExecuteResult(var count, JsonObject data, JsonObject metadata) ->
                new Output.ExecuteResult(count, numbered(data, numbers), metadata);
            case Output.Stream stream -> stream;
            case Output.Failure failure -> failure;
          });
    }
    return cell.executed(cell.executionCount(), joined(outputs));
  }

  private static JsonObject numbered(JsonObject data, Map<String, String> numbers) {
    String text =
        WIDGET
            .matcher(data.toString())
            .replaceAll(
                found ->
                    Matcher.quoteReplacement(numbers.getOrDefault(found.group(), found.group())));
    return JsonParser.parseString(text).getAsJsonObject();
  }

  /** What is printed comes in pieces; that these are cut in other places is no difference. */
  private static List<Output> joined(List<Output> outputs) {
    List<Output> joined = new ArrayList<>();
    for (Output output : outputs) {
      if (output instanceof Output.Stream(String name, String text)
          && !joined.isEmpty()
          && joined.getLast() instanceof Output.Stream(String before, String start)
          && before.equals(name)) {
        joined.set(joined.size() - 1, new Output.Stream(name, start + text));
      } else {
        joined.add(output);
      }
    }
    return joined;
  }
}
