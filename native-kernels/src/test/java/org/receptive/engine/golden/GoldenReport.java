package org.receptive.engine.golden;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.receptive.engine.kernels.Kernels;

/** Runs golden cases on one implementation and counts what happened. */
final class GoldenReport {
  private final Kernels kernels;
  private final Set<String> files = new LinkedHashSet<>();
  private final List<String> failures = new ArrayList<>();
  private int cases;
  private int comparisons;
  private int pending;

  GoldenReport(Kernels kernels) {
    this.kernels = kernels;
  }

  /**
   * Runs one case and compares every output that is not a gradient.
   *
   * @return what is wrong, one line an output; empty if all is right
   */
  List<String> run(GoldenEntry entry) {
    files.add(entry.file());
    cases++;
    List<String> problems = new ArrayList<>();
    try {
      GoldenOperations.requireKnown(entry.op());
      GoldenCase golden = GoldenCase.of(entry);
      compare(golden, GoldenOperations.run(kernels, golden), problems);
    } catch (RuntimeException | AssertionError refused) {
      problems.add("%s: %s".formatted(entry, refused));
    }
    failures.addAll(problems);
    return problems;
  }

  private void compare(
      GoldenCase golden, Map<String, GoldenTensor> results, List<String> problems) {
    int compared = 0;
    for (Map.Entry<String, List<GoldenTensor>> output : golden.outputs().entrySet()) {
      String name = output.getKey();
      if (GoldenCase.isInformation(name)) {
        continue;
      }
      if (GoldenCase.isGradient(name)) {
        pending++;
        continue;
      }
      compared++;
      comparisons++;
      GoldenTensor actual = results.get(name);
      Optional<String> problem =
          actual == null
              ? Optional.of("the engine has no such output; it has " + results.keySet())
              : golden.compare().difference(output.getValue(), actual);
      problem.ifPresent(text -> problems.add("%s, %s: %s".formatted(golden, name, text)));
    }
    if (compared == 0) {
      problems.add("%s has no output to compare.".formatted(golden));
    }
  }

  /** The totals, on one line. */
  @Override
  public String toString() {
    return "golden vectors, %s: %d files, %d cases, %d comparisons, %d gradients pending, %d failures"
        .formatted(kernels.name(), files.size(), cases, comparisons, pending, failures.size());
  }
}
