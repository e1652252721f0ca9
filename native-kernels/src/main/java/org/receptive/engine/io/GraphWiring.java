package org.receptive.engine.io;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.layer.ShapeException;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.NetworkBuilder;
import org.receptive.engine.network.Weights;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** Our nodes while a TensorFlow graph is read. */
final class GraphWiring {
  private record Draft(Layer layer, List<String> inputs) {}

  private final Map<String, Draft> drafts = new LinkedHashMap<>();
  private final Map<String, Shape> shapes = new HashMap<>();
  private final Map<String, Tensor> weights = new HashMap<>();

  GraphWiring(Shape input) {
    shapes.put(Network.INPUT, input);
  }

  Shape shape(String node) {
    return shapes.get(node);
  }

  /**
   * Adds a node.
   *
   * @return its name: the one that is wanted, or that with a number
   */
  String add(GraphNode from, String wanted, Layer layer, List<String> inputs) {
    String name = wanted;
    for (int i = 2; drafts.containsKey(name) || name.equals(Network.INPUT); i++) {
      name = wanted + "_" + i;
    }
    try {
      shapes.put(name, layer.output(inputs.stream().map(this::shape).toList()));
    } catch (ShapeException refused) {
      throw from.problem("cannot take its inputs: " + refused.getMessage());
    }
    drafts.put(name, new Draft(layer, List.copyOf(inputs)));
    return name;
  }

  /** Stores a parameter of a node. */
  void weight(String node, String parameter, Tensor values) {
    weights.put(node + "." + parameter, values);
  }

  /** Whether a node is a convolution that has no bias yet. */
  boolean takesBias(String node) {
    return drafts.containsKey(node)
        && drafts.get(node).layer() instanceof Conv2d conv
        && !conv.bias();
  }

  /** Gives such a convolution its bias. */
  void bias(String node, Tensor values) {
    Draft old = drafts.get(node);
    Conv2d conv = (Conv2d) old.layer();
    Conv2d biased =
        new Conv2d(conv.inChannels(), conv.outChannels(), conv.window(), conv.groups(), true);
    drafts.put(node, new Draft(biased, old.inputs()));
    weight(node, "bias", values);
  }

  Network network(String name) {
    NetworkBuilder builder = Network.builder(name, shape(Network.INPUT));
    drafts.forEach(
        (node, draft) -> builder.add(node, draft.layer(), draft.inputs().toArray(String[]::new)));
    return builder.weights(Weights.of(name, weights)).build();
  }
}
