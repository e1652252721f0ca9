package org.receptive.engine.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.receptive.engine.kernels.program.Epilogue;
import org.receptive.engine.layer.Add;
import org.receptive.engine.layer.BatchNorm2d;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.layer.Linear;

/**
 * A node of the graph after fusion: a layer, with what of its successors is computed along with it.
 * Inputs are names of nodes; the value carries the name of the last node.
 */
final class FusedNode {
  private final Node node;
  private final List<String> names = new ArrayList<>();
  private Optional<Node> norm = Optional.empty();
  private Optional<String> shortcut = Optional.empty();
  private Epilogue epilogue = Epilogue.NONE;

  FusedNode(Node node) {
    this.node = node;
    names.add(node.name());
  }

  Node node() {
    return node;
  }

  Layer layer() {
    return node.layer();
  }

  List<String> names() {
    return names;
  }

  String last() {
    return names.getLast();
  }

  Optional<Node> norm() {
    return norm;
  }

  Optional<String> shortcut() {
    return shortcut;
  }

  Epilogue epilogue() {
    return epilogue;
  }

  /** All inputs: the layer's own, then the shortcut. */
  List<String> inputs() {
    List<String> all = new ArrayList<>(node.inputs());
    shortcut.ifPresent(all::add);
    return all;
  }

  private boolean open() {
    return epilogue.isNone();
  }

  boolean take(Node successor) {
    Layer next = successor.layer();
    boolean taken =
        switch (next) {
          case BatchNorm2d fold -> fold(successor);
          default -> Epilogue.of(next).map(this::activate).orElse(false);
        };
    if (taken) {
      names.add(successor.name());
    }
    return taken;
  }

  private boolean fold(Node successor) {
    if (!(layer() instanceof Conv2d) || norm.isPresent() || shortcut.isPresent() || !open()) {
      return false;
    }
    norm = Optional.of(successor);
    return true;
  }

  private boolean activate(Epilogue end) {
    boolean computes =
        switch (layer()) {
          case Conv2d conv -> end.isCheap();
          case BatchNorm2d scale -> true;
          case Add sum -> end.isCheap();
          case Linear linear -> true;
          default -> false;
        };
    if (!computes || !open()) {
      return false;
    }
    epilogue = end;
    return true;
  }

  /** Adds another value to a convolution's before its activation. */
  boolean takeShortcut(String name, Node sum) {
    if (!(layer() instanceof Conv2d conv)
        || conv.groups() != 1
        || shortcut.isPresent()
        || !open()) {
      return false;
    }
    shortcut = Optional.of(name);
    names.add(sum.name());
    return true;
  }

  /** Takes along a node that passes its input on. */
  void pass(Node successor) {
    names.add(successor.name());
  }
}
