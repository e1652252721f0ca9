package org.receptive.engine.network;

import java.util.List;
import java.util.Optional;
import org.receptive.engine.layer.Activation;
import org.receptive.engine.layer.AdaptiveAvgPool2d;
import org.receptive.engine.layer.AdaptiveMaxPool2d;
import org.receptive.engine.layer.Arithmetic;
import org.receptive.engine.layer.AvgPool2d;
import org.receptive.engine.layer.BatchNorm2d;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.ConvTranspose2d;
import org.receptive.engine.layer.Dropout;
import org.receptive.engine.layer.Flatten;
import org.receptive.engine.layer.IndexSelect;
import org.receptive.engine.layer.InstanceNorm2d;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.layer.LocalResponseNorm;
import org.receptive.engine.layer.LogSoftmax;
import org.receptive.engine.layer.MatMul;
import org.receptive.engine.layer.MaxPool2d;
import org.receptive.engine.layer.PRelu;
import org.receptive.engine.layer.Pad;
import org.receptive.engine.layer.Padding;
import org.receptive.engine.layer.Reduce;
import org.receptive.engine.layer.ReduceMean;
import org.receptive.engine.layer.Resample;
import org.receptive.engine.layer.Reshape;
import org.receptive.engine.layer.Resize;
import org.receptive.engine.layer.Slice;
import org.receptive.engine.layer.Softmax;
import org.receptive.engine.layer.TopK;
import org.receptive.engine.layer.Transpose;
import org.receptive.engine.layer.Window;
import org.receptive.engine.tensor.Shape;

/**
 * At least one layer of every kind that takes an image, with settings that are easy to get wrong.
 */
final class EveryLayer {
  static final Shape IMAGE = Shape.of(1, 6, 9, 11);

  static final List<Layer> LAYERS =
      List.of(
          Conv2d.of(6, 4, 3).padding(Padding.of(0, 2, 1, 0)).stride(2),
          Conv2d.of(6, 9, 3).padding(Padding.FULL).groups(3).withoutBias(),
          Conv2d.of(6, 6, 3).padding(Padding.SAME).dilation(2),
          new Conv2d(6, 2, Window.of(2, 3).stride(1, 2).padding(Padding.SAME), 1, true),
          new ConvTranspose2d(
              6, 4, Window.of(3, 2).stride(3, 2).padding(Padding.of(1, 0, 0, 1)), 2, 1, 2, true),
          new MaxPool2d(Window.of(3, 2).stride(2, 3).padding(Padding.of(1, 0, 0, 1))),
          MaxPool2d.of(2, 2).ceilMode(),
          MaxPool2d.of(3, 4).padding(1).ceilMode(),
          MaxPool2d.of(2, 3).padding(1).ceilMode(),
          MaxPool2d.of(3, 2).padding(Padding.SAME),
          AvgPool2d.of(3, 2).padding(1),
          AvgPool2d.of(3, 2).padding(1).withoutCountingPadding(),
          AvgPool2d.of(3, 4).padding(1).ceilMode(),
          AvgPool2d.of(2, 2).ceilMode(),
          AvgPool2d.of(3, 4).padding(1).ceilMode().withoutCountingPadding(),
          AvgPool2d.of(3, 2).dilation(2).padding(2),
          AvgPool2d.of(2, 1).dilation(3).withoutCountingPadding(),
          AvgPool2d.of(3, 4).dilation(2).padding(2).ceilMode(),
          AvgPool2d.of(2, 3).dilation(3).padding(1).ceilMode().withoutCountingPadding(),
          AvgPool2d.of(3, 2).dilation(2).padding(Padding.SAME),
          new MaxPool2d(Window.of(2).dilation(5, 4).padding(Padding.of(2))),
          new MaxPool2d(
              Window.of(2).dilation(5, 4).stride(3, 2).padding(Padding.of(2)).ceilMode(true)),
          AdaptiveAvgPool2d.global(),
          new AdaptiveAvgPool2d(3, 11),
          new AdaptiveAvgPool2d(4, 3),
          AdaptiveMaxPool2d.global(),
          new AdaptiveMaxPool2d(9, 1),
          new AdaptiveMaxPool2d(1, 3),
          new AdaptiveMaxPool2d(4, 5),
          new Activation.ReLU(),
          new Activation.LeakyReLU(0.1f),
          new Activation.Sigmoid(),
          new Activation.Tanh(),
          new Activation.Clip(-0.3f, 0.4f),
          new Activation.Clip(Float.NEGATIVE_INFINITY, 0.1f),
          new Activation.Elu(0.7f),
          new Activation.HardSigmoid(0.3f, 0.4f),
          new Activation.HardSwish(),
          new Activation.Identity(),
          Softmax.overChannels(),
          new Softmax(-2),
          new BatchNorm2d(6, 1e-3f),
          LocalResponseNorm.alexNet(),
          new LocalResponseNorm(
              3, 0.4f, 0.6f, 1.5f, LocalResponseNorm.AlphaConvention.DIVIDED_BY_SIZE),
          new Dropout(0.3f),
          new Flatten(),
          new Resize(18, 22, Resize.Mode.NEAREST),
          new Resize(7, 5, Resize.Mode.NEAREST),
          new Resize(14, 8, Resize.Mode.BILINEAR),
          new Resize(4, 30, Resize.Mode.BILINEAR_ALIGN_CORNERS),
          Resample.of(14, 16).scales(1.6, 1.5).method(Resample.Method.CUBIC).cubic(-0.5f, true),
          Resample.of(18, 33).scales(2, 3).coordinates(Resample.Coordinates.PIXEL_CENTRE),
          Reshape.to(0, 3, -1),
          Transpose.of(0, 2, 3, 1),
          new Slice(
              List.of(new Slice.Cut(-1, 9, -12, -2), new Slice.Cut(1, 1, Integer.MAX_VALUE, 2))),
          new Slice(List.of()),
          Pad.image(1, 0, 2, 3).with(0.5f),
          new Pad(List.of(0, 2, 0, 0), List.of(0, 1, 0, 0), Pad.Mode.CONSTANT, 0),
          new Pad(List.of(0, 0, 2, 1), List.of(0, 0, 0, 3), Pad.Mode.REFLECT, 0),
          new Pad(List.of(0, 0, 2, 1), List.of(0, 0, 0, 3), Pad.Mode.EDGE, 0),
          new Arithmetic(Arithmetic.Operation.SUBTRACT, Optional.of(Shape.of(6, 1, 1)), true),
          Arithmetic.with(Arithmetic.Operation.DIVIDE, Shape.of(11)),
          Arithmetic.with(Arithmetic.Operation.MAXIMUM, Shape.of(1)),
          Arithmetic.with(Arithmetic.Operation.MINIMUM, Shape.of(9, 1)),
          Arithmetic.with(Arithmetic.Operation.ADD, Shape.of(6, 1, 1)),
          Arithmetic.with(Arithmetic.Operation.MULTIPLY, Shape.of(6, 9, 11)),
          new MatMul(Optional.of(Shape.of(11, 4)), false),
          new MatMul(Optional.of(Shape.of(5, 9)), true),
          new ReduceMean(List.of(2, -1), false),
          new ReduceMean(List.of(1), true),
          new ReduceMean(List.of(), false),
          PRelu.of(6),
          new LogSoftmax(1),
          new LogSoftmax(-1),
          new InstanceNorm2d(6, 1e-3f),
          new Reduce(Reduce.Operation.SUM, List.of(2, -1), false),
          new Reduce(Reduce.Operation.MAXIMUM, List.of(1), true),
          new Reduce(Reduce.Operation.MINIMUM, List.of(), false),
          new Reduce(Reduce.Operation.PRODUCT, List.of(3), true),
          new Reduce(Reduce.Operation.SUM_OF_MAGNITUDES, List.of(0, 1), false),
          new Reduce(Reduce.Operation.SUM_OF_SQUARES, List.of(-1), false),
          new Reduce(Reduce.Operation.LENGTH, List.of(2), true),
          new TopK(-1, 3, true, false),
          new TopK(1, 6, false, false),
          new TopK(2, 2, true, true),
          new IndexSelect(1, List.of(5, 0, 0, -2)),
          new IndexSelect(-1, List.of(3)),
          new Activation.Elementary(Activation.Elementary.Function.ABS),
          new Activation.Elementary(Activation.Elementary.Function.NEGATE),
          new Activation.Elementary(Activation.Elementary.Function.EXP),
          new Activation.Elementary(Activation.Elementary.Function.FLOOR),
          new Activation.Elementary(Activation.Elementary.Function.CEIL),
          new Activation.Elementary(Activation.Elementary.Function.ROUND),
          new Activation.Elementary(Activation.Elementary.Function.SIGN),
          new Activation.Elementary(Activation.Elementary.Function.SIN),
          new Activation.Elementary(Activation.Elementary.Function.COS),
          new Activation.Elementary(Activation.Elementary.Function.SOFTPLUS),
          new Activation.Elementary(Activation.Elementary.Function.SOFTSIGN),
          new Activation.Elementary(Activation.Elementary.Function.MISH));

  private EveryLayer() {}

  /** A network of one layer, with random weights that do something. */
  static Network network(Layer layer) {
    return Network.builder("one", IMAGE)
        .weights(RandomNetworks.noisy(3))
        .add("first", layer)
        .build();
  }
}
