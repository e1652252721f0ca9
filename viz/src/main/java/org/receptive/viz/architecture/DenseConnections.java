package org.receptive.viz.architecture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.receptive.engine.layer.Concat;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.Node;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.Picture;

/**
 * A dense block as figure 1 of the DenseNet paper shows it: every layer gets the maps of all before
 * it. What each layer gets is drawn channel by channel, in the colours of the layers that made it.
 */
public final class DenseConnections implements Picture {
  private final Network network;
  private final List<Source> sources;
  private final List<List<Integer>> seen;

  /**
   * Something that adds channels: the input, or a layer.
   *
   * @param name its name
   * @param channels how many it adds
   */
  record Source(String name, int channels) {}

  private DenseConnections(Network network, List<Source> sources, List<List<Integer>> seen) {
    this.network = network;
    this.sources = List.copyOf(sources);
    this.seen = List.copyOf(seen);
  }

  /**
   * The connections of a block in which every concatenation joins what was there with one layer's
   * output.
   *
   * @throws IllegalArgumentException if there is no concatenation
   */
  static DenseConnections of(Network network) {
    List<Source> sources = new ArrayList<>();
    List<List<Integer>> seen = new ArrayList<>();
    Map<String, List<Integer>> parts = new HashMap<>();
    sources.add(new Source("input", network.inputShape().channels()));
    parts.put(Network.INPUT, List.of(0));
    for (Node node : network.nodes()) {
      if (!(node.layer() instanceof Concat)) {
        continue;
      }
      List<Integer> joined = new ArrayList<>();
      List<Integer> before = List.of();
      for (String input : node.inputs()) {
        if (!parts.containsKey(input)) {
          sources.add(new Source(input, network.shape(input).channels()));
          parts.put(input, List.of(sources.size() - 1));
        } else {
          before = parts.get(input);
        }
        joined.addAll(parts.get(input));
      }
      seen.add(before);
      parts.put(node.name(), joined);
    }
    if (seen.isEmpty()) {
      throw new IllegalArgumentException(
          "%s concatenates nothing, so it has no dense connections.".formatted(network.name()));
    }
    return new DenseConnections(network, sources, seen);
  }

  @Override
  public Figure figure() {
    StringBuilder text = new StringBuilder(network.name()).append('\n');
    text.append("input: ").append(sources.getFirst().channels()).append(" channels\n");
    for (int layer = 1; layer < sources.size(); layer++) {
      List<String> from = seen.get(layer - 1).stream().map(i -> sources.get(i).name()).toList();
      text.append(sources.get(layer).name())
          .append(": sees ")
          .append(channels(layer - 1))
          .append(" channels (")
          .append(String.join(", ", from))
          .append("), adds ")
          .append(sources.get(layer).channels())
          .append('\n');
    }
    int out = network.outputShape().channels();
    text.append("output: ").append(out).append(" channels");
    String description =
        String.format(
            Locale.ROOT,
            "%s: each of %d layers sees the input and all layers before it; %d channels go in, %d"
                + " come out.",
            network.name(),
            sources.size() - 1,
            sources.getFirst().channels(),
            out);
    String title = "dense connections of " + network.name();
    return Figure.of(
        new DensePainter(network, sources, seen).scene(), title, description, text.toString());
  }

  /** The channels that a layer sees, 0 the first. */
  private int channels(int layer) {
    return seen.get(layer).stream().mapToInt(i -> sources.get(i).channels()).sum();
  }
}
