package org.receptive.engine.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.receptive.engine.kernels.contract.KernelsContract;
import org.receptive.engine.kernels.reference.MaxPooling;
import org.receptive.engine.kernels.reference.ReferenceKernels;
import org.receptive.engine.layer.AdaptiveMaxPool2d;
import org.receptive.engine.layer.MaxPool2d;
import org.receptive.engine.layer.Padding;
import org.receptive.engine.layer.Softmax;
import org.receptive.engine.layer.Window;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** The textbook loops keep the contract, and say where maxima are. */
class ReferenceKernelsTest extends KernelsContract {

  @Override
  public Kernels kernels() {
    return new ReferenceKernels();
  }

  @Test
  void ofEqualMaximaTheFirstIsNamedAndOfSeveralNanTheLast() {
    Tensor input = Tensor.of(Shape.of(1, 1, 2, 4), 7, 7, Float.NaN, 1, 7, 7, 2, Float.NaN);
    MaxPooling pooling = MaxPooling.of(MaxPool2d.of(2, 2), input);
    assertArrayEquals(new int[] {0, 7}, pooling.positions());
    assertArrayEquals(new int[] {7}, MaxPooling.of(AdaptiveMaxPool2d.global(), input).positions());
  }

  @Test
  void aWindowOfMinusInfinityNamesItsFirstRealPixelAndOneOfPaddingNone() {
    float lowest = Float.NEGATIVE_INFINITY;
    Tensor input = Tensor.full(Shape.of(1, 1, 1, 2), lowest);
    Window window = Window.of(1, 2).padding(Padding.of(0, 1));
    assertArrayEquals(new int[] {0, 0, 1}, MaxPooling.of(new MaxPool2d(window), input).positions());
    Window gap = Window.of(1, 2).dilation(1, 4).padding(Padding.of(0, 2)).stride(1, 1);
    MaxPooling none = MaxPooling.of(new MaxPool2d(gap), Tensor.full(Shape.of(1, 1, 1, 1), 1));
    assertArrayEquals(new int[] {-1}, none.positions());
    assertEquals(lowest, none.values().at(0, 0, 0, 0));
  }

  @Test
  void theLogarithmOfSoftmaxStaysExactWhereSoftmaxIsZero() {
    Tensor input = Tensor.of(Shape.of(1, 2), 1000, 0);
    Tensor logarithm = new ReferenceKernels().logSoftmax(Softmax.overChannels(), input);
    assertEquals(Tensor.of(Shape.of(1, 2), 0, -1000), logarithm);
  }

  @Test
  void trainingNormalisesWithTheBatchAndKeepsUnbiasedVariance() {
    Tensor batch = Tensor.of(Shape.of(2, 2), 1, 10, 3, 20);
    BatchStatistics statistics = BatchStatistics.of(batch);
    Shape two = Shape.of(2);
    assertEquals(Tensor.of(two, 2, 15), statistics.mean());
    assertEquals(Tensor.of(two, 1, 25), statistics.variance());
    assertEquals(
        List.of(Tensor.of(two, 1, 7.5f), Tensor.of(two, 1.5f, 25.5f)),
        List.of(
            statistics.updatedMean(Tensor.zeros(two), 0.5),
            statistics.updatedVariance(Tensor.full(two, 1), 0.5)));
  }
}
