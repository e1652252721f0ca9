package org.receptive.engine.measure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.receptive.engine.kernels.Kernels;
import org.receptive.engine.kernels.selection.KernelSelection;
import org.receptive.engine.network.Inference;
import org.receptive.engine.network.LayerStatistics;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.NetworkPlan;
import org.receptive.engine.network.Node;
import org.receptive.engine.network.PlanOptions;
import org.receptive.engine.network.PlanRow;
import org.receptive.engine.network.Trace;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/**
 * The layers of a network under the limits of the machine (Williams, Waterman and Patterson,
 * "Roofline", 2009): how many operations a second each reached, against the operations that it has
 * for each byte.
 *
 * @param network the network's name
 * @param kernels what computed
 * @param limits of the machine, with the same number of threads
 * @param layers those that multiply, in order
 * @param notes say so if the loops that measure the machine were slower than a layer, and the
 *     limits are higher than what they found
 */
public record Roofline(
    String network,
    String kernels,
    MachineLimits limits,
    List<LayerSpeed> layers,
    List<String> notes) {
  private static final int RUNS = 5;

  /** Copies the lists. */
  public Roofline {
    layers = List.copyOf(layers);
    notes = List.copyOf(notes);
  }

  /** Under limits as they were measured. */
  public Roofline(String network, String kernels, MachineLimits limits, List<LayerSpeed> layers) {
    this(network, kernels, limits, layers, List.of());
  }

  /**
   * Measures every layer of a network on one random image, and the machine: twice if a layer was
   * faster than it should be.
   *
   * @throws org.receptive.engine.layer.ShapeException if the network's shapes do not fit
   */
  public static Roofline of(Network network) {
    return of(network, layers -> Roof.over(layers, MachineLimits::measure));
  }

  /**
   * Measures every layer of a network under limits that are known already; they are raised if a
   * layer is faster.
   */
  public static Roofline of(Network network, MachineLimits limits) {
    return of(network, layers -> Roof.over(layers, limits));
  }

  private static Roofline of(Network network, Function<List<LayerSpeed>, Roof> roof) {
    Kernels kernels = KernelSelection.active();
    Tensor input = Tensor.random(network.inputShape(), 1);
    List<Trace> traces = new ArrayList<>();
    try (Inference inference = network.inference(kernels)) {
      inference.trace(input);
      for (int run = 0; run < RUNS; run++) {
        traces.add(inference.trace(input));
      }
    }
    NetworkPlan plan = network.plan(kernels, PlanOptions.standard(), 1);
    return of(roof, traces, plan);
  }

  /**
   * The layers by the shortest of their times in several runs.
   *
   * @param roof over the layers
   * @param traces runs of one network on one image
   * @param plan how it was computed
   */
  private static Roofline of(
      Function<List<LayerSpeed>, Roof> roof, List<Trace> traces, NetworkPlan plan) {
    Network network = plan.network();
    Map<String, Long> best = new HashMap<>();
    for (Trace trace : traces) {
      for (Node node : network.nodes()) {
        best.merge(node.name(), trace.nanos(node.name()), Math::min);
      }
    }
    List<LayerSpeed> layers = new ArrayList<>();
    for (LayerStatistics layer : network.statistics()) {
      long nanos = best.get(layer.node().name());
      if (layer.macs() > 0 && nanos > 0) {
        layers.add(speed(network, layer, nanos, plan));
      }
    }
    Roof over = roof.apply(layers);
    return new Roofline(network.name(), plan.kernels(), over.limits(), layers, over.notes());
  }

  private static LayerSpeed speed(
      Network network, LayerStatistics layer, long nanos, NetworkPlan plan) {
    String name = layer.node().name();
    long values = layer.output().size() + weights(network, name);
    for (Shape input : layer.inputs()) {
      values += input.size();
    }
    return new LayerSpeed(
        name,
        layer.node().layer().kind(),
        2.0 * layer.macs(),
        (double) values * Float.BYTES,
        nanos / 1e6,
        plan.row(name).flatMap(PlanRow::algorithm));
  }

  private static long weights(Network network, String name) {
    return network.node(name).layer().parameters().stream()
        .mapToLong(parameter -> parameter.shape().size())
        .sum();
  }

  /**
   * One layer.
   *
   * @throws IllegalArgumentException if no layer of that name multiplies; the message lists those
   *     that do
   */
  public LayerSpeed layer(String name) {
    return layers.stream()
        .filter(layer -> layer.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is no layer of %s that multiplies; there are %s."
                        .formatted(
                            name,
                            network,
                            String.join(", ", layers.stream().map(LayerSpeed::name).toList()))));
  }

  /** The table: for each layer its operations a byte, its speed, and its share of the roof. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append("%s on %s\n%s\n".formatted(network, kernels, limits));
    notes.forEach(note -> text.append(note).append('\n'));
    for (LayerSpeed layer : layers) {
      text.append(
          String.format(
              Locale.ROOT,
              "%s: %.1f operations a byte, %.3f ms, %.0f GFLOP/s, %.0f%% of the roof%s%s%n",
              layer.name(),
              layer.intensity(),
              layer.millis(),
              layer.gigaflops(),
              100 * layer.gigaflops() / limits.roof(layer.intensity()),
              layer.algorithm().map(way -> ", " + way).orElse(""),
              cached(layer) ? ", its data from the cache" : ""));
    }
    return text.toString().stripTrailing();
  }

  /** No memory is as fast as this layer was. */
  private boolean cached(LayerSpeed layer) {
    return layer.gigabytes() > limits.memoryGigabytes();
  }

  @Override
  public String toString() {
    return text();
  }
}
