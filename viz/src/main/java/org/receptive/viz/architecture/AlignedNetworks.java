package org.receptive.viz.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.receptive.engine.network.Network;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.Picture;

/**
 * Networks beside each other, every layer in the row of its output size, as in figure 3 of the
 * ResNet paper: {@code Architecture.aligned(vgg19, plain34, resNet34)}. The longest way through
 * each network is drawn box by box; additions are arcs, dashed where the shortcut has layers of its
 * own.
 */
public final class AlignedNetworks implements Picture {
  /** More columns than this do not fit a notebook. */
  private static final int MOST = 4;

  private final List<MainPath> paths;
  private final List<BlockGraph> graphs;

  /**
   * The rows of one output size.
   *
   * @param side height of the maps; 1 also for layers that give one row of numbers
   * @param places for each network the places on its main path, in order
   */
  record Band(int side, List<List<Integer>> places) {
    int rows() {
      return places.stream().mapToInt(List::size).max().orElse(0);
    }
  }

  private AlignedNetworks(List<MainPath> paths, List<BlockGraph> graphs) {
    this.paths = List.copyOf(paths);
    this.graphs = List.copyOf(graphs);
  }

  /**
   * The picture of up to four networks.
   *
   * @throws IllegalArgumentException if there are none or too many
   * @throws org.receptive.engine.layer.ShapeException if the shapes of one do not fit
   */
  static AlignedNetworks of(List<Network> networks) {
    if (networks.isEmpty() || networks.size() > MOST) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "1 to %d networks fit beside each other, but %d were given.",
              MOST,
              networks.size()));
    }
    networks.forEach(Network::statistics);
    List<BlockGraph> graphs = networks.stream().map(BlockGraph::of).toList();
    return new AlignedNetworks(graphs.stream().map(MainPath::of).toList(), graphs);
  }

  /** The rows, largest maps first. */
  List<Band> bands() {
    TreeMap<Integer, List<List<Integer>>> bySide = new TreeMap<>((a, b) -> b - a);
    for (int column = 0; column < paths.size(); column++) {
      MainPath path = paths.get(column);
      for (int place = 0; place < path.size(); place++) {
        bySide.computeIfAbsent(side(path.block(place)), side -> empty()).get(column).add(place);
      }
    }
    return bySide.entrySet().stream().map(e -> new Band(e.getKey(), e.getValue())).toList();
  }

  private List<List<Integer>> empty() {
    List<List<Integer>> lists = new ArrayList<>();
    paths.forEach(path -> lists.add(new ArrayList<>()));
    return lists;
  }

  private static int side(Block block) {
    return block.output().filter(shape -> shape.isImage()).map(shape -> shape.height()).orElse(1);
  }

  @Override
  public Figure figure() {
    List<String> names = graphs.stream().map(BlockGraph::network).toList();
    String title = String.join(" beside ", names);
    StringBuilder text = new StringBuilder();
    for (BlockGraph graph : graphs) {
      text.append(graph.network()).append(": ").append(Describe.costs(graph)).append('\n');
    }
    for (Band band : bands()) {
      text.append("output size ").append(band.side()).append(":\n");
      for (int column = 0; column < paths.size(); column++) {
        text.append("  ").append(names.get(column)).append(": ");
        text.append(words(paths.get(column), band.places().get(column))).append('\n');
      }
    }
    String description =
        "%s, the layers of equal output size in the same rows; shortcuts: %s."
            .formatted(title, shortcutsInWords(names));
    return Figure.of(
        new AlignedPainter(paths, graphs, bands()).scene(), title, description, text.toString());
  }

  private String shortcutsInWords(List<String> names) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < paths.size(); i++) {
      long plain = paths.get(i).shortcuts().stream().filter(MainPath.Shortcut::plain).count();
      long other = paths.get(i).shortcuts().size() - plain;
      words.add(
          plain + other == 0
              ? names.get(i) + " none"
              : String.format(
                  Locale.ROOT,
                  "%s %d that carry their input as it is and %d with layers of their own",
                  names.get(i),
                  plain,
                  other));
    }
    return String.join(", ", words);
  }

  private static String words(MainPath path, List<Integer> places) {
    List<String> runs = new ArrayList<>();
    int times = 0;
    for (int i = 0; i < places.size(); i++) {
      times++;
      String word = AlignedPainter.words(path.block(places.get(i)));
      boolean last = i == places.size() - 1;
      if (last || !word.equals(AlignedPainter.words(path.block(places.get(i + 1))))) {
        runs.add(times == 1 ? word : times + " × " + word);
        times = 0;
      }
    }
    return runs.isEmpty() ? "nothing" : String.join("; ", runs);
  }
}
