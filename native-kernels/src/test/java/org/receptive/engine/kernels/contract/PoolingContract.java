package org.receptive.engine.kernels.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.receptive.engine.kernels.contract.Close.assertClose;
import static org.receptive.engine.kernels.contract.Close.assertSame;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.receptive.engine.kernels.Kernels;
import org.receptive.engine.kernels.reference.ReferenceKernels;
import org.receptive.engine.layer.AdaptiveAvgPool2d;
import org.receptive.engine.layer.AdaptiveMaxPool2d;
import org.receptive.engine.layer.AvgPool2d;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.layer.MaxPool2d;
import org.receptive.engine.layer.Padding;
import org.receptive.engine.layer.Parameters;
import org.receptive.engine.layer.Resize;
import org.receptive.engine.layer.Window;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** Max and average pooling, by window and by bins, and interpolation. */
interface PoolingContract {

  /** The implementation that is tested. */
  Kernels kernels();

  private static Tensor expected(Layer layer, Tensor input) {
    return new ReferenceKernels().apply(layer, Parameters.none(), List.of(input));
  }

  @Test
  default void maxPoolingOfRandomLayersIsExactWithNanAndInfinities() {
    for (int seed = 0; seed < 250; seed++) {
      RandomLayers random = new RandomLayers(seed);
      MaxPool2d layer = random.maxPooling();
      Tensor input = random.input(layer, 1 + seed % 18);
      if (seed % 3 == 0) {
        input = random.wild(input.shape());
      }
      String what = "seed %d: %s on %s".formatted(seed, layer, input.shape());
      assertSame(expected(layer, input), kernels().maxPool2d(layer, input), what);
    }
  }

  @Test
  default void avgPoolingOfRandomLayersEqualsTheReference() {
    for (int seed = 0; seed < 250; seed++) {
      RandomLayers random = new RandomLayers(seed);
      AvgPool2d layer = random.avgPooling();
      Tensor input = random.input(layer, 1 + seed % 18);
      String what = "seed %d: %s on %s".formatted(seed, layer, input.shape());
      assertClose(expected(layer, input), kernels().avgPool2d(layer, input), what);
    }
  }

  @Test
  default void aNanInTheWindowWinsMaxPoolingAndPaddingNeverDoes() {
    Tensor input = Tensor.of(Shape.of(1, 1, 2, 4), -1, Float.NaN, -3, -4, 5, 6, -7, -8);
    Tensor output = kernels().maxPool2d(MaxPool2d.of(2, 2), input);
    assertSame(Tensor.of(Shape.of(1, 1, 1, 2), Float.NaN, -3), output, "2x2");
    Tensor padded = kernels().maxPool2d(MaxPool2d.of(2, 2).padding(1), input);
    assertSame(
        Tensor.of(Shape.of(1, 1, 2, 3), -1, Float.NaN, -4, 5, 6, -8), padded, "2x2, padding 1");
  }

  @Test
  default void aMeanCountsPaddingOnlyIfAskedAndNeverWhatHangsOver() {
    Tensor input = Tensor.full(Shape.of(1, 1, 4, 4), 1);
    AvgPool2d layer = AvgPool2d.of(3, 2).padding(1).ceilMode();
    float corner = 4f / 9;
    float edge = 6f / 9;
    // The third window starts at 3 and reaches 5: one real row, one of padding, one overhang.
    float last = 2f / 6;
    float end = 1f / 4;
    Tensor counted =
        Tensor.of(Shape.of(1, 1, 3, 3), corner, edge, last, edge, 1, 0.5f, last, 0.5f, end);
    assertClose(counted, kernels().avgPool2d(layer, input), "padding counted");
    Tensor ones = Tensor.full(Shape.of(1, 1, 3, 3), 1);
    assertSame(ones, kernels().avgPool2d(layer.withoutCountingPadding(), input), "not counted");
  }

  @Test
  default void aDilatedMeanDividesByTheElementsThatItSeesAndIsZeroWhereItSeesPaddingAlone() {
    Tensor row = Tensor.of(Shape.of(1, 1, 1, 6), 1, 2, 3, 4, 5, 6);
    Window window = Window.of(1, 3).dilation(1, 2).stride(1, 2);
    // At -2, 0, 2; at 0, 2, 4; at 2, 4, 6; at 4, 6, 8. Of them -2 and 6 are padding, 8 hangs over.
    AvgPool2d counted = new AvgPool2d(window.padding(Padding.of(0, 0, 2, 2)).ceilMode(true), true);
    assertClose(
        Tensor.of(Shape.of(1, 1, 1, 4), 4f / 3, 3, 8f / 3, 5f / 2),
        kernels().avgPool2d(counted, row),
        "padding counted");
    assertClose(
        Tensor.of(Shape.of(1, 1, 1, 4), 2, 3, 4, 5),
        kernels().avgPool2d(counted.withoutCountingPadding(), row),
        "not counted");
    for (int channels : new int[] {1, 16}) {
      // One pixel between the two that the window sees.
      Tensor pixel = Tensor.full(Shape.of(1, channels, 1, 1), 7);
      AvgPool2d apart = AvgPool2d.of(2, 1).dilation(2).padding(1);
      Tensor zero = Tensor.zeros(pixel.shape());
      assertSame(zero, kernels().avgPool2d(apart, pixel), "padding alone, counted");
      assertSame(zero, kernels().avgPool2d(apart.withoutCountingPadding(), pixel), "padding alone");
    }
  }

  @Test
  default void adaptivePoolingEqualsTheReference() {
    for (int size = 1; size < 14; size++) {
      for (int bins = 1; bins < 9; bins++) {
        RandomLayers random = new RandomLayers(size * 100L + bins);
        Tensor input = random.tensor(Shape.of(2, 5, size, 15 - size));
        Layer mean = new AdaptiveAvgPool2d(bins, 3);
        Layer max = new AdaptiveMaxPool2d(3, bins);
        assertClose(
            expected(mean, input),
            kernels().apply(mean, Parameters.none(), List.of(input)),
            mean + " on " + input.shape());
        assertSame(
            expected(max, input),
            kernels().apply(max, Parameters.none(), List.of(input)),
            max + " on " + input.shape());
      }
    }
  }

  @Test
  default void adaptiveBinsByHand() {
    Tensor input = Tensor.of(Shape.of(1, 1, 1, 5), 1, 2, 3, 4, 5);
    assertSame(
        Tensor.of(Shape.of(1, 1, 1, 3), 1.5f, 3, 4.5f),
        kernels().adaptiveAvgPool2d(new AdaptiveAvgPool2d(1, 3), input),
        "means of [0,2) [1,4) [3,5)");
    assertSame(
        Tensor.of(Shape.of(1, 1, 1, 3), 2, 4, 5),
        kernels().adaptiveMaxPool2d(new AdaptiveMaxPool2d(1, 3), input),
        "maxima");
  }

  @Test
  default void resizingEqualsTheReference() {
    for (Resize.Mode mode : Resize.Mode.values()) {
      for (int seed = 0; seed < 40; seed++) {
        RandomLayers random = new RandomLayers(seed);
        Resize layer = new Resize(1 + seed % 11, 1 + seed * 7 % 23, mode);
        Tensor input = random.tensor(Shape.of(2, 3, 1 + seed * 5 % 9, 1 + seed * 3 % 17));
        String what = "%s on %s".formatted(layer, input.shape());
        assertClose(expected(layer, input), kernels().resize(layer, input), what);
      }
    }
  }

  @Test
  default void resizingByHand() {
    Tensor input = Tensor.of(Shape.of(1, 1, 1, 2), 0, 8);
    Shape four = Shape.of(1, 1, 1, 4);
    assertSame(
        Tensor.of(four, 0, 0, 8, 8),
        kernels().resize(new Resize(1, 4, Resize.Mode.NEAREST), input),
        "nearest");
    assertSame(
        Tensor.of(four, 0, 2, 6, 8),
        kernels().resize(new Resize(1, 4, Resize.Mode.BILINEAR), input),
        "bilinear");
    Tensor corners = kernels().resize(new Resize(1, 4, Resize.Mode.BILINEAR_ALIGN_CORNERS), input);
    assertClose(Tensor.of(four, 0, 8 / 3f, 16 / 3f, 8), corners, "corners aligned");
    // 11 * 30 / 22 is 15, but 11 * (30 / 22.0) is 14.999999999999998.
    Tensor ramp = Tensor.zeros(Shape.of(1, 1, 1, 30));
    for (int i = 0; i < 30; i++) {
      ramp.data()[i] = i;
    }
    Tensor nearest = kernels().resize(new Resize(1, 22, Resize.Mode.NEAREST), ramp);
    assertEquals(15, nearest.data()[11]);
    assertTrue(nearest.data()[21] == 28, "the last pixel");
  }
}
