package org.receptive.lessons.recognition;

import java.awt.Color;
import java.util.Locale;
import org.receptive.engine.io.Images;
import org.receptive.engine.network.Trace;
import org.receptive.engine.tensor.Tensor;
import org.receptive.lessons.data.Digit;
import org.receptive.viz.figure.Bounds;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.Palette;
import org.receptive.viz.figure.Picture;
import org.receptive.viz.figure.Scene;
import org.receptive.viz.figure.SceneBuilder;
import org.receptive.viz.figure.Style;
import org.receptive.viz.figure.TextMetrics;
import org.receptive.viz.figure.TextStyle;

/**
 * A digit and the probability that a network gives each of the ten classes.
 *
 * @param digit what was looked at
 * @param trace the run that looked at it
 */
public record Recognition(Digit digit, Trace trace) implements Picture {
  private static final double WIDTH = 560;
  private static final double DIGIT = 168;
  private static final double TOP = 36;
  private static final double ROW = 17;
  private static final double BARS = 262;
  private static final double BARS_END = 480;

  /** The class with the largest probability. */
  public int predicted() {
    return probabilities().argmax();
  }

  /** Whether that is the label. */
  public boolean right() {
    return predicted() == digit.label();
  }

  /** The probabilities, one for each class. */
  public Tensor probabilities() {
    return trace.output();
  }

  @Override
  public Figure figure() {
    SceneBuilder scene = Scene.builder();
    scene.text(12, 22, sentence(), TextStyle.heading());
    Bounds frame = new Bounds(12, TOP, DIGIT, DIGIT);
    scene.image(frame, Images.toImage(digit.pixels().map(ink -> 1 - ink)), false);
    scene.rect(12, TOP, DIGIT, DIGIT, Style.line(Palette.OUTLINE, 1));
    for (int label = 0; label < probabilities().size(); label++) {
      bar(scene, label);
    }
    return Figure.of(
        scene.build(WIDTH, TOP + DIGIT + 14),
        String.format(Locale.ROOT, "Test digit %d", digit.index()),
        sentence() + " Beside the digit, a bar for the probability of each class.",
        text());
  }

  private void bar(SceneBuilder scene, int label) {
    double y = TOP + label * ROW;
    double share = probabilities().data()[label];
    boolean isLabel = label == digit.label();
    boolean isPredicted = label == predicted();
    TextStyle letters = isPredicted || isLabel ? TextStyle.body().semibold() : TextStyle.body();
    double baseline = y + ROW / 2 + TextMetrics.baselineBelowMiddle(letters);
    String name = label + (isLabel ? " (label)" : "");
    scene.text(BARS - 6, baseline, name, letters.endingHere());
    Color color = isLabel ? Palette.GREEN : isPredicted ? Palette.VERMILLION : Palette.GREY;
    double length = Math.max(1, share * (BARS_END - BARS));
    scene.rect(BARS, y + 2, length, ROW - 4, Style.fill(color));
    if (isPredicted && !isLabel) {
      scene.hatch(BARS, y + 2, length, ROW - 4, 5, Style.line(Palette.PANEL, 1));
    }
    scene.text(BARS_END + 8, baseline, percent(share), letters);
  }

  private String sentence() {
    return right()
        ? String.format(Locale.ROOT, "%s is recognised as a %d.", name(), predicted())
        : String.format(Locale.ROOT, "%s is taken for a %d.", name(), predicted());
  }

  private String name() {
    return String.format(Locale.ROOT, "Test digit %d, a %d,", digit.index(), digit.label());
  }

  private String text() {
    StringBuilder out = new StringBuilder(sentence());
    for (int label = 0; label < probabilities().size(); label++) {
      out.append("\n  ").append(label).append("  ");
      out.append(percent(probabilities().data()[label]));
    }
    return out.toString();
  }

  /** Whole percents: the last digits of a float32 differ from one processor to the next. */
  private static String percent(double share) {
    return share < 0.005 ? "below 1%" : String.format(Locale.ROOT, "%d%%", Math.round(100 * share));
  }

  @Override
  public String toString() {
    return text();
  }
}
