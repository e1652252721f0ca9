package org.receptive.engine.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which targets were reached. */
final class Verdicts {
  private static final double VECTOR = 0.5;
  private static final double ND4J = 15;

  private record Ratio(String what, double value) {}

  private final Map<BenchCase.Kind, List<Ratio>> defaults = new EnumMap<>(BenchCase.Kind.class);
  private final Map<BenchCase.Kind, List<Ratio>> winograd = new EnumMap<>(BenchCase.Kind.class);
  private final List<Ratio> vector = new ArrayList<>();
  private final List<Ratio> nd4j = new ArrayList<>();

  void add(BenchCase each, int threads, Map<String, List<Double>> times) {
    String what = "%s, %d thread%s".formatted(each.name(), threads, threads == 1 ? "" : "s");
    note(defaults.computeIfAbsent(each.kind(), k -> new ArrayList<>()), what, Ratios.worst(times));
    if (each.kind().winograd > 0) {
      List<Ratio> all = winograd.computeIfAbsent(each.kind(), k -> new ArrayList<>());
      note(all, what, Ratios.winograd(times));
    }
    if (each.isLayer()) {
      note(vector, what, Ratios.of(times, "onnxruntime", "receptive-vector"));
    } else {
      note(nd4j, what, Ratios.of(times, "nd4j", "receptive"));
    }
  }

  private static void note(List<Ratio> all, String what, double value) {
    if (!Double.isNaN(value)) {
      all.add(new Ratio(what, value));
    }
  }

  void print() {
    System.out.println("\nTargets: a peer's minimum / our minimum");
    defaults.forEach((kind, all) -> print(kind.text + ", default peers", all, kind.target));
    winograd.forEach(
        (kind, all) -> {
          if (all.isEmpty()) {
            return;
          }
          print(kind.text + ", oneDNN 3.1 Winograd", all, kind.winograd);
          double mean =
              Math.exp(all.stream().mapToDouble(r -> Math.log(r.value())).average().orElse(0));
          System.out.printf(
              Locale.ROOT,
              "%-46s target %5.2f, geometric mean %.2f: %s%n",
              "",
              kind.winogradMean,
              mean,
              mean >= kind.winogradMean ? "reached" : "missed");
        });
    print("Vector API, layers, ONNX Runtime", vector, VECTOR);
    print("whole networks, nd4j", nd4j, ND4J);
  }

  private static void print(String what, List<Ratio> all, double target) {
    if (all.isEmpty()) {
      return;
    }
    List<Ratio> missed = all.stream().filter(ratio -> ratio.value() < target).toList();
    double least = all.stream().mapToDouble(Ratio::value).min().orElseThrow();
    System.out.printf(
        Locale.ROOT,
        "%-46s target %5.2f, least %.2f: %s%n",
        what,
        target,
        least,
        missed.isEmpty() ? "reached" : "missed by %d of %d".formatted(missed.size(), all.size()));
    missed.forEach(r -> System.out.printf(Locale.ROOT, "    %s: %.2f%n", r.what(), r.value()));
  }
}
