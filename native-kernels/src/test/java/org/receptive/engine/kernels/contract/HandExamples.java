package org.receptive.engine.kernels.contract;

import static org.receptive.engine.kernels.contract.HandExample.counted;
import static org.receptive.engine.kernels.contract.HandExample.example;
import static org.receptive.engine.kernels.contract.HandExample.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.receptive.engine.layer.Activation;
import org.receptive.engine.layer.Activation.Elementary.Function;
import org.receptive.engine.layer.AdaptiveAvgPool2d;
import org.receptive.engine.layer.AdaptiveMaxPool2d;
import org.receptive.engine.layer.Add;
import org.receptive.engine.layer.Arithmetic;
import org.receptive.engine.layer.Arithmetic.Operation;
import org.receptive.engine.layer.AvgPool2d;
import org.receptive.engine.layer.BatchNorm2d;
import org.receptive.engine.layer.Concat;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.ConvTranspose2d;
import org.receptive.engine.layer.Dropout;
import org.receptive.engine.layer.Flatten;
import org.receptive.engine.layer.IndexSelect;
import org.receptive.engine.layer.InstanceNorm2d;
import org.receptive.engine.layer.Linear;
import org.receptive.engine.layer.LocalResponseNorm;
import org.receptive.engine.layer.LogSoftmax;
import org.receptive.engine.layer.MatMul;
import org.receptive.engine.layer.MaxPool2d;
import org.receptive.engine.layer.PRelu;
import org.receptive.engine.layer.Pad;
import org.receptive.engine.layer.Reduce;
import org.receptive.engine.layer.ReduceMean;
import org.receptive.engine.layer.Resample;
import org.receptive.engine.layer.Reshape;
import org.receptive.engine.layer.Resize;
import org.receptive.engine.layer.Slice;
import org.receptive.engine.layer.Softmax;
import org.receptive.engine.layer.TopK;
import org.receptive.engine.layer.Transpose;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** Every layer that computes, on numbers that a person can follow. */
final class HandExamples {
  private HandExamples() {}

  static List<HandExample> all() {
    List<HandExample> all = new ArrayList<>();
    all.addAll(windows());
    all.addAll(activations());
    all.addAll(normalisations());
    all.addAll(joined());
    all.addAll(matrices());
    all.addAll(arranged());
    all.addAll(resized());
    return all;
  }

  private static List<HandExample> windows() {
    Tensor nine = counted(1, 1, 3, 3);
    return List.of(
        example(Conv2d.of(1, 1, 2), nine)
            .storing(1, 2, 3, 4, 0.5f)
            .gives(37.5f, 47.5f, 67.5f, 77.5f),
        example(ConvTranspose2d.of(1, 1, 2).stride(2), counted(1, 1, 1, 2))
            .storing(1, 2, 3, 4, 0.5f)
            .gives(1.5f, 2.5f, 2.5f, 4.5f, 3.5f, 4.5f, 6.5f, 8.5f),
        example(MaxPool2d.of(2, 1), nine).gives(5, 6, 8, 9),
        // Larger than the input, by less than a stride: one window that hangs over.
        example(MaxPool2d.of(4, 2).ceilMode(), nine).gives(9),
        example(AvgPool2d.of(4, 3).ceilMode(), nine).gives(5),
        example(AvgPool2d.of(2, 1), nine).gives(3, 4, 6, 7),
        example(AvgPool2d.of(2, 1).dilation(2), nine).gives(5),
        example(new AdaptiveMaxPool2d(2, 1), nine).gives(6, 9),
        example(new AdaptiveAvgPool2d(2, 1), nine).gives(3.5f, 6.5f));
  }

  private static List<HandExample> activations() {
    Tensor x = tensor(new int[] {1, 5}, -4, -1, 0, 2, 7);
    return List.of(
        example(new Activation.ReLU(), x).gives(0, 0, 0, 2, 7),
        example(new Activation.LeakyReLU(0.1f), x).gives(-0.4f, -0.1f, 0, 2, 7),
        example(new Activation.Sigmoid(), x)
            .gives(0.0179862f, 0.2689414f, 0.5f, 0.8807971f, 0.9990889f),
        example(new Activation.Tanh(), x)
            .gives(-0.9993293f, -0.7615942f, 0, 0.9640276f, 0.9999983f),
        example(new Activation.Clip(-2, 3), x).gives(-2, -1, 0, 2, 3),
        example(Activation.Clip.relu6(), x).gives(0, 0, 0, 2, 6),
        example(new Activation.Elu(2), x).gives(-1.9633687f, -1.2642411f, 0, 2, 7),
        example(new Activation.HardSigmoid(0.2f, 0.5f), x).gives(0, 0.3f, 0.5f, 0.9f, 1),
        example(new Activation.HardSwish(), x).gives(0, -1 / 3f, 0, 5 / 3f, 7),
        example(new Activation.Identity(), x).gives(-4, -1, 0, 2, 7),
        example(new Activation.Elementary(Function.ABS), x).gives(4, 1, 0, 2, 7),
        example(
                new Activation.Elementary(Function.EXP),
                tensor(new int[] {1, 2}, 0, (float) Math.log(3)))
            .gives(1, 3),
        example(new Activation.Elementary(Function.SOFTPLUS), tensor(new int[] {1, 2}, 0, 100))
            .gives(0.6931472f, 100),
        example(new LogSoftmax(1), tensor(new int[] {1, 3}, 0, 0, (float) Math.log(2)))
            .gives(-1.3862944f, -1.3862944f, -0.6931472f),
        example(PRelu.of(2), tensor(new int[] {1, 2, 1, 2}, -1, 2, -3, 4))
            .storing(0.5f, 3)
            .gives(-0.5f, 2, -9, 4),
        example(new Dropout(0.5f), x).gives(-4, -1, 0, 2, 7));
  }

  private static List<HandExample> normalisations() {
    return List.of(
        example(Softmax.overChannels(), tensor(new int[] {1, 3}, 0, 0, (float) Math.log(2)))
            .gives(0.25f, 0.25f, 0.5f),
        // Weights 2 and -1, biases 3 and 0, means 1 and 0, variances 3 and 0.
        example(new BatchNorm2d(2, 1), tensor(new int[] {1, 2, 1, 2}, 1, 5, 4, 6))
            .storing(2, -1, 3, 0, 1, 0, 3, 0)
            .gives(3, 7, -4, -6),
        // Each map has mean 3 and variance 4, or mean 0 and variance 0.
        example(new InstanceNorm2d(2, 1e-12f), tensor(new int[] {1, 2, 1, 2}, 1, 5, 0, 0))
            .storing(2, 7, 10, -1)
            .gives(8, 12, -1, -1),
        example(
                new LocalResponseNorm(3, 1, 0.5f, 11, LocalResponseNorm.AlphaConvention.PAPER),
                tensor(new int[] {1, 2, 1, 1}, 3, 4))
            .gives(0.5f, 4 / 6f),
        // An even window: ONNX looks at c and c + 1, PyTorch at c - 1 and c.
        example(
                new LocalResponseNorm(2, 2, 1, 1, LocalResponseNorm.AlphaConvention.DIVIDED_AHEAD),
                tensor(new int[] {1, 3, 1, 1}, 1, 2, 3))
            .gives(1 / 6f, 1 / 7f, 0.3f),
        example(
                new LocalResponseNorm(
                    2, 2, 1, 1, LocalResponseNorm.AlphaConvention.DIVIDED_BY_SIZE),
                tensor(new int[] {1, 3, 1, 1}, 1, 2, 3))
            .gives(1 / 2f, 1 / 3f, 3 / 14f));
  }

  private static List<HandExample> joined() {
    Tensor two = counted(1, 2, 1, 1);
    Tensor pair = tensor(new int[] {1, 2, 1, 2}, 1, 2, 3, 4);
    return List.of(
        example(new Add(), two, two, two).gives(3, 6),
        example(new Concat(), two, pair.reshape(1, 4, 1, 1)).gives(1, 2, 1, 2, 3, 4),
        example(new Concat(3), pair, two).gives(1, 2, 1, 3, 4, 2),
        example(Arithmetic.of(Operation.ADD), pair, two).gives(2, 3, 5, 6),
        example(Arithmetic.of(Operation.SUBTRACT), pair, two).gives(0, 1, 1, 2),
        example(Arithmetic.of(Operation.MULTIPLY), pair, two).gives(1, 2, 6, 8),
        example(Arithmetic.of(Operation.DIVIDE), pair, two).gives(1, 2, 1.5f, 2),
        example(Arithmetic.of(Operation.MAXIMUM), pair, two).gives(1, 2, 3, 4),
        example(Arithmetic.of(Operation.MINIMUM), pair, two).gives(1, 1, 2, 2),
        example(Arithmetic.with(Operation.SUBTRACT, Shape.of(2)), pair)
            .storing(10, 20)
            .gives(-9, -18, -7, -16),
        example(new Arithmetic(Operation.SUBTRACT, Optional.of(Shape.of(2)), true), pair)
            .storing(10, 20)
            .gives(9, 18, 7, 16));
  }

  private static List<HandExample> matrices() {
    Tensor four = counted(1, 2, 2);
    return List.of(
        example(Linear.of(2, 2), tensor(new int[] {1, 2}, 5, 6))
            .storing(1, 2, 3, 4, 10, 20)
            .gives(27, 59),
        example(MatMul.ofInputs(), four, four).gives(7, 10, 15, 22),
        example(new MatMul(Optional.of(Shape.of(2, 1)), false), four).storing(1, 10).gives(21, 43),
        example(new MatMul(Optional.of(Shape.of(1, 2)), true), four).storing(1, 10).gives(31, 42),
        example(new ReduceMean(List.of(1), false), four).gives(2, 3),
        example(new ReduceMean(List.of(), true), four).gives(2.5f),
        example(new Reduce(Reduce.Operation.SUM, List.of(1), false), four).gives(4, 6),
        example(new Reduce(Reduce.Operation.MAXIMUM, List.of(2), true), four).gives(2, 4),
        example(
                new Reduce(Reduce.Operation.LENGTH, List.of(2), true),
                tensor(new int[] {1, 1, 2}, 3, 4))
            .gives(5),
        example(new TopK(-1, 2, true, false), tensor(new int[] {1, 4}, 1, 7, 7, 3)).gives(7, 7),
        example(new TopK(-1, 3, true, true), tensor(new int[] {1, 4}, 1, 7, 7, 3)).gives(1, 2, 3),
        example(new TopK(-1, 3, true, true), tensor(new int[] {1, 5}, -1, -0f, 0, -0f, -2))
            .gives(1, 2, 3),
        example(new TopK(-1, 3, false, true), tensor(new int[] {1, 5}, 1, 0, -0f, 0, 2))
            .gives(1, 2, 3),
        example(new TopK(1, 1, false, false), four).gives(1, 2));
  }

  private static List<HandExample> arranged() {
    Tensor six = counted(1, 2, 3);
    Tensor row = counted(1, 1, 1, 3);
    List<Integer> before = List.of(0, 0, 0, 2);
    List<Integer> after = List.of(0, 0, 0, 1);
    return List.of(
        example(new Flatten(), six).gives(1, 2, 3, 4, 5, 6),
        example(Reshape.to(0, 3, -1), six).gives(1, 2, 3, 4, 5, 6),
        example(Transpose.of(0, 2, 1), six).gives(1, 4, 2, 5, 3, 6),
        example(new Slice(List.of(new Slice.Cut(2, -1, -4, -2))), six).gives(3, 1, 6, 4),
        example(new IndexSelect(2, List.of(2, 0, -1)), six).gives(3, 1, 3, 6, 4, 6),
        example(new Pad(before, after, Pad.Mode.CONSTANT, 9), row).gives(9, 9, 1, 2, 3, 9),
        example(new Pad(before, after, Pad.Mode.REFLECT, 0), row).gives(3, 2, 1, 2, 3, 2),
        example(new Pad(before, after, Pad.Mode.EDGE, 0), row).gives(1, 1, 1, 2, 3, 3));
  }

  private static List<HandExample> resized() {
    Tensor pair = tensor(new int[] {1, 1, 1, 2}, 1, 4);
    Resample resample = Resample.of(1, 4).scales(1, 2);
    return List.of(
        example(new Resize(1, 4, Resize.Mode.NEAREST), pair).gives(1, 1, 4, 4),
        example(new Resize(1, 4, Resize.Mode.BILINEAR), pair).gives(1, 1.75f, 3.25f, 4),
        example(new Resize(1, 4, Resize.Mode.BILINEAR_ALIGN_CORNERS), pair).gives(1, 2, 3, 4),
        example(
                resample
                    .method(Resample.Method.LINEAR)
                    .coordinates(Resample.Coordinates.ASYMMETRIC),
                pair)
            .gives(1, 2.5f, 4, 4),
        example(
                resample
                    .coordinates(Resample.Coordinates.ASYMMETRIC)
                    .rounding(Resample.Rounding.CEIL),
                pair)
            .gives(1, 4, 4, 4));
  }
}
