package org.receptive.viz.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.receptive.viz.plot.Plots.bars;
import static org.receptive.viz.plot.Plots.histogram;
import static org.receptive.viz.plot.Plots.plot;
import static org.receptive.viz.plot.Plots.scatter;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;
import org.receptive.viz.figure.FigureRules;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** What students write in one line. */
class PlotsTest {
  private static Table table() {
    return Table.create(
        "networks",
        StringColumn.create("name", "LeNet", "AlexNet", "VGG-16"),
        IntColumn.create("year", 1998, 2012, 2014),
        DoubleColumn.create("top-5 error", Double.NaN, 20.9, 8.4),
        DoubleColumn.create("top-1 error", Double.NaN, 43.5, 26.6));
  }

  private static String refused(Supplier<Plot> plot) {
    return assertThrows(IllegalArgumentException.class, plot::get).getMessage();
  }

  @Test
  void everyPlotInOneLineKeepsTheRulesAndIsTheSameAgain() {
    double[] values = new Random(1).doubles(100).toArray();
    for (Supplier<Plot> plot :
        List.<Supplier<Plot>>of(
            () -> plot(values),
            () -> plot(new int[] {1, 2, 3}, new float[] {0.1f, 0.2f, 0.3f}),
            () -> plot(List.of("a", "b"), List.of(1, 2.5)),
            () -> plot(table(), "top-5 error"),
            () -> plot(table(), "year", "top-5 error"),
            () -> plot(table(), "year", "top-1 error", "top-5 error"),
            () -> plot(Tensor.of(Shape.of(1, 1, 1, 3), 1, 2, 4)).logY(),
            () -> scatter(values, values),
            () -> scatter(table(), "year", "top-5 error"),
            () -> scatter(table(), "year", "top-5 error", "name").titled("Errors"),
            () -> bars(List.of("cat", "dog"), new int[] {3, 5}),
            () -> bars(new String[] {"cat", "dog"}, new long[] {3, 5}).axes("", "pictures"),
            () -> bars(table(), "name", "top-1 error", "top-5 error"),
            () -> bars(table(), "year", "top-5 error").wide(360),
            () -> histogram(values),
            () -> histogram(values, 7),
            () -> histogram(table(), "year"),
            () -> histogram(table(), "top-5 error", 3))) {
      Plot made = plot.get();
      assertEquals(List.of(), FigureRules.violations(made), made::text);
      assertEquals(made.svg(), plot.get().svg());
      assertEquals(made.json(), plot.get().json());
      assertArrayEquals(made.png(1), plot.get().png(1));
    }
  }

  @Test
  void aNotebookKnowsTheWordsWithoutAnImport() throws IOException {
    URL imports = Plots.class.getResource("/META-INF/receptive/imports");
    try (InputStream file = imports.openStream()) {
      String lines = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(lines.contains("static org.receptive.viz.plot.Plots.*\n"), lines);
    }
  }

  @Test
  void aLineOfATableSaysWhatItShows() {
    assertEquals(
        """
        top-5 error by year
        top-5 error by year
        top-5 error, 1,998: none
        top-5 error, 2,012: 20.9
        top-5 error, 2,014: 8.4
        1 of 3 values is no number (NaN) and not drawn.\
        """,
        plot(table(), "year", "top-5 error").text());
  }

  @Test
  void floatsAreWrittenAsTheyWereTyped() {
    assertTrue(plot(new float[] {0.1f, 0.7f}).text().endsWith("0: 0.1\n1: 0.7"));
    assertTrue(plot(new float[] {0.1f, 0.7f}).json().contains("[0.1,0.7]"));
  }

  @Test
  void aColumnThatDoesNotExistIsRefusedWithThoseThatDo() {
    String expected =
        "the table 'networks' has no column 'eror'. It has: name, year, top-5 error, top-1 error.";
    assertEquals("plot: " + expected, refused(() -> plot(table(), "year", "eror")));
    assertEquals("plot: " + expected, refused(() -> plot(table(), "eror", "year")));
    assertEquals("plot: " + expected, refused(() -> plot(table(), "eror")));
    assertEquals("scatter: " + expected, refused(() -> scatter(table(), "eror", "year")));
    assertEquals("scatter: " + expected, refused(() -> scatter(table(), "year", "year", "eror")));
    assertEquals("bars: " + expected, refused(() -> bars(table(), "name", "eror")));
    assertEquals("histogram: " + expected, refused(() -> histogram(table(), "eror")));
    assertEquals("histogram: " + expected, refused(() -> histogram(table(), "eror", 5)));
  }

  @Test
  void aColumnOfWordsHasNoHeights() {
    assertEquals(
        "bars: the column 'name' holds words; it needs numbers. Columns of numbers: year, top-5"
            + " error, top-1 error.",
        refused(() -> bars(table(), "name", "name")));
  }

  @Test
  void lengthsThatDifferAreToldBoth() {
    assertEquals(
        "plot: x has 3 values and y has 2; each needs a partner.",
        refused(() -> plot(new int[] {1, 2, 3}, new double[] {1, 2})));
    assertEquals(
        "scatter: x has 1 value and y has 2; each needs a partner.",
        refused(() -> scatter(List.of(1), List.of(1, 2))));
    assertEquals(
        "bars: labels has 1 value and values has 2; each needs a partner.",
        refused(() -> bars(List.of("a"), new int[] {1, 2})));
  }

  @Test
  void nothingIsNoPlot() {
    assertEquals(
        "plot: values is empty; it needs at least one value.", refused(() -> plot(new double[0])));
    assertEquals(
        "histogram: values is empty; it needs at least one value.",
        refused(() -> histogram(List.of())));
    assertEquals(
        "plot: the column 'y' is empty; it needs at least one value.",
        refused(() -> plot(Table.create("t", DoubleColumn.create("y")), "y")));
    assertEquals(
        "plot: none of the 2 values of values is a finite number (the first is NaN); it needs at"
            + " least one.",
        refused(() -> plot(new double[] {Double.NaN, Double.NaN})));
  }

  @Test
  void whatIsNotMadeOfNumbersIsRefusedInWords() {
    assertEquals(
        "plot: values is of the type String; it needs an array (double[], float[], int[], long[]),"
            + " a list of numbers, a column of a table or a tensor.",
        refused(() -> plot("losses")));
    assertTrue(refused(() -> plot((Object) null)).startsWith("plot: values is null; it needs"));
    assertEquals(
        "plot: y holds \"two\" at index 1, of the type String; it needs numbers.",
        refused(() -> plot(new int[] {1, 2}, Arrays.asList(1, "two"))));
    assertEquals("plot: the table is null.", refused(() -> plot((Table) null, "x")));
    assertEquals(
        "plot: no column of values is named; it needs at least one.",
        refused(() -> plot(table(), "year", new String[0])));
    assertEquals(
        "histogram: 0 bins; it needs 1 to 1,000.", refused(() -> histogram(new int[] {1}, 0)));
    assertEquals(
        "a chart is 360 to 1400 px wide; given 200 px.",
        refused(() -> plot(new int[] {1}).wide(200)));
  }

  @Test
  void aHistogramCountsEveryNumberOnce() {
    Random random = new Random(3);
    for (int round = 0; round < 200; round++) {
      double size = Math.pow(10, random.nextInt(-6, 7));
      boolean whole = random.nextBoolean();
      double[] values =
          random
              .doubles(1 + random.nextInt(300))
              .map(value -> whole ? Math.rint(40 * value) : size * value)
              .toArray();
      for (Plot plot : List.of(histogram(values), histogram(values, 1 + random.nextInt(30)))) {
        double counted =
            plot.chart().series().getFirst().values().stream().mapToDouble(v -> v).sum();
        assertEquals(values.length, counted, () -> plot.text());
      }
    }
  }

  @Test
  void fewWholeNumbersHaveABarEach() {
    assertEquals(
        "Histogram\ncount by value\n\u22120.5 to 0.5: 2\n0.5 to 1.5: 0\n1.5 to 2.5: 1",
        histogram(new int[] {0, 2, 0}).text());
  }
}
