package org.receptive.viz.architecture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.network.Network;
import org.receptive.engine.tensor.Shape;
import org.receptive.viz.architecture.GraphOptions.Detail;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.Palette.Role;
import org.receptive.viz.figure.Picture;
import org.receptive.viz.figure.Scene;
import org.receptive.viz.figure.SceneBuilder;

/** A network as boxes and edges, top to bottom, in as many columns as fit. */
public final class GraphDiagram implements Picture {
  private final Network network;
  private final GraphOptions options;

  GraphDiagram(Network network, GraphOptions options) {
    this.network = network;
    this.options = options;
  }

  /** The same with other options. */
  public GraphDiagram with(GraphOptions other) {
    return new GraphDiagram(network, other);
  }

  /** With the arithmetic of every output size in its box, numbers put in. */
  public GraphDiagram formulas() {
    return with(options.detail(Detail.FORMULA));
  }

  /** With the name and all options of every layer. */
  public GraphDiagram names() {
    return with(options.detail(Detail.NAMED));
  }

  /** With one line in every box. */
  public GraphDiagram compact() {
    return with(options.detail(Detail.COMPACT));
  }

  /** With as little text as tells the boxes apart. */
  public GraphDiagram dense() {
    return with(options.detail(Detail.DENSE));
  }

  /** With every repeat drawn. */
  public GraphDiagram expanded() {
    return with(options.grouped(false));
  }

  /** Without the strip of costs. */
  public GraphDiagram withoutCosts() {
    return with(options.costs(false));
  }

  /** At most {@code px} wide. */
  public GraphDiagram width(double px) {
    return with(options.width(px));
  }

  @Override
  public Figure figure() {
    BlockGraph graph = BlockGraph.of(network);
    List<Stage> stages = options.grouped() ? Stage.grouped(graph) : Stage.single(graph);
    List<Block> drawn =
        stages.stream().flatMap(s -> s.blocks().stream()).map(graph.blocks()::get).toList();
    List<Layer> plain = commonFollowers(drawn);
    GraphLayout layout = layout(graph, stages, plain, options.width() - 2 * Panel.MARGIN);
    Panel panel = new Panel(graph, Legend.of(drawn, plain), options.costs(), options.width());
    Scene scene =
        panel.around(
            layout.width(), layout.height(), (SceneBuilder s) -> GraphPainter.paint(s, layout));
    String what = "block graph of " + network.name();
    String text = panel.text(what, Describe.network(graph, stages));
    return Figure.of(scene, what, panel.description(what), text);
  }

  /** Where everything is. */
  GraphLayout layout(double width) {
    BlockGraph graph = BlockGraph.of(network);
    List<Stage> stages = options.grouped() ? Stage.grouped(graph) : Stage.single(graph);
    List<Block> drawn =
        stages.stream().flatMap(s -> s.blocks().stream()).map(graph.blocks()::get).toList();
    return layout(graph, stages, commonFollowers(drawn), width);
  }

  private GraphLayout layout(
      BlockGraph graph, List<Stage> stages, List<Layer> plain, double width) {
    int count = stages.stream().mapToInt(stage -> stage.blocks().size()).sum();
    Detail detail = options.detailFor(count);
    Map<Integer, BlockBox> boxes = new HashMap<>();
    for (Stage stage : stages) {
      for (Stage.Module module : stage.modules()) {
        for (int index : module.blocks()) {
          boolean exit = index == module.blocks().getLast();
          Block block = graph.blocks().get(index);
          boxes.put(
              index, BlockBox.of(block, detail, shapeLabel(graph, block, detail, exit), plain));
        }
      }
    }
    List<StageLayout> layouts = new ArrayList<>();
    stages.forEach(stage -> layouts.add(StageLayout.of(stage, graph, boxes, width)));
    return Columns.arrange(layouts, width);
  }

  /** The shape behind a block, where it is news. */
  private static String shapeLabel(BlockGraph graph, Block block, Detail detail, boolean exit) {
    if (block.output().isEmpty()) {
      return "";
    }
    Shape output = block.output().get();
    boolean always = detail == Detail.NAMED || detail == Detail.FORMULA || block.inputs().isEmpty();
    boolean changed =
        block.inputs().stream()
            .anyMatch(input -> !graph.blocks().get(input).output().equals(block.output()));
    boolean shown = always || (changed && (exit || detail != Detail.DENSE));
    return shown ? LayerWords.shape(output) : "";
  }

  /** How the followers of every convolution begin alike, so that the legend can say it once. */
  private static List<Layer> commonFollowers(List<Block> blocks) {
    List<List<Layer>> followers =
        blocks.stream()
            .filter(block -> block.role() == Role.CONVOLUTION)
            .map(Block::after)
            .distinct()
            .toList();
    int common = 0;
    while (!followers.isEmpty() && agree(followers, common)) {
      common++;
    }
    return followers.isEmpty() ? List.of() : followers.getFirst().subList(0, common);
  }

  /** Normalisations of different widths count as alike. */
  private static boolean agree(List<List<Layer>> followers, int place) {
    return followers.stream().allMatch(list -> list.size() > place)
        && followers.stream().map(list -> LayerWords.kind(list.get(place))).distinct().count() == 1;
  }
}
