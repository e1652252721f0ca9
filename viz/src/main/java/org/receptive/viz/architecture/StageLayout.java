package org.receptive.viz.architecture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.receptive.engine.layer.Add;
import org.receptive.viz.architecture.GraphLayout.Edge;
import org.receptive.viz.architecture.GraphLayout.Frame;
import org.receptive.viz.architecture.GraphLayout.PlacedBox;
import org.receptive.viz.architecture.Stage.Module;
import org.receptive.viz.architecture.layered.LayeredDrawing;
import org.receptive.viz.architecture.layered.LayeredGraph;
import org.receptive.viz.architecture.layered.LayeredGraph.Vertex;
import org.receptive.viz.figure.Bounds;
import org.receptive.viz.figure.TextMetrics;
import org.receptive.viz.figure.TextStyle;

/**
 * A stage laid out around the axis x = 0 on which edges enter it, from y = 0 down.
 *
 * @param left how far it reaches left of the axis
 * @param right how far it reaches right of the axis
 * @param height its height
 * @param exitX x of the edge that leaves
 * @param exitY y where that edge starts: the lower edge of the last box
 * @param boxes its boxes
 * @param edges its edges
 * @param frames its frames
 */
record StageLayout(
    double left,
    double right,
    double height,
    double exitX,
    double exitY,
    List<PlacedBox> boxes,
    List<Edge> edges,
    List<Frame> frames) {
  static final TextStyle LABEL =
      TextStyle.of(10).color(org.receptive.viz.figure.Palette.MUTED_TEXT);
  static final TextStyle TIMES = TextStyle.of(13).semibold();
  static final double BRACKET = 8;
  private static final double FRAME_PAD = 7;
  private static final double FRAME_TOP = 16;
  private static final double FRAME_GAP = 5;
  private static final double JOG = 8;

  /** Lays a stage out. */
  static StageLayout of(Stage stage, BlockGraph graph, Map<Integer, BlockBox> boxes, double width) {
    boolean framed = stage.times() > 1 || (!stage.label().isEmpty() && stage.blocks().size() > 1);
    double room = framed ? width - 2 * FRAME_PAD - timesWidth(stage) : width;
    String group = framed ? "" : besideHeads(stage, graph);
    Assembly assembly = new Assembly();
    for (Module module : stage.modules()) {
      assembly.append(vertices(module, graph, boxes, group), module, graph, boxes, room);
    }
    return framed ? assembly.framed(stage) : assembly.framedInside(group);
  }

  /**
   * The group of a module that has something hanging on it which leads nowhere, such as the
   * auxiliary head of an inception module; empty if the stage is no such module.
   */
  private static String besideHeads(Stage stage, BlockGraph graph) {
    List<Integer> blocks = stage.blocks();
    String group = graph.blocks().get(blocks.getLast()).group();
    Set<Integer> heads = new HashSet<>(blocks);
    heads.removeIf(block -> graph.blocks().get(block).group().equals(group));
    boolean feedNothing =
        blocks.stream()
            .filter(block -> !heads.contains(block))
            .flatMap(block -> graph.blocks().get(block).inputs().stream())
            .noneMatch(heads::contains);
    return heads.isEmpty() || !feedNothing ? "" : group;
  }

  private static double timesWidth(Stage stage) {
    return stage.times() == 1
        ? 0
        : BRACKET + 6 + TextMetrics.reservedWidth("×" + stage.times(), TIMES);
  }

  /** Modules stacked one under the other. */
  private static final class Assembly {
    final List<PlacedBox> boxes = new ArrayList<>();
    final List<Edge> edges = new ArrayList<>();
    double left;
    double right;
    double height;
    double exitX;
    double exitY;
    boolean known = true;

    void append(
        LayeredGraph vertices,
        Module module,
        BlockGraph graph,
        Map<Integer, BlockBox> measured,
        double room) {
      LayeredDrawing drawing = vertices.layOut(room);
      boolean entered = module.entry() >= 0;
      double axis = drawing.places().getFirst().axis();
      double top = height;
      if (entered && !boxes.isEmpty()) {
        join(graph, module);
        top = height;
      }
      int first = entered ? 1 : 0;
      for (int i = 0; i < module.blocks().size(); i++) {
        LayeredDrawing.Place place = drawing.places().get(i + first);
        BlockBox box = measured.get(module.blocks().get(i));
        boxes.add(new PlacedBox(box, place.axis() - axis, top + place.top()));
        exitX = place.axis() - axis;
        exitY = top + place.top() + box.height();
      }
      for (int e = 0; e < drawing.routes().size(); e++) {
        int from = vertices.edges().get(e).from() - first;
        int source = from < 0 ? module.entry() : module.blocks().get(from);
        Edge edge =
            new Edge(
                drawing.routes().get(e).points(),
                true,
                graph.blocks().get(source).output().isPresent());
        edges.add(edge.moved(-axis, top));
      }
      left = Math.max(left, axis);
      right = Math.max(right, drawing.width() - axis);
      height = top + drawing.height();
    }

    /** Leads from the exit of the module above to the entry of the next on the axis. */
    private void join(BlockGraph graph, Module next) {
      boolean shapeKnown = graph.blocks().get(next.entry()).output().isPresent();
      if (exitX == 0) {
        edges.add(new Edge(List.of(0.0, exitY, 0.0, height), false, shapeKnown));
        return;
      }
      double y = height + JOG / 2;
      height += JOG;
      edges.add(new Edge(List.of(exitX, exitY, exitX, y, 0.0, y, 0.0, height), false, shapeKnown));
    }

    StageLayout plain() {
      return new StageLayout(left, right, height, exitX, exitY, boxes, edges, List.of());
    }

    /** With a frame around the boxes of one group only, if that can be without crossing others. */
    StageLayout framedInside(String group) {
      if (group.isEmpty()) {
        return plain();
      }
      Bounds inside =
          boxes.stream()
              .filter(box -> box.box().block().group().equals(group))
              .map(PlacedBox::bounds)
              .reduce(Bounds::union)
              .orElseThrow();
      double bottom = FRAME_TOP + height + FRAME_PAD;
      Bounds frame =
          new Bounds(
              inside.x() - FRAME_PAD,
              FRAME_GAP,
              inside.width() + 2 * FRAME_PAD,
              bottom - FRAME_GAP);
      boolean crosses =
          boxes.stream()
              .filter(box -> !box.box().block().group().equals(group))
              .anyMatch(box -> box.bounds().translated(0, FRAME_TOP).overlaps(frame, 0));
      if (crosses) {
        return plain();
      }
      List<Edge> moved = new ArrayList<>();
      moved.add(new Edge(List.of(0.0, 0.0, 0.0, FRAME_TOP), false, known));
      edges.forEach(edge -> moved.add(edge.moved(0, FRAME_TOP)));
      return new StageLayout(
          Math.max(left, -frame.x()),
          Math.max(right, frame.right()),
          bottom + FRAME_GAP,
          exitX,
          exitY + FRAME_TOP,
          boxes.stream().map(box -> box.moved(0, FRAME_TOP)).toList(),
          moved,
          List.of(new Frame(frame, group, 1)));
    }

    StageLayout framed(Stage stage) {
      double label =
          stage.label().isEmpty() ? 0 : TextMetrics.reservedWidth(stage.label(), LABEL) + FRAME_PAD;
      double frameLeft = Math.max(left + FRAME_PAD, label);
      double frameRight = right + FRAME_PAD;
      double top = stage.label().isEmpty() ? FRAME_GAP : FRAME_TOP;
      double bottom = top + height + FRAME_PAD;
      Bounds bounds = new Bounds(-frameLeft, FRAME_GAP, frameLeft + frameRight, bottom - FRAME_GAP);
      List<Edge> moved = new ArrayList<>();
      moved.add(new Edge(List.of(0.0, 0.0, 0.0, top), false, known));
      edges.forEach(edge -> moved.add(edge.moved(0, top)));
      return new StageLayout(
          frameLeft,
          frameRight + timesWidth(stage),
          bottom + FRAME_GAP,
          exitX,
          exitY + top,
          boxes.stream().map(box -> box.moved(0, top)).toList(),
          moved,
          List.of(new Frame(bounds, stage.label(), stage.times())));
    }
  }

  /** Around boxes that stand beside the frame of a group is room for its edge. */
  private static LayeredGraph vertices(
      Module module, BlockGraph graph, Map<Integer, BlockBox> measured, String group) {
    List<Vertex> vertices = new ArrayList<>();
    List<LayeredGraph.Edge> edges = new ArrayList<>();
    Map<Integer, Integer> index = new HashMap<>();
    Map<Integer, Integer> depth = new HashMap<>();
    if (module.entry() >= 0) {
      index.put(module.entry(), 0);
      depth.put(module.entry(), 0);
      vertices.add(new Vertex(0, 0, 0, 0, 0, false));
    }
    Map<Integer, Integer> uses = uses(module, graph);
    for (int b : module.blocks()) {
      Block block = graph.blocks().get(b);
      BlockBox box = measured.get(b);
      int deepest = block.inputs().stream().mapToInt(depth::get).max().orElse(-1);
      depth.put(b, deepest + 1);
      for (int i = 0; i < block.inputs().size(); i++) {
        int input = block.inputs().get(i);
        boolean chain = block.inputs().size() == 1 && uses.get(input) == 1;
        boolean main = input == mainInput(block, depth);
        edges.add(new LayeredGraph.Edge(index.get(input), vertices.size(), chain || main));
      }
      index.put(b, vertices.size());
      vertices.add(vertex(box, group.isEmpty() || block.group().equals(group) ? 0 : FRAME_PAD));
    }
    return new LayeredGraph(vertices, straightened(edges, module, graph, depth));
  }

  private static Map<Integer, Integer> uses(Module module, BlockGraph graph) {
    Map<Integer, Integer> uses = new HashMap<>();
    for (int index : module.blocks()) {
      graph.blocks().get(index).inputs().forEach(input -> uses.merge(input, 1, Integer::sum));
    }
    return uses;
  }

  /**
   * The input that is furthest from the entry, so that it should come straight from above; -1 if
   * branches of equal rank meet in a concatenation.
   */
  private static int mainInput(Block block, Map<Integer, Integer> depth) {
    int deepest = block.inputs().stream().mapToInt(depth::get).max().orElse(-1);
    List<Integer> furthest =
        block.inputs().stream().filter(input -> depth.get(input) == deepest).distinct().toList();
    boolean clear = furthest.size() == 1 || block.layer().orElse(null) instanceof Add;
    return clear && block.inputs().size() > 1 ? furthest.getFirst() : -1;
  }

  private static Vertex vertex(BlockBox box, double around) {
    boolean sum = box.form() == BlockBox.Form.SUM;
    return new Vertex(
        box.leftExtent() + around,
        box.rightExtent() + around,
        box.height(),
        box.shape().isEmpty() ? 0 : BlockBox.SHAPE_BAND,
        sum ? 0 : box.width() / 2 - BlockBox.STRIP,
        sum);
  }

  /**
   * The longest way through a module goes straight down, unless branches of equal rank share it.
   */
  private static List<LayeredGraph.Edge> straightened(
      List<LayeredGraph.Edge> edges, Module module, BlockGraph graph, Map<Integer, Integer> depth) {
    int at = module.blocks().getLast();
    if (module.entry() < 0 || mainInput(graph.blocks().get(at), depth) < 0) {
      return edges;
    }
    Set<List<Integer>> way = new HashSet<>();
    while (at != module.entry()) {
      int deepest = module.entry();
      for (int input : graph.blocks().get(at).inputs()) {
        deepest = depth.get(input) > depth.get(deepest) ? input : deepest;
      }
      // Blocks follow each other without a gap, so that the entry is vertex 0.
      way.add(List.of(deepest - module.entry(), at - module.entry()));
      at = deepest;
    }
    return edges.stream()
        .map(
            edge ->
                way.contains(List.of(edge.from(), edge.to()))
                    ? new LayeredGraph.Edge(edge.from(), edge.to(), true)
                    : edge)
        .toList();
  }
}
