package org.receptive.viz.layer;

import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import org.receptive.viz.figure.Bounds;
import org.receptive.viz.figure.Palette;
import org.receptive.viz.figure.SceneBuilder;
import org.receptive.viz.figure.Style;
import org.receptive.viz.figure.TextMetrics;
import org.receptive.viz.figure.TextStyle;

/**
 * Cells in rows and columns at a place of a picture.
 *
 * @param x left edge in px
 * @param y top edge in px
 * @param rows number of rows
 * @param columns number of columns
 * @param cellWidth in px
 * @param cellHeight in px
 */
public record CellGrid(
    double x, double y, int rows, int columns, double cellWidth, double cellHeight) {
  /** Size of the numbers in cells, px. */
  public static final double NUMBER_SIZE = 11;

  /** Height of a cell that holds a number, px. */
  public static final double NUMBER_HEIGHT = 20;

  private static final double NUMBER_MARGIN = 4;

  /** Which value stands in a cell. */
  @FunctionalInterface
  public interface Values {
    /** The value in one row and column. */
    double at(int row, int column);
  }

  /** How wide a cell must be to hold every one of the values, px. */
  public static double widthFor(int rows, int columns, Values values, ValueFormat format) {
    double width = NUMBER_HEIGHT;
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        width = Math.max(width, widthFor(format.text(values.at(r, c))));
      }
    }
    return Math.ceil(width);
  }

  /** How wide a cell must be to hold a text, px. */
  public static double widthFor(String text) {
    return TextMetrics.reservedWidth(text, TextStyle.of(NUMBER_SIZE)) + NUMBER_MARGIN;
  }

  /** Width of all columns in px. */
  public double width() {
    return columns * cellWidth;
  }

  /** Height of all rows in px. */
  public double height() {
    return rows * cellHeight;
  }

  /** The box of all cells. */
  public Bounds bounds() {
    return new Bounds(x, y, width(), height());
  }

  /** The box of one cell; also of cells outside the grid. */
  public Bounds cell(int row, int column) {
    return new Bounds(x + column * cellWidth, y + row * cellHeight, cellWidth, cellHeight);
  }

  /** The box around several cells, the last row and column included. */
  public Bounds cells(int row, int column, int lastRow, int lastColumn) {
    return cell(row, column).union(cell(lastRow, lastColumn));
  }

  /** Fills the cells with the pale colours of their values. */
  public void fill(SceneBuilder scene, Values values, ColorScale colors) {
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        Bounds b = cell(r, c);
        Style style = Style.fill(colors.pale(values.at(r, c)));
        scene.rect(b.x(), b.y(), b.width(), b.height(), style);
      }
    }
  }

  /** Draws all lines between and around the cells as one path. */
  public void lines(SceneBuilder scene, Style style) {
    Path2D path = new Path2D.Double();
    for (int r = 0; r <= rows; r++) {
      path.moveTo(x, y + r * cellHeight);
      path.lineTo(x + width(), y + r * cellHeight);
    }
    for (int c = 0; c <= columns; c++) {
      path.moveTo(x + c * cellWidth, y);
      path.lineTo(x + c * cellWidth, y + height());
    }
    scene.path(path, style);
  }

  /** Writes the values into the cells, readable on the colours of {@link #fill}. */
  public void numbers(SceneBuilder scene, Values values, ValueFormat format, ColorScale colors) {
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        double value = values.at(r, c);
        TextStyle style = TextStyle.of(NUMBER_SIZE).on(colors.pale(value));
        scene.textIn(cell(r, c), format.text(value), style);
      }
    }
  }

  /** Colours and lines, for cells that are too small for numbers; the colours are one image. */
  public void drawColors(SceneBuilder scene, Values values, ColorScale colors) {
    BufferedImage image = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_RGB);
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        image.setRGB(c, r, colors.color(values.at(r, c)).getRGB());
      }
    }
    scene.image(bounds(), image, false);
    lines(scene, Style.line(Palette.GREY, 0.5));
  }

  /** Colours, lines and numbers together. */
  public void draw(SceneBuilder scene, Values values, ValueFormat format, ColorScale colors) {
    fill(scene, values, colors);
    lines(scene, Style.line(Palette.OUTLINE, 0.8));
    numbers(scene, values, format, colors);
  }
}
