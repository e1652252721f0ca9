package org.receptive.notebooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.receptive.kernel.client.KernelClient;
import org.receptive.kernel.client.KernelCommand;
import org.receptive.kernel.client.Output;
import org.receptive.kernel.evaluation.JavaShell;
import org.receptive.lab.notebook.Cell;
import org.receptive.lab.notebook.Notebook;
import org.receptive.lab.notebook.NotebookRunner;

/**
 * Runs every notebook through the kernel and compares each output with the committed one, byte for
 * byte. Cells tagged {@code varies} (they measure time) must run, but may show something else.
 *
 * <p>{@code -Dgolden.rewrite=true} writes the new outputs into the files instead; {@code
 * -Dreceptive.interpreter=off} lets the compiler run every cell, which gives the same outputs.
 */
class NotebookOutputsTest {
  private static final String VARIES = "varies";
  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int EXCERPT = 160;

  static List<Path> notebooks() {
    return LectureNotebooks.files();
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void runningTheNotebookAgainGivesTheSameOutputs(Path file) throws IOException {
    Notebook committed = Notebook.read(file);
    Optional<Notebook> expected = expected(file, committed);
    Notebook fresh = run(file, expected.orElse(committed));
    if (expected.isEmpty()) {
      keepingWhatVaries(committed, fresh).write(file);
      return;
    }
    List<String> differences = new ArrayList<>();
    List<Cell> cells = expected.get().cells();
    for (int i = 0; i < cells.size(); i++) {
      compare(i + 1, cells.get(i), fresh.cells().get(i), differences);
    }
    assertEquals(List.of(), differences, file.getFileName() + ": outputs have changed");
  }

  /** Whether the outputs are to be written anew. */
  static boolean rewrites() {
    return Boolean.getBoolean("golden.rewrite");
  }

  /** Returns what the outputs are compared with; nothing where they are written anew. */
  Optional<Notebook> expected(Path file, Notebook committed) {
    return rewrites() ? Optional.empty() : Optional.of(committed);
  }

  /** Returns the notebook as it is once it has run. */
  Notebook run(Path file, Notebook notebook) throws IOException {
    return run(file, notebook, System.getProperty(JavaShell.INTERPRETER, "on"));
  }

  /** Runs a notebook in a kernel with the interpreter of plain cells {@code on} or {@code off}. */
  static Notebook run(Path file, Notebook notebook, String interpreter) {
    var progress =
        new NotebookRunner.Progress() {
          @Override
          public void started(int position, int total, Cell cell) {}

          @Override
          public void finished(int position, int total, Cell cell, Duration time) {}
        };
    KernelCommand command =
        KernelCommand.receptive(
            System.getProperty("java.class.path"),
            List.of("-D%s=%s".formatted(JavaShell.INTERPRETER, interpreter)));
    try (KernelClient kernel = KernelClient.start(command, file.getParent(), START)) {
      NotebookRunner.Outcome outcome = new NotebookRunner(kernel, PATIENCE, progress).run(notebook);
      outcome
          .failure()
          .ifPresent(
              failure ->
                  fail(
                      "%s, code cell %d:%n%s%n%s: %s"
                          .formatted(
                              file.getFileName(),
                              failure.position(),
                              failure.cell().source(),
                              failure.error().ename(),
                              failure.error().evalue())));
      return outcome.notebook();
    }
  }

  /** A rewrite leaves a measured time alone, so that it changes only what has changed. */
  private static Notebook keepingWhatVaries(Notebook committed, Notebook fresh) {
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < fresh.cells().size(); i++) {
      Cell old = committed.cells().get(i);
      boolean keep = old.tags().contains(VARIES) && !old.outputs().isEmpty();
      cells.add(keep ? old : fresh.cells().get(i));
    }
    return fresh.withCells(cells);
  }

  private static void compare(int number, Cell committed, Cell fresh, List<String> differences) {
    if (committed.kind() != Cell.Kind.CODE || committed.tags().contains(VARIES)) {
      return;
    }
    String where = "cell %d (%s)".formatted(number, committed.id());
    if (!committed.executionCount().equals(fresh.executionCount())) {
      differences.add(where + ": it was not run from the top, or never");
    }
    List<Output> before = committed.outputs();
    List<Output> after = fresh.outputs();
    if (before.size() != after.size()) {
      differences.add("%s: %d outputs instead of %d".formatted(where, after.size(), before.size()));
      return;
    }
    for (int i = 0; i < before.size(); i++) {
      JsonObject old = before.get(i).toNotebook();
      JsonObject now = after.get(i).toNotebook();
      if (!old.equals(now)) {
        differences.add("%s, output %d: %s".formatted(where, i + 1, difference(old, now)));
      }
    }
  }

  private static String difference(JsonObject old, JsonObject now) {
    for (Map.Entry<String, JsonElement> entry : old.entrySet()) {
      JsonElement other = now.get(entry.getKey());
      if (other != null && entry.getValue().isJsonObject() && other.isJsonObject()) {
        if (!entry.getValue().equals(other)) {
          return difference(entry.getValue().getAsJsonObject(), other.getAsJsonObject());
        }
      } else if (!entry.getValue().equals(other)) {
        return entry.getKey() + " " + firstDifference("" + entry.getValue(), "" + other);
      }
    }
    return "only the new output has " + now.keySet();
  }

  private static String firstDifference(String old, String now) {
    int at = 0;
    while (at < Math.min(old.length(), now.length()) && old.charAt(at) == now.charAt(at)) {
      at++;
    }
    return "differs at character %d: '%s' became '%s'"
        .formatted(at, excerpt(old, at), excerpt(now, at));
  }

  private static String excerpt(String text, int from) {
    return text.substring(Math.min(from, text.length()), Math.min(from + EXCERPT, text.length()));
  }
}
