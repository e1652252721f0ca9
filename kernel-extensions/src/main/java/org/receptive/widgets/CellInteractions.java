package org.receptive.widgets;

import com.google.gson.JsonElement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.receptive.kernel.scope.RequestScope;

/**
 * Which interactions each cell of a notebook shows. A cell that runs again makes new ones; the old
 * ones, which nobody sees any more, are taken away, so that a page need not load them for ever.
 */
final class CellInteractions {
  private record Shown(RequestScope run, List<Runnable> closings) {}

  private final Map<String, Shown> byCell = new HashMap<>();

  /** Takes note of what a run of a cell shows; front ends that do not name their cells keep all. */
  synchronized void shown(RequestScope run, Runnable close) {
    cell(run)
        .ifPresent(
            cell -> {
              Shown before = byCell.get(cell);
              if (before == null || before.run() != run) {
                byCell.put(cell, new Shown(run, new ArrayList<>()));
              }
              byCell.get(cell).closings().add(close);
              if (before != null && before.run() != run) {
                before.closings().forEach(Runnable::run);
              }
            });
  }

  private static Optional<String> cell(RequestScope run) {
    JsonElement id = run.request().metadata().get("cellId");
    return id != null && id.isJsonPrimitive() ? Optional.of(id.getAsString()) : Optional.empty();
  }
}
