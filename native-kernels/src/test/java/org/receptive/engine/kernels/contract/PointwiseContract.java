package org.receptive.engine.kernels.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.receptive.engine.kernels.contract.Close.assertClose;
import static org.receptive.engine.kernels.contract.Close.assertSame;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.receptive.engine.kernels.Kernels;
import org.receptive.engine.kernels.reference.ReferenceKernels;
import org.receptive.engine.layer.Activation;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** Activations, sums and concatenations. */
interface PointwiseContract {

  /** The implementation that is tested. */
  Kernels kernels();

  @Test
  default void activationsByHandAlsoOfNanAndInfinity() {
    float inf = Float.POSITIVE_INFINITY;
    Tensor input = Tensor.of(Shape.of(1, 7), -inf, -200, -1, 0, 1, inf, Float.NaN);
    Shape shape = input.shape();
    assertSame(
        Tensor.of(shape, 0, 0, 0, 0, 1, inf, Float.NaN),
        kernels().activation(new Activation.ReLU(), input),
        "ReLU");
    assertSame(
        Tensor.of(shape, -inf, -20, -0.1f, 0, 1, inf, Float.NaN),
        kernels().activation(new Activation.LeakyReLU(0.1f), input),
        "leaky ReLU");
    assertClose(
        Tensor.of(shape, 0, 0, 0.268941f, 0.5f, 0.731059f, 1, Float.NaN),
        kernels().activation(new Activation.Sigmoid(), input),
        "sigmoid");
    assertClose(
        Tensor.of(shape, -1, -1, -0.761594f, 0, 0.761594f, 1, Float.NaN),
        kernels().activation(new Activation.Tanh(), input),
        "tanh");
    assertSame(
        Tensor.of(shape, -2, -2, -1, 0, 0.5f, 0.5f, Float.NaN),
        kernels().activation(new Activation.Clip(-2, 0.5f), input),
        "clip");
    assertSame(
        Tensor.of(shape, -inf, -200, -1, 0, 1, 6, Float.NaN),
        kernels().activation(new Activation.Clip(-inf, 6), input),
        "clip without a lower limit");
    assertSame(
        Tensor.of(shape, 3, 3, 3, 3, 3, inf, Float.NaN),
        kernels().activation(new Activation.Clip(3, inf), input),
        "clip without an upper limit");
    assertClose(
        Tensor.of(shape, -2, -2, -1.264241f, 0, 1, inf, Float.NaN),
        kernels().activation(new Activation.Elu(2), input),
        "ELU");
    assertSame(input, kernels().activation(new Activation.Identity(), input), "identity");
  }

  @Test
  default void activationsOfEveryLengthEqualTheReference() {
    List<Activation> layers =
        List.of(
            new Activation.ReLU(),
            new Activation.LeakyReLU(0.01f),
            new Activation.Sigmoid(),
            new Activation.Tanh(),
            new Activation.Clip(-3, 4),
            Activation.Clip.relu6(),
            new Activation.Elu(0.5f),
            new Activation.HardSigmoid(0.2f, 0.5f),
            new Activation.HardSwish(),
            new Activation.Identity());
    for (Activation layer : layers) {
      for (int length = 1; length < 70; length++) {
        Tensor input = Tensor.uniform(Shape.of(1, length), -20, 20, length);
        Tensor expected = new ReferenceKernels().activation(layer, input);
        assertClose(expected, kernels().activation(layer, input), layer + ", length " + length);
      }
    }
  }

  /** From the smallest numbers to the largest, where results run out of digits or overflow, too. */
  @Test
  default void smoothFunctionsAreRightToFourUnitsInTheLastPlaceForNumbersOfEverySize() {
    List<Activation> layers =
        new ArrayList<>(
            List.of(
                new Activation.Sigmoid(), new Activation.Tanh(), new Activation.Elu(1.6732632f)));
    for (Activation.Elementary.Function function : Activation.Elementary.Function.values()) {
      layers.add(new Activation.Elementary(function));
    }
    Tensor input = Tensor.zeros(Shape.of(1, 3 * 30_011));
    for (int i = 0; i < input.size(); i += 3) {
      // All bits, and then what matters of exponentials: also where they are 0 and infinite.
      input.data()[i] = Float.intBitsToFloat(i / 3 * 143_107);
      input.data()[i + 1] = (i / 3 - 15_000) / 125f;
      input.data()[i + 2] = (i / 3 - 15_000) / 6_000f;
    }
    for (Activation layer : layers) {
      Tensor expected = new ReferenceKernels().activation(layer, input);
      Tensor given = kernels().activation(layer, input);
      for (int i = 0; i < input.size(); i++) {
        float wanted = expected.data()[i];
        float got = given.data()[i];
        boolean same = Float.compare(wanted + 0f, got + 0f) == 0;
        if (!same && !(Math.abs((double) wanted - got) <= 4 * Math.ulp(wanted))) {
          fail("%s of %s is %s, but should be %s".formatted(layer, input.data()[i], got, wanted));
        }
      }
    }
  }

  @Test
  default void sumsOfTwoToFourTensorsEqualTheReference() {
    for (int count = 2; count <= 4; count++) {
      for (int length : new int[] {1, 15, 16, 17, 1000}) {
        List<Tensor> inputs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
          inputs.add(Tensor.random(Shape.of(2, 3, 1, length), i + length));
        }
        Tensor expected = new ReferenceKernels().add(inputs);
        assertClose(expected, kernels().add(inputs), count + " of " + length);
      }
    }
  }

  @Test
  default void concatenationKeepsImagesApart() {
    Tensor a = Tensor.of(Shape.of(2, 1, 1, 2), 1, 2, 3, 4);
    Tensor b = Tensor.of(Shape.of(2, 2, 1, 2), 5, 6, 7, 8, 9, 10, 11, 12);
    assertEquals(
        Tensor.of(Shape.of(2, 3, 1, 2), 1, 2, 5, 6, 7, 8, 3, 4, 9, 10, 11, 12),
        kernels().concat(List.of(a, b)));
    Tensor features = Tensor.of(Shape.of(2, 1), 1, 2);
    assertEquals(
        Tensor.of(Shape.of(2, 3), 1, 1, 1, 2, 2, 2),
        kernels().concat(List.of(features, features, features)));
  }
}
