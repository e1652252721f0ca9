package org.receptive.viz.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.receptive.engine.kernels.program.Algorithm;
import org.receptive.engine.kernels.reference.ReferenceKernels;
import org.receptive.engine.measure.FirstResult;
import org.receptive.engine.measure.LayerSpeed;
import org.receptive.engine.measure.MachineLimits;
import org.receptive.engine.measure.Roofline;
import org.receptive.engine.measure.ScalingCurve;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.PlanOptions;
import org.receptive.engine.tensor.Shape;
import org.receptive.viz.Views;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.FigureRules;
import org.receptive.viz.figure.GoldenFiles;

/** Pictures of measurements, drawn from numbers that do not change. */
class SpeedPicturesTest {
  private static final MachineLimits LIMITS = new MachineLimits(2, 231, 40, 300);

  private static LayerSpeed layer(
      String name, String kind, double intensity, double gigaflops, Optional<Algorithm> way) {
    double operations = 1e9;
    return new LayerSpeed(
        name, kind, operations, operations / intensity, operations / (gigaflops * 1e6), way);
  }

  private static Roofline roofline() {
    return new Roofline(
        "Small",
        "cpp",
        LIMITS,
        List.of(
            layer("conv1", "Conv2d", 110, 180, Optional.of(Algorithm.SMALL)),
            layer("conv2", "Conv2d", 90, 520, Optional.of(Algorithm.WINOGRAD_4)),
            layer("conv3", "Conv2d", 92, 510, Optional.of(Algorithm.WINOGRAD_4)),
            layer("fc6", "Linear", 0.5, 17, Optional.empty())));
  }

  private static Figure figure(Object value) {
    return Views.of(value).orElseThrow();
  }

  @Test
  void aRooflineKeepsTheRulesAndIsTheOneThatWasLookedAt() {
    Figure figure = figure(roofline());
    assertEquals(List.of(), FigureRules.violations(figure));
    assertEquals(
        Optional.empty(), GoldenFiles.inTestResources("plot").difference("roofline", figure));
  }

  @Test
  void theRooflineSaysForHowManyLayersMemoryIsTheLimit() {
    assertTrue(
        figure(roofline()).description().endsWith("for 1 of them memory is the limit."),
        figure(roofline()).description());
  }

  @Test
  void aRoofThatWasRaisedSaysSoUnderThePicture() {
    String note = "the roof was raised: conv1 computed 231 GFLOP/s, the loop only 90";
    LayerSpeed conv = layer("conv1", "Conv2d", 110, 231, Optional.of(Algorithm.DIRECT));
    Figure figure =
        figure(new Roofline("Small", "cpp", LIMITS, List.of(conv), List.of(note, note)));
    assertEquals(List.of(), FigureRules.violations(figure));
    assertTrue(figure.svg().contains(note), figure.svg());
    assertTrue(figure.text().contains(note), figure.text());
  }

  /** Fifty layers at nearly one place: names that find no room are left to the text twin. */
  @Test
  void crowdedPointsKeepTheRules() {
    List<LayerSpeed> crowd = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      crowd.add(layer("layer_" + i, "Conv2d", 90 + i % 7, 150 + i, Optional.of(Algorithm.DIRECT)));
    }
    Figure figure = figure(new Roofline("Crowd", "cpp", LIMITS, crowd));
    assertEquals(List.of(), FigureRules.violations(figure));
    assertTrue(figure.text().contains("layer_49:"), figure.text());
  }

  @Test
  void aRooflineWithoutLayersIsRefused() {
    Roofline empty = new Roofline("Empty", "cpp", LIMITS, List.of());
    assertThrows(IllegalArgumentException.class, () -> figure(empty));
  }

  private static ScalingCurve curve(String name, ScalingCurve.Along along, double... millis) {
    List<ScalingCurve.Point> points = new ArrayList<>();
    for (int i = 0; i < millis.length; i++) {
      points.add(
          new ScalingCurve.Point(
              1 << i, along == ScalingCurve.Along.BATCH ? 1 << i : 1, millis[i]));
    }
    return new ScalingCurve(name, along, points);
  }

  @Test
  void batchesAreShownForEachImageFromZeroOn() {
    ScalingCurve curve = curve("Net", ScalingCurve.Along.BATCH, 30, 50, 90);
    Plot plot = (Plot) figure(curve);
    assertEquals(List.of(), FigureRules.violations(plot));
    assertTrue(plot.text().endsWith("Net, 1: 30\nNet, 2: 25\nNet, 4: 22.5"), plot.text());
    assertTrue(plot.json().contains("\"rangemode\":\"tozero\""), plot.json());
    assertTrue(plot.svg().contains(">0<"), "the vertical axis begins at 0");
    assertEquals(3, plot.svg().split("<circle", -1).length - 1, "a point for each measurement");
  }

  @Test
  void curvesOfSeveralNetworksShareAPlotIfTheyAreAlongTheSame() {
    Plot plot =
        ScalingPlots.of(
            curve("A", ScalingCurve.Along.SIDE, 1, 2), curve("B", ScalingCurve.Along.SIDE, 2, 5));
    assertEquals(List.of(), FigureRules.violations(plot));
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                ScalingPlots.of(
                    curve("A", ScalingCurve.Along.SIDE, 1),
                    curve("B", ScalingCurve.Along.BATCH, 1)));
    assertTrue(refused.getMessage().contains("horizontal axis"), refused.getMessage());
    assertThrows(IllegalArgumentException.class, () -> ScalingPlots.of());
  }

  @Test
  void theFirstResultIsThreeBarsWithThreeDigits() {
    Figure figure = figure(new FirstResult("Net", 12.3456, 345.678, 20));
    assertEquals(List.of(), FigureRules.violations(figure));
    assertTrue(figure.text().contains("plan: 12.3\n"), figure.text());
    assertTrue(figure.text().contains("first run: 346\n"), figure.text());
  }

  private static Network network() {
    return Network.builder("Two layers", Shape.of(1, 32, 28, 28))
        .conv("conv1", 32, 3, conv -> conv.padding(1))
        .relu()
        .flatten()
        .linear("fc", 10)
        .build();
  }

  @Test
  void aPlanIsATableWithWhatElseWasConsidered() {
    Figure figure = figure(network().plan());
    assertEquals(List.of(), FigureRules.violations(figure));
    assertEquals(network().plan().text(), figure.text());
    boolean planned = !network().plan().rows().isEmpty();
    assertEquals(planned, figure.html().contains("<table"), figure.html());
    assertEquals(planned, figure.html().contains("Winograd\u00a0F(2x2)"), figure.html());
    // The table scrolls rather than that a cell is broken between its words.
    Matcher cell = Pattern.compile("<t[dh] [^>]*>([^<]*)").matcher(figure.html());
    assertTrue(cell.results().noneMatch(found -> found.group(1).contains(" ")), figure.html());
  }

  @Test
  void kernelsWithoutAPlanAreSaidToRunLayerByLayer() {
    Figure figure = figure(network().plan(new ReferenceKernels(), PlanOptions.standard(), 1));
    assertEquals(List.of(), FigureRules.violations(figure));
    assertFalse(figure.html().contains("<table"), figure.html());
    assertTrue(figure.text().contains("layer by layer"), figure.text());
  }
}
