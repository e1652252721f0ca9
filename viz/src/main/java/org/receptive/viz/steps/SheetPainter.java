package org.receptive.viz.steps;

import java.awt.geom.Path2D;
import org.receptive.viz.figure.Palette;
import org.receptive.viz.figure.Scene;
import org.receptive.viz.figure.SceneBuilder;
import org.receptive.viz.figure.Style;

/** Draws the two slanted sheets of {@link SlantedSheets} at one size. */
final class SheetPainter {
  private static final double COLUMN_X = 1.0;
  private static final double COLUMN_Y = 0.40;
  private static final double ROW_X = -0.72;
  private static final double ROW_Y = 0.44;
  private static final double MARGIN = 10;

  private final SlantedSheets.Geometry geometry;
  private final double unit;
  private final double lift;
  private final double originX;
  private final double originY;
  final double width;
  final double height;

  /**
   * A painter for the given size.
   *
   * @param geometry what is drawn
   * @param unit the length of a cell's edge along a row, px
   */
  SheetPainter(SlantedSheets.Geometry geometry, double unit) {
    this.geometry = geometry;
    this.unit = unit;
    int rows = geometry.rows();
    int columns = geometry.columns();
    double inputHeight = (columns * COLUMN_Y + rows * ROW_Y) * unit;
    double outputHeight =
        (geometry.outputColumns() * COLUMN_Y + geometry.outputRows() * ROW_Y) * unit;
    this.lift = Math.max(inputHeight, outputHeight) / 2 + outputHeight / 2 + 1.6 * unit;
    double spread = Math.max(rows, geometry.outputRows());
    double across = Math.max(columns, geometry.outputColumns());
    this.width = (across * COLUMN_X - spread * ROW_X) * unit + 2 * MARGIN;
    this.originX = width / 2 - (columns * COLUMN_X + rows * ROW_X) * unit / 2;
    double center = lift + outputHeight / 2 + MARGIN;
    this.originY = center - inputHeight / 2;
    this.height = Math.max(center + inputHeight / 2, center) + MARGIN;
  }

  /** A corner of the input sheet. */
  private double[] input(double row, double column) {
    return new double[] {
      originX + (column * COLUMN_X + row * ROW_X) * unit,
      originY + (column * COLUMN_Y + row * ROW_Y) * unit
    };
  }

  /** A corner of the output sheet, which floats over the middle of the input. */
  private double[] output(double row, double column) {
    double[] point =
        input(
            row + (geometry.rows() - geometry.outputRows()) / 2.0,
            column + (geometry.columns() - geometry.outputColumns()) / 2.0);
    return new double[] {point[0], point[1] - lift};
  }

  private static double[] flat(double[]... points) {
    double[] xy = new double[2 * points.length];
    for (int i = 0; i < points.length; i++) {
      xy[2 * i] = points[i][0];
      xy[2 * i + 1] = points[i][1];
    }
    return xy;
  }

  private double[] inputBlock(double row, double column, double rows, double columns) {
    return flat(
        input(row, column),
        input(row, column + columns),
        input(row + rows, column + columns),
        input(row + rows, column));
  }

  private double[] outputBlock(double row, double column, double rows, double columns) {
    return flat(
        output(row, column),
        output(row, column + columns),
        output(row + rows, column + columns),
        output(row + rows, column));
  }

  /** The input with its padding, and what no window touches. */
  void inputSheet(SceneBuilder scene) {
    scene.polygon(Style.fill(Palette.FAINT), inputBlock(0, 0, geometry.rows(), geometry.columns()));
    Path2D dashed = new Path2D.Double();
    Path2D solid = new Path2D.Double();
    Style real = Style.fill(Palette.tint(Palette.SKY_BLUE, 0.35));
    for (int r = 0; r < geometry.rows(); r++) {
      for (int c = 0; c < geometry.columns(); c++) {
        double[] cell = inputBlock(r, c, 1, 1);
        if (geometry.isInput(r, c)) {
          scene.polygon(real, cell);
          append(solid, cell);
        } else {
          append(dashed, cell);
        }
      }
    }
    scene.path(dashed, Style.line(Palette.GREY, 0.8).dashed(3, 2.5));
    scene.path(solid, Style.line(Palette.OUTLINE, 0.9));
    Style left = Style.line(Palette.VERMILLION, 0.9);
    int usedRows = geometry.rows() - geometry.unusedRows();
    if (geometry.unusedRows() > 0) {
      scene.hatch(left, 5, inputBlock(usedRows, 0, geometry.unusedRows(), geometry.columns()));
    }
    if (geometry.unusedColumns() > 0) {
      int usedColumns = geometry.columns() - geometry.unusedColumns();
      scene.hatch(left, 5, inputBlock(0, usedColumns, usedRows, geometry.unusedColumns()));
    }
  }

  private static void append(Path2D path, double[] xy) {
    path.moveTo(xy[0], xy[1]);
    for (int i = 2; i < xy.length; i += 2) {
      path.lineTo(xy[i], xy[i + 1]);
    }
    path.closePath();
  }

  /** The window of one output, the lines of sight, and the output sheet over them. */
  void step(SceneBuilder scene, int row, int column) {
    int top = row * geometry.strideRows();
    int left = column * geometry.strideColumns();
    for (int ky = 0; ky < geometry.kernelRows(); ky++) {
      for (int kx = 0; kx < geometry.kernelColumns(); kx++) {
        int y = top + ky * geometry.dilationRows();
        int x = left + kx * geometry.dilationColumns();
        scene.polygon(
            Style.fill(geometry.isInput(y, x) ? Palette.BLUE : Palette.GREY)
                .opacity(0.75)
                .stroke(Palette.OUTLINE, 0.9),
            inputBlock(y, x, 1, 1));
      }
    }
    double[] window = inputBlock(top, left, geometry.extentRows(), geometry.extentColumns());
    scene.polygon(Style.line(GridMarks.NOW, 2), window);
    double[] cell = outputBlock(row, column, 1, 1);
    for (int corner = 0; corner < 4; corner++) {
      scene.line(
          cell[2 * corner],
          cell[2 * corner + 1],
          window[2 * corner],
          window[2 * corner + 1],
          Style.line(Palette.OUTLINE, 0.9));
    }
    outputSheet(scene);
    scene.polygon(Style.fill(Palette.GREEN).stroke(GridMarks.NOW, 2), cell);
  }

  private void outputSheet(SceneBuilder scene) {
    double[] all = outputBlock(0, 0, geometry.outputRows(), geometry.outputColumns());
    scene.polygon(Style.fill(Palette.tint(Palette.GREEN, 0.55)), all);
    Path2D cells = new Path2D.Double();
    for (int r = 0; r < geometry.outputRows(); r++) {
      for (int c = 0; c < geometry.outputColumns(); c++) {
        append(cells, outputBlock(r, c, 1, 1));
      }
    }
    scene.path(cells, Style.line(Palette.OUTLINE, 0.9));
  }

  /** The upright box around an output cell. */
  org.receptive.viz.figure.Bounds outputBox(int row, int column) {
    double[] xy = outputBlock(row + 0.2, column + 0.2, 0.6, 0.6);
    return new org.receptive.viz.figure.Bounds(xy[6], xy[1], xy[2] - xy[6], xy[5] - xy[1]);
  }

  /** Both sheets at one step, as a picture of its own. */
  Scene card(int row, int column, double minWidth) {
    SceneBuilder scene = Scene.builder();
    double full = Math.max(minWidth, width);
    scene.at(
        (full - width) / 2,
        0,
        inner -> {
          inputSheet(inner);
          step(inner, row, column);
        });
    return scene.build(full, height);
  }
}
