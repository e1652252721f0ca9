package org.receptive.lab.bench;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Samples of several contestants over several cases, summed up by minimum, median and 95th
 * percentile. The first contestant is ours; ratios are its median over the other's.
 */
public final class BenchmarkTable {
  private static final double ALMOST_ALL = 0.95;

  private record Case(String name, int threads, String unit) {}

  private final List<String> contestants;
  private final Map<Case, Map<String, List<Double>>> samples = new LinkedHashMap<>();

  /** An empty table; the first contestant is ours. */
  public BenchmarkTable(List<String> contestants) {
    this.contestants = List.copyOf(contestants);
  }

  /**
   * Adds a sample.
   *
   * @param name of the case
   * @param threads that the case may use
   * @param unit of the value, such as {@code ms}
   * @param contestant that was measured
   * @param value less is better
   */
  public void add(String name, int threads, String unit, String contestant, double value) {
    if (!contestants.contains(contestant)) {
      throw new IllegalArgumentException(
          "\"" + contestant + "\" is none of the contestants " + contestants);
    }
    samples
        .computeIfAbsent(new Case(name, threads, unit), key -> new LinkedHashMap<>())
        .computeIfAbsent(contestant, key -> new ArrayList<>())
        .add(value);
  }

  /**
   * One JSON object per case: {@code {"case", "threads", "min_ms": {..}, "median_ms": {..},
   * "p95_ms": {..}}}.
   */
  public List<String> jsonLines() {
    List<String> lines = new ArrayList<>();
    samples.forEach(
        (row, byContestant) -> {
          JsonObject json = new JsonObject();
          json.addProperty("case", row.name());
          json.addProperty("threads", row.threads());
          JsonObject minima = new JsonObject();
          JsonObject medians = new JsonObject();
          JsonObject almostAll = new JsonObject();
          byContestant.forEach(
              (contestant, values) -> {
                minima.addProperty(contestant, rounded(minimum(values)));
                medians.addProperty(contestant, rounded(median(values)));
                almostAll.addProperty(contestant, rounded(percentile95(values)));
              });
          String suffix = row.unit().toLowerCase(Locale.ROOT);
          json.add("min_" + suffix, minima);
          json.add("median_" + suffix, medians);
          json.add("p95_" + suffix, almostAll);
          lines.add(json.toString());
        });
    return lines;
  }

  /**
   * The table as text: minimum / median / 95th percentile per contestant, and the ratio of the
   * medians.
   */
  public String toText() {
    StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%-44s", "case"));
    contestants.forEach(name -> text.append(String.format(Locale.ROOT, "%32s", name)));
    text.append("   ratio of medians\n");
    samples.forEach(
        (row, byContestant) -> {
          text.append(String.format(Locale.ROOT, "%-44s", row.name()));
          for (String contestant : contestants) {
            List<Double> values = byContestant.getOrDefault(contestant, List.of());
            text.append(
                String.format(Locale.ROOT, "%32s", values.isEmpty() ? "-" : cell(row, values)));
          }
          text.append("   ").append(ratios(byContestant)).append('\n');
        });
    return text.toString();
  }

  private static String cell(Case row, List<Double> values) {
    return String.format(
        Locale.ROOT,
        "%.1f / %.1f / %.1f %s",
        minimum(values),
        median(values),
        percentile95(values),
        row.unit());
  }

  private String ratios(Map<String, List<Double>> byContestant) {
    List<Double> ours = byContestant.getOrDefault(contestants.getFirst(), List.of());
    List<String> ratios = new ArrayList<>();
    for (String peer : contestants.subList(1, contestants.size())) {
      List<Double> theirs = byContestant.getOrDefault(peer, List.of());
      if (!ours.isEmpty() && !theirs.isEmpty()) {
        ratios.add(String.format(Locale.ROOT, "%.2f", median(ours) / median(theirs)));
      }
    }
    return String.join("  ", ratios);
  }

  private static double minimum(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
  }

  /** The middle value; of an even number of values, the mean of the two in the middle. */
  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** The smallest value that at least 95 of 100 values do not exceed. */
  static double percentile95(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get((int) Math.ceil(sorted.size() * ALMOST_ALL) - 1);
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
