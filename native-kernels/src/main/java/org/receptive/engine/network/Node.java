package org.receptive.engine.network;

import java.util.List;
import org.receptive.engine.layer.Layer;

/**
 * A layer at its place in a network.
 *
 * @param name its name, unique in the network; a {@code /} in it groups: {@code inception3a/1x1}
 * @param layer what is computed
 * @param inputs the names of the nodes whose outputs it takes, in order; {@link Network#INPUT} for
 *     the network's input
 * @param weightsOf the node whose weights it uses: its own name, or another's where weights are
 *     shared
 */
public record Node(String name, Layer layer, List<String> inputs, String weightsOf) {

  /** Copies the inputs. */
  public Node {
    inputs = List.copyOf(inputs);
  }

  /** A node with weights of its own. */
  public Node(String name, Layer layer, List<String> inputs) {
    this(name, layer, inputs, name);
  }

  /** Whether it uses another node's weights, which count there. */
  public boolean sharesWeights() {
    return !weightsOf.equals(name);
  }

  /** The part of the name before the last {@code /}, or the empty string. */
  public String group() {
    int slash = name.lastIndexOf('/');
    return slash < 0 ? "" : name.substring(0, slash);
  }

  /** The part of the name behind the last {@code /}. */
  public String shortName() {
    return name.substring(name.lastIndexOf('/') + 1);
  }
}
