package org.receptive.engine.kernels.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.receptive.engine.kernels.contract.Close.assertClose;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.receptive.engine.kernels.Kernels;
import org.receptive.engine.kernels.PreparedLayer;
import org.receptive.engine.kernels.reference.ReferenceKernels;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.ConvTranspose2d;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.layer.Linear;
import org.receptive.engine.layer.Padding;
import org.receptive.engine.layer.Parameters;
import org.receptive.engine.layer.Window;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** Convolution, transposed convolution and linear layers. */
interface ConvolutionContract {

  /** The implementation that is tested. */
  Kernels kernels();

  /** Checks one layer with random parameters against the reference. */
  private void check(Layer layer, Tensor input, RandomLayers random, String what) {
    Parameters parameters = random.parameters(layer);
    Tensor expected = new ReferenceKernels().apply(layer, parameters, List.of(input));
    String message = "%s: %s on %s".formatted(what, layer, input.shape());
    assertClose(expected, kernels().apply(layer, parameters, List.of(input)), message);
  }

  @Test
  default void convolutionOfRandomLayersEqualsTheReference() {
    for (int seed = 0; seed < 250; seed++) {
      RandomLayers random = new RandomLayers(seed);
      Conv2d layer = random.convolution();
      check(layer, random.input(layer, layer.inChannels()), random, "seed " + seed);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "LeNet conv1,        1,   6,  5, 1, 0, 1,  32",
    "LeNet conv2,        6,  16,  5, 1, 0, 1,  14",
    "AlexNet conv1,      3,  96, 11, 4, 2, 1,  63",
    "AlexNet conv2,     96,  64,  5, 1, 2, 2,  13",
    "VGG conv1_1,        3,  64,  3, 1, 1, 1,  28",
    "VGG conv3,         64,  64,  3, 1, 1, 1,  28",
    "ResNet conv1,       3,  64,  7, 2, 3, 1,  56",
    "ResNet downsample, 64, 128,  1, 2, 0, 1,  14",
    "ResNet last,      128, 128,  3, 1, 1, 1,   7",
    "Inception 1x1,    192,  64,  1, 1, 0, 1,  14",
    "MobileNet,         32,  32,  3, 1, 1, 32, 28",
    "MobileNet stride,  48,  48,  3, 2, 1, 48, 15"
  })
  default void convolutionOfFamousLayersEqualsTheReference(
      String name, int in, int out, int kernel, int stride, int padding, int groups, int size) {
    Conv2d layer = Conv2d.of(in, out, kernel).stride(stride).padding(padding).groups(groups);
    RandomLayers random = new RandomLayers(7);
    check(layer, random.tensor(Shape.of(1, in, size, size)), random, name);
  }

  /** A prepared layer may choose another algorithm, and a batch takes part in the choice. */
  @ParameterizedTest(name = "{0} -> {1}, {2}x{2}, stride {3}, padding {4}, {5} groups, size {6}")
  @CsvSource({
    "  3,  64, 3, 1, 1,  1, 40",
    " 16,  48, 3, 1, 1,  1, 31",
    " 64,  40, 3, 1, 0,  1, 29",
    " 64,  64, 3, 1, 2,  1, 13",
    "128, 128, 3, 1, 1,  1,  7",
    " 64,  64, 3, 2, 1,  1, 28",
    " 32,  64, 1, 1, 0,  1, 33",
    " 64,  64, 3, 1, 1, 64, 30",
    " 40,  40, 5, 1, 2, 40, 17",
    " 64,  64, 5, 1, 2,  2, 27"
  })
  default void preparedConvolutionsEqualTheReference(
      int in, int out, int kernel, int stride, int padding, int groups, int size) {
    Conv2d layer = Conv2d.of(in, out, kernel).stride(stride).padding(padding).groups(groups);
    RandomLayers random = new RandomLayers(11);
    Parameters parameters = random.parameters(layer);
    try (PreparedLayer prepared = kernels().prepare(layer, parameters)) {
      for (int batch : new int[] {1, 2, 1}) {
        Tensor input = random.tensor(Shape.of(batch, in, size, size + batch));
        Tensor expected = new ReferenceKernels().apply(layer, parameters, List.of(input));
        assertClose(expected, prepared.run(List.of(input)), layer + ", batch " + batch);
        float[] given = new float[expected.size()];
        prepared.run(List.of(input), given);
        assertClose(expected, Tensor.of(expected.shape(), given), layer + ", into given memory");
      }
    }
  }

  @Test
  default void convolutionByHand() {
    Tensor input = Tensor.of(Shape.of(1, 1, 3, 3), 1, 2, 3, 4, 5, 6, 7, 8, 9);
    Tensor weight = Tensor.of(Shape.of(1, 1, 2, 2), 1, 10, 100, 1000);
    Conv2d layer = Conv2d.of(1, 1, 2).withoutBias();
    Tensor output = kernels().conv2d(layer, input, weight, Optional.empty());
    assertEquals(Tensor.of(Shape.of(1, 1, 2, 2), 5421, 6532, 8754, 9865), output);
  }

  @Test
  default void paddingIsZeroAndMayDifferOnEverySide() {
    Tensor input = Tensor.of(Shape.of(1, 1, 1, 1), 3);
    Tensor weight = Tensor.of(Shape.of(1, 1, 2, 2), 1, 10, 100, 1000);
    Conv2d layer = Conv2d.of(1, 1, 2).withoutBias().padding(Padding.of(1, 0, 0, 1));
    Tensor output = kernels().conv2d(layer, input, weight, Optional.empty());
    assertEquals(Tensor.of(Shape.of(1, 1, 1, 1), 300), output);
  }

  @Test
  default void aNanReachesExactlyTheOutputsWhoseWindowHoldsIt() {
    Tensor input = Tensor.random(Shape.of(1, 16, 9, 30), 1);
    int at = 5 * 270 + 4 * 30 + 17;
    input.data()[at] = Float.NaN;
    Conv2d layer = Conv2d.of(16, 16, 3).padding(1);
    Parameters parameters = new RandomLayers(3).parameters(layer);
    Tensor output = kernels().apply(layer, parameters, List.of(input));
    for (int y = 0; y < 9; y++) {
      for (int x = 0; x < 30; x++) {
        boolean inWindow = Math.abs(y - 4) <= 1 && Math.abs(x - 17) <= 1;
        assertEquals(inWindow, Float.isNaN(output.at(0, 3, y, x)), "output " + y + ", " + x);
      }
    }
  }

  @Test
  default void transposedConvolutionOfRandomLayersEqualsTheReference() {
    for (int seed = 0; seed < 150; seed++) {
      RandomLayers random = new RandomLayers(seed);
      ConvTranspose2d layer = random.transposedConvolution();
      check(layer, random.input(layer, layer.inChannels()), random, "seed " + seed);
    }
  }

  /** {@code <conv(x), y> = <x, convTranspose(y)>} for the same weights. */
  @Test
  default void transposedConvolutionIsTheAdjointOfConvolution() {
    for (int seed = 0; seed < 40; seed++) {
      RandomLayers random = new RandomLayers(seed);
      Window window =
          Window.of(3, 2).stride(1 + seed % 3, 1 + seed % 2).padding(Padding.of(1, 0, seed % 2, 1));
      Conv2d conv = new Conv2d(4, 6, window, 1 + seed % 2, false);
      Tensor x = random.tensor(Shape.of(2, 4, 7, 8));
      Tensor weight = random.tensor(conv.parameters().getFirst().shape());
      Tensor forward = kernels().conv2d(conv, x, weight, Optional.empty());
      Tensor y = random.tensor(forward.shape());
      ConvTranspose2d transposed =
          new ConvTranspose2d(
              6,
              4,
              window,
              window.alongHeight(7).unused(),
              window.alongWidth(8).unused(),
              conv.groups(),
              false);
      Tensor back = kernels().convTranspose2d(transposed, y, weight, Optional.empty());
      assertEquals(x.shape(), back.shape());
      assertEquals(inner(forward, y), inner(x, back), 1e-3, "seed " + seed);
    }
  }

  private static double inner(Tensor a, Tensor b) {
    double sum = 0;
    for (int i = 0; i < a.size(); i++) {
      sum += (double) a.data()[i] * b.data()[i];
    }
    return sum;
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "3, 5, 1", "17, 33, 2", "400, 120, 1", "120, 84, 7", "1023, 65, 3"})
  default void linearLayersEqualTheReference(int in, int out, int batch) {
    RandomLayers random = new RandomLayers(in);
    check(Linear.of(in, out), random.tensor(Shape.of(batch, in)), random, "linear");
    check(new Linear(in, out, false), random.tensor(Shape.of(batch, in)), random, "no bias");
  }

  @Test
  default void aLinearLayerIsAConvolutionWithAKernelAsLargeAsItsInput() {
    Tensor input = Tensor.random(Shape.of(2, 16, 5, 5), 1);
    Conv2d conv = Conv2d.of(16, 20, 5);
    Parameters parameters = new RandomLayers(2).parameters(conv);
    Tensor convolved = kernels().apply(conv, parameters, List.of(input));
    Tensor linear =
        kernels()
            .linear(
                Linear.of(400, 20),
                input.reshape(2, 400),
                parameters.get("weight").reshape(20, 400),
                parameters.find("bias"));
    assertClose(convolved.reshape(2, 20), linear, "linear");
    assertTrue(linear.max() > 0);
  }
}
