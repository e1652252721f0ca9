package org.receptive.viz.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.receptive.viz.chart.Axis;
import org.receptive.viz.chart.BarSeries;
import org.receptive.viz.chart.Binning;
import org.receptive.viz.chart.Chart;
import org.receptive.viz.chart.LineSeries;
import org.receptive.viz.chart.NumberText;
import org.receptive.viz.chart.PointSeries;
import org.receptive.viz.chart.Positions;
import org.receptive.viz.chart.Series;
import org.receptive.viz.figure.Palette;
import tech.tablesaw.api.Table;

/**
 * Plots in one line, for students; a notebook imports them by default. Values are arrays ({@code
 * double[]}, {@code float[]}, {@code int[]}, {@code long[]}), lists of numbers, columns of a
 * Tablesaw table, or tensors. What is NaN is not drawn, and the picture says so.
 *
 * <p>All of them throw an {@link IllegalArgumentException} that says what was given and what is
 * expected if a column does not exist, lengths differ, or there is no number.
 */
public final class Plots {
  private static final int MOST_BINS = 1000;
  private static final int MOST_MARKED = 40;

  private Plots() {}

  /** A line of values over their indices: {@code plot(losses)}. */
  public static Plot plot(Object values) {
    GivenValues given = GivenValues.of("plot", "values", values);
    return lines("", "index", "", indices(given), List.of(given));
  }

  /** A line of {@code y} over {@code x}, numbers or words: {@code plot(epochs, losses)}. */
  public static Plot plot(Object x, Object y) {
    GivenValues at = GivenValues.of("plot", "x", x);
    GivenValues values = GivenValues.of("plot", "y", y);
    at.checkSize(values);
    return lines("", "x", "y", at.positions(), List.of(values));
  }

  /** A line of a column over the numbers of its rows: {@code plot(table, "loss")}. */
  public static Plot plot(Table table, String y) {
    GivenValues values = new GivenTable("plot", table).numbers(y);
    return lines(y, "row", y, indices(values), List.of(values));
  }

  /** A line for each {@code y} over a column {@code x}: {@code plot(table, "epoch", "loss")}. */
  public static Plot plot(Table table, String x, String... y) {
    GivenTable given = new GivenTable("plot", table);
    GivenValues at = given.column(x);
    List<GivenValues> values = columns(given, y);
    String names = String.join(", ", y);
    return lines(names + " by " + x, x, y.length == 1 ? names : "", at.positions(), values);
  }

  /** Points: {@code scatter(widths, heights)}. */
  public static Plot scatter(Object x, Object y) {
    GivenValues at = GivenValues.of("scatter", "x", x);
    GivenValues values = GivenValues.of("scatter", "y", y);
    at.checkSize(values);
    return points("", "x", "y", at, values, List.of());
  }

  /** A point for each row: {@code scatter(table, "width", "height")}. */
  public static Plot scatter(Table table, String x, String y) {
    GivenTable given = new GivenTable("scatter", table);
    return points(y + " by " + x, x, y, given.column(x), given.numbers(y), List.of());
  }

  /**
   * A point for each row with its name beside it, where there is room: {@code scatter(table,
   * "parameters", "error", "network")}.
   */
  public static Plot scatter(Table table, String x, String y, String names) {
    GivenTable given = new GivenTable("scatter", table);
    List<String> labels = given.column(names).categories().labels();
    return points(y + " by " + x, x, y, given.column(x), given.numbers(y), labels);
  }

  /** A bar for each label: {@code bars(List.of("cat", "dog"), counts)}. */
  public static Plot bars(Object labels, Object values) {
    GivenValues at = GivenValues.of("bars", "labels", labels);
    GivenValues heights = GivenValues.of("bars", "values", values);
    at.checkSize(heights);
    return upright("", "", "", at, List.of(heights));
  }

  /**
   * A bar for each row, or one for each of several columns: {@code bars(table, "name", "error")}.
   */
  public static Plot bars(Table table, String labels, String... values) {
    GivenTable given = new GivenTable("bars", table);
    GivenValues at = given.column(labels);
    List<GivenValues> heights = columns(given, values);
    String names = String.join(", ", values);
    String axis = values.length == 1 ? names : "";
    return upright(names + " by " + labels, labels, axis, at, heights);
  }

  /** How often values occur, in bins with round edges: {@code histogram(weights)}. */
  public static Plot histogram(Object values) {
    GivenValues given = GivenValues.of("histogram", "values", values);
    return counted("Histogram", "value", given, Binning.of(finite(given)));
  }

  /**
   * How often values occur in so many bins of equal width: {@code histogram(weights, 20)}.
   *
   * @param bins 1 to 1,000
   */
  public static Plot histogram(Object values, int bins) {
    GivenValues given = GivenValues.of("histogram", "values", values);
    return counted("Histogram", "value", given, Binning.of(finite(given), checked(bins)));
  }

  /** How often the values of a column occur: {@code histogram(table, "height")}. */
  public static Plot histogram(Table table, String column) {
    GivenValues given = new GivenTable("histogram", table).numbers(column);
    return counted("Histogram of " + column, column, given, Binning.of(finite(given)));
  }

  /**
   * How often the values of a column occur in so many bins of equal width.
   *
   * @param bins 1 to 1,000
   */
  public static Plot histogram(Table table, String column, int bins) {
    GivenValues given = new GivenTable("histogram", table).numbers(column);
    Binning binning = Binning.of(finite(given), checked(bins));
    return counted("Histogram of " + column, column, given, binning);
  }

  private static List<GivenValues> columns(GivenTable table, String... names) {
    if (names.length == 0) {
      throw new IllegalArgumentException(
          table.function() + ": no column of values is named; it needs at least one.");
    }
    List<GivenValues> columns = new ArrayList<>();
    for (String name : names) {
      columns.add(table.numbers(name));
    }
    return columns;
  }

  private static Positions indices(GivenValues values) {
    return new Positions.Numbers(
        IntStream.range(0, values.size()).mapToObj(i -> (double) i).toList());
  }

  /** The name of a column; what has none needs none in a legend. */
  private static String legend(GivenValues values) {
    return values.name().contains("'")
        ? values.name().substring(values.name().indexOf('\'') + 1, values.name().lastIndexOf('\''))
        : "";
  }

  private static Plot lines(
      String title, String x, String y, Positions at, List<GivenValues> values) {
    List<Series> lines = new ArrayList<>();
    for (GivenValues one : values) {
      boolean marked = one.size() <= MOST_MARKED;
      lines.add(
          new LineSeries(legend(one), at, one.numbers(), Palette.series(lines.size()), marked));
    }
    return Plot.of(Chart.of(title, Axis.linear(x), Axis.linear(y), lines));
  }

  private static Plot points(
      String title, String x, String y, GivenValues at, GivenValues values, List<String> names) {
    Series points = new PointSeries("", at.positions(), values.numbers(), Palette.series(0), names);
    return Plot.of(Chart.of(title, Axis.linear(x), Axis.linear(y), List.of(points)));
  }

  private static Plot upright(
      String title, String x, String y, GivenValues at, List<GivenValues> values) {
    List<Series> bars = new ArrayList<>();
    for (GivenValues one : values) {
      bars.add(
          new BarSeries(legend(one), at.categories(), one.numbers(), Palette.series(bars.size())));
    }
    return Plot.of(Chart.of(title, Axis.linear(x), Axis.linear(y), bars));
  }

  private static List<Double> finite(GivenValues values) {
    return values.numbers().stream().filter(Double::isFinite).toList();
  }

  private static int checked(int bins) {
    if (bins < 1 || bins > MOST_BINS) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "histogram: %d bins; it needs 1 to %,d.", bins, MOST_BINS));
    }
    return bins;
  }

  private static Plot counted(String title, String x, GivenValues values, Binning binning) {
    int missing = values.size() - finite(values).size();
    String axis =
        missing == 0
            ? x
            : "%s (%s of %s are NaN or infinite and not counted)"
                .formatted(x, NumberText.of(missing), NumberText.of(values.size()));
    Series bars = new BarSeries("", binning.bins(), binning.counts(), Palette.series(0));
    return Plot.of(Chart.of(title, Axis.linear(axis), Axis.linear("count"), List.of(bars)));
  }
}
