package org.receptive.viz.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.receptive.engine.kernels.reference.ReferenceKernels;
import org.receptive.engine.layer.Activation;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.Padding;
import org.receptive.engine.layer.ShapeException;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.Trace;
import org.receptive.engine.network.Weights;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;
import org.receptive.viz.figure.Bounds;
import org.receptive.viz.figure.FigureRules;

public class ConvolutionStepsTest {
  private static final int MAX_HTML = 200 * 1024;

  private static ConvolutionSteps steps(Conv2d layer, int height, int width) {
    Tensor input = Tensor.random(Shape.of(1, layer.inChannels(), height, width), 1);
    Tensor weight = Tensor.random(layer.parameters().getFirst().shape(), 2);
    Optional<Tensor> bias =
        layer.bias()
            ? Optional.of(Tensor.random(Shape.of(layer.outChannels()), 3))
            : Optional.empty();
    return ConvolutionSteps.of(new ReferenceKernels(), layer, input, weight, bias);
  }

  public static Stream<Arguments> shippedCases() {
    return Stream.of(
        Arguments.of("valid", Conv2d.of(1, 1, 3), 6, 6),
        Arguments.of("same, three channels", Conv2d.of(3, 2, 3).padding(Padding.SAME), 5, 5),
        Arguments.of("full", Conv2d.of(1, 2, 3).padding(Padding.FULL), 4, 4),
        Arguments.of("asymmetric", Conv2d.of(1, 1, 2).padding(Padding.of(0, 1, 0, 1)), 5, 5),
        Arguments.of("stride with a strip left over", Conv2d.of(1, 1, 3).stride(2), 6, 6),
        Arguments.of("dilated", Conv2d.of(1, 1, 3).dilation(2), 7, 7),
        Arguments.of("groups", Conv2d.of(4, 4, 2).groups(2), 5, 5),
        Arguments.of("depthwise", Conv2d.of(3, 3, 3).groups(3).withoutBias(), 5, 5),
        Arguments.of("1x1 over depth", Conv2d.of(3, 2, 1), 4, 4),
        Arguments.of("many channels", Conv2d.of(6, 16, 5), 14, 14),
        Arguments.of("AlexNet's first", Conv2d.of(3, 2, 11).stride(4).padding(2), 63, 63),
        Arguments.of("not square", Conv2d.of(1, 2, 3), 4, 8));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shippedCases")
  void everyCaseKeepsTheRulesAndTheSize(String name, Conv2d layer, int height, int width) {
    StepView view = steps(layer, height, width).figure();
    assertEquals(List.of(), FigureRules.violations(view));
    assertEquals(List.of(), FigureRules.violations(view.step(view.frames().size() - 1)));
    int bytes = view.html().getBytes(StandardCharsets.UTF_8).length;
    assertTrue(bytes <= MAX_HTML, name + " takes " + bytes + " bytes");
  }

  /** 3 x 3 ones under a 2 x 2 kernel 1 2 3 4, with bias 10: every output is 20. */
  @Test
  void theFormulaAddsChannelsAndBias() {
    StepView view =
        ConvolutionSteps.of(
                Conv2d.of(2, 1, 2),
                Tensor.full(Shape.of(1, 2, 3, 3), 1),
                Tensor.of(Shape.of(1, 2, 2, 2), 1, 2, 3, 4, 0, 0, 0, -5),
                Tensor.of(Shape.of(1), 10))
            .figure();
    assertEquals(4, view.frames().size());
    for (int i = 0; i < 4; i++) {
      assertTrue(view.step(i).text().endsWith("= 10 − 5 + 10 (bias) = 15"), view.step(i).text());
    }
  }

  @Test
  void everyProductIsSpelledOut() {
    String svg =
        ConvolutionSteps.of(
                Conv2d.of(1, 1, 2).withoutBias(),
                Tensor.of(Shape.of(1, 1, 2, 2), 2, 3, 5, 7),
                Tensor.of(Shape.of(1, 1, 2, 2), 11, 13, 17, 19))
            .step(0)
            .svg();
    for (String part : List.of("× 11", "= 22", "× 13", "= 39", "× 17", "= 85", "× 19", "= 133")) {
      assertTrue(svg.contains(">" + part + "<"), part);
    }
    assertTrue(svg.contains(">= 279<"), svg);
  }

  @Test
  void theActivationIsAppliedAndNamed() {
    StepView view =
        ConvolutionSteps.of(
                Conv2d.of(1, 1, 1).withoutBias(),
                Tensor.of(Shape.of(1, 1, 1, 2), -3, 4),
                Tensor.of(Shape.of(1, 1, 1, 1), 2))
            .activation(new Activation.ReLU())
            .figure();
    assertTrue(view.step(0).text().endsWith("= −6 = −6, ReLU gives 0"), view.step(0).text());
    assertTrue(view.step(1).text().endsWith("= 8 = 8, ReLU gives 8"), view.step(1).text());
  }

  @Test
  void anInputKnowsTheOutputsItEnters() {
    StepView view = steps(Conv2d.of(1, 1, 3), 5, 5).figure();
    List<Integer> uses =
        view.hotspots().stream()
            .filter(spot -> spot.kind() == Hotspot.Kind.SOURCE)
            .map(spot -> spot.steps().size())
            .toList();
    assertEquals(
        List.of(1, 2, 3, 2, 1, 2, 4, 6, 4, 2, 3, 6, 9, 6, 3, 2, 4, 6, 4, 2, 1, 2, 3, 2, 1), uses);
  }

  @Test
  void theOutputsOfAllStepsHaveAPlaceOfTheirOwn() {
    StepView view =
        ConvolutionSteps.of(
                Conv2d.of(3, 2, 3).padding(1).stride(2).withoutBias(),
                Tensor.full(Shape.of(1, 3, 5, 5), 1),
                Tensor.full(Shape.of(2, 3, 3, 3), -1))
            .figure();
    List<Bounds> places =
        view.hotspots().stream()
            .filter(spot -> spot.kind() == Hotspot.Kind.RESULT)
            .map(Hotspot::box)
            .toList();
    assertEquals(18, places.size());
    assertEquals(18, places.stream().distinct().count());
  }

  @Test
  void aRunThatDisagreesWithItsProductsIsRefused() {
    Conv2d layer = Conv2d.of(1, 1, 2).withoutBias();
    Tensor input = Tensor.full(Shape.of(1, 1, 2, 2), 1);
    Tensor weight = Tensor.full(Shape.of(1, 1, 2, 2), 1);
    ConvolutionRun wrong =
        new ConvolutionRun(
            layer,
            input,
            weight,
            Optional.empty(),
            Tensor.of(Shape.of(1, 1, 1, 1), 4.01f),
            "wrong",
            Optional.empty());
    IllegalStateException refused =
        assertThrows(IllegalStateException.class, () -> wrong.sum(0, 0, 0));
    assertTrue(refused.getMessage().contains("4.01"), refused.getMessage());
  }

  @Test
  void aLayerOfANetworkIsShownAroundTheOutputAskedFor() {
    Trace trace = trace();
    StepView view = ConvolutionSteps.of(trace, "conv1", 2, 10, 11).figure();
    assertEquals(List.of(), FigureRules.violations(view));
    assertEquals(
        "y2[10, 11]", view.step(view.start()).text().replaceAll(".*(y2\\S* \\S*) =.*", "$1"));
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> ConvolutionSteps.of(trace, "conv1", 6, 0, 0));
    assertTrue(refused.getMessage().contains("filters 0 to 5"), refused.getMessage());
    assertThrows(
        IllegalArgumentException.class, () -> ConvolutionSteps.of(trace, "pool1", 0, 0, 0));
  }

  private static Trace trace() {
    return Network.builder("Small", Shape.of(1, 1, 28, 28))
        .conv("conv1", 6, 5)
        .maxPool("pool1", 2, 2)
        .weights(Weights.random(1))
        .build()
        .run(Tensor.random(Shape.of(1, 1, 28, 28), 5), new ReferenceKernels());
  }

  @Test
  void aMissingBiasIsNamed() {
    ShapeException refused =
        assertThrows(
            ShapeException.class,
            () ->
                ConvolutionSteps.of(
                    Conv2d.of(1, 1, 1),
                    Tensor.zeros(Shape.of(1, 1, 1, 1)),
                    Tensor.zeros(Shape.of(1, 1, 1, 1))));
    assertTrue(refused.getMessage().contains("withoutBias()"), refused.getMessage());
  }

  @Test
  void theSameCallGivesTheSamePage() {
    assertEquals(
        steps(Conv2d.of(2, 2, 3), 5, 5).figure().html(),
        steps(Conv2d.of(2, 2, 3), 5, 5).figure().html());
  }
}
