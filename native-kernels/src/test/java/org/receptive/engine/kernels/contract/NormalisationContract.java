package org.receptive.engine.kernels.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.receptive.engine.kernels.contract.Close.assertClose;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.receptive.engine.kernels.Kernels;
import org.receptive.engine.kernels.reference.ReferenceKernels;
import org.receptive.engine.layer.BatchNorm2d;
import org.receptive.engine.layer.LocalResponseNorm;
import org.receptive.engine.layer.LocalResponseNorm.AlphaConvention;
import org.receptive.engine.layer.Parameters;
import org.receptive.engine.layer.Softmax;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** Softmax, batch normalisation and local response normalisation. */
interface NormalisationContract {

  /** The implementation that is tested. */
  Kernels kernels();

  @Test
  default void softmaxAlongEveryAxisEqualsTheReference() {
    List<Shape> shapes =
        List.of(Shape.of(9), Shape.of(3, 10), Shape.of(2, 17, 3), Shape.of(2, 21, 4, 5));
    for (Shape shape : shapes) {
      Tensor input = Tensor.uniform(shape, -30, 30, shape.rank());
      for (int axis = -shape.rank(); axis < shape.rank(); axis++) {
        Softmax layer = new Softmax(axis);
        Tensor expected = new ReferenceKernels().softmax(layer, input);
        assertClose(expected, kernels().softmax(layer, input), layer + " on " + shape);
      }
    }
  }

  @Test
  default void softmaxNeitherOverflowsNorUnderflows() {
    Tensor input = Tensor.of(Shape.of(2, 3), 3e38f, 3e38f, -3e38f, -1e30f, -1e30f, -1e30f);
    Tensor output = kernels().softmax(Softmax.overChannels(), input);
    float third = 1f / 3;
    assertClose(
        Tensor.of(Shape.of(2, 3), 0.5f, 0.5f, 0, third, third, third), output, "huge values");
  }

  @Test
  default void softmaxOfANanIsNanInItsRowOnly() {
    Tensor input = Tensor.of(Shape.of(2, 2), Float.NaN, 1, 0, 0);
    Tensor output = kernels().softmax(Softmax.overChannels(), input);
    assertClose(
        Tensor.of(Shape.of(2, 2), Float.NaN, Float.NaN, 0.5f, 0.5f), output, "NaN in a row");
  }

  @Test
  default void batchNormalisationEqualsTheReferenceOnImagesAndFeatures() {
    List<Shape> shapes = List.of(Shape.of(3, 5), Shape.of(2, 17, 4, 5), Shape.of(1, 1, 1, 33));
    for (Shape shape : shapes) {
      BatchNorm2d layer = BatchNorm2d.of(shape.channels());
      Shape each = Shape.of(shape.channels());
      Parameters parameters =
          Parameters.of(
              layer,
              Map.of(
                  "weight", Tensor.random(each, 1),
                  "bias", Tensor.random(each, 2),
                  "running_mean", Tensor.random(each, 3),
                  "running_var", Tensor.uniform(each, 0, 2, 4)));
      Tensor input = Tensor.random(shape, 5);
      Tensor expected = new ReferenceKernels().batchNorm2d(layer, input, parameters);
      assertClose(expected, kernels().batchNorm2d(layer, input, parameters), shape);
    }
  }

  @Test
  default void localResponseNormalisationEqualsTheReferenceInBothConventions() {
    for (AlphaConvention convention : AlphaConvention.values()) {
      for (int size = 1; size <= 9; size++) {
        LocalResponseNorm layer = new LocalResponseNorm(size, 0.5f, 0.75f, 1.5f, convention);
        Tensor input = Tensor.uniform(Shape.of(2, 7, 3, 11), -4, 4, size);
        Tensor expected = new ReferenceKernels().localResponseNorm(layer, input);
        assertClose(expected, kernels().localResponseNorm(layer, input), layer);
      }
    }
  }

  @Test
  default void thePapersAlphaIsFiveTimesTorchs() {
    Tensor input = Tensor.uniform(Shape.of(1, 8, 2, 2), -9, 9, 1);
    LocalResponseNorm paper = LocalResponseNorm.alexNet();
    LocalResponseNorm torch =
        new LocalResponseNorm(5, 5e-4f, 0.75f, 2, AlphaConvention.DIVIDED_BY_SIZE);
    assertClose(
        kernels().localResponseNorm(torch, input),
        kernels().localResponseNorm(paper, input),
        "paper");
    // One channel alone: 4 / (2 + 1e-4 * 16)^0.75.
    Tensor single = Tensor.full(Shape.of(1, 1, 1, 1), 4);
    assertEquals(
        4 / Math.pow(2 + 1e-4 * 16, 0.75),
        kernels().localResponseNorm(paper, single).at(0, 0, 0, 0),
        1e-6);
  }
}
