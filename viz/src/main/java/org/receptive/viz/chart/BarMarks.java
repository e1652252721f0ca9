package org.receptive.viz.chart;

import java.util.ArrayList;
import java.util.List;
import org.receptive.viz.figure.Bounds;
import org.receptive.viz.figure.Palette;
import org.receptive.viz.figure.SceneBuilder;
import org.receptive.viz.figure.Style;
import org.receptive.viz.figure.TextMetrics;
import org.receptive.viz.figure.TextStyle;

/** Bars side by side, each with its value at its end where all values have room. */
final class BarMarks {
  private static final TextStyle VALUE = TextStyle.of(12).color(Palette.MUTED_TEXT);
  private static final double LINE = 14;
  private static final double THICKEST = 36;
  private static final double FILLED = 0.8;
  private static final double LYING = 16;
  private static final double BETWEEN_LYING = 8;
  private static final double GAP = 4;

  /** How the values stand at the ends of bars. */
  private enum Values {
    LEVEL,
    TURNED,
    NONE
  }

  private final Chart chart;
  private final List<List<Place>> places;
  private final Places scales;
  private final List<Integer> bars = new ArrayList<>();

  BarMarks(Chart chart, List<List<Place>> places, Places scales) {
    this.chart = chart;
    this.places = places;
    this.scales = scales;
    for (int s = 0; s < chart.series().size(); s++) {
      if (chart.series().get(s) instanceof BarSeries) {
        bars.add(s);
      }
    }
  }

  boolean isEmpty() {
    return bars.isEmpty();
  }

  double pitch() {
    return bars.size() * LYING + BETWEEN_LYING;
  }

  /** The room for values at the ends of bars. */
  Insets insets(double length) {
    boolean negative =
        bars.stream().flatMap(s -> places.get(s).stream()).anyMatch(place -> place.value() < 0);
    double room =
        switch (values(length)) {
          case LEVEL -> chart.lying() ? longest() + 2 * GAP : LINE + GAP;
          case TURNED -> longest() + 2 * GAP;
          case NONE -> 0;
        };
    double below = negative ? room : 0;
    return chart.lying() ? new Insets(0, room, 0, below) : new Insets(room, 0, below, 0);
  }

  private double longest() {
    return bars.stream()
        .flatMap(s -> places.get(s).stream())
        .mapToDouble(place -> width(place.value()))
        .max()
        .orElse(0);
  }

  private static double width(double value) {
    return TextMetrics.reservedWidth(NumberText.of(value), VALUE);
  }

  private Values values(double length) {
    if (chart.lying()) {
      return Values.LEVEL;
    }
    if (!(scales.positions() instanceof BandScale bands)) {
      double room =
          bars.stream()
              .mapToDouble(s -> length / chart.series().get(s).values().size())
              .min()
              .orElse(0);
      return bars.size() == 1 && longest() + 2 <= room ? Values.LEVEL : Values.NONE;
    }
    double band = length * bands.band();
    double room = bars.size() == 1 ? band : thickness(band);
    if (longest() + 2 <= room) {
      return Values.LEVEL;
    }
    return room > LINE ? Values.TURNED : Values.NONE;
  }

  private double thickness(double band) {
    return Math.min(THICKEST, band * FILLED / bars.size());
  }

  void draw(SceneBuilder scene, PlotArea area, LabelPlacement placement) {
    double length = area.frame().width();
    Values values = isEmpty() ? Values.NONE : values(length);
    for (int k = 0; k < bars.size(); k++) {
      int s = bars.get(k);
      BarSeries series = (BarSeries) chart.series().get(s);
      for (Place place : places.get(s)) {
        Bounds bar = bar(area, series, place, k);
        Legend.bar(scene, bar, series.color(), k);
        placement.take(bar);
        if (values != Values.NONE) {
          placement.take(value(scene, area, bar, place.value(), values == Values.TURNED));
        }
      }
    }
    double zero = area.baseline();
    if (!isEmpty() && area.lying()) {
      scene.line(zero, area.frame().y(), zero, area.frame().bottom(), ChartStyles.FRAME);
    } else if (!isEmpty()) {
      scene.line(area.frame().x(), zero, area.frame().right(), zero, ChartStyles.FRAME);
    }
  }

  private Bounds bar(PlotArea area, BarSeries series, Place place, int nth) {
    double end = area.value(place.value());
    if (series.positions() instanceof Positions.Bins bins) {
      double from = area.position(bins.edges().get(place.index()));
      double to = area.position(bins.edges().get(place.index() + 1));
      double gap = Math.min(0.5, (to - from) / 10);
      return area.box(from + gap, to - gap, area.baseline(), end);
    }
    double all = area.lying() ? area.inner().height() : area.inner().width();
    double thickness = thickness(all * ((BandScale) scales.positions()).band());
    double from = area.position(place.at()) + (nth - bars.size() / 2.0) * thickness;
    double gap = Math.min(1, thickness / 10);
    return area.box(from + gap, from + thickness - gap, area.baseline(), end);
  }

  /** Writes the value at the end of its bar, with no grid line through it; gives its box. */
  private static Bounds value(
      SceneBuilder scene, PlotArea area, Bounds bar, double value, boolean turned) {
    double length = width(value);
    double across = turned ? LINE : length;
    double height = turned ? length : LINE;
    boolean back = value < 0;
    double x = bar.centerX() - across / 2;
    double y = back ? bar.bottom() + GAP : bar.y() - GAP - height;
    if (area.lying()) {
      x = back ? bar.x() - GAP - length : bar.right() + GAP;
      y = bar.centerY() - height / 2;
    }
    Bounds box = new Bounds(x, y, across, height);
    scene.rect(x, y, across, height, Style.fill(Palette.PANEL));
    double below = TextMetrics.baselineBelowMiddle(VALUE);
    String text = NumberText.of(value);
    if (area.lying()) {
      TextStyle style = back ? VALUE.endingHere() : VALUE;
      scene.text(back ? box.right() : x, box.centerY() + below, text, style);
    } else if (turned) {
      TextStyle style = (back ? VALUE.endingHere() : VALUE).rotated(-90);
      scene.text(box.centerX() + below, back ? y : box.bottom(), text, style);
    } else {
      scene.text(box.centerX(), box.centerY() + below, text, VALUE.centered());
    }
    return box;
  }
}
