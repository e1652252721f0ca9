package org.receptive.viz.arithmetic;

import java.util.List;
import java.util.Locale;
import org.receptive.viz.arithmetic.Derivation.Equation;
import org.receptive.viz.arithmetic.Formula.Bracketed;
import org.receptive.viz.arithmetic.Formula.Fraction;
import org.receptive.viz.arithmetic.Formula.Kind;
import org.receptive.viz.figure.Palette;
import org.receptive.viz.figure.Scene;
import org.receptive.viz.figure.SceneBuilder;
import org.receptive.viz.figure.Style;
import org.receptive.viz.figure.TextStyle;

/**
 * A window that is larger than the padded input along one axis: there is no output, and the same
 * arithmetic says why. It is as high as the derivation of the largest window that fits, so that a
 * page does not jump when a slider goes one step too far.
 *
 * @param name what the axis is: "height", "width", or empty
 * @param input number of input elements
 * @param padBefore padding before the input
 * @param padAfter padding behind it
 * @param extent what the window covers
 * @param stride step between windows
 * @param ceilMode whether places are rounded up: a window that hangs over by less than a stride has
 *     one
 */
record TooLargeWindow(
    String name, int input, int padBefore, int padAfter, int extent, int stride, boolean ceilMode) {
  private static final double LARGEST_CELL = 24;
  private static final double SMALLEST_HEIGHT = 15;
  private static final double LINES_FROM = 5;
  private static final double BAR = 14;
  private static final double BAR_GAP = 4;

  TooLargeWindow named(String axis) {
    return new TooLargeWindow(axis, input, padBefore, padAfter, extent, stride, ceilMode);
  }

  /** What cannot be drawn, such as an input of nothing, is not this. */
  boolean isTooLarge() {
    long hanging = extent - ((long) input + padBefore + padAfter);
    return input >= 1 && hanging >= (ceilMode ? stride : 1);
  }

  private int padded() {
    return input + padBefore + padAfter;
  }

  private int missing() {
    return extent - padded();
  }

  /** The formula with its numbers, up to where it gives nothing. */
  Equation equation() {
    String letter = name.isEmpty() ? "n" : name.substring(0, 1);
    boolean even = padBefore == padAfter;
    Formula p = Formula.symbol("p");
    Formula padding =
        even
            ? Formula.row(2, p)
            : Formula.row(Formula.symbol("p", "before"), "+", Formula.symbol("p", "after"));
    Formula numbers =
        even ? Formula.row(2, "\u00b7", padBefore) : Formula.row(padBefore, "+", padAfter);
    Formula room = Formula.number(-missing());
    return new Equation(
        Formula.symbol(letter, "out"),
        List.of(
            places(
                Formula.row(Formula.symbol(letter), "+", padding, "\u2212", Formula.symbol("k")),
                Formula.symbol("s")),
            places(Formula.row(input, "+", numbers, "\u2212", extent), Formula.number(stride)),
            places(room, Formula.number(stride)),
            Formula.words("no place at all")));
  }

  private Formula places(Formula room, Formula stride) {
    return Formula.row(
        new Bracketed(ceilMode ? Kind.CEIL : Kind.FLOOR, new Fraction(room, stride)), "+", 1);
  }

  /** What is too large, and the two ways out, with their numbers. */
  String remedy() {
    int more = Math.ceilDiv(missing(), 2);
    return String.format(
        Locale.ROOT,
        "The window does not fit%s, %d > %d: take one of at most %d, or %d more of padding on each"
            + " side.",
        name.isEmpty() ? "" : " along the " + name,
        extent,
        padded(),
        padded(),
        more);
  }

  /** The input, and the window that hangs over. */
  Derivation.Drawing drawing(double width) {
    SceneBuilder scene = Scene.builder();
    double cell = Math.min(LARGEST_CELL, width / extent);
    double height = Math.max(SMALLEST_HEIGHT, Math.min(LARGEST_CELL, cell));
    String heading =
        String.format(
            Locale.ROOT,
            "%s%d input cells + %d + %d of padding = %d; a window of %d",
            name.isEmpty() ? "" : name + ": ",
            input,
            padBefore,
            padAfter,
            padded(),
            extent);
    scene.text(0, 14, heading, TextStyle.small());
    Style pad = Style.fill(Palette.FAINT).stroke(Palette.MUTED_TEXT, 1).dashed(3, 2);
    scene.rect(0, 22, padded() * cell, height, pad);
    Style blue = Style.fill(Palette.tint(Palette.SKY_BLUE, 0.55)).stroke(Palette.OUTLINE, 1);
    scene.rect(padBefore * cell, 22, input * cell, height, blue);
    if (cell >= LINES_FROM) {
      for (int i = 1; i < padded(); i++) {
        scene.line(i * cell, 22, i * cell, 22 + height, Style.line(Palette.OUTLINE, 0.6));
      }
    }
    double below = 22 + height + 6;
    Style window =
        Style.fill(Palette.tint(Palette.VERMILLION, 0.8)).stroke(Palette.VERMILLION, 1.2);
    scene.rect(0, below, extent * cell, BAR, 2, window);
    double bottom = below + BAR + BAR_GAP;
    TextStyle warning = TextStyle.small().semibold().color(Palette.shade(Palette.VERMILLION, 0.2));
    String over = "the window hangs over by " + missing();
    scene.text(0, bottom + 12, over, warning);
    return new Derivation.Drawing(scene.build(width, bottom + 20), heading + "; " + over + ".");
  }
}
