package org.receptive.viz.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.receptive.engine.layer.AvgPool2d;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.MaxPool2d;
import org.receptive.engine.network.Network;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;
import org.receptive.viz.figure.FigureRules;
import org.receptive.viz.figure.Palette;
import org.receptive.viz.figure.Picture;
import org.receptive.viz.steps.ConvolutionSteps;
import org.receptive.viz.steps.Im2colSteps;
import org.receptive.viz.steps.LoopSteps;
import org.receptive.viz.steps.PoolingSteps;

/** Pictures of NaN, infinite and very large values. */
class OddValuesTest {
  /** Every third value is odd, or all of them. */
  private static Tensor odd(float value, boolean all, int... dims) {
    Tensor tensor = Tensor.random(Shape.of(dims), 7);
    for (int i = 0; i < tensor.size(); i += all ? 1 : 3) {
      tensor.data()[i] = value;
    }
    return tensor;
  }

  @ParameterizedTest
  @ValueSource(
      floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MAX_VALUE})
  void tensorsOfThemKeepTheRules(float value) {
    for (boolean all : new boolean[] {true, false}) {
      for (Picture picture :
          List.of(
              TensorPicture.of(odd(value, all, 4, 4)),
              TensorPicture.of(odd(value, all, 5000)),
              TensorPicture.of(odd(value, all, 1, 1, 60, 60)),
              TensorPicture.of(odd(value, all, 1, 3, 8, 8)),
              FeatureMapGrid.of("maps", odd(value, all, 1, 6, 9, 9)),
              PoolingSteps.of(MaxPool2d.of(2, 2), small(odd(value, all, 1, 2, 4, 4))),
              PoolingSteps.of(AvgPool2d.of(2, 2), small(odd(value, all, 1, 2, 4, 4))))) {
        assertEquals(List.of(), FigureRules.violations(picture.figure()), "" + picture.figure());
      }
    }
  }

  /** Steps write numbers out: the largest floats become a thousand. */
  private static Tensor small(Tensor tensor) {
    for (int i = 0; i < tensor.size(); i++) {
      tensor.data()[i] = tensor.data()[i] == Float.MAX_VALUE ? 1000 : tensor.data()[i];
    }
    return tensor;
  }

  /** The engine and the sum of the products are both NaN, or both infinite: they agree. */
  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void stepsOfAConvolutionAreDrawn(float value) {
    Conv2d layer = Conv2d.of(2, 2, 2);
    Tensor weight = Tensor.random(Shape.of(2, 2, 2, 2), 1);
    Tensor plain = Tensor.random(Shape.of(1, 2, 4, 4), 3);
    Tensor bias = Tensor.zeros(Shape.of(2));
    for (boolean all : new boolean[] {true, false}) {
      Tensor input = odd(value, all, 1, 2, 4, 4);
      for (Picture picture :
          List.of(
              ConvolutionSteps.of(layer, input, weight, bias),
              ConvolutionSteps.of(layer, plain, odd(value, all, 2, 2, 2, 2), bias),
              Im2colSteps.of(layer, input, weight, bias),
              LoopSteps.of(layer, input, weight, bias))) {
        assertEquals(List.of(), FigureRules.violations(picture.figure()), "" + picture.figure());
      }
    }
  }

  @Test
  void nanIsGreyAndTheInfiniteOnesAreTheEndsOfTheScale() {
    Tensor plane =
        Tensor.of(Shape.of(1, 4), Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 0);
    ColorScale scale = new ColorScale(ColorScale.Kind.DIVERGING, -1, 1);
    BufferedImage sheet = Pixels.sheet(4, 1, scale, List.of(plane));
    Pixels.put(sheet, plane, 0, 0, scale);
    assertEquals(Palette.GREY, new Color(sheet.getRGB(0, 0)));
    assertNear(scale.color(1), new Color(sheet.getRGB(1, 0)));
    assertEquals(scale.color(-1), new Color(sheet.getRGB(2, 0)));
    assertEquals(Color.WHITE, new Color(sheet.getRGB(3, 0)));
  }

  private static void assertNear(Color expected, Color found) {
    double off =
        Math.abs(expected.getRed() - found.getRed())
            + Math.abs(expected.getGreen() - found.getGreen())
            + Math.abs(expected.getBlue() - found.getBlue());
    assertTrue(off < 9, expected + " " + found);
  }

  @Test
  void largeNumbersAreWrittenWithAPowerOfTen() {
    ValueFormat format = new ValueFormat(0);
    assertEquals("3.4e38", format.text(Float.MAX_VALUE));
    assertEquals("\u22121.0e8", format.text(-1e8));
    assertEquals("99999999", format.text(99_999_999));
  }

  @Test
  void whatHasNoColourOrIsNoProbabilityIsRefusedByItsPlace() {
    Network network = Network.builder("one", Shape.of(1, 1, 8, 8)).conv("conv1", 2, 3).build();
    Tensor photo = Tensor.zeros(Shape.of(1, 3, 8, 8));
    photo.data()[64 + 2 * 8 + 5] = Float.NaN;
    assertMessage(
        "no colour at row 2, column 5: it is NaN",
        assertThrows(
            IllegalArgumentException.class, () -> ReceptiveFieldOnPhoto.of(network, photo)));
    float[] shares = new float[10];
    Arrays.fill(shares, 0.1f);
    shares[3] = Float.NaN;
    Tensor probabilities = Tensor.of(Shape.of(1, 10), shares);
    assertMessage(
        "the probability of class 3 is NaN",
        assertThrows(IllegalArgumentException.class, () -> PredictionBars.of(probabilities)));
  }

  private static void assertMessage(String part, Exception refused) {
    assertTrue(refused.getMessage().contains(part), refused.getMessage());
  }
}
