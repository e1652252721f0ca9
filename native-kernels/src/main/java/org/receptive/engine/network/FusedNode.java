package org.receptive.engine.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.receptive.engine.kernels.program.Epilogue;
import org.receptive.engine.layer.Add;
import org.receptive.engine.layer.Arithmetic;
import org.receptive.engine.layer.BatchNorm2d;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.ConvTranspose2d;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.layer.Linear;

/**
 * A node of the graph after fusion: a layer, with what of its successors is computed along with it.
 * Inputs are names of nodes; the value carries the name of the last node.
 */
final class FusedNode {
  private final Node node;
  private final List<String> names = new ArrayList<>();
  private final List<Node> affine = new ArrayList<>();
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

  /** What scales and shifts channels: behind a convolution; or the node itself and more of them. */
  List<Node> affine() {
    return affine;
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

  /**
   * Takes a successor along, if it can be computed with this one.
   *
   * @param scales whether it scales and shifts channels
   */
  boolean take(Node successor, boolean scales) {
    boolean taken =
        scales ? fold(successor) : Epilogue.of(successor.layer()).map(this::activate).orElse(false);
    if (taken) {
      names.add(successor.name());
    }
    return taken;
  }

  private boolean fold(Node successor) {
    boolean computes =
        layer() instanceof Conv2d || layer() instanceof ConvTranspose2d || !affine.isEmpty();
    if (!computes || shortcut.isPresent() || !open()) {
      return false;
    }
    affine.add(successor);
    return true;
  }

  /** Begins with what scales and shifts channels. */
  FusedNode scaling() {
    affine.add(node);
    return this;
  }

  private boolean activate(Epilogue end) {
    boolean computes =
        switch (layer()) {
          case Conv2d conv -> end.isCheap();
          case ConvTranspose2d conv -> end.isCheap();
          case BatchNorm2d scale -> true;
          case Arithmetic pair -> !affine.isEmpty() || end.isCheap();
          case Add sum -> end.isCheap();
          case Linear linear -> true;
          default -> false;
        };
    if (!computes || !open() || !(end.staysFinite() || layer() instanceof Linear)) {
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
