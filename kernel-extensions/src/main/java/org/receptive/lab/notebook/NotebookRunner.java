package org.receptive.lab.notebook;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.receptive.kernel.client.Execution;
import org.receptive.kernel.client.KernelClient;
import org.receptive.kernel.client.KernelFailure;
import org.receptive.kernel.client.Output;
import org.receptive.lessons.exercise.NoAnswerYet;

/**
 * Runs a notebook's code cells from the top and stops at the first that fails. Cells tagged {@code
 * raises-exception} may fail; those tagged {@code skip-execution} are left as they are.
 */
public final class NotebookRunner {
  /** Hears how far a run has come. Positions count code cells from 1. */
  public interface Progress {
    /** A cell starts. */
    void started(int position, int total, Cell cell);

    /** The cell has ended after the given time. */
    void finished(int position, int total, Cell cell, Duration time);
  }

  /**
   * A notebook after a run.
   *
   * @param notebook with the new outputs; cells behind a failure have none
   * @param failure what stopped the run, if something did
   */
  public record Outcome(Notebook notebook, Optional<CellFailure> failure) {}

  /**
   * The cell that stopped a run.
   *
   * @param position of the cell among the code cells, from 1
   * @param cell the cell, with its outputs
   * @param error what it threw, or how the kernel ended
   */
  public record CellFailure(int position, Cell cell, Output.Failure error) {}

  private final KernelClient kernel;
  private final Duration patience;
  private final Progress progress;
  private final boolean pastUnanswered;

  /** Runs on the given kernel; each cell may take as long as {@code patience}. */
  public NotebookRunner(KernelClient kernel, Duration patience, Progress progress) {
    this(kernel, patience, progress, false);
  }

  private NotebookRunner(
      KernelClient kernel, Duration patience, Progress progress, boolean pastUnanswered) {
    this.kernel = kernel;
    this.patience = patience;
    this.progress = progress;
    this.pastUnanswered = pastUnanswered;
  }

  /** The same, but an exercise that nobody has answered is a card and does not stop the run. */
  public NotebookRunner pastUnanswered() {
    return new NotebookRunner(kernel, patience, progress, true);
  }

  /** Runs the notebook. */
  public Outcome run(Notebook notebook) {
    List<Cell> code = notebook.cells().stream().filter(NotebookRunner::isToBeRun).toList();
    WidgetStates widgets = new WidgetStates(kernel);
    Map<Cell, Execution> executions = new LinkedHashMap<>();
    Map<Cell, Cell> results = new LinkedHashMap<>();
    Optional<Cell> stoppedAt = Optional.empty();
    for (int i = 0; i < code.size() && stoppedAt.isEmpty(); i++) {
      Cell cell = code.get(i);
      progress.started(i + 1, code.size(), cell);
      long start = System.nanoTime();
      try {
        Execution execution = kernel.execute(cell.source(), patience);
        executions.put(cell, execution);
        if (!execution.succeeded()
            && !cell.tags().contains("raises-exception")
            && !isSkipped(execution)) {
          stoppedAt = Optional.of(cell);
        }
      } catch (KernelFailure e) {
        Output.Failure failure = new Output.Failure("KernelFailure", e.getMessage(), List.of());
        results.put(cell, cell.executed(OptionalInt.empty(), List.of(failure)));
        stoppedAt = Optional.of(cell);
      }
      progress.finished(i + 1, code.size(), cell, Duration.ofNanos(System.nanoTime() - start));
    }
    // Only now are the outputs final: a later cell may have replaced a display of an earlier one.
    executions.forEach(
        (cell, execution) ->
            results.put(
                cell,
                cell.executed(
                    execution.executionCount(),
                    outputs(execution).map(widgets.numbers()::in).toList())));
    Optional<JsonObject> states = collect(widgets);
    return outcome(notebook.withWidgetStates(states), code, results, stoppedAt);
  }

  private boolean isSkipped(Execution execution) {
    return pastUnanswered && execution.failure().filter(NotebookRunner::isUnanswered).isPresent();
  }

  private Stream<Output> outputs(Execution execution) {
    return execution.outputs().stream()
        .filter(output -> !(isSkipped(execution) && output instanceof Output.Failure));
  }

  private static boolean isUnanswered(Output.Failure failure) {
    return failure.ename().equals(NoAnswerYet.class.getSimpleName());
  }

  /** A kernel that has died, or hangs in its last cell, leaves no states behind. */
  private static Optional<JsonObject> collect(WidgetStates widgets) {
    try {
      return widgets.collect();
    } catch (KernelFailure e) {
      return Optional.empty();
    }
  }

  private Outcome outcome(
      Notebook notebook, List<Cell> code, Map<Cell, Cell> results, Optional<Cell> stoppedAt) {
    List<Cell> cells = new ArrayList<>();
    for (Cell cell : notebook.cells()) {
      cells.add(results.getOrDefault(cell, isToBeRun(cell) ? cell.withoutOutputs() : cell));
    }
    Notebook result = notebook.withCells(cells);
    if (notebook.language().isEmpty()) {
      result = result.withLanguageInfo(kernel.kernelInfo().getAsJsonObject("language_info"));
    }
    Optional<CellFailure> failure =
        stoppedAt.map(
            cell ->
                new CellFailure(
                    code.indexOf(cell) + 1, results.get(cell), failureOf(results.get(cell))));
    return new Outcome(result, failure);
  }

  private static Output.Failure failureOf(Cell cell) {
    return cell.outputs().stream()
        .filter(Output.Failure.class::isInstance)
        .map(Output.Failure.class::cast)
        .findFirst()
        .orElseGet(() -> new Output.Failure("Error", "the kernel gave no reason", List.of()));
  }

  private static boolean isToBeRun(Cell cell) {
    return cell.kind() == Cell.Kind.CODE
        && !cell.source().isBlank()
        && !cell.tags().contains("skip-execution");
  }
}
