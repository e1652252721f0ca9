package org.receptive.engine.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.receptive.engine.kernels.Kernels;
import org.receptive.engine.kernels.PreparedLayer;
import org.receptive.engine.kernels.program.FilterBank;
import org.receptive.engine.layer.Activation;
import org.receptive.engine.layer.BatchNorm2d;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.Parameters;

/**
 * What is computed at once where no program is: a node, or a convolution with the batch
 * normalisation and the ReLU behind it.
 *
 * @param inputs the values that it reads
 * @param output the value that it computes, by the name of its last node
 * @param layer ready to run
 */
record LayerStep(List<String> inputs, String output, PreparedLayer layer) {

  /** Every node by itself. */
  static LayerStep alone(Network network, Kernels kernels, Node node) {
    return new LayerStep(
        node.inputs(), node.name(), kernels.prepare(node.layer(), network.parameters(node.name())));
  }

  /** The whole network, with convolutions fused where the kernels can. */
  static List<LayerStep> fused(Network network, Kernels kernels) {
    Map<String, List<Node>> readers = new HashMap<>();
    for (Node node : network.nodes()) {
      node.inputs()
          .forEach(input -> readers.computeIfAbsent(input, k -> new ArrayList<>()).add(node));
    }
    List<LayerStep> steps = new ArrayList<>();
    Set<String> computed = new HashSet<>();
    for (Node node : network.nodes()) {
      if (computed.contains(node.name())) {
        continue;
      }
      LayerStep step =
          withRelu(network, kernels, node, readers).orElseGet(() -> alone(network, kernels, node));
      steps.add(step);
      for (String name = node.name(); !name.equals(step.output()); ) {
        name = readers.get(name).getFirst().name();
        computed.add(name);
      }
    }
    return steps;
  }

  private static Optional<LayerStep> withRelu(
      Network network, Kernels kernels, Node node, Map<String, List<Node>> readers) {
    if (!(node.layer() instanceof Conv2d conv)) {
      return Optional.empty();
    }
    FusedNode fused = new FusedNode(node);
    Optional<Node> next = onlyReader(network, node, readers);
    if (next.isPresent() && next.get().layer() instanceof BatchNorm2d) {
      fused.take(next.get());
      next = onlyReader(network, next.get(), readers);
    }
    if (next.isEmpty() || !(next.get().layer() instanceof Activation.ReLU)) {
      return Optional.empty();
    }
    String output = next.get().name();
    FilterBank filters = new FoldedFilters(network, fused).get();
    Conv2d biased =
        new Conv2d(conv.inChannels(), conv.outChannels(), conv.window(), conv.groups(), true);
    Parameters parameters =
        Parameters.of(biased, Map.of("weight", filters.weight(), "bias", filters.bias()));
    return kernels
        .prepareWithRelu(biased, parameters)
        .map(layer -> new LayerStep(node.inputs(), output, layer));
  }

  private static Optional<Node> onlyReader(
      Network network, Node node, Map<String, List<Node>> readers) {
    List<Node> all = readers.getOrDefault(node.name(), List.of());
    return all.size() == 1 && !node.name().equals(network.outputNode().name())
        ? Optional.of(all.getFirst())
        : Optional.empty();
  }
}
