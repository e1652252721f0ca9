package org.receptive.viz.chart;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.receptive.viz.figure.SceneBuilder;
import org.receptive.viz.figure.TextMetrics;

/**
 * The labels left of a plot.
 *
 * @param labels that do not meet
 */
public record LeftAxis(List<AxisLabel> labels) {
  private static final double GAP = 6;
  private static final double PITCH = 30;

  /** Copies the list. */
  public LeftAxis {
    labels = List.copyOf(labels);
  }

  /** Marks of numbers from {@code top}, the end of the scale, to {@code bottom}, its start. */
  public static LeftAxis numbers(Scale scale, double top, double bottom) {
    int most = (int) Math.max(2, (bottom - top) / PITCH);
    return new LeftAxis(
        scale.ticks(most).stream()
            .map(tick -> new AxisLabel(scale.px(tick.value(), bottom, top), List.of(tick.label())))
            .toList());
  }

  /** Categories from the top on, each as high as {@code pitch} px or as its words need. */
  static LeftAxis categories(BandScale scale, double top, double pitch, double widest) {
    List<List<String>> words = new ArrayList<>();
    for (String label : scale.labels()) {
      words.add(Wrapping.lines(label, widest, ChartStyles.NAME));
    }
    double band = Math.max(pitch, Collections.max(lineCounts(words)) * ChartStyles.LEADING + 4);
    List<AxisLabel> labels = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      labels.add(new AxisLabel(top + (i + 0.5) * band, words.get(i)));
    }
    return new LeftAxis(labels);
  }

  private static List<Integer> lineCounts(List<List<String>> words) {
    return words.stream().map(List::size).toList();
  }

  /** The room that they take, px. */
  public double width() {
    return GAP
        + labels.stream()
            .flatMap(label -> label.lines().stream())
            .mapToDouble(line -> TextMetrics.reservedWidth(line, ChartStyles.NAME))
            .max()
            .orElse(0);
  }

  /** The height of {@code count} categories, which all have the same. */
  double bandHeight(double top) {
    return 2 * (labels.getFirst().at() - top);
  }

  /**
   * Draws the labels.
   *
   * @param right where the plot begins, px
   * @param words whether they are categories, which are darker than numbers
   */
  public void draw(SceneBuilder scene, double right, boolean words) {
    var style = (words ? ChartStyles.NAME : ChartStyles.AXIS).endingHere();
    for (AxisLabel label : labels) {
      double first = label.at() - (label.lines().size() - 1) * ChartStyles.LEADING / 2;
      for (int l = 0; l < label.lines().size(); l++) {
        double baseline = first + l * ChartStyles.LEADING + TextMetrics.baselineBelowMiddle(style);
        scene.text(right - GAP, baseline, label.lines().get(l), style);
      }
    }
  }
}
