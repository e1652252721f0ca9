package org.receptive.engine.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.receptive.engine.layer.Activation;
import org.receptive.engine.layer.Add;
import org.receptive.engine.layer.Dropout;
import org.receptive.engine.tensor.Shape;

/**
 * Which nodes are computed together: batch normalisation disappears into the weights before it, an
 * activation and a shortcut's sum go into the convolution before them, if nobody else wants the
 * values between.
 */
final class Fusion {
  private final Network network;
  private final boolean fused;
  private final Map<String, Integer> uses = new HashMap<>();
  private final List<FusedNode> nodes = new ArrayList<>();
  private final Map<String, Integer> positions = new HashMap<>();
  private final Map<String, String> aliases = new HashMap<>();

  private Fusion(Network network, boolean fused) {
    this.network = network;
    this.fused = fused;
    uses.put(network.outputNode().name(), 1);
    network.nodes().forEach(n -> n.inputs().forEach(input -> uses.merge(input, 1, Integer::sum)));
  }

  /** The nodes after fusion, in order. A name in their inputs may need {@link #resolve}. */
  static Fusion of(Network network, boolean fused) {
    Fusion fusion = new Fusion(network, fused);
    network.nodes().forEach(fusion::place);
    return fusion;
  }

  List<FusedNode> nodes() {
    return nodes;
  }

  /** The name under which a node's value is computed: nodes that only pass it on have none. */
  String resolve(String name) {
    return aliases.getOrDefault(name, name);
  }

  Network network() {
    return network;
  }

  private void place(Node node) {
    if (node.layer() instanceof Dropout || node.layer() instanceof Activation.Identity) {
      pass(node);
    } else if (!(fused && (joinSum(node) || joinPredecessor(node)))) {
      positions.put(node.name(), nodes.size());
      FusedNode alone = new FusedNode(node);
      nodes.add(scales(node) ? alone.scaling() : alone);
    }
  }

  private void pass(Node node) {
    String source = node.inputs().getFirst();
    Optional<FusedNode> before = exclusive(source);
    if (fused && before.isPresent()) {
      before.get().pass(node);
      positions.put(node.name(), positions.get(source));
    } else {
      aliases.put(node.name(), resolve(source));
    }
  }

  /** The fused node whose last value is the given one, if only one node wants that. */
  private Optional<FusedNode> exclusive(String name) {
    Integer position = positions.get(name);
    if (position == null || uses.getOrDefault(name, 0) != 1) {
      return Optional.empty();
    }
    return Optional.of(nodes.get(position)).filter(found -> found.last().equals(name));
  }

  private boolean joinPredecessor(Node node) {
    if (node.inputs().size() != 1) {
      return false;
    }
    String source = node.inputs().getFirst();
    Optional<FusedNode> before = exclusive(source);
    if (before.isEmpty() || !before.get().take(node, scales(node))) {
      return false;
    }
    positions.put(node.name(), positions.get(source));
    return true;
  }

  private boolean scales(Node node) {
    String source = node.inputs().getFirst();
    Shape input = source.equals(Network.INPUT) ? network.inputShape() : network.shape(source);
    return Affine.is(network, node, input);
  }

  /** A sum of two is added by the convolution that comes last of them. */
  private boolean joinSum(Node node) {
    if (!(node.layer() instanceof Add) || node.inputs().size() != 2) {
      return false;
    }
    String a = node.inputs().getFirst();
    String b = node.inputs().getLast();
    boolean second = positionOf(b) > positionOf(a);
    String later = second ? b : a;
    String other = second ? a : b;
    Optional<FusedNode> before = exclusive(later);
    if (a.equals(b)
        || positionOf(a) == positionOf(b)
        || before.isEmpty()
        || !before.get().takeShortcut(other, node)) {
      return false;
    }
    positions.put(node.name(), positions.get(later));
    return true;
  }

  private int positionOf(String name) {
    return positions.getOrDefault(resolve(name), -1);
  }
}
