package org.receptive.viz.steps;

import java.awt.Color;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.receptive.engine.layer.WindowAxis;
import org.receptive.viz.figure.Bounds;
import org.receptive.viz.figure.Palette;
import org.receptive.viz.figure.SceneBuilder;
import org.receptive.viz.figure.Style;
import org.receptive.viz.figure.TextStyle;
import org.receptive.viz.layer.CellGrid;
import org.receptive.viz.layer.ColorScale;
import org.receptive.viz.layer.ValueFormat;

/** The marks that convolution and pooling put on grids: padding, window, unused strip, indices. */
final class GridMarks {
  /** The colour of the window and of what is being computed. */
  static final Color NOW = Palette.ORANGE;

  private static final double INDEX_SIZE = 10;

  private GridMarks() {}

  /** An input plane with its padding, as far as it is drawn. */
  record Plane(CellGrid grid, OutputRegion rows, OutputRegion columns, WindowAxis y, WindowAxis x) {

    /** The box of an input position; it may lie in the padding. */
    Bounds cell(int row, int column) {
      return grid.cell(row - rows.inputFirst(), column - columns.inputFirst());
    }

    /** The part of the drawn grid that is input, as a grid of its own. */
    CellGrid real() {
      int top = Math.max(0, rows.inputFirst());
      int left = Math.max(0, columns.inputFirst());
      int bottom = Math.min(y.input() - 1, rows.inputLast());
      int right = Math.min(x.input() - 1, columns.inputLast());
      Bounds first = cell(top, left);
      return new CellGrid(
          first.x(),
          first.y(),
          bottom - top + 1,
          right - left + 1,
          grid.cellWidth(),
          grid.cellHeight());
    }

    int firstRow() {
      return Math.max(0, rows.inputFirst());
    }

    int firstColumn() {
      return Math.max(0, columns.inputFirst());
    }
  }

  /** Draws padding, values and unused strip of an input plane; without a format, colours only. */
  static void plane(
      SceneBuilder scene,
      Plane plane,
      CellGrid.Values values,
      Optional<ValueFormat> format,
      ColorScale colors) {
    padding(scene, plane);
    CellGrid.Values moved = (r, c) -> values.at(r + plane.firstRow(), c + plane.firstColumn());
    if (format.isPresent()) {
      plane.real().draw(scene, moved, format.get(), colors);
    } else {
      plane.real().drawColors(scene, moved, colors);
    }
    unused(scene, plane);
  }

  /** The padding: dashed cells on a faint surface. */
  static void padding(SceneBuilder scene, Plane plane) {
    CellGrid grid = plane.grid();
    CellGrid real = plane.real();
    if (real.rows() == grid.rows() && real.columns() == grid.columns()) {
      return;
    }
    Bounds all = grid.bounds();
    scene.rect(all.x(), all.y(), all.width(), all.height(), Style.fill(Palette.FAINT));
    grid.lines(scene, Style.line(Palette.GREY, 0.8).dashed(3, 2.5));
    Bounds inside = real.bounds();
    scene.rect(inside.x(), inside.y(), inside.width(), inside.height(), Style.fill(Palette.PANEL));
  }

  /** The strip at the end of the padded input that no window touches, hatched. */
  static void unused(SceneBuilder scene, Plane plane) {
    Bounds all = plane.grid().bounds();
    Style style = Style.line(Palette.VERMILLION, 0.8);
    if (plane.rows().whole() && plane.y().unused() > 0) {
      double h = plane.y().unused() * plane.grid().cellHeight();
      scene.hatch(all.x(), all.bottom() - h, all.width(), h, 6, style);
    }
    if (plane.columns().whole() && plane.x().unused() > 0) {
      double w = plane.x().unused() * plane.grid().cellWidth();
      double h = plane.rows().whole() ? plane.y().unused() * plane.grid().cellHeight() : 0;
      scene.hatch(all.right() - w, all.y(), w, all.height() - h, 6, style);
    }
  }

  /** Whether some input is never seen. */
  static boolean hasUnused(Plane plane) {
    return (plane.rows().whole() && plane.y().unused() > 0)
        || (plane.columns().whole() && plane.x().unused() > 0);
  }

  /** The window at one output: a frame around it, and around each cell where it is dilated. */
  static void window(SceneBuilder scene, Plane plane, int row, int column) {
    int top = plane.y().start(row);
    int left = plane.x().start(column);
    Bounds box =
        plane
            .cell(top, left)
            .union(plane.cell(top + plane.y().extent() - 1, left + plane.x().extent() - 1));
    boolean dilated = plane.y().dilation() > 1 || plane.x().dilation() > 1;
    Style frame = Style.line(NOW, 2.5);
    scene.rect(box.x(), box.y(), box.width(), box.height(), dilated ? frame.dashed(5, 3) : frame);
    if (dilated) {
      Path2D cells = new Path2D.Double();
      for (Bounds cell : taps(plane, row, column)) {
        cells.append(
            new java.awt.geom.Rectangle2D.Double(
                cell.x() + 1, cell.y() + 1, cell.width() - 2, cell.height() - 2),
            false);
      }
      scene.path(cells, Style.line(NOW, 2.5));
    }
  }

  /** The boxes that the kernel elements of one output meet. */
  static List<Bounds> taps(Plane plane, int row, int column) {
    List<Bounds> cells = new ArrayList<>();
    for (int ky = 0; ky < plane.y().kernel(); ky++) {
      for (int kx = 0; kx < plane.x().kernel(); kx++) {
        cells.add(
            plane.cell(
                plane.y().start(row) + ky * plane.y().dilation(),
                plane.x().start(column) + kx * plane.x().dilation()));
      }
    }
    return cells;
  }

  /**
   * Row and column numbers beside a grid that shows a part of something larger; where cells are
   * narrow, every fifth.
   */
  static void indices(
      SceneBuilder scene, CellGrid grid, int firstRow, int firstColumn, boolean rowsAtRight) {
    TextStyle style = TextStyle.of(INDEX_SIZE).color(Palette.MUTED_TEXT);
    int every = grid.cellWidth() < 20 ? 5 : 1;
    for (int r = 0; r < grid.rows(); r++) {
      if (Math.floorMod(firstRow + r, every) == 0) {
        Bounds cell = rowsAtRight ? grid.cell(r, grid.columns() - 1) : grid.cell(r, 0);
        double x = rowsAtRight ? cell.right() + 4 : cell.x() - 4;
        scene.text(
            x, cell.centerY() + 3.6, place(firstRow + r), rowsAtRight ? style : style.endingHere());
      }
    }
    for (int c = 0; c < grid.columns(); c++) {
      if (Math.floorMod(firstColumn + c, every) == 0) {
        Bounds cell = grid.cell(0, c);
        scene.text(cell.centerX(), cell.y() - 4, place(firstColumn + c), style.centered());
      }
    }
  }

  /** A place in the padding before the first pixel has a minus sign. */
  private static String place(int index) {
    return Integer.toString(index).replace('-', '\u2212');
  }

  /** A frame around a cell that is being computed. */
  static void now(SceneBuilder scene, Bounds cell) {
    scene.rect(cell.x(), cell.y(), cell.width(), cell.height(), Style.line(NOW, 2.5));
  }
}
