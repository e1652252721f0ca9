package org.receptive.viz.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.receptive.viz.figure.Bounds;

/**
 * Where everything of a block graph is, in px.
 *
 * @param width of the whole
 * @param height of the whole
 * @param boxes the boxes
 * @param edges the edges
 * @param frames the frames around groups and repeats
 */
record GraphLayout(
    double width, double height, List<PlacedBox> boxes, List<Edge> edges, List<Frame> frames) {

  /**
   * A box at its place.
   *
   * @param box what is in it
   * @param axis x of the middle of the box
   * @param top y of its upper edge
   */
  record PlacedBox(BlockBox box, double axis, double top) {
    Bounds bounds() {
      return new Bounds(axis - box.width() / 2, top, box.width(), box.height());
    }

    PlacedBox moved(double dx, double dy) {
      return new PlacedBox(box, axis + dx, top + dy);
    }
  }

  /**
   * The way of an edge.
   *
   * @param points its corners x0, y0, x1, y1, ...
   * @param arrow whether it ends at a box
   * @param known whether the shape on it is known
   */
  record Edge(List<Double> points, boolean arrow, boolean known) {
    /** Copies the list. */
    Edge {
      points = List.copyOf(points);
    }

    Edge moved(double dx, double dy) {
      List<Double> shifted = new ArrayList<>();
      for (int i = 0; i < points.size(); i++) {
        shifted.add(points.get(i) + (i % 2 == 0 ? dx : dy));
      }
      return new Edge(shifted, arrow, known);
    }

    double[] corners() {
      return points.stream().mapToDouble(Double::doubleValue).toArray();
    }
  }

  /**
   * A frame.
   *
   * @param bounds where it is
   * @param label what is written in its corner; empty for nothing
   * @param times how often its content repeats; 1 for once
   */
  record Frame(Bounds bounds, String label, int times) {
    Frame moved(double dx, double dy) {
      return new Frame(bounds.translated(dx, dy), label, times);
    }
  }

  /** Copies the lists. */
  GraphLayout {
    boxes = List.copyOf(boxes);
    edges = List.copyOf(edges);
    frames = List.copyOf(frames);
  }

  /** The box of a block, if it is drawn. */
  Optional<PlacedBox> box(String block) {
    return boxes.stream().filter(placed -> placed.box().block().name().equals(block)).findFirst();
  }
}
