package org.receptive.engine.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;
import org.receptive.engine.kernels.Kernels;
import org.receptive.engine.kernels.PreparedLayer;
import org.receptive.engine.layer.ShapeException;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/**
 * A network made ready to run on given kernels: every layer is prepared once, at its first use.
 * Runs of several threads take turns. Memory outside the Java heap is given back by {@link #close}.
 */
public final class Inference implements AutoCloseable {
  private final Network network;
  private final Kernels kernels;
  private final Map<String, PreparedLayer> prepared = new HashMap<>();
  private final Map<String, Integer> uses = new HashMap<>();
  private final ReentrantLock turn = new ReentrantLock();
  private boolean closed;

  Inference(Network network, Kernels kernels) {
    this.network = network;
    this.kernels = kernels;
    for (Node node : network.nodes()) {
      node.inputs().forEach(input -> uses.merge(input, 1, Integer::sum));
    }
  }

  /** The network. */
  public Network network() {
    return network;
  }

  /** The kernels that compute. */
  public Kernels kernels() {
    return kernels;
  }

  /**
   * Runs the network and gives its output only; an activation is let go after its last use.
   *
   * @param input {@code N x C x H x W}, as the network's input but for the batch
   * @throws ShapeException if the input does not fit
   * @throws IllegalArgumentException if the input holds NaN or infinity
   * @throws IllegalStateException if this was closed
   * @throws CancellationException if the thread was interrupted
   */
  public Tensor run(Tensor input) {
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

  /** Runs the network and keeps every activation and how long each layer took. */
  public Trace trace(Tensor input) {
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
    checkInput(input);
    turn.lock();
    try {
      if (closed) {
        throw new IllegalStateException(
            "This inference of '%s' was closed; make a new one.".formatted(network.name()));
      }
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
    } finally {
      turn.unlock();
    }
  }

  private void checkCancelled(Node node) {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException(
          "Stopped before the layer '%s' of %s.".formatted(node.name(), network.name()));
    }
  }

  private void checkInput(Tensor input) {
    Shape expected = network.inputShape();
    if (!input.shape().withBatch(1).equals(expected.withBatch(1))) {
      throw new ShapeException(
          "%s takes an input of %s (any batch), but was given %s."
              .formatted(network.name(), expected, input.shape()));
    }
    int bad = input.firstNonFinite();
    if (bad >= 0) {
      throw new IllegalArgumentException(
          "The input of %s holds %s at flat index %d of %s; every pixel must be a finite number."
              .formatted(network.name(), input.data()[bad], bad, input.shape()));
    }
  }

  @Override
  public void close() {
    turn.lock();
    try {
      closed = true;
      prepared.values().forEach(PreparedLayer::close);
      prepared.clear();
    } finally {
      turn.unlock();
    }
  }
}
