package org.receptive.viz.arithmetic;

import java.awt.Color;
import java.util.List;
import java.util.Locale;
import org.receptive.viz.arithmetic.OutputSizes.Condition;
import org.receptive.viz.arithmetic.OutputSizes.Solution;
import org.receptive.viz.figure.Palette;
import org.receptive.viz.figure.Scene;
import org.receptive.viz.figure.SceneBuilder;
import org.receptive.viz.figure.Style;
import org.receptive.viz.figure.TextStyle;

/** Draws the answers of an inverse problem: one group a stride, one chip an answer. */
final class OutputSizesPicture {
  private static final double MARGIN = 20;
  private static final double ROW = 26;
  private static final double CHIP = 22;
  private static final int COLUMNS = 3;
  private static final double STEP = (Scene.NOTEBOOK_WIDTH - 2 * MARGIN) / COLUMNS;
  private static final int FEW_STRIDES = 6;
  private static final int MOST_CHIPS = 60;
  private static final Color NAMED = Palette.tint(Palette.SKY_BLUE, 0.65);

  private final SceneBuilder scene = Scene.builder();
  private double y = 58;

  private OutputSizesPicture() {}

  static Scene of(OutputSizes sizes) {
    return new OutputSizesPicture().paint(sizes);
  }

  private Scene paint(OutputSizes sizes) {
    scene.text(MARGIN, 32, sizes.title(), TextStyle.heading());
    var groups = sizes.byStride();
    boolean few = groups.size() <= FEW_STRIDES;
    long filled = groups.values().stream().filter(answers -> !answers.isEmpty()).count();
    int chips = Math.max(COLUMNS, (int) (MOST_CHIPS / Math.max(1, filled)));
    groups.forEach(
        (condition, answers) -> {
          if (few || !answers.isEmpty()) {
            group(condition, answers, sizes.largestKernel(), chips);
          }
        });
    if (!few && filled < groups.size()) {
      TextStyle style = TextStyle.of(13).color(Palette.MUTED_TEXT);
      scene.text(MARGIN, y, "The other strides have no answer.", style);
      y += 28;
    }
    int answers = sizes.solutions().size();
    String count = OutputSizes.count(answers);
    String words = Character.toUpperCase(count.charAt(0)) + count.substring(1) + ". ";
    scene.text(MARGIN, y + 4, words + sizes.convention(), TextStyle.small());
    return scene.build(Scene.NOTEBOOK_WIDTH, y + 20);
  }

  private void group(Condition condition, List<Solution> answers, int largestKernel, int most) {
    scene.formula(MARGIN, y, "!stride " + condition.stride() + "!", TextStyle.of(13));
    String needs = condition.toString().replace("k", "*k*").replace("2p", "2*p*");
    String none = answers.isEmpty() ? ": no kernel up to " + largestKernel + " does that" : "";
    TextStyle style = TextStyle.of(13);
    scene.formula(
        MARGIN + 70,
        y,
        "needs " + needs + none,
        answers.isEmpty() ? style.color(Palette.MUTED_TEXT) : style);
    y += 10;
    int drawn = Math.min(answers.size(), most);
    for (int i = 0; i < drawn; i++) {
      chip(MARGIN + (i % COLUMNS) * STEP, y + (i / COLUMNS) * ROW, answers.get(i));
    }
    y += Math.ceilDiv(drawn, COLUMNS) * ROW;
    if (drawn < answers.size()) {
      scene.text(
          MARGIN,
          y + 12,
          String.format(Locale.ROOT, "and %d more", answers.size() - drawn),
          TextStyle.small());
      y += 18;
    }
    y += 18;
  }

  private void chip(double x, double top, Solution answer) {
    boolean named = !answer.names().isEmpty();
    Color surface = named ? NAMED : Palette.FAINT;
    double width = STEP - 10;
    Style box = Style.fill(surface).stroke(named ? Palette.BLUE : Palette.GRID, 1);
    scene.rect(x, top, width, CHIP, 4, box);
    double baseline = top + 15.5;
    String numbers =
        String.format(Locale.ROOT, "*k* = %d, *p* = %d", answer.kernel(), answer.padding());
    scene.formula(x + 8, baseline, numbers, TextStyle.of(12).on(surface));
    if (named) {
      // Beside "1 unused" there is room for one name; the table has all of them.
      String name = answer.unused() > 0 ? answer.names().getFirst() : answer.name();
      scene.text(x + 98, baseline, name, TextStyle.of(12).semibold().on(surface));
    }
    if (answer.unused() > 0) {
      String unused = answer.unused() + " unused";
      TextStyle style = TextStyle.of(11).color(Palette.shade(Palette.VERMILLION, 0.35)).on(surface);
      scene.text(x + width - 8, baseline, unused, style.endingHere());
    }
  }
}
