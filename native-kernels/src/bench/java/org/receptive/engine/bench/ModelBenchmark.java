package org.receptive.engine.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * ONNX files on our kernels and on ONNX Runtime, which reads the same file: one interleaved run,
 * minima, and by how much the first outputs differ.
 */
final class ModelBenchmark {
  private static final long PAUSE_MILLIS = 40;
  private static final String OURS = "receptive";

  private final List<BenchCase> models;
  private final int turns;
  private final boolean json;
  private final List<Double> ratios = new ArrayList<>();

  ModelBenchmark(List<BenchCase> models, int turns, boolean json) {
    this.models = models;
    this.turns = turns;
    this.json = json;
  }

  /** Measures all models on so many threads. */
  void run(int threads, List<Contestant> all) throws InterruptedException {
    if (!json) {
      System.out.printf(
          "%nBatch 1, random input, %d thread%s, one interleaved run; milliseconds, minima.%n"
              + "ratio: receptive / ONNX Runtime, below 1 where receptive is faster.%n%n"
              + "%-44s %12s %12s %7s  %s%n",
          threads,
          threads == 1 ? "" : "s",
          "model",
          OURS,
          "onnxruntime",
          "ratio",
          "largest difference");
    }
    for (BenchCase model : models) {
      measure(model, threads, all);
    }
  }

  private void measure(BenchCase model, int threads, List<Contestant> all)
      throws InterruptedException {
    List<Contestant> ready = new ArrayList<>();
    try {
      for (Contestant contestant : all) {
        contestant.open(model);
        ready.add(contestant);
      }
      Map<String, Double> minima = minima(ready);
      Map<String, float[]> outputs = new LinkedHashMap<>();
      for (Contestant contestant : ready) {
        int length = (int) model.network().outputShape().size();
        outputs.put(contestant.name(), contestant.output(length));
      }
      print(model, threads, minima, outputs);
    } catch (Contestant.Absent reason) {
      System.out.println(label(model) + " is not compared: " + reason.getMessage());
    } finally {
      ready.forEach(ModelBenchmark::leave);
    }
    System.out.flush();
  }

  private static void leave(Contestant contestant) {
    try {
      contestant.leave();
    } catch (Contestant.Absent gone) {
      // It was the reason that is printed.
    }
  }

  private Map<String, Double> minima(List<Contestant> ready)
      throws InterruptedException, Contestant.Absent {
    Map<String, Double> minima = new LinkedHashMap<>();
    for (int turn = 0; turn < turns; turn++) {
      List<Contestant> order = new ArrayList<>(ready);
      Collections.shuffle(order, new Random(turn));
      for (Contestant contestant : order) {
        // The other's threads stop looking for work.
        Thread.sleep(PAUSE_MILLIS);
        for (double millis : contestant.turn()) {
          minima.merge(contestant.name(), millis, Math::min);
        }
      }
    }
    return minima;
  }

  private void print(
      BenchCase model, int threads, Map<String, Double> minima, Map<String, float[]> outputs) {
    double ours = minima.get(OURS);
    double peer = minima.get("onnxruntime");
    double[] difference = difference(outputs.get("onnxruntime"), outputs.get(OURS));
    ratios.add(ours / peer);
    System.out.println(
        json
            ? String.format(
                Locale.ROOT,
                "{\"model\": \"%s\", \"threads\": %d, \"min_ms\": {\"receptive\": %.5f,"
                    + " \"onnxruntime\": %.5f}, \"ratio\": %.4f, \"difference\": %.3g}",
                label(model).replace("\\", "\\\\").replace("\"", "\\\""),
                threads,
                ours,
                peer,
                ours / peer,
                difference[0])
            : String.format(
                Locale.ROOT,
                "%-44s %12.4f %12.4f %7.2f  %.1e, values up to %.1e",
                label(model),
                ours,
                peer,
                ours / peer,
                difference[0],
                difference[1]));
  }

  private static String label(BenchCase model) {
    return Path.of(model.file().orElseThrow()).getFileName().toString();
  }

  /** The largest difference, and the largest value. */
  private static double[] difference(float[] expected, float... actual) {
    double[] largest = new double[2];
    for (int i = 0; i < expected.length; i++) {
      double off = Math.abs((double) expected[i] - actual[i]);
      // NaN is as large as can be, unless both are.
      boolean alike = Float.isNaN(expected[i]) && Float.isNaN(actual[i]);
      if (!alike && !(off <= largest[0])) {
        largest[0] = Double.isNaN(off) ? Double.POSITIVE_INFINITY : off;
      }
      largest[1] = Math.max(largest[1], Math.abs(expected[i]));
    }
    return largest;
  }

  /** The geometric mean of all ratios. */
  void summary() {
    if (!json && ratios.size() > 1) {
      double logarithms = ratios.stream().mapToDouble(Math::log).average().orElseThrow();
      System.out.printf(
          Locale.ROOT,
          "%nGeometric mean of %d ratios: %.2f; the largest %.2f%n",
          ratios.size(),
          Math.exp(logarithms),
          Collections.max(ratios));
    }
  }
}
