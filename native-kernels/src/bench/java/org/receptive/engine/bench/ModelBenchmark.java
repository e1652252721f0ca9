package org.receptive.engine.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * ONNX files on our kernels and on ONNX Runtime, which reads the same file: one interleaved run,
 * minima and medians, and by how much the first outputs differ.
 */
final class ModelBenchmark {
  private static final long PAUSE_MILLIS = 40;
  private static final String OURS = "receptive";
  private static final String PEER = "onnxruntime";

  private final List<BenchCase> models;
  private final int turns;
  private final boolean json;
  private final List<Double> ratios = new ArrayList<>();
  private boolean complete = true;

  ModelBenchmark(List<BenchCase> models, int turns, boolean json) {
    this.models = models;
    this.turns = turns;
    this.json = json;
  }

  /** Measures all models on so many threads. */
  void run(int threads, List<Contestant> all) throws InterruptedException {
    if (!json) {
      System.out.printf(
          "%nBatch 1, random input, %d thread%s, turn about in one run; milliseconds.%n"
              + "ratio: receptive / ONNX Runtime, below 1 where receptive is faster.%n%n"
              + "%-32s %10s %10s %6s %11s %10s %6s  %s%n",
          threads,
          threads == 1 ? "" : "s",
          "model",
          "minimum",
          "ORT",
          "ratio",
          "median",
          "ORT",
          "ratio",
          "largest difference");
    }
    for (BenchCase model : models) {
      measure(model, threads, all);
    }
  }

  /** Whether every model was measured. */
  boolean isComplete() {
    return complete;
  }

  private void measure(BenchCase model, int threads, List<Contestant> all)
      throws InterruptedException {
    List<Contestant> ready = new ArrayList<>();
    try {
      for (Contestant contestant : all) {
        contestant.open(model);
        ready.add(contestant);
      }
      Map<String, List<Double>> times = times(ready);
      Map<String, float[]> outputs = new LinkedHashMap<>();
      for (Contestant contestant : ready) {
        int length = (int) model.network().outputShape().size();
        outputs.put(contestant.name(), contestant.output(length));
      }
      print(model, threads, times, outputs);
    } catch (Contestant.Absent reason) {
      complete = false;
      System.out.println(model.label() + " is not compared: " + reason.getMessage());
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

  /** Each one's times, in order of length. */
  private Map<String, List<Double>> times(List<Contestant> ready)
      throws InterruptedException, Contestant.Absent {
    Map<String, List<Double>> times = new LinkedHashMap<>();
    for (int turn = 0; turn < turns; turn++) {
      List<Contestant> order = new ArrayList<>(ready);
      Collections.shuffle(order, new Random(turn));
      for (Contestant contestant : order) {
        // The other's threads stop looking for work.
        Thread.sleep(PAUSE_MILLIS);
        times
            .computeIfAbsent(contestant.name(), name -> new ArrayList<>())
            .addAll(contestant.turn());
      }
    }
    times.values().forEach(Collections::sort);
    return times;
  }

  private void print(
      BenchCase model, int threads, Map<String, List<Double>> times, Map<String, float[]> outputs) {
    List<Double> ours = times.get(OURS);
    List<Double> theirs = times.get(PEER);
    double[] difference = difference(outputs.get(PEER), outputs.get(OURS));
    double least = ours.getFirst() / theirs.getFirst();
    ratios.add(least);
    System.out.println(
        json
            ? String.format(
                Locale.ROOT,
                "{\"model\": \"%s\", \"threads\": %d, \"min_ms\": {\"receptive\": %.5f,"
                    + " \"onnxruntime\": %.5f}, \"median_ms\": {\"receptive\": %.5f,"
                    + " \"onnxruntime\": %.5f}, \"ratio\": %.4f, \"difference\": %s}",
                model.label().replace("\\", "\\\\").replace("\"", "\\\""),
                threads,
                ours.getFirst(),
                theirs.getFirst(),
                median(ours),
                median(theirs),
                least,
                // JSON has no infinity.
                Double.isInfinite(difference[0]) ? "null" : Double.toString(difference[0]))
            : String.format(
                Locale.ROOT,
                "%-32s %10.4f %10.4f %6.2f %11.4f %10.4f %6.2f  %.1e, values up to %.1e",
                model.label(),
                ours.getFirst(),
                theirs.getFirst(),
                least,
                median(ours),
                median(theirs),
                median(ours) / median(theirs),
                difference[0],
                difference[1]));
  }

  private static double median(List<Double> sorted) {
    return sorted.get(sorted.size() / 2);
  }

  /** The largest difference, and the largest value. */
  private static double[] difference(float[] expected, float... actual) {
    double[] largest = new double[2];
    for (int i = 0; i < expected.length; i++) {
      double off = Math.abs((double) expected[i] - actual[i]);
      // NaN is as large as can be, unless both are; equal infinities do not differ.
      boolean alike =
          expected[i] == actual[i] || (Float.isNaN(expected[i]) && Float.isNaN(actual[i]));
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
