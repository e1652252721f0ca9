package org.receptive.viz.arithmetic;

import java.awt.Color;
import java.util.Locale;
import org.receptive.viz.figure.Bounds;
import org.receptive.viz.figure.Palette;
import org.receptive.viz.figure.Scene;
import org.receptive.viz.figure.SceneBuilder;
import org.receptive.viz.figure.Style;
import org.receptive.viz.figure.TextMetrics;
import org.receptive.viz.figure.TextStyle;

/**
 * A transposed convolution along one axis: the kernel that each input cell stamps, and below the
 * output row, with what the padding cuts off hatched.
 *
 * @param size the numbers
 * @param width room in px
 */
record StampStrip(TransposedOutputSize size, double width) {
  private static final double LARGEST_CELL = 24;
  private static final double BAR = 16;
  private static final double GAP = 4;
  private static final int MOST_STAMPS = 8;
  private static final TextStyle LABEL = TextStyle.small();

  private int extent() {
    return size.dilation() * (size.kernel() - 1) + 1;
  }

  private int stamped() {
    return (size.input() - 1) * size.stride() + extent();
  }

  private double cell() {
    return Math.min(LARGEST_CELL, width / (stamped() + size.outputPadding()));
  }

  String text() {
    return String.format(
        Locale.ROOT,
        "%d input cells stamp kernels of %d, %d apart, on %d cells; padding cuts %d off each"
            + " side, output padding adds %d: %d remain.",
        size.input(),
        extent(),
        size.stride(),
        stamped(),
        size.padding(),
        size.outputPadding(),
        size.value());
  }

  private String outputText() {
    String cut =
        size.padding() == 0
            ? "nothing is cut off"
            : String.format(Locale.ROOT, "the padding cuts %d off each side", size.padding());
    return String.format(Locale.ROOT, "output: %d cells; %s", size.value(), cut);
  }

  Scene scene() {
    SceneBuilder scene = Scene.builder();
    scene.text(0, 14, "each input cell stamps one kernel", LABEL);
    int rows = Math.min(size.input(), MOST_STAMPS);
    for (int row = 0; row < rows; row++) {
      boolean last = row == rows - 1;
      boolean elided = size.input() > MOST_STAMPS && row == rows - 2;
      double y = 22 + row * (BAR + GAP);
      if (elided) {
        int hidden = size.input() - rows + 1;
        scene.text(0, y + BAR - 4, "\u2026 " + hidden + " more \u2026", LABEL);
      } else {
        drawStamp(scene, last ? size.input() - 1 : row, y);
      }
    }
    double y = 22 + rows * (BAR + GAP) + 6;
    scene.at(0, y, this::drawOutput);
    double height = Math.min(LARGEST_CELL, Math.max(15, cell()));
    scene.text(0, y + height + 15, outputText(), LABEL);
    return scene.build(width, y + height + 22);
  }

  private void drawStamp(SceneBuilder scene, int i, double y) {
    double x = i * size.stride() * cell();
    Color base = i % 2 == 0 ? Palette.GREEN : Palette.ORANGE;
    Color color = Palette.tint(base, 0.45);
    Style style = Style.fill(color).stroke(Palette.shade(base, 0.25), 1);
    scene.line(
        x, y + BAR / 2, x + extent() * cell(), y + BAR / 2, Style.line(Palette.MUTED_TEXT, 1));
    for (int tap = 0; tap < size.kernel(); tap++) {
      scene.rect(x + tap * size.dilation() * cell(), y, cell(), BAR, style);
    }
    String number = Integer.toString(i + 1);
    TextStyle digits = TextStyle.of(10).on(color);
    if (cell() > TextMetrics.reservedWidth(number, digits) + 2) {
      scene.textIn(new Bounds(x, y, cell(), BAR), number, digits);
    }
  }

  private void drawOutput(SceneBuilder scene) {
    double cell = cell();
    double height = Math.min(LARGEST_CELL, Math.max(15, cell));
    int all = stamped() + size.outputPadding();
    for (int i = 0; i < all; i++) {
      boolean cut = i < size.padding() || i >= all - size.padding();
      boolean added = i >= stamped();
      Color fill =
          cut
              ? Palette.tint(Palette.VERMILLION, 0.8)
              : added ? Palette.FAINT : Palette.tint(Palette.SKY_BLUE, 0.55);
      scene.rect(i * cell, 0, cell, height, Style.fill(fill).stroke(Palette.OUTLINE, 0.8));
      if (cut) {
        scene.hatch(i * cell, 0, cell, height, 4, Style.line(Palette.VERMILLION, 1));
      }
    }
  }
}
