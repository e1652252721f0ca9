package org.receptive.viz.architecture.layered;

import java.util.List;
import java.util.Locale;

/**
 * What is to be drawn: boxes of known size, and edges that all lead from a lower to a higher index.
 *
 * @param vertices the boxes
 * @param edges the edges
 */
public record LayeredGraph(List<Vertex> vertices, List<Edge> edges) {

  /**
   * A box with an axis on which edges enter at the top and leave at the bottom.
   *
   * @param left from its axis to the left edge of all that belongs to it, in px
   * @param right from its axis to the right edge of all that belongs to it, labels included
   * @param height of the box
   * @param below room under the box for a label beside the edge that leaves; 0 for none
   * @param inset how far from its axis to either side edges may enter at the top; 0 for one point
   * @param round whether edges from the side may enter it in the middle of its side
   */
  public record Vertex(
      double left, double right, double height, double below, double inset, boolean round) {}

  /**
   * An edge.
   *
   * @param from index of the vertex it leaves
   * @param to index of the vertex it enters; higher than {@code from}
   * @param straight whether it should run straight down if it can
   */
  public record Edge(int from, int to, boolean straight) {}

  /** Copies the lists and checks the directions. */
  public LayeredGraph {
    vertices = List.copyOf(vertices);
    edges = List.copyOf(edges);
    for (Edge edge : edges) {
      if (edge.from() < 0 || edge.from() >= edge.to() || edge.to() >= vertices.size()) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "the edge from %d to %d does not lead forward among %d boxes",
                edge.from(),
                edge.to(),
                vertices.size()));
      }
    }
  }

  /** Lays the graph out, at most {@code maxWidth} px wide if its boxes allow that. */
  public LayeredDrawing layOut(double maxWidth) {
    double limit = maxWidth;
    LayeredDrawing drawing = attempt(limit, maxWidth);
    // Edges that pass a layer need room as well, which is known only when boxes have their layers.
    while (drawing.width() > maxWidth && limit > maxWidth / 8) {
      limit *= 0.85;
      LayeredDrawing next = attempt(limit, maxWidth);
      drawing = next.width() < drawing.width() ? next : drawing;
    }
    return drawing;
  }

  private LayeredDrawing attempt(double limit, double maxWidth) {
    Layers layers = Layers.of(this, limit);
    Ordering.improve(layers);
    Placement.place(layers, maxWidth);
    return new Routing(this, layers).route();
  }
}
