package org.receptive.viz.architecture.layered;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.receptive.viz.architecture.layered.LayeredGraph.Edge;
import org.receptive.viz.architecture.layered.LayeredGraph.Vertex;

/** Boxes in layers; an edge over several layers passes each through a cell of its own. */
final class Layers {
  /** Least room between neighbours in a layer. */
  static final double GAP = 10;

  /** Least room between two passing edges. */
  private static final double LANE_GAP = 3;

  /** Half the room that a passing edge takes. */
  private static final double LANE = 3;

  /** A place in a layer: a box, or where an edge passes. */
  static final class Cell {
    final int vertex;
    final int layer;
    final double left;
    final double right;
    final List<Link> above = new ArrayList<>();
    final List<Link> below = new ArrayList<>();
    int position;
    double x;

    Cell(int vertex, int layer, double left, double right) {
      this.vertex = vertex;
      this.layer = layer;
      this.left = left;
      this.right = right;
    }

    boolean isLane() {
      return vertex < 0;
    }
  }

  /** A piece of an edge from one layer to the next. */
  record Link(Cell from, Cell to, boolean straight) {}

  final List<List<Cell>> layers = new ArrayList<>();
  final List<List<Link>> chains = new ArrayList<>();
  private final Map<Integer, List<Link>> trunks = new HashMap<>();

  private Layers() {}

  /** Puts every box as high as its inputs and the width of a layer allow. */
  static Layers of(LayeredGraph graph, double maxWidth) {
    Layers result = new Layers();
    int[] layerOf = assign(graph, maxWidth);
    int depth = Arrays.stream(layerOf).max().orElse(0) + 1;
    for (int i = 0; i < depth; i++) {
      result.layers.add(new ArrayList<>());
    }
    Cell[] cells = new Cell[graph.vertices().size()];
    for (int v = 0; v < cells.length; v++) {
      Vertex vertex = graph.vertices().get(v);
      cells[v] = result.add(new Cell(v, layerOf[v], vertex.left(), vertex.right()));
    }
    for (int e = 0; e < graph.edges().size(); e++) {
      result.chain(graph.edges().get(e), cells);
    }
    return result;
  }

  private static int[] assign(LayeredGraph graph, double maxWidth) {
    int n = graph.vertices().size();
    int[] layerOf = new int[n];
    double[] used = new double[n + 1];
    for (int v = 0; v < n; v++) {
      for (Edge edge : graph.edges()) {
        if (edge.to() == v) {
          layerOf[v] = Math.max(layerOf[v], layerOf[edge.from()] + 1);
        }
      }
      Vertex vertex = graph.vertices().get(v);
      double width = vertex.left() + vertex.right() + GAP;
      while (used[layerOf[v]] > 0 && used[layerOf[v]] + width - GAP > maxWidth) {
        layerOf[v]++;
      }
      used[layerOf[v]] += width;
    }
    // Nothing may stand under the last box, where the edge to whatever follows leaves.
    int deepest = Arrays.stream(layerOf).max().orElse(0);
    Vertex last = graph.vertices().get(n - 1);
    boolean full = used[deepest] + last.left() + last.right() > maxWidth;
    layerOf[n - 1] = layerOf[n - 1] < deepest && full ? deepest + 1 : deepest;
    return layerOf;
  }

  private Cell add(Cell cell) {
    cell.position = layers.get(cell.layer).size();
    layers.get(cell.layer).add(cell);
    return cell;
  }

  /** Edges of one source share their lanes as far as they go together. */
  private void chain(Edge edge, Cell[] cells) {
    Cell end = cells[edge.to()];
    List<Link> trunk = trunks.computeIfAbsent(edge.from(), from -> new ArrayList<>());
    Cell from = cells[edge.from()];
    List<Link> chain = new ArrayList<>();
    for (int layer = from.layer + 1; layer < end.layer; layer++) {
      int step = chain.size();
      if (step == trunk.size()) {
        trunk.add(link(from, add(new Cell(-1, layer, LANE, LANE)), from.isLane()));
      }
      chain.add(trunk.get(step));
      from = trunk.get(step).to();
    }
    chain.add(onlyLink(from, end, edge.straight()));
    chains.add(chain);
  }

  /** Edges between the same boxes take one way; routing draws them beside each other. */
  private static Link onlyLink(Cell from, Cell to, boolean straight) {
    return from.below.stream()
        .filter(known -> known.to() == to)
        .findFirst()
        .orElseGet(() -> link(from, to, straight));
  }

  private static Link link(Cell from, Cell to, boolean straight) {
    Link link = new Link(from, to, straight);
    from.below.add(link);
    to.above.add(link);
    return link;
  }

  /** The least room between two neighbours. */
  static double gap(Cell left, Cell right) {
    return left.isLane() && right.isLane() ? LANE_GAP : GAP;
  }
}
