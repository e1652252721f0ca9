package org.receptive.viz.layer;

import static org.receptive.viz.layer.ReceptiveFieldOnPhoto.plain;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import org.receptive.viz.figure.Bounds;
import org.receptive.viz.figure.Palette;
import org.receptive.viz.figure.Scene;
import org.receptive.viz.figure.SceneBuilder;
import org.receptive.viz.figure.Style;
import org.receptive.viz.figure.TextMetrics;
import org.receptive.viz.figure.TextStyle;

/**
 * Draws a receptive field on its photo. The stage holds all that any value of the layer sees, so
 * that the photo stays where it is while the value moves.
 */
final class ReceptiveFieldPainter {
  private static final double MARGIN = 20;
  private static final double TOP = 48;
  private static final double STAGE = 380;
  private static final double SIDE_X = MARGIN + STAGE + 28;
  private static final double VALUE_X = SIDE_X + 74;
  private static final double MAP = 120;
  private static final double LINE = 20;
  private static final double HATCH = 7;
  private static final int SHARP_CELLS = 40;
  private static final double PALE = 0.6;
  private static final int PALE_STEP = 4;

  private final ReceptiveFieldOnPhoto field;
  private final double worldTop;
  private final double worldLeft;
  private final double scale;
  private final double stageHeight;

  ReceptiveFieldPainter(ReceptiveFieldOnPhoto field) {
    this.field = field;
    worldTop = Math.min(0, field.vertical().first());
    worldLeft = Math.min(0, field.horizontal().first());
    double worldBottom = Math.max(field.imageHeight(), field.vertical().last(field.rows() - 1) + 1);
    double worldRight =
        Math.max(field.imageWidth(), field.horizontal().last(field.columns() - 1) + 1);
    scale = STAGE / Math.max(worldBottom - worldTop, worldRight - worldLeft);
    stageHeight = (worldBottom - worldTop) * scale;
  }

  Scene scene() {
    SceneBuilder scene = Scene.builder();
    scene.text(MARGIN, 30, field.title(), TextStyle.heading());
    Bounds image = box(0, 0, field.imageHeight(), field.imageWidth());
    scene.image(image, picture(), true);
    Bounds seen =
        box(field.top(), field.left(), field.vertical().size(), field.horizontal().size());
    double seenTop = Math.clamp(seen.y(), image.y(), image.bottom());
    double seenBottom = Math.clamp(seen.bottom(), image.y(), image.bottom());
    padding(scene, seen.x(), seen.y(), seen.right(), Math.min(image.y(), seen.bottom()));
    padding(scene, seen.x(), Math.max(image.bottom(), seen.y()), seen.right(), seen.bottom());
    padding(scene, seen.x(), seenTop, Math.min(image.x(), seen.right()), seenBottom);
    padding(scene, Math.max(image.right(), seen.x()), seenTop, seen.right(), seenBottom);
    scene.rect(image.x(), image.y(), image.width(), image.height(), Style.line(Palette.GREY, 1));
    neighbour(scene, seen);
    scene.rect(
        seen.x(), seen.y(), seen.width(), seen.height(), Style.line(Palette.VERMILLION, 2.5));
    scene.circle(
        seen.centerX(),
        seen.centerY(),
        3.5,
        Style.fill(Palette.VERMILLION).stroke(Palette.PANEL, 1));
    double sideBottom = map(scene);
    sideBottom = numbers(scene, sideBottom + 32);
    return scene.build(Scene.NOTEBOOK_WIDTH, Math.max(TOP + stageHeight, sideBottom) + MARGIN);
  }

  private Bounds box(double row, double column, double rows, double columns) {
    return new Bounds(
        MARGIN + (column - worldLeft) * scale,
        TOP + (row - worldTop) * scale,
        columns * scale,
        rows * scale);
  }

  private static void padding(SceneBuilder scene, double x, double y, double right, double bottom) {
    if (right > x && bottom > y) {
      scene.rect(x, y, right - x, bottom - y, Style.fill(Palette.FAINT));
      scene.hatch(x, y, right - x, bottom - y, HATCH, Style.line(Palette.GREY, 0.8));
    }
  }

  /** The field of the next value along the row, or of the one before at the end: the jump. */
  private void neighbour(SceneBuilder scene, Bounds seen) {
    if (field.columns() == 1) {
      return;
    }
    int direction = field.column() + 1 < field.columns() ? 1 : -1;
    double shift = direction * field.horizontal().jump() * scale;
    scene.rect(
        seen.x() + shift,
        seen.y(),
        seen.width(),
        seen.height(),
        Style.line(Palette.BLUE, 1.5).dashed(5, 3));
  }

  /** The layer's map with the value in it; returns where it ends. */
  private double map(SceneBuilder scene) {
    int rows = field.rows();
    int columns = field.columns();
    scene.text(
        SIDE_X,
        TOP + 12,
        String.format(Locale.ROOT, "%s: a map of %d\u00d7%d", field.layerName(), rows, columns),
        TextStyle.body().semibold());
    double top = TOP + 24;
    double cell = Math.min(MAP / Math.max(rows, columns), 24);
    double width = cell * columns;
    double height = cell * rows;
    scene.rect(SIDE_X, top, width, height, Style.fill(Palette.FAINT).stroke(Palette.GREY, 1));
    if (Math.max(rows, columns) <= SHARP_CELLS) {
      Style grid = Style.line(Palette.GRID, 0.6);
      for (int i = 1; i < columns; i++) {
        scene.line(SIDE_X + i * cell, top, SIDE_X + i * cell, top + height, grid);
      }
      for (int i = 1; i < rows; i++) {
        scene.line(SIDE_X, top + i * cell, SIDE_X + width, top + i * cell, grid);
      }
    }
    double mark = Math.max(cell, 3);
    scene.rect(
        SIDE_X + (field.column() + 0.5) * cell - mark / 2,
        top + (field.row() + 0.5) * cell - mark / 2,
        mark,
        mark,
        Style.fill(Palette.VERMILLION));
    return top + height;
  }

  private double numbers(SceneBuilder scene, double y) {
    List<List<String>> lines =
        List.of(
            List.of("size", pair(field.vertical().size(), field.horizontal().size())),
            List.of(
                "jump",
                pair(field.vertical().jump(), field.horizontal().jump()),
                "from value to value"),
            List.of(
                "start",
                plain(field.vertical().start()) + ", " + plain(field.horizontal().start()),
                "centre of the first"),
            List.of("rows", plain(field.top()) + " to " + plain(field.bottom())),
            List.of("columns", plain(field.left()) + " to " + plain(field.right())),
            List.of("image", field.imageHeight() + " \u00d7 " + field.imageWidth()));
    double at = y;
    for (List<String> line : lines) {
      scene.text(SIDE_X, at, line.get(0), TextStyle.of(13).color(Palette.MUTED_TEXT));
      scene.text(VALUE_X, at, line.get(1), TextStyle.of(13));
      if (line.size() > 2) {
        double behind = VALUE_X + TextMetrics.reservedWidth(line.get(1), TextStyle.of(13)) + 8;
        scene.text(behind, at, line.get(2), TextStyle.small());
      }
      at += LINE;
    }
    scene.text(SIDE_X, at, "padding", TextStyle.of(13).color(Palette.MUTED_TEXT));
    scene.text(VALUE_X, at, field.paddingWords(), TextStyle.of(13));
    return legend(scene, at + 30);
  }

  private double legend(SceneBuilder scene, double y) {
    scene.rect(SIDE_X, y - 10, 14, 12, Style.line(Palette.VERMILLION, 2.5));
    scene.text(SIDE_X + 22, y, "what the value sees", TextStyle.small());
    double next = y + LINE;
    if (field.columns() > 1) {
      scene.rect(SIDE_X, next - 10, 14, 12, Style.line(Palette.BLUE, 1.5).dashed(5, 3));
      String which = field.column() + 1 < field.columns() ? "next value" : "value before";
      scene.text(SIDE_X + 22, next, "the " + which + ", one jump along", TextStyle.small());
      next += LINE;
    }
    padding(scene, SIDE_X, next - 10, SIDE_X + 14, next + 2);
    scene.text(SIDE_X + 22, next, "in the padding", TextStyle.small());
    return next + 4;
  }

  private static String pair(double vertical, double horizontal) {
    return plain(vertical) + " \u00d7 " + plain(horizontal);
  }

  /** The photo, pale where the value does not look. */
  private BufferedImage picture() {
    int factor = field.reduction();
    BufferedImage picture = field.image();
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        if (!sees(y * factor, (y + 1) * factor - 1, field.top(), field.bottom())
            || !sees(x * factor, (x + 1) * factor - 1, field.left(), field.right())) {
          picture.setRGB(x, y, pale(picture.getRGB(x, y)));
        }
      }
    }
    return picture;
  }

  /** Whether the middle of some pixels lies in the field. */
  private static boolean sees(int from, int to, double first, double last) {
    double middle = (from + to) / 2.0;
    return middle >= first - 0.5 && middle <= last + 0.5;
  }

  /** Mixed with white, in steps that the eye does not tell apart: a smaller file. */
  private static int pale(int rgb) {
    int pale = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int value = rgb >> shift & 0xff;
      pale |= 255 - PALE_STEP * (int) Math.round((255 - value) * (1 - PALE) / PALE_STEP) << shift;
    }
    return pale;
  }
}
