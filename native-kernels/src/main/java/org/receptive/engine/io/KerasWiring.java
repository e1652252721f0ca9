package org.receptive.engine.io;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.receptive.engine.layer.Activation;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.NetworkBuilder;
import org.receptive.engine.network.Weights;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** Our network and its weights while a Keras model is read. */
final class KerasWiring {
  private final KerasWeights stored;
  private final Map<String, Tensor> weights = new HashMap<>();

  /** For each Keras layer, the node that gives its output, its shape, and its order of features. */
  private final Map<String, Value> values = new LinkedHashMap<>();

  private final NetworkBuilder builder;

  /**
   * What a Keras layer gives: the name of our node, its shape, and how its features are ordered.
   */
  record Value(String node, Shape shape, FeatureOrder order) {}

  /** Wiring from a network's input, which a Keras layer declares. */
  KerasWiring(String network, String inputLayer, Shape shape, KerasWeights stored) {
    this.stored = stored;
    this.builder = Network.builder(network, shape);
    values.put(inputLayer, new Value(Network.INPUT, shape, FeatureOrder.plain(1)));
  }

  /** The weights as the file stores them. */
  KerasWeights stored() {
    return stored;
  }

  /** Stores a parameter of a node. */
  void weight(String node, String parameter, Tensor tensor) {
    weights.put(node + "." + parameter, tensor);
  }

  /** Says what a Keras layer gives. */
  void define(String layer, Value value) {
    values.put(layer, value);
  }

  /** What a layer takes. */
  List<Value> inputs(KerasLayer layer) {
    return layer.inputs().stream().map(values::get).toList();
  }

  /** What a layer takes, which must be one value. */
  Value input(KerasLayer layer) {
    if (layer.inputs().size() != 1) {
      throw layer.problem("takes one input, but has %s.".formatted(layer.inputs()));
    }
    return values.get(layer.inputs().getFirst());
  }

  /** Adds a node with one input; its features keep their order. */
  Value add(KerasLayer layer, Layer ours) {
    return add(layer, layer.name(), ours, input(layer));
  }

  /** Adds a node of some name on some value, whose features keep their order. */
  Value add(KerasLayer layer, String node, Layer ours, Value input) {
    Shape shape = ours.output(List.of(input.shape()));
    ours.parameters()
        .forEach(
            spec -> {
              Shape given = weights.get(node + "." + spec.name()).shape();
              if (!given.equals(spec.shape())) {
                throw layer.problem(
                    "has a weight of shape %s where %s is needed.".formatted(given, spec.shape()));
              }
            });
    builder.add(node, ours, input.node());
    return new Value(node, shape, input.order());
  }

  /** Adds a node that takes several values. */
  Value join(String node, Layer ours, List<Value> inputs, FeatureOrder order) {
    Shape shape = ours.output(inputs.stream().map(Value::shape).toList());
    builder.add(node, ours, inputs.stream().map(Value::node).toArray(String[]::new));
    return new Value(node, shape, order);
  }

  /** Whether a layer has a bias, which is then stored. */
  boolean bias(KerasLayer layer) {
    boolean bias = layer.flag("use_bias", true);
    if (bias) {
      weights.put(layer.name() + ".bias", stored.get(layer, "bias", 1));
    }
    return bias;
  }

  /**
   * The network with its weights.
   *
   * @param file where they are from
   * @param outputs the Keras layers that give its outputs, which bear the names of our nodes: a
   *     layer's own, or with an activation within it that of the node behind
   */
  Network network(String file, List<String> outputs) {
    if (builder.last().equals(Network.INPUT)) {
      throw new DataFileException(file, "the model has no layers.");
    }
    List<String> nodes = new ArrayList<>();
    for (String output : outputs) {
      String node = values.get(output).node();
      if (node.equals(Network.INPUT)) {
        throw new DataFileException(
            file, "the output '%s' is the input as it is; no layer computes it.".formatted(output));
      }
      nodes.add(node);
    }
    String first = nodes.getFirst();
    if (!first.equals(builder.last())) {
      // A network's output is its last node.
      String last = outputs.getFirst() + "_output";
      builder.add(last, new Activation.Identity(), first);
      nodes.removeFirst();
      nodes.addFirst(last);
    }
    Map<String, String> named = new LinkedHashMap<>();
    nodes.forEach(node -> named.put(node, node));
    return builder.weights(Weights.of(file, weights)).outputs(named).build();
  }
}
