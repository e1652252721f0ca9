package org.receptive.engine.io;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.receptive.engine.layer.Activation;
import org.receptive.engine.layer.Add;
import org.receptive.engine.layer.BatchNorm2d;
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

  private final LinkedHashMap<String, Draft> drafts = new LinkedHashMap<>();
  private final Map<String, Shape> shapes = new HashMap<>();
  private final Map<String, Tensor> weights = new HashMap<>();

  /** Scalings without a bias so far. */
  private final Set<String> scalings = new HashSet<>();

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
    String name = free(wanted);
    try {
      shapes.put(name, layer.output(inputs.stream().map(this::shape).toList()));
    } catch (ShapeException refused) {
      throw from.problem("cannot take its inputs: " + refused.getMessage());
    }
    drafts.put(name, new Draft(layer, List.copyOf(inputs)));
    return name;
  }

  private String free(String wanted) {
    String name = wanted;
    for (int i = 2; drafts.containsKey(name) || name.equals(Network.INPUT); i++) {
      name = wanted + "_" + i;
    }
    return name;
  }

  /** Stores a parameter of a node. */
  void weight(String node, String parameter, Tensor values) {
    weights.put(node + "." + parameter, values);
  }

  /** Whether a node is a convolution or a scaling that has no bias yet. */
  boolean takesBias(String node) {
    return scalings.contains(node)
        || drafts.containsKey(node)
            && drafts.get(node).layer() instanceof Conv2d conv
            && !conv.bias();
  }

  /** Whether a node is a convolution that has no bias yet. */
  boolean takesScale(String node) {
    return takesBias(node) && !scalings.contains(node);
  }

  /** The nodes that a sum adds; empty if the node is no sum. */
  List<String> summands(String node) {
    return drafts.containsKey(node) && drafts.get(node).layer() instanceof Add
        ? drafts.get(node).inputs()
        : List.of();
  }

  /** Gives such a node its bias. */
  void bias(String node, Tensor values) {
    Draft old = drafts.get(node);
    if (old.layer() instanceof Conv2d conv) {
      Conv2d biased =
          new Conv2d(conv.inChannels(), conv.outChannels(), conv.window(), conv.groups(), true);
      drafts.put(node, new Draft(biased, old.inputs()));
    }
    scalings.remove(node);
    weight(node, "bias", values);
  }

  /**
   * A factor for each channel, as batch normalisation is left behind by converters that work out
   * its constants: one with mean 0 and variance 1, which may get a bias.
   */
  String scale(GraphNode from, String input, Tensor factors) {
    Shape channels = Shape.of(factors.size());
    String name = add(from, from.name(), new BatchNorm2d(factors.size(), 0), List.of(input));
    weight(name, "weight", factors);
    weight(name, "bias", Tensor.zeros(channels));
    weight(name, "running_mean", Tensor.zeros(channels));
    weight(name, "running_var", Tensor.full(channels, 1));
    scalings.add(name);
    return name;
  }

  /**
   * The network, the first output last.
   *
   * @param outputs our nodes that give the outputs, by the file's names, in order
   */
  Network network(String name, Map<String, String> outputs) {
    Map<String, String> named = new LinkedHashMap<>(outputs);
    String first = named.values().iterator().next();
    String last = first;
    if (drafts.values().stream().anyMatch(draft -> draft.inputs().contains(first))) {
      // A network's output is its last node, which nothing else takes.
      last = free(first + "_output");
      drafts.put(last, new Draft(new Activation.Identity(), List.of(first)));
      named.put(named.keySet().iterator().next(), last);
    }
    drafts.putLast(last, drafts.get(last));
    NetworkBuilder builder = Network.builder(name, shape(Network.INPUT));
    drafts.forEach(
        (node, draft) -> builder.add(node, draft.layer(), draft.inputs().toArray(String[]::new)));
    return builder.weights(Weights.of(name, weights)).outputs(named).build();
  }
}
