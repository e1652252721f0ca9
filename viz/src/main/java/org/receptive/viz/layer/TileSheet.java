package org.receptive.viz.layer;

import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.receptive.engine.tensor.Tensor;
import org.receptive.viz.figure.Bounds;
import org.receptive.viz.figure.Palette;
import org.receptive.viz.figure.SceneBuilder;
import org.receptive.viz.figure.Style;
import org.receptive.viz.figure.TextStyle;

/**
 * Many planes of one size side by side, in lines. All of them are one image, because a file for
 * each would repeat its colour table; so the gaps between planes are whole pixels of it.
 *
 * @param planes {@code H x W} each, all of one shape
 * @param labels a short text under each plane; empty for none
 * @param scale the colours
 * @param tile how large a plane should about be, px
 * @param width the room for one line, px
 * @param mostPerLine the most planes in a line
 */
record TileSheet(
    List<Tensor> planes,
    List<String> labels,
    ColorScale scale,
    double tile,
    double width,
    int mostPerLine) {
  private static final double LABEL = 15;
  private static final double GAP = 7;
  private static final int MAX_PIXELS = 60_000;

  /** How many values are averaged to one pixel along each axis. */
  int reduction() {
    long all = (long) planes.size() * rows() * columns();
    int forSize = (int) Math.ceil(Math.sqrt(all / (double) MAX_PIXELS));
    int forTile = (int) Math.ceil(Math.max(rows(), columns()) / tile);
    return Math.max(1, Math.max(forSize, forTile));
  }

  private int rows() {
    return planes.getFirst().shape().dim(0);
  }

  private int columns() {
    return planes.getFirst().shape().dim(1);
  }

  private int pixelRows() {
    return Math.ceilDiv(rows(), reduction());
  }

  private int pixelColumns() {
    return Math.ceilDiv(columns(), reduction());
  }

  /** Px for each pixel: a whole number, so that all pixels are equal squares. */
  private int zoom() {
    return (int) Math.max(1, tile / Math.max(pixelRows(), pixelColumns()));
  }

  private int gapColumns() {
    return (int) Math.ceil(GAP / zoom());
  }

  private int gapRows() {
    return (int) Math.ceil((GAP + (labels.isEmpty() ? 0 : LABEL)) / zoom());
  }

  private double pitchX() {
    return (pixelColumns() + gapColumns()) * (double) zoom();
  }

  private double pitchY() {
    return (pixelRows() + gapRows()) * (double) zoom();
  }

  int perLine() {
    int fitting = (int) ((width + gapColumns() * (double) zoom()) / pitchX());
    return Math.clamp(fitting, 1, Math.min(mostPerLine, planes.size()));
  }

  private int lines() {
    return Math.ceilDiv(planes.size(), perLine());
  }

  /** The room that is used, labels included, px. */
  double height() {
    return (lines() - 1) * pitchY()
        + pixelRows() * (double) zoom()
        + (labels.isEmpty() ? 0 : LABEL);
  }

  /** The room that is used, px. */
  double usedWidth() {
    return (perLine() - 1) * pitchX() + pixelColumns() * (double) zoom();
  }

  /** Where a plane stands in a sheet whose corner is at ({@code x}, {@code y}). */
  Bounds box(int plane, double x, double y) {
    return new Bounds(
        x + plane % perLine() * pitchX(),
        y + plane / perLine() * pitchY(),
        pixelColumns() * (double) zoom(),
        pixelRows() * (double) zoom());
  }

  /** Draws image, frames and labels with the corner at ({@code x}, {@code y}). */
  void draw(SceneBuilder scene, double x, double y) {
    int sheetColumns = perLine() * (pixelColumns() + gapColumns()) - gapColumns();
    int sheetRows = lines() * (pixelRows() + gapRows()) - gapRows();
    BufferedImage sheet = Pixels.sheet(sheetColumns, sheetRows, scale, planes);
    Path2D frames = new Path2D.Double();
    for (int i = 0; i < planes.size(); i++) {
      Pixels.put(
          sheet,
          Pixels.reduced(planes.get(i), reduction()),
          i % perLine() * (pixelColumns() + gapColumns()),
          i / perLine() * (pixelRows() + gapRows()),
          scale);
      Bounds b = box(i, x, y);
      frames.append(new Rectangle2D.Double(b.x(), b.y(), b.width(), b.height()), false);
    }
    Bounds all = new Bounds(x, y, sheetColumns * (double) zoom(), sheetRows * (double) zoom());
    scene.image(all, sheet, false);
    scene.path(frames, Style.line(Palette.GREY, 0.8));
    TextStyle style = TextStyle.of(10).color(Palette.MUTED_TEXT).centered();
    for (int i = 0; i < labels.size(); i++) {
      Bounds b = box(i, x, y);
      scene.text(b.centerX(), b.bottom() + 12, labels.get(i), style);
    }
  }
}
