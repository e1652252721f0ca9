package org.receptive.engine.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints rows: minima as they come, medians at the end. */
final class BenchTable {
  private static final Map<String, String> HEADS =
      Map.of(
          "receptive", "planar",
          "receptive-blocked", "blocked",
          "receptive-vector", "vector",
          "onnxruntime", "ORT",
          "onednn", "oneDNN*",
          "onednn-3.1-winograd", "W 3.1*",
          "pytorch", "PyTorch",
          "nd4j", "nd4j");

  private final int threads;
  private final List<String> contestants;
  private final Map<String, Map<String, List<Double>>> rows = new LinkedHashMap<>();

  BenchTable(int threads, List<String> contestants) {
    this.threads = threads;
    this.contestants = contestants;
  }

  void header(Map<String, String> absent) {
    System.out.printf(
        """

        One image, float32, random data, bias and ReLU included, %d thread%s, one interleaved run.
        Milliseconds of one call. planar: Inference.run on the C++ kernels, N x C x H x W in and out,
        weights packed; blocked*: the convolution alone in blocks of 16 channels; vector: Inference.run
        on the Vector API. ORT: ONNX Runtime 1.29.0 and PyTorch 2.7.1 (DJL), nd4j 1.0.0-M2.1: N x C x
        H x W in and out. oneDNN*: 3.13 in the blocked layouts it chooses, W 3.1*: 3.1 asked for
        Winograd, in its layouts. Columns with * convert nothing and are compared with each other.
        ratio: the best of ORT, PyTorch / planar; of oneDNN / blocked; W: of W 3.1 / blocked.
        """,
        threads, threads == 1 ? "" : "s");
    absent.forEach((name, reason) -> System.out.println(name + " takes no part: " + reason));
    System.out.println("\nMinima");
    heads(true);
  }

  private void heads(boolean ratios) {
    StringBuilder line = new StringBuilder("%-34s".formatted("case"));
    contestants.forEach(name -> line.append("%10s".formatted(HEADS.get(name))));
    System.out.println(
        line + (ratios ? "%7s %6s %6s %6s".formatted("ratio", "*", "W", "vector") : ""));
  }

  void row(BenchCase each, Map<String, List<Double>> times) {
    rows.put(each.name(), times);
    System.out.println(
        line(each.name(), times, 0)
            + ratio(Ratios.planar(times), 7)
            + ratio(Ratios.blocked(times), 7)
            + ratio(Ratios.winograd(times), 7)
            + ratio(Ratios.of(times, "onnxruntime", "receptive-vector"), 7));
  }

  void medians() {
    System.out.println("\nMedians");
    heads(false);
    rows.forEach((name, times) -> System.out.println(line(name, times, 0.5)));
  }

  private String line(String name, Map<String, List<Double>> times, double part) {
    StringBuilder line = new StringBuilder("%-34s".formatted(name));
    for (String contestant : contestants) {
      List<Double> all = times.getOrDefault(contestant, List.of());
      line.append(
          all.isEmpty()
              ? "%10s".formatted("-")
              : String.format(Locale.ROOT, "%10.4f", all.get((int) (all.size() * part))));
    }
    return line.toString();
  }

  private static String ratio(double value, int width) {
    return Double.isNaN(value)
        ? " ".repeat(width - 1) + "-"
        : String.format(Locale.ROOT, "%" + width + ".2f", value);
  }

  /** One row as a JSON object. */
  static String json(String name, int threads, Map<String, List<Double>> times) {
    List<String> minima = new ArrayList<>();
    List<String> medians = new ArrayList<>();
    times.forEach(
        (who, all) -> {
          minima.add(String.format(Locale.ROOT, "\"%s\": %.5f", who, all.getFirst()));
          medians.add(String.format(Locale.ROOT, "\"%s\": %.5f", who, all.get(all.size() / 2)));
        });
    return "{\"case\": \"%s\", \"threads\": %d, \"min_ms\": {%s}, \"median_ms\": {%s}}"
        .formatted(name, threads, String.join(", ", minima), String.join(", ", medians));
  }
}
