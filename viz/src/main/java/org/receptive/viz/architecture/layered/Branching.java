package org.receptive.viz.architecture.layered;

import java.util.ArrayList;
import java.util.List;
import org.receptive.viz.architecture.layered.LayeredDrawing.Route;

/**
 * Edges of one source run together at first. Only one of them is drawn there, since lines drawn
 * over each other look thicker; the others start where they leave it.
 */
final class Branching {
  /** The rounded corner of an edge that leaves needs this much of the common line. */
  private static final double CORNER = 5;

  private Branching() {}

  /** The routes, each without what an earlier one of the same source has drawn. */
  static List<Route> withoutSharedStarts(LayeredGraph graph, List<Route> routes) {
    List<Route> result = new ArrayList<>();
    for (int e = 0; e < routes.size(); e++) {
      double[] own = routes.get(e).corners();
      int piece = 0;
      double along = 0;
      for (int other = 0; other < e; other++) {
        if (graph.edges().get(other).from() != graph.edges().get(e).from()) {
          continue;
        }
        double[] drawn = routes.get(other).corners();
        int k = common(own, drawn);
        double shared = shared(own, drawn, k);
        if (k > piece || (k == piece && shared > along)) {
          piece = k;
          along = shared;
        }
      }
      // An edge that lies on another all the way is drawn nevertheless.
      boolean covered = 2 * piece + 3 >= own.length;
      result.add(covered ? routes.get(e) : new Route(from(own, piece, along)));
    }
    return result;
  }

  /** The index of the last corner that both have in common from the start. */
  private static int common(double[] a, double[] b) {
    int k = 0;
    while (2 * k + 3 < Math.min(a.length, b.length)
        && a[2 * k + 2] == b[2 * k + 2]
        && a[2 * k + 3] == b[2 * k + 3]) {
      k++;
    }
    return k;
  }

  /** How far both run in the same direction behind corner k. */
  private static double shared(double[] a, double[] b, int k) {
    if (2 * k + 3 >= a.length || 2 * k + 3 >= b.length) {
      return 0;
    }
    double ax = a[2 * k + 2] - a[2 * k];
    double ay = a[2 * k + 3] - a[2 * k + 1];
    double bx = b[2 * k + 2] - b[2 * k];
    double by = b[2 * k + 3] - b[2 * k + 1];
    boolean sameWay = Math.abs(ax * by - ay * bx) < 1e-9 && ax * bx + ay * by > 0;
    return sameWay ? Math.min(Math.hypot(ax, ay), Math.hypot(bx, by)) : 0;
  }

  private static List<Double> from(double[] xy, int piece, double along) {
    List<Double> points = new ArrayList<>();
    double dx = xy[2 * piece + 2] - xy[2 * piece];
    double dy = xy[2 * piece + 3] - xy[2 * piece + 1];
    double length = Math.max(1e-9, Math.hypot(dx, dy));
    double start = Math.max(0, along - CORNER) / length;
    points.add(xy[2 * piece] + dx * start);
    points.add(xy[2 * piece + 1] + dy * start);
    for (int i = 2 * piece + 2; i < xy.length; i++) {
      points.add(xy[i]);
    }
    return points;
  }
}
