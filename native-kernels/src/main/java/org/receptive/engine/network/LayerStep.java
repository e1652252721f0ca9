package org.receptive.engine.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.receptive.engine.kernels.Kernels;
import org.receptive.engine.kernels.PreparedLayer;
import org.receptive.engine.kernels.program.Epilogue;
import org.receptive.engine.kernels.program.FilterBank;
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

  /**
   * The whole network, with convolutions fused where the kernels can; what a program would fuse
   * besides is computed one by one.
   */
  static List<LayerStep> fused(Fusion fusion, Kernels kernels) {
    List<LayerStep> steps = new ArrayList<>();
    for (FusedNode node : fusion.nodes()) {
      Optional<LayerStep> one = withRelu(fusion.network(), kernels, node);
      if (one.isPresent()) {
        steps.add(one.get().reading(fusion));
      } else {
        node.names().stream()
            .map(fusion.network()::node)
            .forEach(each -> steps.add(alone(fusion.network(), kernels, each).reading(fusion)));
      }
    }
    return steps;
  }

  /** The same step, with its inputs by the names under which they are computed. */
  private LayerStep reading(Fusion fusion) {
    return new LayerStep(inputs.stream().map(fusion::resolve).toList(), output, layer);
  }

  private static Optional<LayerStep> withRelu(Network network, Kernels kernels, FusedNode node) {
    if (!(node.layer() instanceof Conv2d conv)
        || node.shortcut().isPresent()
        || node.epilogue().kind() != Epilogue.Kind.RELU) {
      return Optional.empty();
    }
    Conv2d biased =
        new Conv2d(conv.inChannels(), conv.outChannels(), conv.window(), conv.groups(), true);
    return kernels
        .prepareWithRelu(biased, () -> folded(biased, network, node))
        .map(layer -> new LayerStep(node.inputs(), node.last(), layer));
  }

  private static Parameters folded(Conv2d biased, Network network, FusedNode node) {
    FilterBank filters = new FoldedFilters(network, node).get();
    return Parameters.of(biased, Map.of("weight", filters.weight(), "bias", filters.bias()));
  }
}
