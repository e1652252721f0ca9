package org.receptive.lessons.editor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.layer.ShapeException;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.NetworkBuilder;
import org.receptive.engine.network.Node;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.Picture;

/**
 * A network that is being changed, beside the one that it was. A change gives a new value. What
 * flows into a layer follows from the layers before it, as with {@link NetworkBuilder}: a
 * convolution with more filters gives the next one more channels to look at.
 *
 * @param original the network as it was
 * @param network the network as it is now, fitting or not
 */
public record NetworkEdit(Network original, Network network) implements Picture {

  /** Nothing has been changed yet. */
  public static NetworkEdit of(Network network) {
    return new NetworkEdit(network, network);
  }

  /**
   * Changes one number of a layer.
   *
   * @throws IllegalArgumentException if there is no such layer, or if it has no such number
   * @throws ShapeException if no layer can have this number, or not beside the others
   */
  public NetworkEdit set(String layer, LayerSetting setting, int value) {
    Layer old = network.node(network.node(layer).weightsOf()).layer();
    if (setting.of(old).isEmpty()) {
      throw new IllegalArgumentException(
          "%s is a %s, which has no %s.".formatted(layer, old.kind(), setting.label()));
    }
    Layer changed;
    try {
      changed = setting.in(old, value);
    } catch (ShapeException problem) {
      throw problem.at(layer);
    }
    String owner = network.node(layer).weightsOf();
    return with(
        network.nodes().stream()
            .map(
                node ->
                    node.weightsOf().equals(owner)
                        ? new Node(node.name(), changed, node.inputs(), owner)
                        : node)
            .toList());
  }

  /**
   * Takes a layer away; those behind it take what it took.
   *
   * @throws IllegalArgumentException if there is no such layer, if it is the only one, if it joins
   *     several, or if others use its weights
   */
  public NetworkEdit without(String layer) {
    Node gone = network.node(layer);
    if (network.nodes().size() == 1 || gone.inputs().size() > 1) {
      throw new IllegalArgumentException(
          gone.inputs().size() > 1
              ? "%s joins %s; it cannot be taken away.".formatted(layer, gone.inputs())
              : "%s is the only layer; it cannot be taken away.".formatted(layer));
    }
    List<Node> kept = new ArrayList<>();
    for (Node node : network.nodes()) {
      if (node.name().equals(layer)) {
        continue;
      }
      if (node.weightsOf().equals(layer)) {
        throw new IllegalArgumentException(
            "%s uses the weights of %s; it cannot be taken away.".formatted(node.name(), layer));
      }
      kept.add(redirected(node, layer, gone.inputs().getFirst()));
    }
    return with(kept);
  }

  /**
   * Puts a layer behind another one; those that took the other one's output take its output.
   *
   * @param layer the other one
   * @param name of the new layer
   * @param added the new layer; what flows in is put right
   * @throws IllegalArgumentException if there is no such layer, or if the name is taken
   */
  public NetworkEdit insertAfter(String layer, String name, Layer added) {
    network.node(layer);
    if (network.nodes().stream().anyMatch(node -> node.name().equals(name))) {
      throw new IllegalArgumentException(
          "%s has a layer '%s' already.".formatted(network.name(), name));
    }
    List<Node> longer = new ArrayList<>();
    for (Node node : network.nodes()) {
      longer.add(redirected(node, layer, name));
      if (node.name().equals(layer)) {
        longer.add(new Node(name, added, List.of(layer)));
      }
    }
    return with(longer);
  }

  private static Node redirected(Node node, String from, String to) {
    UnaryOperator<String> redirect = input -> input.equals(from) ? to : input;
    return new Node(
        node.name(), node.layer(), node.inputs().stream().map(redirect).toList(), node.weightsOf());
  }

  /** Builds the network again, so that every layer takes what comes. */
  private NetworkEdit with(List<Node> nodes) {
    NetworkBuilder builder = Network.builder(network.name(), network.inputShape());
    Map<String, Layer> built = new LinkedHashMap<>();
    for (Node node : nodes) {
      builder.from(node.inputs().getFirst());
      Layer fitted = Fitting.layer(node.layer(), builder.lastShape());
      if (node.sharesWeights() && fitted.equals(built.get(node.weightsOf()))) {
        builder.shared(node.name(), node.weightsOf());
      } else {
        builder.add(node.name(), fitted, node.inputs().toArray(String[]::new));
      }
      built.put(node.name(), fitted);
    }
    return new NetworkEdit(original, builder.weights(new KeptWeights(original.weights())).build());
  }

  /** Whether anything differs from the original. */
  public boolean isChanged() {
    return !network.nodes().equals(original.nodes());
  }

  /** What does not fit now, and where. */
  public Optional<ShapeException> error() {
    return network.shapeError();
  }

  /** What was changed, in words: {@code conv1: filters 6 to 8}. */
  public List<String> changes() {
    return Changes.of(this);
  }

  /** The network as it is now, as Java for a cell. */
  public String source() {
    return NetworkSource.of(network);
  }

  @Override
  public Figure figure() {
    return new EditFigure(this, Optional.empty(), Optional.empty()).figure();
  }

  @Override
  public String toString() {
    return figure().text();
  }
}
