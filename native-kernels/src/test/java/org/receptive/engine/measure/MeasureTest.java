package org.receptive.engine.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.receptive.engine.kernels.program.Algorithm;
import org.receptive.engine.kernels.selection.KernelSelection;
import org.receptive.engine.layer.ShapeException;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.Weights;
import org.receptive.engine.tensor.Shape;

class MeasureTest {
  private static Network small() {
    return Network.builder("small", Shape.of(1, 3, 16, 16))
        .conv("conv1", 32, 3, conv -> conv.padding(1))
        .relu()
        .globalAvgPool("mean")
        .flatten()
        .linear("fc", 10)
        .weights(Weights.random(1))
        .build();
  }

  /** Loose bounds that hold on every machine which can run the build, busy or not. */
  @Test
  void theMachinesLimitsAreThoseOfAMachine() {
    MachineLimits limits = MachineLimits.measure(1);
    assertEquals(1, limits.threads());
    assertTrue(limits.gigaflops() > 1 && limits.gigaflops() < 2_000, limits::toString);
    assertTrue(limits.memoryGigabytes() > 0.2, limits::toString);
    assertTrue(limits.memoryGigabytes() < 2_000, limits::toString);
    assertTrue(limits.cacheGigabytes() > 1, limits::toString);
  }

  @Test
  void theRoofIsMemoryLeftOfTheRidgeAndArithmeticRightOfIt() {
    MachineLimits limits = new MachineLimits(2, 200, 40, 300);
    assertEquals(5, limits.ridge());
    assertEquals(40, limits.roof(1));
    assertEquals(200, limits.roof(5));
    assertEquals(200, limits.roof(100));
    assertThrows(IllegalArgumentException.class, () -> new MachineLimits(1, 0, 40, 300));
  }

  @Test
  void aRooflineHasTheLayersThatMultiplyWithTheirOperationsAndBytes() {
    Roofline roofline = Roofline.of(small(), new MachineLimits(1, 100, 20, 80));
    assertEquals(List.of("conv1", "fc"), roofline.layers().stream().map(LayerSpeed::name).toList());
    LayerSpeed conv = roofline.layers().getFirst();
    assertEquals(2.0 * 16 * 16 * 32 * 27, conv.operations());
    assertEquals(4.0 * (3 * 256 + 32 * 256 + 32 * 27 + 32), conv.bytes());
    assertTrue(conv.millis() > 0);
    assertEquals(conv.operations() / (conv.millis() * 1e6), conv.gigaflops());
    LayerSpeed fc = roofline.layers().getLast();
    assertEquals(2.0 * 320 / (4 * (32 + 10 + 320 + 10)), fc.intensity());
    assertTrue(roofline.text().contains("% of the roof"), roofline.text());
    assertEquals(fc, roofline.layer("fc"));
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> roofline.layer("relu1"));
    assertTrue(refused.getMessage().contains("conv1, fc"), refused.getMessage());
  }

  @Test
  void onlyWinogradMakesFewerProducts() {
    assertTrue(layer(Optional.of(Algorithm.WINOGRAD_4)).fewerProducts());
    assertTrue(layer(Optional.of(Algorithm.WINOGRAD_2)).fewerProducts());
    assertEquals(false, layer(Optional.of(Algorithm.DIRECT)).fewerProducts());
    assertEquals(false, layer(Optional.empty()).fewerProducts());
  }

  private static LayerSpeed layer(Optional<Algorithm> algorithm) {
    return new LayerSpeed("a", "Conv2d", 10, 1, 1, algorithm);
  }

  @Test
  void batchesAreTimedAsAWholeAndForEachImage() {
    ScalingCurve curve = Scaling.of(small()).batches(1, 3);
    assertEquals(List.of(1, 3), curve.points().stream().map(ScalingCurve.Point::at).toList());
    ScalingCurve.Point three = curve.points().getLast();
    assertTrue(three.millis() > 0);
    assertEquals(three.millis() / 3, three.millisPerImage());
    assertThrows(IllegalArgumentException.class, () -> Scaling.of(small()).batches(0));
  }

  @Test
  void sidesAndThreadsHaveOneImageEach() {
    assertEquals(
        List.of(1, 1),
        Scaling.of(small()).sides(8, 24).points().stream()
            .map(ScalingCurve.Point::images)
            .toList());
    assertEquals(2, Scaling.of(small()).threads(1, 2).points().size());
  }

  @Test
  void aNetworkThatTakesOneSizeOnlySaysSo() {
    Network fixed =
        Network.builder("fixed", Shape.of(1, 1, 8, 8))
            .flatten()
            .add("fc", org.receptive.engine.layer.Linear.of(64, 2))
            .build();
    assertThrows(ShapeException.class, () -> Scaling.of(fixed).sides(16));
  }

  @Test
  void theFirstResultTakesPlanningPackingAndARun() {
    FirstResult result = Scaling.of(small()).firstResult();
    assertTrue(result.planMillis() > 0 && result.firstMillis() > 0 && result.laterMillis() > 0);
    assertEquals(result.planMillis() + result.firstMillis(), result.millis());
    assertTrue(result.laterMillis() <= result.millis(), result::toString);
  }

  @Test
  void kernelsOnThreadsOfTheirOwnAreOfTheSameKind() {
    assertEquals(KernelSelection.active().name(), KernelSelection.active(1).name());
  }

  @Test
  void theBestTimeWarmsUpAndRunsAsOftenAsAskedFor() {
    AtomicInteger runs = new AtomicInteger();
    double millis = new BestTime(3, 0).millis(runs::incrementAndGet);
    assertEquals(4, runs.get());
    assertTrue(millis >= 0);
  }
}
