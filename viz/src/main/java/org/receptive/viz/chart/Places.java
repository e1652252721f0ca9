package org.receptive.viz.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.stream.Stream;

/** The scales of a chart, and which of its values have a place on them. */
final class Places {
  private final Chart chart;
  private final Scale positions;
  private final Scale values;
  private final List<List<Double>> at = new ArrayList<>();

  Places(Chart chart) {
    this.chart = chart;
    this.positions = positions(chart);
    boolean bars = chart.series().stream().anyMatch(BarSeries.class::isInstance);
    Axis axis = bars ? chart.y().withZero() : chart.y();
    this.values = axis.rounded(all(chart.series().stream().map(Series::values)));
  }

  private Scale positions(Chart chart) {
    if (chart.isOverCategories()) {
      CategoryOrder order = new CategoryOrder(chart.series());
      for (Series series : chart.series()) {
        List<Double> own = new ArrayList<>();
        for (int i = 0; i < series.values().size(); i++) {
          own.add((double) order.place(series, i));
        }
        at.add(own);
      }
      List<String> labels = order.labels();
      return new BandScale(labels.isEmpty() ? List.of("") : labels);
    }
    chart.series().forEach(series -> at.add(middles(series.positions())));
    return chart.x().tight(all(chart.series().stream().map(Places::ends)));
  }

  private static List<Double> all(Stream<List<Double>> lists) {
    return lists.flatMap(List::stream).toList();
  }

  private static List<Double> ends(Series series) {
    return series.positions() instanceof Positions.Bins bins
        ? bins.edges()
        : middles(series.positions());
  }

  private static List<Double> middles(Positions positions) {
    return switch (positions) {
      case Positions.Numbers numbers -> numbers.values();
      case Positions.Bins bins -> {
        List<Double> middles = new ArrayList<>();
        for (int i = 0; i < bins.size(); i++) {
          middles.add((bins.edges().get(i) + bins.edges().get(i + 1)) / 2);
        }
        yield middles;
      }
      case Positions.Categories words -> List.of();
    };
  }

  Scale positions() {
    return positions;
  }

  Scale values() {
    return values;
  }

  /** The values of the {@code index}-th series that have a place. */
  List<Place> of(int index) {
    List<Double> own = chart.series().get(index).values();
    List<Place> found = new ArrayList<>();
    for (int i = 0; i < own.size(); i++) {
      double position = at.get(index).get(i);
      if (positions.holds(position) && values.holds(own.get(i))) {
        found.add(new Place(i, position, own.get(i)));
      }
    }
    return found;
  }

  /** What is not drawn, and why. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    boolean bars =
        chart.isOverCategories() && chart.series().stream().allMatch(BarSeries.class::isInstance);
    if (!bars) {
      note(notes, value -> Double.isNaN(value), "no number (NaN)", "no numbers (NaN)");
    }
    note(notes, Double::isInfinite, "infinite", "infinite");
    if (positions instanceof LogScale || values instanceof LogScale) {
      note(
          notes,
          value -> value <= 0 && !Double.isInfinite(value),
          "not above 0 (the axis is logarithmic)",
          "not above 0 (the axis is logarithmic)");
    }
    return notes;
  }

  private void note(List<String> notes, DoublePredicate refused, String one, String several) {
    long count = 0;
    long total = 0;
    for (int s = 0; s < chart.series().size(); s++) {
      List<Double> own = chart.series().get(s).values();
      for (int i = 0; i < own.size(); i++) {
        total++;
        boolean value = refused.test(own.get(i)) && !values.holds(own.get(i));
        boolean position = refused.test(at.get(s).get(i)) && !positions.holds(at.get(s).get(i));
        count += value || position ? 1 : 0;
      }
    }
    if (count > 0) {
      notes.add(
          "%s of %s values %s %s and not drawn."
              .formatted(
                  NumberText.of(count),
                  NumberText.of(total),
                  count == 1 ? "is" : "are",
                  count == 1 ? one : several));
    }
  }
}
