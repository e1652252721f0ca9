package org.receptive.engine.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.receptive.engine.kernels.Kernels;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** Runs a network as it is written: one layer after the other, all prepared at the first run. */
final class LayerByLayer implements AutoCloseable {
  private final Network network;
  private final Kernels kernels;
  private final Fusion graph;
  private final String last;
  private final List<LayerStep> steps = new ArrayList<>();
  private final Map<String, LayerStep> traced = new HashMap<>();

  LayerByLayer(Network network, Kernels kernels) {
    this.network = network;
    this.kernels = kernels;
    this.graph = Fusion.of(network, false);
    this.last = graph.resolve(network.outputNode().name());
  }

  /** The output only; an activation is let go after its last use. */
  Tensor run(Tensor input) {
    Map<String, Tensor> alive = new HashMap<>(Map.of(Network.INPUT, input));
    Map<String, Integer> pending = uses();
    for (LayerStep step : steps()) {
      compute(step, alive, pending);
    }
    Tensor output = alive.get(last);
    // Layers that only pass on what they get: the caller's own memory is not the output's.
    return output.data() == input.data()
        ? Tensor.of(output.shape(), output.data().clone())
        : output;
  }

  /**
   * The output only, into memory of exactly its length.
   *
   * @throws IllegalArgumentException if the memory has another length
   */
  void run(Tensor input, float... output) {
    Shape shape = network.outputShape().withBatch(input.shape().batch());
    if (shape.size() != output.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "The output %s holds %,d values, but memory for %,d was given.",
              shape,
              shape.size(),
              output.length));
    }
    Map<String, Tensor> alive = new HashMap<>(Map.of(Network.INPUT, input));
    Map<String, Integer> pending = uses();
    for (LayerStep step : steps()) {
      if (step.output().equals(last)) {
        checkCancelled(step);
        step.layer().run(step.inputs().stream().map(alive::get).toList(), output);
        return;
      }
      compute(step, alive, pending);
    }
    // No step computes it: the input is passed on.
    System.arraycopy(input.data(), 0, output, 0, output.length);
  }

  private void compute(LayerStep step, Map<String, Tensor> alive, Map<String, Integer> pending) {
    checkCancelled(step);
    Tensor output = step.layer().run(step.inputs().stream().map(alive::get).toList());
    alive.put(step.output(), output);
    for (String used : step.inputs()) {
      if (pending.merge(used, -1, Integer::sum) == 0) {
        alive.remove(used);
      }
    }
  }

  private List<LayerStep> steps() {
    if (steps.isEmpty()) {
      steps.addAll(LayerStep.all(graph, kernels));
    }
    return steps;
  }

  private Map<String, Integer> uses() {
    Map<String, Integer> uses = new HashMap<>(Map.of(last, 1));
    for (LayerStep step : steps()) {
      step.inputs().forEach(input -> uses.merge(input, 1, Integer::sum));
    }
    return uses;
  }

  /** Every activation and how long each layer took. */
  Trace trace(Tensor input) {
    Map<String, Tensor> activations = new LinkedHashMap<>();
    Map<String, Long> nanos = new LinkedHashMap<>();
    activations.put(Network.INPUT, input);
    nanos.put(Network.INPUT, 0L);
    for (Node node : network.nodes()) {
      LayerStep step =
          traced.computeIfAbsent(
              node.name(), name -> LayerStep.of(network, kernels, network.node(name)));
      checkCancelled(step);
      List<Tensor> inputs = node.inputs().stream().map(activations::get).toList();
      long start = System.nanoTime();
      Tensor output = step.layer().run(inputs);
      nanos.put(node.name(), System.nanoTime() - start);
      activations.put(node.name(), output);
    }
    return new Trace(network, kernels.name(), activations, nanos);
  }

  private void checkCancelled(LayerStep step) {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException(
          "Stopped before the layer '%s' of %s.".formatted(step.output(), network.name()));
    }
  }

  @Override
  public void close() {
    steps.forEach(step -> step.layer().close());
    traced.values().forEach(step -> step.layer().close());
    steps.clear();
    traced.clear();
  }
}
