package org.receptive.engine.io;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.receptive.engine.io.GraphValue.Maps;
import org.receptive.engine.layer.AvgPool2d;
import org.receptive.engine.layer.BatchNorm2d;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.ConvTranspose2d;
import org.receptive.engine.layer.MaxPool2d;
import org.receptive.engine.layer.Pad;
import org.receptive.engine.layer.Padding;
import org.receptive.engine.layer.Resample;
import org.receptive.engine.layer.Resample.Coordinates;
import org.receptive.engine.layer.Resample.Method;
import org.receptive.engine.layer.Resample.Rounding;
import org.receptive.engine.layer.Reshape;
import org.receptive.engine.layer.Transpose;
import org.receptive.engine.layer.Window;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** TensorFlow's operators that work on maps ({@code N x H x W x C} there). */
final class GraphWindows {
  private final GraphOperators operators;
  private final GraphWiring wiring;

  GraphWindows(GraphOperators operators, GraphWiring wiring) {
    this.operators = operators;
    this.wiring = wiring;
  }

  GraphValue translate(GraphNode node) {
    if (node.word("data_format", "NHWC").equals("NCHW")) {
      throw node.problem("has its channels first (NCHW); graphs of TensorFlow.js have them last.");
    }
    if (node.operator().equals("Conv2DBackpropInput")) {
      return new Maps(transposed(node));
    }
    String input = operators.maps(node);
    return new Maps(
        switch (node.operator()) {
          case "DepthToSpace" -> depthToSpace(node, input);
          case "SpaceToDepth" -> spaceToDepth(node, input);
          case "DepthwiseConv2dNative", "FusedDepthwiseConv2dNative" ->
              convolution(node, input, true);
          case "Conv2D", "FusedConv2D", "_FusedConv2D" -> convolution(node, input, false);
          case "MaxPool" ->
              wiring.add(node, node.name(), new MaxPool2d(pooling(node)), List.of(input));
          case "AvgPool" ->
              wiring.add(node, node.name(), new AvgPool2d(pooling(node), false), List.of(input));
          case "ResizeBilinear" -> resize(node, input, Method.LINEAR);
          case "ResizeNearestNeighbor" -> resize(node, input, Method.NEAREST);
          case "Pad", "PadV2" -> pad(node, input);
          default -> normalised(node, input);
        });
  }

  private String convolution(GraphNode node, String input, boolean depthwise) {
    Tensor stored = operators.known(node, 1);
    if (stored.shape().rank() != 4) {
      throw node.problem("has filters of %s, but needs four axes.".formatted(stored.shape()));
    }
    Shape shape = stored.shape();
    List<String> fused = node.words("fused_ops");
    boolean bias = fused.contains("BiasAdd");
    Window window = window(node, shape.dim(0), shape.dim(1));
    Conv2d layer =
        depthwise
            ? new Conv2d(shape.dim(2), shape.dim(2) * shape.dim(3), window, shape.dim(2), bias)
            : new Conv2d(shape.dim(2), shape.dim(3), window, 1, bias);
    String name = wiring.add(node, node.name(), layer, List.of(input));
    wiring.weight(
        name,
        "weight",
        depthwise ? TensorFlowOrder.depthwiseFilters(stored) : TensorFlowOrder.filters(stored));
    if (bias) {
      wiring.weight(name, "bias", operators.known(node, 2));
    }
    return operators.finished(node, name, fused);
  }

  /** Inputs: the size of the output, the filters {@code kH x kW x out x in}, and the maps. */
  private String transposed(GraphNode node) {
    Tensor stored = operators.known(node, 1);
    if (stored.shape().rank() != 4 || !(operators.value(node, 2) instanceof Maps maps)) {
      throw node.problem("needs filters of four axes and maps behind them.");
    }
    int[] size = operators.numbers(node, 0);
    Shape filters = stored.shape();
    Window window = window(node, filters.dim(0), filters.dim(1));
    Shape input = wiring.shape(maps.node());
    // What the output has less than the kernels reach is cut off, the smaller half first.
    int rows = reach(input.height(), window.strideHeight(), filters.dim(0)) - size[1];
    int columns = reach(input.width(), window.strideWidth(), filters.dim(1)) - size[2];
    Padding cut =
        Padding.of(
            Math.max(rows, 0) / 2,
            Math.max(rows, 0) - Math.max(rows, 0) / 2,
            Math.max(columns, 0) / 2,
            Math.max(columns, 0) - Math.max(columns, 0) / 2);
    ConvTranspose2d layer =
        new ConvTranspose2d(
            filters.dim(3),
            filters.dim(2),
            window.padding(cut),
            Math.max(-rows, 0),
            Math.max(-columns, 0),
            1,
            false);
    String name = wiring.add(node, node.name(), layer, List.of(maps.node()));
    wiring.weight(name, "weight", KerasWeights.transposedConvolution(stored));
    return name;
  }

  private static int reach(int input, int stride, int kernel) {
    return (input - 1) * stride + kernel;
  }

  /** TensorFlow's channels are block row, block column, channel. */
  private String depthToSpace(GraphNode node, String input) {
    int block = node.integer("block_size", 2);
    Shape shape = wiring.shape(input);
    int channels = shape.channels() / (block * block);
    return dealtOut(
        node,
        input,
        List.of(0, block, block, channels, shape.height(), shape.width()),
        Transpose.of(0, 3, 4, 1, 5, 2),
        List.of(0, channels, shape.height() * block, shape.width() * block));
  }

  private String spaceToDepth(GraphNode node, String input) {
    int block = node.integer("block_size", 2);
    Shape shape = wiring.shape(input);
    int height = shape.height() / block;
    int width = shape.width() / block;
    return dealtOut(
        node,
        input,
        List.of(0, shape.channels(), height, block, width, block),
        Transpose.of(0, 3, 5, 1, 2, 4),
        List.of(0, shape.channels() * block * block, height, width));
  }

  private String dealtOut(
      GraphNode node, String input, List<Integer> split, Transpose turn, List<Integer> joined) {
    String parts = wiring.add(node, node.name() + "_split", new Reshape(split), List.of(input));
    String turned = wiring.add(node, node.name() + "_turned", turn, List.of(parts));
    return wiring.add(node, node.name(), new Reshape(joined), List.of(turned));
  }

  private static Window pooling(GraphNode node) {
    List<Integer> size = node.integers("ksize");
    if (size.size() != 4) {
      throw node.problem("has a window of %s, but needs N x H x W x C.".formatted(size));
    }
    return window(node, size.get(1), size.get(2));
  }

  private static Window window(GraphNode node, int height, int width) {
    List<Integer> strides = fourOrOnes(node.integers("strides"));
    List<Integer> dilations = fourOrOnes(node.integers("dilations"));
    String padding = node.word("padding", "VALID");
    Padding around =
        switch (padding) {
          case "SAME" -> Padding.SAME;
          case "VALID" -> Padding.VALID;
          case "EXPLICIT" -> explicit(node);
          default -> throw node.problem("pads '%s', which is not covered.".formatted(padding));
        };
    return Window.of(height, width)
        .stride(strides.get(1), strides.get(2))
        .dilation(dilations.get(1), dilations.get(2))
        .padding(around);
  }

  private static Padding explicit(GraphNode node) {
    List<Integer> sides = node.integers("explicit_paddings");
    if (sides.size() != 8) {
      throw node.problem("has paddings %s, but needs two for each axis.".formatted(sides));
    }
    return Padding.of(sides.get(2), sides.get(3), sides.get(4), sides.get(5));
  }

  private static List<Integer> fourOrOnes(List<Integer> numbers) {
    return numbers.size() == 4 ? numbers : Collections.nCopies(4, 1);
  }

  private String normalised(GraphNode node, String input) {
    Tensor scale = operators.known(node, 1);
    BatchNorm2d layer = new BatchNorm2d(scale.size(), node.number("epsilon", 1e-3f));
    String name = wiring.add(node, node.name(), layer, List.of(input));
    wiring.weight(name, "weight", scale);
    wiring.weight(name, "bias", operators.known(node, 2));
    wiring.weight(name, "running_mean", operators.known(node, 3));
    wiring.weight(name, "running_var", operators.known(node, 4));
    return name;
  }

  private String resize(GraphNode node, String input, Method method) {
    int[] size = GraphNumbers.whole(operators.known(node, 1));
    Coordinates coordinates =
        node.flag("align_corners")
            ? Coordinates.ALIGN_CORNERS
            : !node.flag("half_pixel_centers")
                ? Coordinates.ASYMMETRIC
                : method == Method.NEAREST ? Coordinates.PIXEL_CENTRE : Coordinates.HALF_PIXEL;
    Shape shape = wiring.shape(input);
    Resample layer =
        Resample.of(size[0], size[1])
            .scales((double) size[0] / shape.height(), (double) size[1] / shape.width())
            .method(method)
            .coordinates(coordinates)
            .rounding(node.flag("align_corners") ? Rounding.HALF_UP : Rounding.FLOOR);
    return wiring.add(node, node.name(), layer, List.of(input));
  }

  /** Two numbers for each axis, in TensorFlow's order of them. */
  private String pad(GraphNode node, String input) {
    int[] sides = GraphNumbers.whole(operators.known(node, 1));
    if (sides.length != 8) {
      throw node.problem(
          String.format(Locale.ROOT, "pads %d sides, but maps have 8.", sides.length));
    }
    float value = node.inputs().size() > 2 ? operators.known(node, 2).data()[0] : 0;
    List<Integer> before = new ArrayList<>();
    List<Integer> after = new ArrayList<>();
    for (int axis : new int[] {0, 3, 1, 2}) {
      before.add(sides[2 * axis]);
      after.add(sides[2 * axis + 1]);
    }
    Pad layer = new Pad(before, after, Pad.Mode.CONSTANT, value);
    return wiring.add(node, node.name(), layer, List.of(input));
  }
}
