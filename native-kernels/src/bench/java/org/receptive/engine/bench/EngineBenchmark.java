package org.receptive.engine.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.receptive.engine.kernels.cpp.CppKernels;
import org.receptive.engine.kernels.parallel.Workers;
import org.receptive.engine.kernels.reference.ReferenceKernels;
import org.receptive.engine.kernels.vector.VectorKernels;
import org.receptive.engine.layer.ParameterSpec;
import org.receptive.engine.layer.Parameters;
import org.receptive.engine.tensor.Tensor;

/**
 * Our convolutions beside ONNX Runtime's, layer by layer. Run by {@code lab bench engine}, or
 *
 * <pre>mvn -q -Pbench -pl native-kernels process-classes exec:exec@bench -Dbench.args="--json"
 * </pre>
 *
 * Options: {@code --json} prints one object per row; {@code --turns N} (default 8) sets how often
 * each peer has its turn; {@code --only TEXT} takes the layers whose name contains the text; {@code
 * --threads N} measures one number of threads instead of 1 and 2; {@code --cpu} measures one
 * thread's processor time instead of wall time, for a machine that is busy with other things.
 */
final class EngineBenchmark {
  private static final String OURS = "receptive";
  private static final String VECTOR = "receptive-vector";
  private static final String PEER = "onnxruntime";
  private static final double VECTOR_TARGET = 0.5;

  private final boolean json;
  private final boolean cpuTime;
  private final int turns;
  private final String only;
  private final List<Integer> threads;
  private final Map<LayerCase.Kind, List<Double>> ratios = new LinkedHashMap<>();
  private final List<Double> vectorRatios = new ArrayList<>();

  private EngineBenchmark(List<String> options) {
    json = options.contains("--json");
    turns = Integer.parseInt(option(options, "--turns", "8"));
    only = option(options, "--only", "").replace('_', ' ');
    String asked = option(options, "--threads", "");
    cpuTime = options.contains("--cpu");
    threads =
        cpuTime ? List.of(1) : asked.isEmpty() ? List.of(1, 2) : List.of(Integer.valueOf(asked));
  }

  private static String option(List<String> options, String name, String otherwise) {
    int at = options.indexOf(name);
    return at < 0 || at + 1 >= options.size() ? otherwise : options.get(at + 1);
  }

  public static void main(String[] args) throws InterruptedException {
    List<String> options = List.of(String.join(" ", args).strip().split("\\s+"));
    new EngineBenchmark(options).run();
  }

  private void run() throws InterruptedException {
    for (int count : threads) {
      Workers workers = new Workers(count);
      CppKernels cpp = CppKernels.best(workers, new ReferenceKernels());
      VectorKernels vector = VectorKernels.on(workers);
      if (!json) {
        header(count, cpp, vector);
      }
      for (LayerCase layer : LayerCase.all()) {
        if (layer.name().contains(only)) {
          measure(layer, count, cpp, vector);
        }
      }
    }
    if (!json) {
      verdicts();
    }
  }

  private void header(int threads, CppKernels cpp, VectorKernels vector) {
    System.out.printf(
        Locale.ROOT,
        """

        Convolution with bias, one image, float32, random data, %d thread%s, one interleaved run.
        Minimum and median %s time in ms of one call; ratio = ONNX Runtime's minimum / our minimum.
        receptive: PreparedLayer.run from and into N x C x H x W arrays on the Java heap, weights packed;
        onnxruntime 1.29.0: OrtSession.run with pinned N x C x H x W buffers, weights as constants.
        %s
        %s

        %-34s | %9s %9s | %9s %9s | %9s %9s | %6s %6s%n\
        """,
        threads,
        threads == 1 ? "" : "s",
        cpuTime ? "processor" : "wall",
        cpp.description(),
        vector.description(),
        "layer",
        "ours min",
        "median",
        "vector",
        "median",
        "ORT min",
        "median",
        "ratio",
        "vector");
  }

  private void measure(LayerCase layer, int threads, CppKernels cpp, VectorKernels vector)
      throws InterruptedException {
    Tensor input = Tensor.random(layer.input(), 1);
    Map<String, Tensor> values = new LinkedHashMap<>();
    for (ParameterSpec spec : layer.layer().parameters()) {
      values.put(spec.name(), Tensor.random(spec.shape(), 2));
    }
    Parameters parameters = Parameters.of(layer.layer(), values);
    try (Peer ours = new ReceptivePeer(OURS, cpp, layer, parameters, input);
        Peer java = new ReceptivePeer(VECTOR, vector, layer, parameters, input);
        Peer ort = new OnnxRuntimePeer(layer, parameters, input, threads)) {
      Map<String, List<Double>> times =
          Interleaved.time(
              List.of(ours, java, ort),
              turns,
              cpuTime ? Interleaved.processorTime() : System::nanoTime);
      requireSame(layer, ort.output(), ours);
      requireSame(layer, ort.output(), java);
      report(layer, threads, times);
    }
  }

  /** Who computes something else has not won. */
  private static void requireSame(LayerCase layer, Tensor expected, Peer peer) {
    double largest = Math.max(expected.max(), -expected.min());
    double difference = expected.maxDifference(peer.output());
    if (!(difference <= 1e-4 * largest)) {
      throw new IllegalStateException(
          "%s: %s differs from ONNX Runtime by %s, with values up to %s."
              .formatted(layer.name(), peer.name(), difference, largest));
    }
  }

  private void report(LayerCase layer, int threads, Map<String, List<Double>> times) {
    double ratio = min(times, PEER) / min(times, OURS);
    double vectorRatio = min(times, PEER) / min(times, VECTOR);
    ratios.computeIfAbsent(layer.kind(), kind -> new ArrayList<>()).add(ratio);
    vectorRatios.add(vectorRatio);
    if (json) {
      System.out.printf(
          Locale.ROOT,
          "{\"case\": \"%s\", \"threads\": %d, \"min_ms\": %s, \"median_ms\": %s}%n",
          layer.name(),
          threads,
          object(times, EngineBenchmark::min),
          object(times, EngineBenchmark::median));
      return;
    }
    System.out.printf(
        Locale.ROOT,
        "%-34s | %9.4f %9.4f | %9.4f %9.4f | %9.4f %9.4f | %6.2f %6.2f%n",
        layer.name(),
        min(times, OURS),
        median(times, OURS),
        min(times, VECTOR),
        median(times, VECTOR),
        min(times, PEER),
        median(times, PEER),
        ratio,
        vectorRatio);
  }

  /** Reads one figure of a peer. */
  private interface Figure {
    double of(Map<String, List<Double>> times, String peer);
  }

  private static String object(Map<String, List<Double>> times, Figure figure) {
    List<String> members = new ArrayList<>();
    for (String peer : times.keySet()) {
      members.add(String.format(Locale.ROOT, "\"%s\": %.5f", peer, figure.of(times, peer)));
    }
    return "{" + String.join(", ", members) + "}";
  }

  private static double min(Map<String, List<Double>> times, String peer) {
    return times.get(peer).getFirst();
  }

  private static double median(Map<String, List<Double>> times, String peer) {
    List<Double> sorted = times.get(peer);
    return sorted.get(sorted.size() / 2);
  }

  private void verdicts() {
    System.out.println();
    ratios.forEach((kind, all) -> verdict(kind.text, all, kind.target));
    verdict("Vector API, all layers", vectorRatios, VECTOR_TARGET);
  }

  private static void verdict(String what, List<Double> ratios, double target) {
    Predicate<Double> below = ratio -> ratio < target;
    long missed = ratios.stream().filter(below).count();
    double least = ratios.stream().mapToDouble(Double::doubleValue).min().orElse(0);
    System.out.printf(
        Locale.ROOT,
        "%-24s target %.2f, least %.2f: %s%n",
        what,
        target,
        least,
        missed == 0 ? "reached" : "missed by %d of %d".formatted(missed, ratios.size()));
  }
}
