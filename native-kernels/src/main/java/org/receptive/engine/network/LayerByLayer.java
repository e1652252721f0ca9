package org.receptive.engine.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.receptive.engine.kernels.Kernels;
import org.receptive.engine.kernels.PreparedLayer;
import org.receptive.engine.tensor.Tensor;

/** Runs a network as it is written: one layer after the other, each prepared at its first use. */
final class LayerByLayer implements AutoCloseable {
  private final Network network;
  private final Kernels kernels;
  private final Map<String, PreparedLayer> prepared = new HashMap<>();
  private final Map<String, Integer> uses = new HashMap<>();

  LayerByLayer(Network network, Kernels kernels) {
    this.network = network;
    this.kernels = kernels;
    for (Node node : network.nodes()) {
      node.inputs().forEach(input -> uses.merge(input, 1, Integer::sum));
    }
  }

  /** The output only; an activation is let go after its last use. */
  Tensor run(Tensor input) {
    Map<String, Tensor> alive = new HashMap<>();
    Map<String, Integer> pending = new HashMap<>(uses);
    forward(
        input,
        (node, activation, nanos) -> {
          alive.put(node, activation);
          if (!node.equals(Network.INPUT)) {
            for (String used : network.node(node).inputs()) {
              if (pending.merge(used, -1, Integer::sum) == 0) {
                alive.remove(used);
              }
            }
          }
        },
        alive);
    return alive.get(network.outputNode().name());
  }

  /** Every activation and how long each layer took. */
  Trace trace(Tensor input) {
    Map<String, Tensor> activations = new LinkedHashMap<>();
    Map<String, Long> nanos = new LinkedHashMap<>();
    forward(
        input,
        (node, activation, took) -> {
          activations.put(node, activation);
          nanos.put(node, took);
        },
        activations);
    return new Trace(network, kernels.name(), activations, nanos);
  }

  /** Takes note of what a node computed. */
  private interface Observer {
    void computed(String node, Tensor activation, long nanos);
  }

  private void forward(Tensor input, Observer observer, Map<String, Tensor> alive) {
    observer.computed(Network.INPUT, input, 0);
    for (Node node : network.nodes()) {
      checkCancelled(node);
      PreparedLayer layer =
          prepared.computeIfAbsent(
              node.name(), name -> kernels.prepare(node.layer(), network.parameters(name)));
      List<Tensor> inputs = new ArrayList<>();
      node.inputs().forEach(name -> inputs.add(alive.get(name)));
      long start = System.nanoTime();
      Tensor output = layer.run(inputs);
      observer.computed(node.name(), output, System.nanoTime() - start);
    }
  }

  private void checkCancelled(Node node) {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException(
          "Stopped before the layer '%s' of %s.".formatted(node.name(), network.name()));
    }
  }

  @Override
  public void close() {
    prepared.values().forEach(PreparedLayer::close);
    prepared.clear();
  }
}
