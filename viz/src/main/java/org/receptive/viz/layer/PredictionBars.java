package org.receptive.viz.layer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.receptive.engine.tensor.Tensor;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.Palette;
import org.receptive.viz.figure.Picture;
import org.receptive.viz.figure.Scene;
import org.receptive.viz.figure.SceneBuilder;
import org.receptive.viz.figure.Style;
import org.receptive.viz.figure.TextMetrics;
import org.receptive.viz.figure.TextStyle;

/** The probabilities that a network gives to classes, as bars. */
public final class PredictionBars implements Picture {
  private static final double MARGIN = 14;
  private static final double LINE = 22;
  private static final double BAR = 300;
  private static final double HEAD = 28;
  private static final int MAX_CLASSES = 10;

  private final Tensor probabilities;
  private final List<String> classes;
  private final OptionalInt truth;

  private PredictionBars(Tensor probabilities, List<String> classes, OptionalInt truth) {
    this.probabilities = probabilities;
    this.classes = List.copyOf(classes);
    this.truth = truth;
  }

  /**
   * Bars for one prediction; of more than ten classes, the ten likeliest.
   *
   * @param probabilities one for each class, {@code 1 x F} or {@code F}, from 0 to 1
   * @param classes their names
   * @throws IllegalArgumentException if their numbers differ, or a value is no probability
   */
  public static PredictionBars of(Tensor probabilities, List<String> classes) {
    if (probabilities.size() != classes.size()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d probabilities need as many names, but %d were given.",
              probabilities.size(),
              classes.size()));
    }
    for (int i = 0; i < probabilities.size(); i++) {
      if (Float.isNaN(probabilities.data()[i])) {
        throw new IllegalArgumentException(
            "the probability of class %s is NaN; look for the first layer that gives NaN."
                .formatted(classes.get(i)));
      }
    }
    if (!(probabilities.min() >= 0 && probabilities.max() <= 1.0001)) {
      throw new IllegalArgumentException(
          "probabilities lie between 0 and 1, but these reach from %s to %s; apply Softmax first."
              .formatted(probabilities.min(), probabilities.max()));
    }
    return new PredictionBars(probabilities, classes, OptionalInt.empty());
  }

  /** Bars for one prediction over the digits 0, 1, 2, ... or other classes without names. */
  public static PredictionBars of(Tensor probabilities) {
    return of(
        probabilities,
        IntStream.range(0, probabilities.size()).mapToObj(Integer::toString).toList());
  }

  /** The same with the right answer marked. */
  public PredictionBars truth(int index) {
    if (index < 0 || index >= classes.size()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "class %d does not exist; there are the classes 0 to %d.",
              index,
              classes.size() - 1));
    }
    return new PredictionBars(probabilities, classes, OptionalInt.of(index));
  }

  @Override
  public Figure figure() {
    List<Integer> shown = shown();
    int best = probabilities.argmax();
    double names =
        shown.stream()
            .mapToDouble(i -> TextMetrics.reservedWidth(classes.get(i), TextStyle.body()))
            .max()
            .orElse(0);
    names = Math.min(Math.max(names, 20), 220);
    SceneBuilder scene = Scene.builder();
    scene.text(MARGIN, MARGIN + 12, headline(best), TextStyle.of(13).semibold());
    double x = MARGIN + names + 8;
    for (int line = 0; line < shown.size(); line++) {
      int index = shown.get(line);
      bar(scene, index, best, x, MARGIN + HEAD + line * LINE);
    }
    double bottom = MARGIN + HEAD + shown.size() * LINE;
    scene.line(x, MARGIN + HEAD - 2, x, bottom, Style.line(Palette.OUTLINE, 1));
    double width =
        Math.max(
            x + BAR + 170,
            TextMetrics.reservedWidth(headline(best), TextStyle.of(13).semibold()) + 2 * MARGIN);
    return Figure.of(
        scene.build(width, bottom + MARGIN), "Prediction", headline(best) + ".", text(best));
  }

  private void bar(SceneBuilder scene, int index, int best, double x, double y) {
    double p = probabilities.data()[index];
    boolean right = truth.isPresent() && truth.getAsInt() == index;
    TextStyle name = index == best ? TextStyle.body().semibold() : TextStyle.body();
    scene.text(x - 8, y + 14, classes.get(index), name.endingHere());
    scene.rect(
        x,
        y + 3,
        Math.max(p * BAR, 0.5),
        LINE - 7,
        Style.fill(index == best ? Palette.BLUE : Palette.SKY_BLUE));
    String words = percent(p);
    if (index == best) {
      words += "  predicted";
    }
    if (right) {
      words += index == best ? " and right ✓" : "  right answer";
      scene.rect(x, y + 3, Math.max(p * BAR, 2), LINE - 7, Style.line(Palette.ORANGE, 2));
    }
    scene.text(x + p * BAR + 8, y + 14, words, TextStyle.of(12).color(Palette.MUTED_TEXT));
  }

  private List<Integer> shown() {
    List<Integer> order = new ArrayList<>();
    IntStream.range(0, classes.size()).forEach(order::add);
    if (classes.size() > MAX_CLASSES) {
      order.sort(Comparator.comparingDouble((Integer i) -> -probabilities.data()[i]));
      boolean hidden = truth.isPresent() && order.indexOf(truth.getAsInt()) >= MAX_CLASSES;
      order = new ArrayList<>(order.subList(0, MAX_CLASSES));
      if (hidden) {
        order.set(MAX_CLASSES - 1, truth.getAsInt());
      }
    }
    return order;
  }

  private String headline(int best) {
    String words =
        "predicted: %s with %s".formatted(classes.get(best), percent(probabilities.data()[best]));
    if (truth.isEmpty()) {
      return words;
    }
    return truth.getAsInt() == best
        ? words + ", which is right"
        : words + ", but it is " + classes.get(truth.getAsInt());
  }

  private String text(int best) {
    StringBuilder text = new StringBuilder(headline(best));
    for (int i : shown()) {
      text.append("\n")
          .append(classes.get(i))
          .append(": ")
          .append(percent(probabilities.data()[i]));
    }
    return text.toString();
  }

  private static String percent(double p) {
    if (p > 0 && p < 0.0005) {
      return "< 0.1%";
    }
    return p < 1 && p > 0.9995 ? "> 99.9%" : String.format(Locale.ROOT, "%.1f%%", 100 * p);
  }
}
