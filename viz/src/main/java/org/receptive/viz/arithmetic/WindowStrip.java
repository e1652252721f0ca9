package org.receptive.viz.arithmetic;

import java.awt.Color;
import java.util.Locale;
import org.receptive.engine.layer.WindowAxis;
import org.receptive.viz.figure.Bounds;
import org.receptive.viz.figure.Palette;
import org.receptive.viz.figure.Scene;
import org.receptive.viz.figure.SceneBuilder;
import org.receptive.viz.figure.Style;
import org.receptive.viz.figure.TextMetrics;
import org.receptive.viz.figure.TextStyle;

/**
 * One axis of an input as a row of cells, with every window under it and the strip that no window
 * touches hatched. Wide inputs are drawn to scale, without lines between cells.
 *
 * @param axis the arithmetic
 * @param name what the axis is: "width", "height", or empty
 * @param width room in px
 */
record WindowStrip(WindowAxis axis, String name, double width) {
  private static final double LARGEST_CELL = 24;
  private static final double LINES_FROM = 5;
  private static final double BAR = 14;
  private static final double BAR_GAP = 4;
  private static final int MOST_ROWS = 6;
  private static final int MOST_WINDOWS = 130;
  private static final TextStyle LABEL = TextStyle.small();

  private Scene scene() {
    SceneBuilder scene = Scene.builder();
    scene.text(0, 14, heading(), LABEL);
    scene.at(0, 22, this::drawCells);
    double below = 22 + cellHeight() + 6;
    scene.at(0, below, this::drawWindows);
    double bottom = below + rows() * (BAR + BAR_GAP);
    scene.at(0, bottom, this::drawUnused);
    return scene.build(width, bottom + 20);
  }

  /** The picture with the same in words. */
  Derivation.Drawing drawing() {
    return new Derivation.Drawing(scene(), heading() + "; " + unusedText() + ".");
  }

  private String heading() {
    String first = name.isEmpty() ? "" : name + ": ";
    return String.format(
        Locale.ROOT,
        "%s%d input cells + %d + %d of padding = %d; windows of %d every %d: %d fit",
        first,
        axis.input(),
        axis.padBefore(),
        axis.padAfter(),
        axis.paddedInput(),
        axis.extent(),
        axis.stride(),
        axis.output());
  }

  private String unusedText() {
    int overhang = overhang();
    if (overhang > 0) {
      return "rounding up lets the last window hang over by " + overhang;
    }
    return switch (axis.unused()) {
      case 0 -> "nothing is left over";
      case 1 -> "1 cell at the end is in no window";
      default -> axis.unused() + " cells at the end are in no window";
    };
  }

  private int overhang() {
    int end = (axis.output() - 1) * axis.stride() + axis.extent();
    return Math.max(0, end - axis.paddedInput());
  }

  private double cell() {
    return Math.min(LARGEST_CELL, width / (axis.paddedInput() + overhang()));
  }

  private double cellHeight() {
    return Math.max(LINES_FROM * 3, Math.min(LARGEST_CELL, cell()));
  }

  private void drawCells(SceneBuilder scene) {
    double cell = cell();
    double height = cellHeight();
    boolean lines = cell >= LINES_FROM;
    double inputX = axis.padBefore() * cell;
    double endX = inputX + axis.input() * cell;
    Color blue = Palette.tint(Palette.SKY_BLUE, 0.55);
    drawPadding(scene, 0, axis.padBefore(), height);
    drawPadding(scene, endX, axis.padAfter(), height);
    if (overhang() > 0) {
      Style beyond = Style.line(Palette.VERMILLION, 1).dashed(2, 2);
      scene.rect(axis.paddedInput() * cell, 0, overhang() * cell, height, beyond);
    }
    scene.rect(inputX, 0, endX - inputX, height, Style.fill(blue).stroke(Palette.OUTLINE, 1));
    int unused = axis.unused();
    if (unused > 0) {
      double x = (axis.paddedInput() - unused) * cell;
      Color wash = Palette.tint(Palette.VERMILLION, 0.8);
      scene.rect(x, 0, unused * cell, height, Style.fill(wash).stroke(Palette.VERMILLION, 1.2));
      scene.hatch(x, 0, unused * cell, height, 4, Style.line(Palette.VERMILLION, 1));
    }
    if (lines) {
      for (int i = 1; i < axis.paddedInput(); i++) {
        scene.line(i * cell, 0, i * cell, height, Style.line(Palette.OUTLINE, 0.6));
      }
    }
    numberCells(scene, inputX, height);
  }

  private void drawPadding(SceneBuilder scene, double x, int cells, double height) {
    if (cells > 0) {
      Style dashed = Style.fill(Palette.FAINT).stroke(Palette.MUTED_TEXT, 1).dashed(3, 2);
      scene.rect(x, 0, cells * cell(), height, dashed);
    }
  }

  private void numberCells(SceneBuilder scene, double inputX, double height) {
    TextStyle digits = TextStyle.of(10).on(Palette.tint(Palette.SKY_BLUE, 0.55));
    double widest = TextMetrics.reservedWidth(Integer.toString(axis.input()), digits);
    if (cell() < widest + 2) {
      return;
    }
    int lastUsed = axis.paddedInput() - axis.unused() - axis.padBefore();
    for (int i = 0; i < Math.min(axis.input(), lastUsed); i++) {
      Bounds box = new Bounds(inputX + i * cell(), 0, cell(), height);
      scene.textIn(box, Integer.toString(i + 1), digits);
    }
  }

  private int rowsForAll() {
    return Math.min(axis.output(), (axis.extent() + axis.stride() - 1) / axis.stride());
  }

  private boolean all() {
    return rowsForAll() <= MOST_ROWS && axis.output() <= MOST_WINDOWS;
  }

  private int rows() {
    return all() ? rowsForAll() : Math.min(axis.output(), MOST_ROWS);
  }

  private void drawWindows(SceneBuilder scene) {
    int rows = rows();
    if (all()) {
      for (int i = 0; i < axis.output(); i++) {
        drawWindow(scene, i, (i % rows) * (BAR + BAR_GAP));
      }
      return;
    }
    for (int row = 0; row < rows - 2; row++) {
      drawWindow(scene, row, row * (BAR + BAR_GAP));
    }
    double middle = (rows - 2) * (BAR + BAR_GAP) + BAR - 4;
    int hidden = axis.output() - (rows - 1);
    if (hidden > 0) {
      scene.text(0, middle, "\u2026 " + hidden + " more \u2026", LABEL);
    } else {
      drawWindow(scene, rows - 2, (rows - 2) * (BAR + BAR_GAP));
    }
    drawWindow(scene, axis.output() - 1, (rows - 1) * (BAR + BAR_GAP));
  }

  private void drawWindow(SceneBuilder scene, int i, double y) {
    double cell = cell();
    double x = i * axis.stride() * cell;
    double length = axis.extent() * cell;
    Color color = Palette.tint(i % 2 == 0 ? Palette.GREEN : Palette.ORANGE, 0.45);
    Color edge = Palette.shade(i % 2 == 0 ? Palette.GREEN : Palette.ORANGE, 0.25);
    double thin = length < 8 ? 0.5 : 1;
    if (axis.dilation() == 1) {
      scene.rect(x, y, length, BAR, 2, Style.fill(color).stroke(edge, thin));
    } else {
      scene.line(x, y + BAR / 2, x + length, y + BAR / 2, Style.line(edge, 1));
      for (int tap = 0; tap < axis.kernel(); tap++) {
        double at = x + tap * axis.dilation() * cell;
        scene.rect(at, y, cell, BAR, 2, Style.fill(color).stroke(edge, thin));
      }
    }
    String number = Integer.toString(i + 1);
    TextStyle style = TextStyle.of(10).on(color);
    double room = axis.dilation() == 1 ? length : cell;
    if (room >= TextMetrics.width(number, style) + 1) {
      scene.textIn(new Bounds(x, y, room, BAR), number, style);
    }
  }

  private void drawUnused(SceneBuilder scene) {
    boolean bad = axis.unused() > 0;
    TextStyle style = bad ? LABEL.semibold().color(Palette.shade(Palette.VERMILLION, 0.2)) : LABEL;
    double end = (axis.paddedInput() + overhang()) * cell();
    double width = TextMetrics.reservedWidth(unusedText(), style);
    if (bad && end >= width) {
      scene.text(end, 12, unusedText(), style.endingHere());
    } else {
      scene.text(0, 12, unusedText(), style);
    }
  }
}
