package org.receptive.viz.architecture;

import java.util.ArrayList;
import java.util.List;
import org.receptive.viz.architecture.GraphLayout.Edge;
import org.receptive.viz.architecture.GraphLayout.Frame;
import org.receptive.viz.architecture.GraphLayout.PlacedBox;

/**
 * Stacks stages in columns: a long network goes on at the top of the next column instead of getting
 * smaller, and a line leads there.
 */
final class Columns {
  /** Between columns; the line to the next one runs in it. */
  private static final double GUTTER = 22;

  /** Above the boxes, for that line. */
  private static final double HEAD = 12;

  private static final double TAIL = 12;
  private static final double PLEASANT_HEIGHT = 560;
  private static final int MOST_COLUMNS = 8;
  private static final double STEP = 4;

  /** Another column must make the picture this much lower. */
  private static final double WORTH_IT = 0.7;

  private final List<StageLayout> stages;

  private Columns(List<StageLayout> stages) {
    this.stages = stages;
  }

  /** The fewest columns that give a pleasant height, else the lowest that fit the width. */
  static GraphLayout arrange(List<StageLayout> stages, double width) {
    Columns columns = new Columns(stages);
    List<List<StageLayout>> best = List.of(stages);
    for (int count = 1; count <= MOST_COLUMNS; count++) {
      List<List<StageLayout>> split = columns.split(count);
      if (width(split) <= width && height(split) < WORTH_IT * height(best)) {
        best = split;
      }
      if (height(best) <= PLEASANT_HEIGHT) {
        break;
      }
    }
    return columns.place(best);
  }

  /** The lowest split into at most so many columns. */
  private List<List<StageLayout>> split(int count) {
    double tallest = stages.stream().mapToDouble(StageLayout::height).max().orElse(0);
    double total = stages.stream().mapToDouble(StageLayout::height).sum();
    for (double limit = tallest; limit < total; limit += STEP) {
      List<List<StageLayout>> filled = fill(limit);
      if (filled.size() <= count) {
        return filled;
      }
    }
    return List.of(stages);
  }

  private List<List<StageLayout>> fill(double limit) {
    List<List<StageLayout>> columns = new ArrayList<>();
    double used = Double.POSITIVE_INFINITY;
    for (StageLayout stage : stages) {
      if (used + stage.height() > limit) {
        columns.add(new ArrayList<>());
        used = 0;
      }
      columns.getLast().add(stage);
      used += stage.height();
    }
    return columns;
  }

  private static double left(List<StageLayout> column) {
    return column.stream().mapToDouble(StageLayout::left).max().orElse(0);
  }

  private static double right(List<StageLayout> column) {
    return column.stream().mapToDouble(StageLayout::right).max().orElse(0);
  }

  private static double width(List<List<StageLayout>> columns) {
    double boxes = columns.stream().mapToDouble(column -> left(column) + right(column)).sum();
    return boxes + GUTTER * (columns.size() - 1);
  }

  private static double height(List<List<StageLayout>> columns) {
    return columns.stream()
        .mapToDouble(column -> column.stream().mapToDouble(StageLayout::height).sum())
        .max()
        .orElse(0);
  }

  private GraphLayout place(List<List<StageLayout>> columns) {
    List<PlacedBox> boxes = new ArrayList<>();
    List<Edge> edges = new ArrayList<>();
    List<Frame> frames = new ArrayList<>();
    double head = columns.size() > 1 ? HEAD : 0;
    double x = 0;
    double bottom = 0;
    double[] exit = null;
    for (List<StageLayout> column : columns) {
      double axis = x + left(column);
      double y = head;
      for (StageLayout stage : column) {
        if (exit != null) {
          edges.add(connection(exit, axis, y, x - GUTTER / 2));
        }
        for (PlacedBox box : stage.boxes()) {
          boxes.add(box.moved(axis, y));
        }
        for (Edge edge : stage.edges()) {
          edges.add(edge.moved(axis, y));
        }
        for (Frame frame : stage.frames()) {
          frames.add(frame.moved(axis, y));
        }
        double known = stage.boxes().getLast().box().block().output().isPresent() ? 1 : 0;
        exit = new double[] {axis + stage.exitX(), y + stage.exitY(), y + stage.height(), known, x};
        y += stage.height();
      }
      bottom = Math.max(bottom, y);
      x += left(column) + right(column) + GUTTER;
    }
    double tail = columns.size() > 1 ? TAIL : 0;
    return new GraphLayout(x - GUTTER, bottom + tail, boxes, edges, frames);
  }

  /** From a stage to the next one: straight down, or through the gutter to the next column. */
  private static Edge connection(double[] exit, double axis, double y, double gutter) {
    double x = exit[0];
    boolean known = exit[3] > 0;
    boolean sameColumn = exit[2] == y;
    if (!sameColumn) {
      double below = exit[2] + TAIL / 2;
      double above = y - HEAD / 2;
      return new Edge(
          List.of(x, exit[1], x, below, gutter, below, gutter, above, axis, above, axis, y),
          false,
          known);
    }
    return x == axis
        ? new Edge(List.of(x, exit[1], x, y), false, known)
        : new Edge(List.of(x, exit[1], x, y - 3, axis, y - 3, axis, y), false, known);
  }
}
