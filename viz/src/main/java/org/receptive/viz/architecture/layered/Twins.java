package org.receptive.viz.architecture.layered;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.receptive.viz.architecture.layered.LayeredDrawing.Route;
import org.receptive.viz.architecture.layered.LayeredGraph.Edge;

/** Edges between the same two boxes, as {@code x * x} has them, lie side by side. */
final class Twins {
  /** Between two lines. */
  private static final double APART = 6;

  private record Ends(int from, int to) {
    static Ends of(Edge edge) {
      return new Ends(edge.from(), edge.to());
    }
  }

  private Twins() {}

  /** The routes, those between the same boxes moved apart. */
  static List<Route> sideBySide(LayeredGraph graph, List<Route> routes) {
    Map<Ends, Integer> counts = new HashMap<>();
    graph.edges().forEach(edge -> counts.merge(Ends.of(edge), 1, Integer::sum));
    Map<Ends, Integer> seen = new HashMap<>();
    List<Route> result = new ArrayList<>();
    for (int e = 0; e < routes.size(); e++) {
      Ends ends = Ends.of(graph.edges().get(e));
      int count = counts.get(ends);
      int index = seen.merge(ends, 1, Integer::sum) - 1;
      result.add(
          count == 1
              ? routes.get(e)
              : moved(routes.get(e).corners(), (index - (count - 1) / 2.0) * APART));
    }
    return result;
  }

  /**
   * Moves upright pieces sideways and level ones up where the line turns to the left, down where it
   * turns to the right, so that lines side by side do not cross. Where the line begins and ends
   * does not move along it.
   */
  private static Route moved(double[] xy, double by) {
    int corners = xy.length / 2;
    double aside = xy[xy.length - 2] < xy[0] ? by : -by;
    List<Double> points = new ArrayList<>();
    for (int i = 0; i < corners; i++) {
      boolean level = isLevel(xy, i - 1) || isLevel(xy, i);
      boolean upright = isUpright(xy, i - 1) || isUpright(xy, i);
      points.add(xy[2 * i] + (upright ? by : 0));
      points.add(xy[2 * i + 1] + (level ? aside : 0));
    }
    return new Route(points);
  }

  private static boolean isLevel(double[] xy, int piece) {
    return isPiece(xy, piece) && xy[2 * piece + 1] == xy[2 * piece + 3];
  }

  private static boolean isUpright(double[] xy, int piece) {
    return isPiece(xy, piece) && xy[2 * piece] == xy[2 * piece + 2];
  }

  private static boolean isPiece(double[] xy, int piece) {
    return piece >= 0 && 2 * piece + 3 < xy.length;
  }
}
