package org.receptive.engine.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.receptive.engine.kernels.program.Algorithm;
import org.receptive.engine.kernels.program.Layout;
import org.receptive.engine.kernels.program.Operation;
import org.receptive.engine.kernels.program.Placement;
import org.receptive.engine.kernels.program.Step;
import org.receptive.engine.layer.Arithmetic;

/**
 * One step of a plan.
 *
 * @param layers the network's layers that it computes; empty for a conversion between layouts
 * @param what the algorithm, or the operation
 * @param from the layout that it reads
 * @param to the layout that it writes
 * @param fused what is computed along with the first layer
 * @param millis what it should take of all threads together
 * @param considered what each algorithm should have taken, with the conversions it would cause, in
 *     milliseconds; empty if there was no choice
 * @param memory where its output lies
 * @param packedBytes weights and biases in the order in which kernels read them
 */
public record PlanRow(
    List<String> layers,
    String what,
    Layout from,
    Layout to,
    List<String> fused,
    double millis,
    Map<Algorithm, Double> considered,
    String memory,
    long packedBytes) {

  /** Copies the lists. */
  public PlanRow {
    layers = List.copyOf(layers);
    fused = List.copyOf(fused);
    considered = Map.copyOf(considered);
  }

  /** The algorithm of a convolution. */
  public Optional<Algorithm> algorithm() {
    return considered.keySet().stream()
        .filter(algorithm -> algorithm.toString().equals(what))
        .findFirst();
  }

  /** The row of a step. */
  static PlanRow of(Step step, int filtersTogether, String memory, List<String> fused) {
    Map<Algorithm, Double> considered = Map.of();
    long packed = 0;
    if (step.operation() instanceof Operation.Convolution conv) {
      considered = new java.util.EnumMap<>(Algorithm.class);
      for (Map.Entry<Algorithm, Double> each : conv.considered().entrySet()) {
        considered.put(each.getKey(), each.getValue() / 1e6);
      }
      packed = conv.packedFloats(filtersTogether) * Float.BYTES;
    }
    return new PlanRow(
        step.nodes(),
        what(step),
        step.input().layout(),
        step.output().layout(),
        fused,
        step.estimate() / 1e6,
        considered,
        memory,
        packed);
  }

  private static String what(Step step) {
    return switch (step.operation()) {
      case Operation.Convolution conv -> conv.algorithm().toString();
      case Operation.Pooling pool -> pool.maximum() ? "max pooling" : "mean pooling";
      case Operation.Sum sum -> "sum";
      case Operation.Scale scale -> "scale";
      case Operation.Pair pair ->
          pair.operation() == Arithmetic.Operation.MULTIPLY ? "product" : "sum";
      case Operation.Resampling mixes -> "interpolation";
      case Operation.Overlap overlap -> "sums of products";
      case Operation.Activate alone -> "activation";
      case Operation.FullyConnected connected -> "fully connected";
      case Operation.Convert convert -> conversion(step);
      case Operation.Whole whole -> whole.layer().kind();
    };
  }

  private static String conversion(Step step) {
    if (step.input().layout() != step.output().layout()) {
      return step.output().layout() == Layout.BLOCKED ? "into blocks" : "out of blocks";
    }
    boolean given = step.input().space() == Placement.Space.INPUT;
    return given && step.output().layout() == Layout.PLANAR ? "zeros around" : "copy";
  }

  /** The cells of a printed row. */
  List<String> cells() {
    return List.of(
        layers.isEmpty() ? "" : layers.getFirst(),
        what,
        from == to ? to.toString() : from + " > " + to,
        String.join(", ", fused),
        String.format(Locale.ROOT, "%.3f", millis),
        others(),
        memory,
        packedBytes == 0 ? "" : org.receptive.engine.tensor.Memory.binary(packedBytes));
  }

  private String others() {
    List<String> texts = new ArrayList<>();
    considered.entrySet().stream()
        .filter(each -> !each.getKey().toString().equals(what))
        .sorted(Map.Entry.comparingByValue())
        .forEach(
            each ->
                texts.add(String.format(Locale.ROOT, "%s %.3f", each.getKey(), each.getValue())));
    return String.join(", ", texts);
  }
}
