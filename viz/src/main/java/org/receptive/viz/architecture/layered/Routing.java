package org.receptive.viz.architecture.layered;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.receptive.viz.architecture.layered.LayeredDrawing.Place;
import org.receptive.viz.architecture.layered.LayeredDrawing.Route;
import org.receptive.viz.architecture.layered.LayeredGraph.Vertex;
import org.receptive.viz.architecture.layered.Layers.Cell;
import org.receptive.viz.architecture.layered.Layers.Link;

/**
 * Edges run down through their layers and sideways only between layers, each on a track that it
 * shares with no other edge that it meets there; so they cross no box.
 */
final class Routing {
  private static final double TRACK = 6;
  private static final double STUB = 5;
  private static final double HEAD_ROOM = 10;
  private static final double SAME_X = 0.75;
  private static final double CLEARANCE = 5;
  private static final double PORT_PITCH = 12;

  private final LayeredGraph graph;
  private final Layers layers;
  private final double[] top;
  private final double[] bottom;
  private final Map<Link, Double> tracks = new HashMap<>();
  private final Map<Link, Double> ports = new HashMap<>();

  Routing(LayeredGraph graph, Layers layers) {
    this.graph = graph;
    this.layers = layers;
    this.top = new double[layers.layers.size()];
    this.bottom = new double[layers.layers.size()];
  }

  LayeredDrawing route() {
    double y = 0;
    for (int i = 0; i < layers.layers.size(); i++) {
      List<Cell> layer = layers.layers.get(i);
      layer.forEach(this::choosePorts);
    }
    for (int i = 0; i < layers.layers.size(); i++) {
      top[i] = y;
      bottom[i] = y + depth(layers.layers.get(i));
      y = i + 1 < layers.layers.size() ? assignTracks(i) : bottom[i];
    }
    Place[] places = new Place[graph.vertices().size()];
    double width = 0;
    for (List<Cell> layer : layers.layers) {
      for (Cell cell : layer) {
        width = Math.max(width, cell.x + cell.right);
        if (!cell.isLane()) {
          places[cell.vertex] = new Place(cell.x, top[cell.layer]);
        }
      }
    }
    List<Route> all = layers.chains.stream().map(this::route).toList();
    List<Route> routes = Branching.withoutSharedStarts(graph, Twins.sideBySide(graph, all));
    return new LayeredDrawing(width, y, Arrays.asList(places), routes);
  }

  private double depth(List<Cell> layer) {
    double depth = 0;
    for (Cell cell : layer) {
      if (!cell.isLane()) {
        Vertex vertex = graph.vertices().get(cell.vertex);
        depth = Math.max(depth, vertex.height() + vertex.below());
      }
    }
    return depth;
  }

  /** Spreads the edges that enter a wide box over its top, in the order in which they come. */
  private void choosePorts(Cell cell) {
    List<Link> entering = new ArrayList<>(cell.above);
    entering.sort(Comparator.comparingDouble(link -> link.from().x));
    double inset = cell.isLane() ? 0 : graph.vertices().get(cell.vertex).inset();
    for (int k = 0; k < entering.size(); k++) {
      if (Math.abs(entering.get(k).from().x - cell.x) < SAME_X) {
        spreadAround(k, entering, cell.x, inset);
        return;
      }
    }
    double pitch =
        entering.size() < 2 ? 0 : Math.min(PORT_PITCH, 2 * inset / (entering.size() - 1));
    double last = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < entering.size(); i++) {
      Link link = entering.get(i);
      double port = cell.x + (i - (entering.size() - 1) / 2.0) * pitch;
      double above = link.from().x;
      boolean alignable = Math.abs(above - cell.x) <= inset && above - last >= pitch;
      double room = cell.x + inset - (entering.size() - 1 - i) * pitch;
      port = alignable && above <= room ? above : Math.max(port, last + pitch);
      ports.put(link, port);
      last = port;
    }
  }

  /** The edge from straight above enters in the middle, the others on its sides. */
  private void spreadAround(int middle, List<Link> entering, double x, double inset) {
    int most = Math.max(1, Math.max(middle, entering.size() - 1 - middle));
    double pitch = Math.min(PORT_PITCH, inset / most);
    for (int i = 0; i < entering.size(); i++) {
      ports.put(entering.get(i), i == middle ? entering.get(i).from().x : x + (i - middle) * pitch);
    }
  }

  /** Whether an edge can enter a round box from the side, past nothing. */
  private boolean entersFromSide(Link link) {
    Cell to = link.to();
    if (to.isLane() || !graph.vertices().get(to.vertex).round() || isVertical(link)) {
      return false;
    }
    double x = link.from().x;
    double half = graph.vertices().get(to.vertex).height() / 2;
    if (Math.abs(x - to.x) < half + HEAD_ROOM) {
      return false;
    }
    for (Cell other : layers.layers.get(to.layer)) {
      boolean between =
          other.position != to.position
              && other.x - other.left - CLEARANCE < Math.max(x, to.x)
              && other.x + other.right + CLEARANCE > Math.min(x, to.x);
      if (between) {
        return false;
      }
    }
    for (Link rival : to.above) {
      boolean sameSide = (rival.from().x > to.x) == (x > to.x);
      if (!rival.equals(link) && sameSide && !isVertical(rival) && rival.from().x != x) {
        return false;
      }
    }
    return true;
  }

  private boolean isVertical(Link link) {
    return Math.abs(ports.get(link) - link.from().x) < SAME_X;
  }

  /** One edge, or several of one source, on their way sideways. */
  private record Net(Cell source, double low, double high, List<Link> links) {
    boolean meets(Net other) {
      return low - CLEARANCE < other.high && other.low - CLEARANCE < high;
    }
  }

  /**
   * Gives the sideways edges below a layer their tracks and returns where the next layer starts.
   */
  private double assignTracks(int layer) {
    List<Net> nets = new ArrayList<>();
    for (Cell cell : layers.layers.get(layer)) {
      addNet(nets, cell, true);
      addNet(nets, cell, false);
    }
    nets.sort(
        Comparator.comparing((Net net) -> net.low < net.source.x)
            .thenComparingDouble(net -> net.low < net.source.x ? net.source.x : -net.source.x));
    List<Net> placed = new ArrayList<>();
    List<Integer> levels = new ArrayList<>();
    int most = 0;
    for (Net net : nets) {
      int level = 0;
      for (int i = 0; i < placed.size(); i++) {
        if (placed.get(i).source.position != net.source.position && placed.get(i).meets(net)) {
          level = Math.max(level, levels.get(i) + 1);
        }
      }
      placed.add(net);
      levels.add(level);
      most = Math.max(most, level + 1);
      double y = bottom[layer] + STUB + level * TRACK;
      net.links.forEach(link -> tracks.put(link, y));
    }
    return bottom[layer] + STUB + Math.max(0, most - 1) * TRACK + HEAD_ROOM;
  }

  private void addNet(List<Net> nets, Cell cell, boolean right) {
    List<Link> links =
        cell.below.stream()
            .filter(link -> !isVertical(link) && !entersFromSide(link))
            .filter(link -> ports.get(link) > cell.x == right)
            .toList();
    if (!links.isEmpty()) {
      double low = links.stream().mapToDouble(ports::get).min().orElseThrow();
      double high = links.stream().mapToDouble(ports::get).max().orElseThrow();
      nets.add(new Net(cell, Math.min(low, cell.x), Math.max(high, cell.x), links));
    }
  }

  private Route route(List<Link> chain) {
    List<Double> points = new ArrayList<>();
    Link first = chain.getFirst();
    double y = top[first.from().layer] + graph.vertices().get(first.from().vertex).height();
    add(points, first.from().x, y);
    for (Link link : chain) {
      double x = link.from().x;
      double port = ports.get(link);
      double end = top[link.to().layer];
      if (entersFromSide(link)) {
        double half = graph.vertices().get(link.to().vertex).height() / 2;
        add(points, x, end + half);
        add(points, link.to().x + (x > link.to().x ? half : -half), end + half);
        continue;
      }
      if (!isVertical(link)) {
        add(points, x, tracks.get(link));
        add(points, port, tracks.get(link));
      }
      add(points, port, end);
    }
    return new Route(points);
  }

  /** Adds a corner; three corners in a line become two. */
  private static void add(List<Double> points, double x, double y) {
    int n = points.size();
    if (n >= 4 && points.get(n - 2) == x && points.get(n - 4) == x) {
      points.set(n - 1, y);
      return;
    }
    points.add(x);
    points.add(y);
  }
}
