package org.receptive.viz.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.receptive.viz.figure.SceneBuilder;
import org.receptive.viz.figure.TextMetrics;
import org.receptive.viz.figure.TextStyle;

/**
 * The labels under a plot. Where they would meet there are fewer of them; words are set in lines,
 * then turned.
 *
 * @param labels that do not meet
 * @param turned whether they read upwards
 */
public record BottomAxis(List<AxisLabel> labels, boolean turned) {
  private static final TextStyle WORDS = ChartStyles.NAME;
  private static final int MOST_TICKS = 10;
  private static final int MOST_LINES = 3;
  private static final double GAP = 8;
  private static final double BELOW = 8;
  private static final double LONGEST_TURNED = 130;

  /** Copies the list. */
  public BottomAxis {
    labels = List.copyOf(labels);
  }

  /** The labels of a scale from {@code start} to {@code end} px. */
  public static BottomAxis of(Scale scale, double start, double end) {
    return scale instanceof BandScale bands
        ? categories(bands, start, end)
        : numbers(scale, start, end);
  }

  private static BottomAxis numbers(Scale scale, double start, double end) {
    for (int most = MOST_TICKS; most > 2; most--) {
      BottomAxis axis = new BottomAxis(at(scale, scale.ticks(most), start, end), false);
      if (axis.isClear()) {
        return axis;
      }
    }
    List<AxisLabel> few = at(scale, scale.ticks(2), start, end);
    BottomAxis axis = new BottomAxis(few, false);
    return axis.isClear() ? axis : new BottomAxis(few.subList(0, 1), false);
  }

  private static List<AxisLabel> at(Scale scale, List<Tick> ticks, double start, double end) {
    return ticks.stream()
        .map(tick -> new AxisLabel(scale.px(tick.value(), start, end), List.of(tick.label())))
        .toList();
  }

  private static BottomAxis categories(BandScale scale, double start, double end) {
    double band = (end - start) * scale.band();
    double room = band - GAP;
    boolean level =
        scale.labels().stream()
            .allMatch(
                label ->
                    Wrapping.wordsFit(label, room, WORDS)
                        && Wrapping.lines(label, room, WORDS).size() <= MOST_LINES);
    if (level) {
      return new BottomAxis(
          IntStream.range(0, scale.labels().size())
              .mapToObj(
                  i ->
                      new AxisLabel(
                          scale.px(i, start, end),
                          Wrapping.lines(scale.labels().get(i), room, WORDS)))
              .toList(),
          false);
    }
    int every = (int) Math.ceil(ChartStyles.LEADING / band);
    List<AxisLabel> labels = new ArrayList<>();
    for (int i = 0; i < scale.labels().size(); i += every) {
      String label = Wrapping.shortened(scale.labels().get(i), LONGEST_TURNED, WORDS);
      labels.add(new AxisLabel(scale.px(i, start, end), List.of(label)));
    }
    return new BottomAxis(labels, true);
  }

  private boolean isClear() {
    for (int i = 1; i < labels.size(); i++) {
      double between = labels.get(i).at() - labels.get(i - 1).at();
      if (between < width(labels.get(i)) / 2 + width(labels.get(i - 1)) / 2 + GAP) {
        return false;
      }
    }
    return true;
  }

  private static double width(AxisLabel label) {
    return label.lines().stream()
        .mapToDouble(line -> TextMetrics.reservedWidth(line, WORDS))
        .max()
        .orElse(0);
  }

  /** Where the last label ends, px. */
  double right() {
    return labels.stream()
        .mapToDouble(label -> label.at() + (turned ? WORDS.size() : width(label)) / 2)
        .max()
        .orElse(0);
  }

  /** The room that they take, px. */
  public double height() {
    return BELOW
        + labels.stream()
            .mapToDouble(
                label -> turned ? width(label) : label.lines().size() * ChartStyles.LEADING)
            .max()
            .orElse(0);
  }

  /**
   * Draws the labels.
   *
   * @param bottom where the plot ends, px
   * @param words whether they are categories, which are darker than numbers
   */
  public void draw(SceneBuilder scene, double bottom, boolean words) {
    TextStyle style = words ? WORDS : ChartStyles.AXIS;
    for (AxisLabel label : labels) {
      if (turned) {
        double middle = label.at() + TextMetrics.baselineBelowMiddle(style);
        scene.text(
            middle, bottom + BELOW, label.lines().getFirst(), style.endingHere().rotated(-90));
        continue;
      }
      for (int l = 0; l < label.lines().size(); l++) {
        double baseline = bottom + BELOW + style.size() * 0.8 + l * ChartStyles.LEADING;
        scene.text(label.at(), baseline, label.lines().get(l), style.centered());
      }
    }
  }
}
