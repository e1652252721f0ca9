package org.receptive.lessons.recognition;

import java.util.List;
import java.util.Locale;
import org.receptive.engine.io.Images;
import org.receptive.lessons.data.Digit;
import org.receptive.viz.figure.Bounds;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.Palette;
import org.receptive.viz.figure.Picture;
import org.receptive.viz.figure.Scene;
import org.receptive.viz.figure.SceneBuilder;
import org.receptive.viz.figure.Style;
import org.receptive.viz.figure.TextStyle;

/**
 * How a network did on a set of digits.
 *
 * @param network the network's name
 * @param total how many digits it was shown
 * @param wrong those that it took for others, in order
 */
public record TestScore(String network, int total, List<Misread> wrong) implements Picture {
  private static final int SHOWN = 12;
  private static final int PER_ROW = 6;
  private static final double TILE = 72;
  private static final double STEP_X = 112;
  private static final double STEP_Y = 118;
  private static final double MARGIN = 16;
  private static final double TOP = 64;

  /**
   * A digit that was taken for another.
   *
   * @param digit the digit
   * @param predicted what it was taken for
   */
  public record Misread(Digit digit, int predicted) {}

  /** Copies the list. */
  public TestScore {
    wrong = List.copyOf(wrong);
  }

  /** How many were right. */
  public int right() {
    return total - wrong.size();
  }

  /** The share that was right, 0 to 1. */
  public double accuracy() {
    return right() / (double) total;
  }

  /** The numbers of the digits that were wrong, in order. */
  public List<Integer> wrongIndices() {
    return wrong.stream().map(misread -> misread.digit().index()).toList();
  }

  @Override
  public Figure figure() {
    SceneBuilder scene = Scene.builder();
    scene.text(MARGIN, 24, sentence(), TextStyle.heading());
    List<Misread> shown = wrong.subList(0, Math.min(SHOWN, wrong.size()));
    String more =
        wrong.isEmpty()
            ? "None was wrong."
            : String.format(
                Locale.ROOT, "The first %d of the %d that were wrong:", shown.size(), wrong.size());
    scene.text(MARGIN, 46, more, TextStyle.body());
    for (int i = 0; i < shown.size(); i++) {
      double x = MARGIN + i % PER_ROW * STEP_X;
      double y = TOP + i / PER_ROW * STEP_Y;
      Misread misread = shown.get(i);
      scene.at(x, y, tile -> tile(tile, misread));
    }
    int rows = (shown.size() + PER_ROW - 1) / PER_ROW;
    return Figure.of(
        scene.build(2 * MARGIN + PER_ROW * STEP_X - 16, TOP + rows * STEP_Y),
        network + " on test digits",
        sentence()
            + " Below are digits that it misread, each with its label and what it was taken for.",
        text());
  }

  private static void tile(SceneBuilder scene, Misread misread) {
    Bounds frame = new Bounds(0, 0, TILE, TILE);
    scene.image(frame, Images.toImage(misread.digit().pixels().map(ink -> 1 - ink)), false);
    scene.rect(0, 0, TILE, TILE, Style.line(Palette.OUTLINE, 1));
    scene.text(
        0,
        TILE + 16,
        String.format(
            Locale.ROOT, "%d, taken for %d", misread.digit().label(), misread.predicted()),
        TextStyle.of(12).semibold());
    scene.text(0, TILE + 31, "no. " + misread.digit().index(), TextStyle.small());
  }

  private String sentence() {
    return String.format(
        Locale.ROOT, "%,d of %,d digits are right (%.2f%%).", right(), total, 100 * accuracy());
  }

  private String text() {
    StringBuilder out = new StringBuilder(network + ": " + sentence());
    for (Misread misread : wrong.subList(0, Math.min(SHOWN, wrong.size()))) {
      out.append(
          String.format(
              Locale.ROOT,
              "\n  no. %d, a %d, taken for a %d",
              misread.digit().index(),
              misread.digit().label(),
              misread.predicted()));
    }
    return out.toString();
  }

  @Override
  public String toString() {
    return text();
  }
}
