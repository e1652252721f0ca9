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
  private static final double JOG = 8;
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
    return columns.place(best, width);
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

  private GraphLayout place(List<List<StageLayout>> columns, double width) {
    Placement placement = new Placement(columns.size() > 1 ? HEAD : 0);
    double x = 0;
    for (List<StageLayout> column : columns) {
      double room = Math.min(left(column) + right(column), width);
      double axis = x + left(column);
      placement.startColumn(x);
      for (StageLayout stage : column) {
        // Stages that reach far to different sides stand on axes of their own.
        double own = Math.max(x + stage.left(), Math.min(axis, x + room - stage.right()));
        placement.add(stage, own);
      }
      x += room + GUTTER;
    }
    double tail = columns.size() > 1 ? TAIL : 0;
    return placement.layout(x - GUTTER, tail);
  }

  /** Puts stages at their places, one behind the other. */
  private static final class Placement {
    private final List<PlacedBox> boxes = new ArrayList<>();
    private final List<Edge> edges = new ArrayList<>();
    private final List<Frame> frames = new ArrayList<>();
    private final double head;
    private double columnX;
    private double y;
    private double bottom;
    private boolean newColumn;

    /** Where the last stage is left, how far down it reaches, and whether its shape is known. */
    private double exitX;

    private double exitY;
    private double exitBottom;
    private boolean known;

    Placement(double head) {
      this.head = head;
    }

    void startColumn(double x) {
      columnX = x;
      y = head;
      newColumn = true;
    }

    void add(StageLayout stage, double axis) {
      if (!boxes.isEmpty()) {
        connect(axis);
      }
      newColumn = false;
      stage.boxes().forEach(box -> boxes.add(box.moved(axis, y)));
      stage.edges().forEach(edge -> edges.add(edge.moved(axis, y)));
      stage.frames().forEach(frame -> frames.add(frame.moved(axis, y)));
      exitX = axis + stage.exitX();
      exitY = y + stage.exitY();
      y += stage.height();
      exitBottom = y;
      known = stage.boxes().getLast().box().block().output().isPresent();
      bottom = Math.max(bottom, y);
    }

    /** From the last stage straight down, or through the gutter to the next column. */
    private void connect(double axis) {
      List<Double> way;
      if (newColumn) {
        double below = exitBottom + TAIL / 2;
        double above = y - HEAD / 2;
        double gutter = columnX - GUTTER / 2;
        way =
            List.of(exitX, exitY, exitX, below, gutter, below, gutter, above, axis, above, axis, y);
      } else if (exitX == axis) {
        way = List.of(exitX, exitY, axis, y);
      } else {
        double level = y + JOG / 2;
        y += JOG;
        way = List.of(exitX, exitY, exitX, level, axis, level, axis, y);
      }
      edges.add(new Edge(way, false, known));
    }

    GraphLayout layout(double width, double tail) {
      return new GraphLayout(width, bottom + tail, boxes, edges, frames);
    }
  }
}
