package org.receptive.engine.golden;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.receptive.engine.kernels.Kernels;
import org.receptive.engine.kernels.reference.MaxPooling;
import org.receptive.engine.layer.AdaptiveAvgPool2d;
import org.receptive.engine.layer.AdaptiveMaxPool2d;
import org.receptive.engine.layer.AvgPool2d;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.ConvTranspose2d;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.layer.MaxPool2d;
import org.receptive.engine.layer.Parameters;
import org.receptive.engine.layer.Resize;
import org.receptive.engine.layer.Window;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** Computes the outputs of a golden case with the engine's own layers. */
final class GoldenOperations {
  private static final Set<String> KNOWN =
      Set.of(
          "conv2d",
          "conv_transpose2d",
          "max_pool2d",
          "avg_pool2d",
          "interpolate",
          "lrn_batchnorm_softmax");

  private final Kernels kernels;
  private final GoldenCase golden;
  private final GoldenParams params;
  private final Map<String, GoldenTensor> results = new LinkedHashMap<>();

  private GoldenOperations(Kernels kernels, GoldenCase golden) {
    this.kernels = kernels;
    this.golden = golden;
    this.params = golden.params();
  }

  /**
   * Checks that the engine has an operation.
   *
   * @throws AssertionError if it has not
   */
  static void requireKnown(String op) {
    if (!KNOWN.contains(op)) {
      throw new AssertionError("The operation '%s' is not known to the engine.".formatted(op));
    }
  }

  /**
   * Runs one case.
   *
   * @return every output that the engine can compute, by its name in the files
   * @throws AssertionError if the operation is not known, or lacks an input
   */
  static Map<String, GoldenTensor> run(Kernels kernels, GoldenCase golden) {
    GoldenOperations run = new GoldenOperations(kernels, golden);
    switch (golden.op()) {
      case "conv2d" -> run.convolution();
      case "conv_transpose2d" -> run.transposedConvolution();
      case "max_pool2d" -> run.maxPooling();
      case "avg_pool2d" -> run.meanPooling();
      case "interpolate" -> run.interpolation();
      case "lrn_batchnorm_softmax" ->
          run.results.putAll(new GoldenNormalisation(kernels, golden).run());
      default -> requireKnown(golden.op());
    }
    return run.results;
  }

  private void convolution() {
    Tensor input = batched(golden.input("input"));
    Tensor weight = golden.input("weight");
    int groups = (int) params.number("groups", 1);
    Conv2d layer =
        new Conv2d(
            weight.shape().dim(1) * groups,
            weight.shape().dim(0),
            window(kernelOf(weight), 1, 1),
            groups,
            golden.find("bias").isPresent());
    put("output", apply(layer, weight, input));
  }

  private void transposedConvolution() {
    Tensor input = batched(golden.input("input"));
    Tensor weight = golden.input("weight");
    int groups = (int) params.number("groups", 1);
    int[] outputPadding = params.pair("output_padding", 0, 0);
    ConvTranspose2d layer =
        new ConvTranspose2d(
            weight.shape().dim(0),
            weight.shape().dim(1) * groups,
            window(kernelOf(weight), 1, 1),
            outputPadding[0],
            outputPadding[1],
            groups,
            golden.find("bias").isPresent());
    put("output", apply(layer, weight, input));
  }

  private Tensor apply(Layer layer, Tensor weight, Tensor input) {
    Map<String, Tensor> values = new LinkedHashMap<>();
    values.put("weight", weight);
    golden.find("bias").ifPresent(bias -> values.put("bias", bias));
    return kernels.apply(layer, Parameters.of(layer, values), List.of(input));
  }

  private void maxPooling() {
    Tensor input = batched(golden.input("input"));
    Optional<int[]> bins = adaptive();
    if (bins.isPresent()) {
      AdaptiveMaxPool2d layer = new AdaptiveMaxPool2d(bins.get()[0], bins.get()[1]);
      put("output", kernels.adaptiveMaxPool2d(layer, input));
      putPositions(MaxPooling.of(layer, input));
      return;
    }
    int[] kernel = kernel();
    MaxPool2d layer = new MaxPool2d(window(kernel, kernel));
    put("output", kernels.maxPool2d(layer, input));
    putPositions(MaxPooling.of(layer, input));
  }

  private void putPositions(MaxPooling pooling) {
    Shape shape = pooling.values().shape();
    results.put("argmax", unbatched(GoldenTensor.of(shape, pooling.positions())));
  }

  private void meanPooling() {
    Tensor input = batched(golden.input("input"));
    Optional<int[]> bins = adaptive();
    if (bins.isPresent()) {
      int height = bins.get()[0];
      int width = bins.get()[1];
      put("output", kernels.adaptiveAvgPool2d(new AdaptiveAvgPool2d(height, width), input));
      AdaptiveMaxPool2d max = new AdaptiveMaxPool2d(height, width);
      put("adaptive_max", kernels.adaptiveMaxPool2d(max, input));
      putPositions(MaxPooling.of(max, input));
      return;
    }
    int[] kernel = kernel();
    AvgPool2d layer = new AvgPool2d(window(kernel, kernel), params.flag("count_include_pad", true));
    put("output", kernels.avgPool2d(layer, input));
  }

  private void interpolation() {
    Tensor input = batched(golden.input("input"));
    int[] size = params.has("size") ? params.pair("size") : scaled(input.shape());
    resize(input, size, Resize.Mode.NEAREST, "nearest");
    resize(input, size, Resize.Mode.BILINEAR, "bilinear_ac0");
    resize(input, size, Resize.Mode.BILINEAR_ALIGN_CORNERS, "bilinear_ac1");
    params
        .text("mode")
        .ifPresent(
            mode -> {
              boolean corners = params.flag("align_corners", false);
              String name = mode.equals("nearest") ? mode : mode + (corners ? "_ac1" : "_ac0");
              if (results.containsKey(name)) {
                results.put("output", results.get(name));
              }
            });
  }

  private void resize(Tensor input, int[] size, Resize.Mode mode, String output) {
    put(output, kernels.resize(new Resize(size[0], size[1], mode), input));
  }

  /** A scale that leaves whole numbers of pixels is the same as a size. */
  private int[] scaled(Shape input) {
    double scale = params.number("scale_factor", Double.NaN);
    double height = input.height() * scale;
    double width = input.width() * scale;
    if (height != Math.rint(height) || width != Math.rint(width)) {
      throw new AssertionError("No size, and the scale %s leaves no whole size.".formatted(scale));
    }
    return new int[] {(int) height, (int) width};
  }

  private Optional<int[]> adaptive() {
    for (String name : List.of("adaptive_output", "output_size")) {
      if (params.has(name)) {
        return Optional.of(params.pair(name));
      }
    }
    return Optional.empty();
  }

  private int[] kernel() {
    return params.pair(params.has("kernel") ? "kernel" : "kernel_size");
  }

  private static int[] kernelOf(Tensor weight) {
    return new int[] {weight.shape().dim(2), weight.shape().dim(3)};
  }

  private Window window(int[] kernel, int... defaultStride) {
    int[] stride = params.pair("stride", defaultStride);
    int[] dilation = params.pair("dilation", 1, 1);
    return Window.of(kernel[0], kernel[1])
        .stride(stride[0], stride[1])
        .padding(params.padding())
        .dilation(dilation[0], dilation[1])
        .ceilMode(params.flag("ceil_mode", false));
  }

  private void put(String output, Tensor value) {
    results.put(output, unbatched(GoldenTensor.of(value)));
  }

  /** torch also takes one image without a batch axis. */
  private static Tensor batched(Tensor input) {
    Shape shape = input.shape();
    return shape.rank() == 3 ? input.reshape(1, shape.dim(0), shape.dim(1), shape.dim(2)) : input;
  }

  private GoldenTensor unbatched(GoldenTensor output) {
    Shape shape = output.shape();
    return golden.input("input").shape().rank() == 3
        ? output.reshape(Shape.of(shape.dim(1), shape.dim(2), shape.dim(3)))
        : output;
  }
}
