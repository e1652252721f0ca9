package org.receptive.engine.io;

import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.layer.Resize;
import org.receptive.engine.layer.Window;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** Keras layers whose windows slide over an image and hold weights, and what enlarges an image. */
final class KerasConvolutions {
  private final KerasWiring wiring;

  KerasConvolutions(KerasWiring wiring) {
    this.wiring = wiring;
  }

  /** A convolution over all channels, or groups of them. */
  KerasWiring.Value convolution(KerasLayer layer) {
    Tensor filters = wiring.stored().get(layer, "kernel", 4);
    wiring.weight(layer.name(), "weight", TensorFlowOrder.filters(filters));
    int groups = (int) layer.number("groups", 1);
    int channels = wiring.input(layer).shape().channels();
    Window window = layer.window("kernel_size");
    return wiring.add(
        layer, new Conv2d(channels, layer.integer("filters"), window, groups, wiring.bias(layer)));
  }

  /** A convolution of every channel by itself. */
  KerasWiring.Value depthwise(KerasLayer layer) {
    Tensor filters = wiring.stored().get(layer, "depthwise_kernel", 4);
    wiring.weight(layer.name(), "weight", TensorFlowOrder.depthwiseFilters(filters));
    int channels = wiring.input(layer).shape().channels();
    int outputs = channels * (int) layer.number("depth_multiplier", 1);
    Window window = layer.window("kernel_size");
    return wiring.add(layer, new Conv2d(channels, outputs, window, channels, wiring.bias(layer)));
  }

  /** A depthwise convolution, and behind it one over all channels with the bias. */
  KerasWiring.Value separable(KerasLayer layer) {
    String deep = layer.name() + "_depthwise";
    Tensor filters = wiring.stored().get(layer, "depthwise_kernel", 4);
    wiring.weight(deep, "weight", TensorFlowOrder.depthwiseFilters(filters));
    int channels = wiring.input(layer).shape().channels();
    int between = channels * (int) layer.number("depth_multiplier", 1);
    Layer first = new Conv2d(channels, between, layer.window("kernel_size"), channels, false);
    KerasWiring.Value depthwise = wiring.add(layer, deep, first, wiring.input(layer));
    wiring.weight(
        layer.name(),
        "weight",
        TensorFlowOrder.filters(wiring.stored().get(layer, "pointwise_kernel", 4)));
    Layer second =
        new Conv2d(between, layer.integer("filters"), Window.of(1), 1, wiring.bias(layer));
    return wiring.add(layer, layer.name(), second, depthwise);
  }

  /** A transposed convolution. */
  KerasWiring.Value transposed(KerasLayer layer) {
    Tensor filters = wiring.stored().get(layer, "kernel", 4);
    wiring.weight(layer.name(), "weight", KerasWeights.transposedConvolution(filters));
    return wiring.add(
        layer,
        KerasWeights.transposedLayer(
            wiring.input(layer).shape().channels(),
            layer.integer("filters"),
            layer.window("kernel_size"),
            wiring.bias(layer)));
  }

  /** Pixels that are repeated or interpolated. */
  KerasWiring.Value upSampling(KerasLayer layer) {
    Shape shape = wiring.input(layer).shape();
    int[] factor = layer.pair("size");
    String interpolation = layer.text("interpolation", "nearest");
    Resize.Mode mode =
        switch (interpolation) {
          case "nearest" -> Resize.Mode.NEAREST;
          case "bilinear" -> Resize.Mode.BILINEAR;
          default ->
              throw layer.problem(
                  "has the interpolation '%s', which is not known.".formatted(interpolation));
        };
    return wiring.add(
        layer, new Resize(shape.height() * factor[0], shape.width() * factor[1], mode));
  }
}
