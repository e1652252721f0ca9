package org.receptive.viz.chart;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.Stream;

/** A chart in words. */
final class ChartText {
  /** A series of more values is summed up: nobody reads a thousand lines. */
  private static final int MOST_LINES = 200;

  private ChartText() {}

  static String of(Chart chart) {
    StringBuilder text = new StringBuilder(chart.title());
    String axes =
        Stream.of(chart.y().title(), chart.x().title().isBlank() ? "" : "by " + chart.x().title())
            .filter(words -> !words.isBlank())
            .reduce((one, other) -> one + " " + other)
            .orElse("");
    if (!axes.isEmpty()) {
      text.append('\n').append(axes);
    }
    for (Series series : chart.series()) {
      if (series.values().size() > MOST_LINES) {
        text.append('\n').append(summary(series));
      } else {
        for (int i = 0; i < series.values().size(); i++) {
          text.append('\n').append(value(series, i));
        }
      }
    }
    new Places(chart).notes().forEach(note -> text.append('\n').append(note));
    return text.toString().stripLeading();
  }

  /** A value in words: its series, its position, its name. */
  static String value(Series series, int index) {
    StringBuilder text = new StringBuilder();
    if (!series.name().isBlank()) {
      text.append(series.name()).append(", ");
    }
    text.append(series.positions().label(index)).append(": ");
    text.append(NumberText.of(series.values().get(index)));
    if (series instanceof PointSeries points && !points.labels().isEmpty()) {
      text.append(" (").append(points.labels().get(index)).append(')');
    }
    return text.toString();
  }

  private static String summary(Series series) {
    DoubleSummaryStatistics values = statistics(series.values());
    String name = series.name().isBlank() ? "" : series.name() + ": ";
    String text =
        "%s%s values from %s to %s, mean %s"
            .formatted(
                name,
                NumberText.of(series.values().size()),
                NumberText.of(values.getMin()),
                NumberText.of(values.getMax()),
                NumberText.of(values.getAverage()));
    if (series.positions() instanceof Positions.Numbers numbers) {
      DoubleSummaryStatistics at = statistics(numbers.values());
      text += ", at %s to %s".formatted(NumberText.of(at.getMin()), NumberText.of(at.getMax()));
    }
    return text;
  }

  private static DoubleSummaryStatistics statistics(List<Double> values) {
    return values.stream()
        .mapToDouble(Double::doubleValue)
        .filter(Double::isFinite)
        .summaryStatistics();
  }
}
