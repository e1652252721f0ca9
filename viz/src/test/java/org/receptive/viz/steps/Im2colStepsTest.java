package org.receptive.viz.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.receptive.engine.kernels.reference.ReferenceKernels;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.ShapeException;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;
import org.receptive.viz.figure.FigureRules;

class Im2colStepsTest {
  private static final int MAX_HTML = 200 * 1024;
  private static final String CASES = "org.receptive.viz.steps.ConvolutionStepsTest#shippedCases";

  private static Tensor input(Conv2d layer, int height, int width) {
    return Tensor.random(Shape.of(1, layer.inChannels(), height, width), 1);
  }

  private static Tensor weight(Conv2d layer) {
    return Tensor.random(layer.parameters().getFirst().shape(), 2);
  }

  private static Optional<Tensor> bias(Conv2d layer) {
    return layer.bias()
        ? Optional.of(Tensor.random(Shape.of(layer.outChannels()), 3))
        : Optional.empty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource(CASES)
  void everyCaseKeepsTheRulesAndTheSize(String name, Conv2d layer, int height, int width) {
    StepView view =
        Im2colSteps.of(
                new ReferenceKernels(),
                layer,
                input(layer, height, width),
                weight(layer),
                bias(layer))
            .figure();
    assertEquals(List.of(), FigureRules.violations(view));
    assertEquals(List.of(), FigureRules.violations(view.step(0)));
    assertEquals(List.of(), FigureRules.violations(view.step(view.frames().size() - 1)));
    int bytes = view.html().getBytes(StandardCharsets.UTF_8).length;
    assertTrue(bytes <= MAX_HTML, name + " takes " + bytes + " bytes");
  }

  /** Rows of W times columns of X are what the engine's textbook loops give, group by group. */
  @ParameterizedTest(name = "{0}")
  @MethodSource(CASES)
  void theProductOfTheMatricesIsTheConvolution(String name, Conv2d layer, int height, int width) {
    ConvolutionRun run =
        ConvolutionRun.of(
            new ReferenceKernels(), layer, input(layer, height, width), weight(layer), bias(layer));
    for (int filter = 0; filter < layer.outChannels(); filter++) {
      int f = filter;
      int first = run.firstChannel(f);
      List<Integer> all =
          java.util.stream.IntStream.range(first, first + run.channelsPerGroup()).boxed().toList();
      Im2colMatrix matrix =
          new Im2colMatrix(
              run, all, List.of(f), OutputRegion.all(run.rows()), OutputRegion.all(run.columns()));
      assertEquals(matrix.size(), (long) matrix.taps().size() * matrix.places().size());
      for (Im2colMatrix.Place place : matrix.places()) {
        double sum = bias(layer).map(b -> (double) b.at(f)).orElse(0.0);
        for (Im2colMatrix.Tap tap : matrix.taps()) {
          sum += matrix.weight(f, tap) * matrix.value(tap, place);
        }
        assertEquals(run.output().at(0, f, place.row(), place.column()), sum, 1e-4, name);
      }
    }
  }

  private static StepView small() {
    return Im2colSteps.of(
            Conv2d.of(1, 2, 2),
            Tensor.of(Shape.of(1, 1, 3, 3), 1, 2, 3, 4, 5, 6, 7, 8, 9),
            Tensor.of(Shape.of(2, 1, 2, 2), 1, 0, 0, -1, 2, 2, 2, 2),
            Tensor.of(Shape.of(2), 10, 0))
        .figure();
  }

  @Test
  void windowsAreCopiedBeforeAnythingIsMultiplied() {
    StepView view = small();
    assertEquals(4 + 2 * 4, view.frames().size());
    assertTrue(view.step(0).text().endsWith("X[·, 0] = (1, 2, 4, 5)"), view.step(0).text());
    assertTrue(view.step(3).text().endsWith("X[·, 3] = (5, 6, 8, 9)"), view.step(3).text());
    assertTrue(
        view.step(4).text().endsWith("Y[0, 0] = 1·1 + 0·2 + 0·4 + (−1)·5 + 10 (bias) = 6"),
        view.step(4).text());
    assertTrue(
        view.step(11).text().endsWith("Y[1, 3] = 2·5 + 2·6 + 2·8 + 2·9 + 0 (bias) = 56"),
        view.step(11).text());
  }

  @Test
  void theFirstPictureIsAProductWithTheWholeMatrix() {
    StepView view = small();
    assertTrue(view.start() >= 4, "step " + view.start());
    assertTrue(view.text().contains("X is 4 x 4: 16 numbers, made of 9."), view.text());
  }

  @Test
  void anInputKnowsInWhichColumnsItStands() {
    List<Integer> copies =
        small().hotspots().stream()
            .filter(spot -> spot.kind() == Hotspot.Kind.SOURCE)
            .map(spot -> spot.steps().size())
            .toList();
    assertEquals(List.of(1, 2, 1, 2, 4, 2, 1, 2, 1), copies);
  }

  @Test
  void filtersOfDifferentGroupsAreNoRowsOfOneMatrix() {
    Conv2d layer = Conv2d.of(4, 4, 2).groups(2).withoutBias();
    Im2colSteps steps = Im2colSteps.of(layer, input(layer, 4, 4), weight(layer));
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> steps.filters(1, 2));
    assertTrue(refused.getMessage().contains("different groups"), refused.getMessage());
    assertTrue(steps.filters(2, 3).figure().title().contains("group 1 of 2"));
    assertThrows(IllegalArgumentException.class, () -> steps.filters(4));
  }

  @Test
  void aWindowThatCannotBeDrawnIsRefusedByItsSize() {
    Conv2d layer = Conv2d.of(1, 1, 21).withoutBias();
    Im2colSteps steps = Im2colSteps.of(layer, input(layer, 22, 22), weight(layer));
    ShapeException refused = assertThrows(ShapeException.class, steps::figure);
    assertTrue(refused.getMessage().contains("441 places"), refused.getMessage());
  }
}
