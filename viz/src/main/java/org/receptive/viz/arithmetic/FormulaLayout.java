package org.receptive.viz.arithmetic;

import java.util.IdentityHashMap;
import java.util.Optional;
import org.receptive.viz.figure.Bounds;
import org.receptive.viz.figure.RichText;
import org.receptive.viz.figure.SceneBuilder;
import org.receptive.viz.figure.Style;
import org.receptive.viz.figure.TextMetrics;
import org.receptive.viz.figure.TextStyle;

/** Measures a formula and draws it around its axis, the height of fraction bars and minus signs. */
final class FormulaLayout {
  private static final double AXIS = 0.36;
  private static final double BAR_GAP = 0.16;
  private static final double BRACKET_WIDTH = 0.42;

  private final TextStyle style;

  /** What was measured: every level of a formula asks for the levels below. */
  private final IdentityHashMap<Formula, Extent> measured = new IdentityHashMap<>();

  private final IdentityHashMap<Formula.Atom, RichText> letters = new IdentityHashMap<>();

  /** Letters of a size and colour. */
  FormulaLayout(TextStyle style) {
    this.style = style;
  }

  TextStyle style() {
    return style;
  }

  /**
   * The space a formula takes.
   *
   * @param width from left to right in px
   * @param above from the axis upwards in px
   * @param below from the axis downwards in px
   */
  record Extent(double width, double above, double below) {
    double height() {
      return above + below;
    }
  }

  Extent measure(Formula formula) {
    Extent known = measured.get(formula);
    if (known == null) {
      known = measureAnew(formula);
      measured.put(formula, known);
    }
    return known;
  }

  private Extent measureAnew(Formula formula) {
    double em = style.size();
    return switch (formula) {
      case Formula.Atom atom -> new Extent(runs(atom).width(em), 0.46 * em, 0.62 * em);
      case Formula.Row row -> {
        double width = 0;
        double above = 0;
        double below = 0;
        for (Formula part : row.parts()) {
          Extent extent = measure(part);
          width += extent.width();
          above = Math.max(above, extent.above());
          below = Math.max(below, extent.below());
        }
        yield new Extent(width, above, below);
      }
      case Formula.Fraction fraction -> {
        Extent over = measure(fraction.over());
        Extent under = measure(fraction.under());
        double gap = BAR_GAP * em;
        double width = Math.max(over.width(), under.width()) + 0.5 * em;
        yield new Extent(width, over.height() + gap, under.height() + gap);
      }
      case Formula.Bracketed bracketed -> {
        Extent inner = measure(bracketed.inner());
        yield new Extent(inner.width() + 2 * BRACKET_WIDTH * em, inner.above(), inner.below());
      }
    };
  }

  private RichText runs(Formula.Atom atom) {
    return letters.computeIfAbsent(atom, a -> Formula.runs(a, style.face()));
  }

  /** Draws {@code formula} with its left end at {@code x} and its axis at {@code axisY}. */
  void draw(SceneBuilder scene, double x, double axisY, Formula formula) {
    double em = style.size();
    switch (formula) {
      case Formula.Atom atom -> {
        Extent all = measure(atom);
        Bounds box = new Bounds(x, axisY - all.above(), all.width(), all.height());
        scene.label(x, axisY + AXIS * em, runs(atom), style, Optional.of(box));
      }
      case Formula.Row row -> {
        double at = x;
        for (Formula part : row.parts()) {
          draw(scene, at, axisY, part);
          at += measure(part).width();
        }
      }
      case Formula.Fraction fraction -> drawFraction(scene, x, axisY, fraction);
      case Formula.Bracketed bracketed -> {
        Extent inner = measure(bracketed.inner());
        drawBracket(scene, x, axisY, inner, bracketed.kind(), true);
        draw(scene, x + BRACKET_WIDTH * em, axisY, bracketed.inner());
        double right = x + BRACKET_WIDTH * em + inner.width();
        drawBracket(scene, right, axisY, inner, bracketed.kind(), false);
      }
    }
  }

  private void drawFraction(SceneBuilder scene, double x, double axisY, Formula.Fraction fraction) {
    double em = style.size();
    Extent over = measure(fraction.over());
    Extent under = measure(fraction.under());
    Extent all = measure(fraction);
    double gap = BAR_GAP * em;
    double middle = x + all.width() / 2;
    draw(scene, middle - over.width() / 2, axisY - gap - over.below(), fraction.over());
    draw(scene, middle - under.width() / 2, axisY + gap + under.above(), fraction.under());
    Style bar = Style.line(style.color(), Math.max(1, em / 14));
    scene.line(x + 0.12 * em, axisY, x + all.width() - 0.12 * em, axisY, bar);
  }

  private void drawBracket(
      SceneBuilder scene,
      double x,
      double axisY,
      Extent inner,
      Formula.Kind kind,
      boolean opening) {
    double em = style.size();
    double top = axisY - inner.above();
    double bottom = axisY + inner.below();
    if (kind == Formula.Kind.ROUND) {
      String bracket = opening ? kind.left() : kind.right();
      double shift = (BRACKET_WIDTH * em - TextMetrics.width(bracket, style)) / 2;
      scene.text(x + shift, axisY + AXIS * em, bracket, style);
      return;
    }
    double upright = opening ? x + 0.12 * em : x + 0.30 * em;
    double foot = opening ? x + 0.34 * em : x + 0.08 * em;
    double footY = kind == Formula.Kind.FLOOR ? bottom : top;
    double tipY = kind == Formula.Kind.FLOOR ? top : bottom;
    Style pen = Style.line(style.color(), Math.max(1.2, em / 12));
    scene.polyline(pen, upright, tipY, upright, footY, foot, footY);
  }
}
