package org.receptive.viz.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.receptive.engine.kernels.reference.ReferenceKernels;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.network.Filters;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.Trace;
import org.receptive.engine.network.Weights;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;
import org.receptive.viz.Views;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.FigureRules;

public class LayerPicturesTest {
  private static final Trace TRACE =
      Network.builder("LeNet", Shape.of(1, 1, 28, 28))
          .conv("conv1", 6, 5)
          .relu()
          .maxPool("pool1", 2, 2)
          .conv("conv2", 16, 5)
          .relu()
          .maxPool("pool2", 2, 2)
          .flatten()
          .linear("fc1", 120)
          .relu()
          .linear("fc2", 10)
          .softmax()
          .weights(Weights.random(1))
          .build()
          .run(Tensor.uniform(Shape.of(1, 1, 28, 28), 0, 1, 5), new ReferenceKernels());

  private static Tensor random(int... dims) {
    return Tensor.random(Shape.of(dims), 7);
  }

  public static Stream<Arguments> pictures() {
    Network network = TRACE.network();
    return Stream.of(
        Arguments.of("maps", FeatureMapGrid.of(TRACE.featureMaps("conv1")).figure()),
        Arguments.of("many maps", FeatureMapGrid.of("noise", random(1, 512, 28, 28)).figure()),
        Arguments.of("one map", FeatureMapGrid.of("noise", random(1, 1, 224, 224)).figure()),
        Arguments.of("filters", FilterGrid.of(network.filters("conv1")).figure()),
        Arguments.of("deep filters", FilterGrid.of(network.filters("conv2")).figure()),
        Arguments.of(
            "very deep filters",
            FilterGrid.of(new Filters("VGG", "conv5", random(64, 512, 3, 3), "random")).figure()),
        Arguments.of(
            "colour filters",
            FilterGrid.of(new Filters("AlexNet", "conv1", random(96, 3, 11, 11), "random"))
                .rgb()
                .figure()),
        Arguments.of("matrix", TensorPicture.of(random(5, 6)).figure()),
        Arguments.of("heat map", TensorPicture.of(random(100, 120)).figure()),
        Arguments.of("vector", TensorPicture.of(TRACE.output()).figure()),
        Arguments.of("long vector", TensorPicture.of(random(1, 4096)).figure()),
        Arguments.of("digit", TensorPicture.of(TRACE.input()).figure()),
        Arguments.of(
            "photo", TensorPicture.of(Tensor.uniform(Shape.of(1, 3, 480, 640), 0, 1, 1)).figure()),
        Arguments.of("run", ActivationStrip.of(TRACE).figure()),
        Arguments.of("run with one map", ActivationStrip.of(TRACE).maps(1).figure()),
        Arguments.of("prediction", PredictionBars.of(TRACE.output()).truth(3).figure()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pictures")
  void everyPictureKeepsTheRules(String name, Figure figure) {
    assertEquals(List.of(), FigureRules.violations(figure));
    assertTrue(figure.html().length() <= 200 * 1024, name + ": " + figure.html().length());
  }

  @Test
  void aRunSaysHowLikelyTheLikeliestIsAndThatThereAreMoreMaps() {
    String svg = ActivationStrip.of(TRACE).figure().svg();
    double likeliest = TRACE.output().max();
    assertTrue(svg.contains(">%.0f%%<".formatted(100 * likeliest)), svg);
    assertTrue(svg.contains("the first 4 maps of a layer"), svg);
    int most = 1000;
    assertFalse(ActivationStrip.of(TRACE).maps(most).figure().svg().contains("the first"));
  }

  @Test
  void whatTheEngineHandsOutIsDrawn() {
    for (Object value :
        List.of(
            TRACE, TRACE.input(), TRACE.featureMaps("conv1"), TRACE.network().filters("conv1"))) {
      assertTrue(Views.of(value).isPresent(), value.getClass().getName());
    }
  }

  @Test
  void zeroIsWhiteAndSignsHaveTheirColours() {
    ColorScale scale = ColorScale.fitting(Tensor.of(Shape.of(3), -1, 0, 4));
    assertEquals(-4, scale.min());
    assertEquals(Color.WHITE, scale.color(0));
    assertTrue(scale.color(-4).getBlue() > scale.color(-4).getRed());
    assertTrue(scale.color(4).getRed() > scale.color(4).getBlue());
    assertEquals(scale.color(4), scale.color(99));
  }

  @Test
  void theTextTwinHoldsTheNumbersOfAMatrix() {
    String text = TensorPicture.of(Tensor.of(Shape.of(2, 2), 1, -2, 3, 4)).figure().text();
    assertTrue(text.endsWith("\n1  −2\n3  4"), text);
  }

  @Test
  void mapsThatAreZeroEverywhereAreCounted() {
    Tensor maps = Tensor.zeros(Shape.of(1, 3, 2, 2));
    maps.data()[0] = 1;
    String words = FeatureMapGrid.of("some", maps).figure().description();
    assertTrue(words.contains("2 of them are 0 everywhere"), words);
  }

  @Test
  void blocksAreReducedToTheirMeans() {
    Tensor plane = Tensor.of(Shape.of(2, 3), 1, 3, 10, 5, 7, 20);
    assertEquals(Tensor.of(Shape.of(1, 2), 4, 15), Pixels.reduced(plane, 2));
  }

  @Test
  void numbersKeepTheirSignAndDecimals() {
    assertEquals("−0.25", ValueFormat.of(Tensor.of(Shape.of(2), -0.25f, 1)).text(-0.25));
    assertEquals("3", ValueFormat.of(Tensor.of(Shape.of(2), 3, -1)).text(3));
    assertEquals("0.00", new ValueFormat(2).text(-0.001));
    assertEquals("NaN", new ValueFormat(2).text(Double.NaN));
  }

  @Test
  void valuesThatAreNoProbabilitiesAreRefused() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> PredictionBars.of(Tensor.of(Shape.of(1, 2), -1, 2)));
    assertTrue(refused.getMessage().contains("Softmax"), refused.getMessage());
  }

  @Test
  void filtersOverOtherThanThreeChannelsHaveNoColours() {
    Filters filters = TRACE.network().filters("conv2");
    assertThrows(IllegalArgumentException.class, () -> FilterGrid.of(filters).rgb());
    assertEquals(6, ((Conv2d) TRACE.network().node("conv2").layer()).inChannels());
  }
}
