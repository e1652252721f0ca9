package org.receptive.engine.layer;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.receptive.engine.tensor.Shape;

/**
 * One layer of a network: what it does to a shape, which parameters it has, and what it costs. A
 * layer holds no weights and is not bound to a network; two equal layers are interchangeable.
 */
public sealed interface Layer
    permits Conv2d,
        ConvTranspose2d,
        MaxPool2d,
        AvgPool2d,
        AdaptiveMaxPool2d,
        AdaptiveAvgPool2d,
        Linear,
        Activation,
        Softmax,
        LogSoftmax,
        BatchNorm2d,
        InstanceNorm2d,
        LocalResponseNorm,
        Dropout,
        Flatten,
        Add,
        Concat,
        Resize,
        Resample,
        Arrangement,
        Arithmetic,
        MatMul,
        ReduceMean,
        Reduce,
        TopK,
        PRelu,
        Unsupported {

  /**
   * The shape of the output.
   *
   * @param inputs the shapes of the inputs, in order; all layers take exactly one but {@link Add},
   *     {@link Concat}, and {@link Arithmetic} and {@link MatMul} of two inputs
   * @throws ShapeException if the layer cannot take these inputs
   */
  Shape output(List<Shape> inputs);

  /** The parameters, in a fixed order; empty for most layers. */
  default List<ParameterSpec> parameters() {
    return List.of();
  }

  /** The number of trainable parameters, biases included. */
  default long parameterCount() {
    return parameters().stream()
        .filter(ParameterSpec::trainable)
        .mapToLong(ParameterSpec::size)
        .sum();
  }

  /**
   * Multiply-accumulates of one forward pass, whole batch. Only convolutions and linear layers
   * count; biases, activations, pooling and normalisation do not (the convention of fvcore and
   * torchinfo).
   */
  default long macs(List<Shape> inputs) {
    return 0;
  }

  /** The window that slides over height and width, if this layer has one. */
  default Optional<Window> asWindow() {
    return Optional.empty();
  }

  /** The kind of layer: the name of its class, {@code Conv2d}. */
  default String kind() {
    return getClass().getSimpleName();
  }

  /** What the layer does, in a few words: {@code 6 filters 5x5, stride 1}. */
  String describe();

  /** The one input of a layer that takes one. */
  private static Shape only(List<Shape> inputs, String kind) {
    if (inputs.size() != 1) {
      throw new ShapeException(
          String.format(
              Locale.ROOT, "%s takes one input, but %d were given.", kind, inputs.size()));
    }
    return inputs.getFirst();
  }

  /**
   * The one input, of any rank.
   *
   * @throws ShapeException if there is not exactly one
   */
  default Shape single(List<Shape> inputs) {
    return only(inputs, kind());
  }

  /**
   * The one input, which must be {@code N x C x H x W}.
   *
   * @throws ShapeException if there is not exactly one, or it has another rank
   */
  default Shape image(List<Shape> inputs) {
    Shape input = only(inputs, kind());
    if (!input.isImage()) {
      throw new ShapeException(
          "%s takes an N x C x H x W input, but was given %s.".formatted(kind(), input));
    }
    return input;
  }
}
