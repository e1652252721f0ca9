package org.receptive.engine.network;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.receptive.engine.kernels.program.Placement;

/**
 * Places activations in one memory so that those that are never alive together share it: the
 * largest first, each at the lowest place where it disturbs nobody.
 */
final class MemoryPlan {
  private MemoryPlan() {}

  /** Places the values of all steps and gives the floats that they need together. */
  static long place(List<PlannedStep> steps) {
    Set<PlannedValue> roots = new LinkedHashSet<>();
    for (int i = 0; i < steps.size(); i++) {
      List<PlannedValue> values = new ArrayList<>(steps.get(i).inputs());
      values.add(steps.get(i).output());
      for (PlannedValue value : values) {
        value.usedBy(i);
        if (value.space() == Placement.Space.WORK) {
          roots.add(value.root());
        }
      }
    }
    List<PlannedValue> bySize = new ArrayList<>(roots);
    bySize.sort(Comparator.comparingLong(PlannedValue::floats).reversed());
    List<PlannedValue> placed = new ArrayList<>();
    long end = 0;
    for (PlannedValue value : bySize) {
      value.moveTo(lowest(value, placed));
      placed.add(value);
      end = Math.max(end, value.offset() + value.floats());
    }
    return end;
  }

  private static long lowest(PlannedValue value, List<PlannedValue> placed) {
    List<PlannedValue> neighbours =
        placed.stream()
            .filter(value::aliveWith)
            .sorted(Comparator.comparingLong(PlannedValue::offset))
            .toList();
    long at = 0;
    for (PlannedValue neighbour : neighbours) {
      if (at + value.floats() <= neighbour.offset()) {
        return at;
      }
      at = Math.max(at, neighbour.offset() + neighbour.floats());
    }
    return at;
  }
}
