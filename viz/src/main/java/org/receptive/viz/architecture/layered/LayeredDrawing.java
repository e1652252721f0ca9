package org.receptive.viz.architecture.layered;

import java.util.List;

/**
 * Where everything is, in px, y pointing down; the left edge of all is 0.
 *
 * @param width of all boxes, labels and edges
 * @param height of all
 * @param places of the boxes, by vertex
 * @param routes of the edges, by edge
 */
public record LayeredDrawing(double width, double height, List<Place> places, List<Route> routes) {

  /**
   * Where a box is.
   *
   * @param axis x of its axis
   * @param top y of its upper edge
   */
  public record Place(double axis, double top) {}

  /**
   * The way of an edge: corners of horizontal and vertical pieces.
   *
   * @param points x0, y0, x1, y1, ...
   */
  public record Route(List<Double> points) {
    /** Copies the list. */
    public Route {
      points = List.copyOf(points);
    }

    /** The corners as an array x0, y0, x1, y1, ... */
    public double[] corners() {
      return points.stream().mapToDouble(Double::doubleValue).toArray();
    }
  }

  /** Copies the lists. */
  public LayeredDrawing {
    places = List.copyOf(places);
    routes = List.copyOf(routes);
  }
}
