package org.receptive.engine.network;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether nodes refer to each other properly, and which of them give the network's outputs. */
final class NodeOrder {
  private NodeOrder() {}

  /**
   * The nodes by name, in their order.
   *
   * @throws IllegalArgumentException if there is none, two have one name, or one takes what does
   *     not come before it
   */
  static Map<String, Node> checked(String network, List<Node> nodes) {
    if (nodes.isEmpty()) {
      throw new IllegalArgumentException("The network '%s' has no layers.".formatted(network));
    }
    Map<String, Node> byName = new LinkedHashMap<>();
    for (Node node : nodes) {
      if (node.name().equals(Network.INPUT) || byName.containsKey(node.name())) {
        throw new IllegalArgumentException(
            "%s: two layers are called '%s'.".formatted(network, node.name()));
      }
      if (node.inputs().isEmpty()) {
        throw new IllegalArgumentException(
            "%s: the layer '%s' has no input.".formatted(network, node.name()));
      }
      for (String input : node.inputs()) {
        if (!input.equals(Network.INPUT) && !byName.containsKey(input)) {
          throw new IllegalArgumentException(
              "%s: the layer '%s' takes its input from '%s', which does not come before it."
                  .formatted(network, node.name(), input));
        }
      }
      byName.put(node.name(), node);
      if (node.sharesWeights() && !byName.containsKey(node.weightsOf())) {
        throw new IllegalArgumentException(
            "%s: the layer '%s' shares the weights of '%s', which does not come before it."
                .formatted(network, node.name(), node.weightsOf()));
      }
    }
    return Collections.unmodifiableMap(byName);
  }

  /**
   * The nodes that give the outputs, by the outputs' names.
   *
   * @param named what the network was told; if nothing, the last node and each that no node takes
   * @throws IllegalArgumentException if an output's node is not there, or the first is not the last
   *     node
   */
  static Map<String, String> outputs(
      String network, Map<String, Node> nodes, Map<String, String> named) {
    List<String> names = List.copyOf(nodes.keySet());
    Map<String, String> outputs = new LinkedHashMap<>(named);
    if (named.isEmpty()) {
      Set<String> taken = new HashSet<>();
      nodes.values().forEach(node -> taken.addAll(node.inputs()));
      outputs.put(names.getLast(), names.getLast());
      names.stream().filter(name -> !taken.contains(name)).forEach(name -> outputs.put(name, name));
    }
    outputs.forEach(
        (output, node) -> {
          if (!nodes.containsKey(node)) {
            throw new IllegalArgumentException(
                "%s: the output '%s' is given by '%s', but there is no such layer."
                    .formatted(network, output, node));
          }
        });
    String first = outputs.values().iterator().next();
    if (!first.equals(names.getLast())) {
      throw new IllegalArgumentException(
          "%s: the first output is given by '%s', but must be given by the last layer, '%s'."
              .formatted(network, first, names.getLast()));
    }
    return Collections.unmodifiableMap(outputs);
  }
}
