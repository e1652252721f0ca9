package org.receptive.engine.network;

import java.util.ArrayList;
import java.util.List;
import org.receptive.engine.kernels.Kernels;
import org.receptive.engine.kernels.PreparedLayer;

/**
 * What is computed at once where no program is: a node.
 *
 * @param inputs the values that it reads
 * @param output the value that it computes, by the name of its node
 * @param layer ready to run
 */
record LayerStep(List<String> inputs, String output, PreparedLayer layer) {

  /** Every node by itself. */
  static LayerStep of(Network network, Kernels kernels, Node node) {
    return new LayerStep(
        node.inputs(), node.name(), kernels.prepare(node.layer(), network.parameters(node.name())));
  }

  /** The whole network, but for what only passes its input on. */
  static List<LayerStep> all(Fusion graph, Kernels kernels) {
    List<LayerStep> steps = new ArrayList<>();
    for (FusedNode node : graph.nodes()) {
      steps.add(of(graph.network(), kernels, node.node()).reading(graph));
    }
    return steps;
  }

  /** The same step, with its inputs by the names under which they are computed. */
  private LayerStep reading(Fusion graph) {
    return new LayerStep(inputs.stream().map(graph::resolve).toList(), output, layer);
  }
}
