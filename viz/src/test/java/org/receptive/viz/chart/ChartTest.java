package org.receptive.viz.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.receptive.viz.figure.FigureRules;
import org.receptive.viz.figure.GoldenFiles;
import org.receptive.viz.figure.Mark;
import org.receptive.viz.figure.Palette;
import org.receptive.viz.figure.RichText;

class ChartTest {
  private static final double[] WIDTHS = {360, 500, 720, 1000, 1400};
  private static final List<String> NETWORKS =
      List.of("AlexNet", "VGG-16", "GoogLeNet", "ResNet-50", "DenseNet-121, growth rate 32");

  private static Positions numbers(Double... values) {
    return new Positions.Numbers(List.of(values));
  }

  private static Chart losses() {
    Positions epochs = numbers(1.0, 2.0, 3.0, 4.0, 5.0);
    return Chart.of(
        "Loss of two runs",
        Axis.linear("epoch"),
        Axis.linear("cross-entropy"),
        List.of(
            new LineSeries(
                "training", epochs, List.of(2.3, 1.1, 0.6, 0.3, 0.2), Palette.series(0), true),
            new LineSeries(
                "validation",
                epochs,
                List.of(2.3, 1.4, Double.NaN, 0.9, 1.0),
                Palette.series(1),
                true)));
  }

  private static Chart errors() {
    Positions networks = new Positions.Categories(NETWORKS);
    return Chart.of(
        "Errors on ImageNet",
        Axis.linear(""),
        Axis.linear("error in %"),
        List.of(
            new BarSeries(
                "top-1", networks, List.of(43.5, 26.6, 31.2, 23.9, 25.6), Palette.series(0)),
            new BarSeries(
                "top-5", networks, List.of(20.9, 8.4, 10.2, 7.1, 7.8), Palette.series(1))));
  }

  private static Chart named() {
    return Chart.of(
        "Error by cost",
        Axis.logarithmic("multiply-accumulates"),
        Axis.linear("top-5 error in %"),
        List.of(
            new PointSeries(
                "",
                numbers(0.7e9, 15.5e9, 1.5e9, 4.1e9, 2.9e9),
                List.of(20.9, 8.4, 10.2, 7.1, 7.8),
                Palette.series(0),
                NETWORKS)));
  }

  private static Chart differences() {
    return Chart.of(
            "Differences",
            Axis.linear("layer"),
            Axis.linear("percent"),
            List.of(
                new BarSeries(
                    "",
                    new Positions.Categories(List.of("conv1", "conv2", "fc")),
                    List.of(3.0, -12.5, 0.0),
                    Palette.series(2))))
        .lyingDown();
  }

  private static Chart counts() {
    return Chart.of(
        "Counts",
        Axis.linear("value"),
        Axis.linear("count"),
        List.of(
            new BarSeries(
                "",
                new Positions.Bins(List.of(-1.0, 0.0, 1.0, 3.0)),
                List.of(4.0, 12.0, 7.0),
                Palette.series(0))));
  }

  /** The rules for a place of any width; those of notebooks are about 720 px. */
  private static List<String> violations(Chart chart) {
    return FigureRules.violations(chart.figure()).stream()
        .filter(
            rule ->
                chart.width() <= FigureRules.MAX_WIDTH
                    || !rule.contains("px wide") && !rule.contains("appears at"))
        .toList();
  }

  @Test
  void everyChartKeepsTheRulesAtEveryWidth() {
    for (Chart chart : List.of(losses(), errors(), named(), differences(), counts())) {
      for (double width : WIDTHS) {
        Chart wide = chart.withWidth(width);
        assertEquals(List.of(), violations(wide), chart.title() + " at " + width + " px");
        assertEquals(width, wide.figure().width());
        for (Mark.Label label : wide.scene().labels()) {
          assertTrue(label.style().size() >= 12, label::toString);
        }
      }
    }
  }

  @Test
  void everyChartIsTheOneThatWasLookedAt() {
    GoldenFiles files = GoldenFiles.inTestResources("chart");
    assertEquals(Optional.empty(), files.difference("lines", losses().figure()));
    assertEquals(Optional.empty(), files.difference("bars", errors().figure()));
    assertEquals(
        Optional.empty(), files.difference("narrow-bars", errors().withWidth(360).figure()));
    assertEquals(Optional.empty(), files.difference("points", named().figure()));
    assertEquals(Optional.empty(), files.difference("lying-bars", differences().figure()));
    assertEquals(Optional.empty(), files.difference("histogram", counts().figure()));
  }

  /** Words and numbers of any length: labels are turned, thinned or left out, and never meet. */
  @Test
  void randomChartsKeepTheRules() {
    Random random = new Random(11);
    for (int round = 0; round < 150; round++) {
      Chart chart = anyChart(random);
      assertEquals(List.of(), violations(chart), "round " + round + ": " + chart);
    }
  }

  private static Chart anyChart(Random random) {
    int count = random.nextInt(1, 40);
    boolean words = random.nextBoolean();
    double size = Math.pow(10, random.nextInt(-9, 12));
    List<Double> at = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      at.add(size * random.nextDouble());
      labels.add("a long_name of-layers ".repeat(2).substring(0, 1 + random.nextInt(40)));
    }
    Positions positions = words ? new Positions.Categories(labels) : new Positions.Numbers(at);
    List<Series> series = new ArrayList<>();
    for (int s = random.nextInt(1, 5); s > 0; s--) {
      List<Double> values = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        double value = size * random.nextGaussian();
        values.add(random.nextInt(20) == 0 ? Double.NaN : value);
      }
      String name = "series " + "of some length ".repeat(s);
      series.add(
          switch (random.nextInt(words ? 3 : 2)) {
            case 0 -> new LineSeries(name, positions, values, Palette.series(s), true);
            case 1 -> new PointSeries(name, positions, values, Palette.series(s), labels);
            default -> new BarSeries(name, positions, values, Palette.series(s));
          });
    }
    Axis.Kind kind = Axis.Kind.values()[random.nextInt(2)];
    return Chart.of("Any chart", Axis.linear("x"), new Axis("y", kind, false), series)
        .withWidth(WIDTHS[random.nextInt(WIDTHS.length)]);
  }

  @Test
  void aLineIsBrokenWhereAValueIsMissingAndTheChartSaysSo() {
    assertTrue(
        losses().text().endsWith("1 of 10 values is no number (NaN) and not drawn."),
        losses().text());
    long lines =
        losses().scene().marks().stream()
            .filter(mark -> mark instanceof Mark.Path path && path.style().strokeWidth() == 2)
            .count();
    assertEquals(3, lines);
  }

  @Test
  void aValueThatIsNotAboveZeroHasNoPlaceOnALogarithm() {
    Chart chart =
        Chart.of(
            "Logarithm",
            Axis.linear(""),
            Axis.logarithmic(""),
            List.of(
                new PointSeries(
                    "", numbers(1.0, 2.0, 3.0), List.of(-1.0, 0.0, 5.0), Palette.series(0))));
    assertTrue(chart.text().contains("2 of 3 values are not above 0"), chart.text());
  }

  @Test
  void barsHangFromZero() {
    List<String> labels =
        differences().scene().labels().stream()
            .map(Mark.Label::text)
            .map(RichText::letters)
            .toList();
    assertTrue(labels.contains("\u221212.5"), labels::toString);
    List<Mark.Rect> bars =
        differences().scene().marks().stream()
            .filter(Mark.Rect.class::isInstance)
            .map(Mark.Rect.class::cast)
            .filter(
                rect -> !rect.style().equals(org.receptive.viz.figure.Style.fill(Palette.PANEL)))
            .toList();
    assertEquals(2, bars.size());
    assertEquals(bars.get(0).bounds().x(), bars.get(1).bounds().right(), 1e-9);
  }

  @Test
  void barsOfOneLabelStandSideBySide() {
    Chart chart =
        Chart.of(
            "Twice",
            Axis.linear(""),
            Axis.linear(""),
            List.of(
                new BarSeries(
                    "",
                    new Positions.Categories(List.of("a", "a")),
                    List.of(1.0, 2.0),
                    Palette.series(0))));
    assertEquals(List.of(), violations(chart));
    assertEquals("Twice\na: 1\na: 2", chart.text());
  }

  @Test
  void manyValuesMakeASmallPictureAndAShortTwin() {
    Random random = new Random(5);
    List<Double> at = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      at.add((double) i);
      values.add(random.nextGaussian());
    }
    Positions positions = new Positions.Numbers(at);
    for (Series series :
        List.of(
            new LineSeries("", positions, values, Palette.series(0), true),
            new PointSeries("", positions, values, Palette.series(0)))) {
      Chart chart = Chart.of("Many", Axis.linear(""), Axis.linear(""), List.of(series));
      assertEquals(List.of(), violations(chart));
      assertTrue(chart.text().startsWith("Many\n100,000 values from "), chart.text());
      assertTrue(chart.text().length() < 200, chart.text());
    }
  }

  @Test
  void whatDoesNotFitTogetherIsRefusedInWords() {
    IllegalArgumentException lengths =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new LineSeries("loss", numbers(1.0, 2.0), List.of(1.0), Palette.series(0), false));
    assertEquals(
        "the series 'loss' has 1 values for 2 positions; it needs one for each.",
        lengths.getMessage());
    assertThrows(IllegalArgumentException.class, () -> losses().withWidth(300));
    assertThrows(IllegalArgumentException.class, () -> losses().withWidth(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> losses().lyingDown());
    List<Series> mixed = new ArrayList<>(losses().series());
    mixed.addAll(errors().series());
    assertThrows(
        IllegalArgumentException.class,
        () -> Chart.of("mixed", Axis.linear(""), Axis.linear(""), mixed));
  }
}
