package org.receptive.engine.io.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.receptive.engine.layer.Arithmetic;
import org.receptive.engine.layer.Arithmetic.Operation;
import org.receptive.engine.layer.IndexSelect;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.layer.Reshape;
import org.receptive.engine.layer.Slice;
import org.receptive.engine.layer.Transpose;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/**
 * Operators that take values by their index or deal them out anew: Gather, blocks of pixels that
 * become channels and back, and the experimental operators on pictures that the first exporters
 * wrote.
 */
final class SelectionOperators {
  private SelectionOperators() {}

  static void register(Map<String, Operator> operators) {
    operators.put("Gather", SelectionOperators::gather);
    operators.put("DepthToSpace", SelectionOperators::depthToSpace);
    operators.put("SpaceToDepth", SelectionOperators::spaceToDepth);
    operators.put("Crop", SelectionOperators::crop);
    operators.put("ImageScaler", SelectionOperators::imageScaler);
    operators.put("Affine", SelectionOperators::affine);
  }

  /** A single index drops its axis, a table of them puts its own axes there. */
  private static void gather(OnnxNode node, Wiring wiring) {
    String input = wiring.computed(node, 0);
    Shape shape = wiring.shape(input);
    Constant indices =
        wiring.stored(node, 1, "indices").orElseThrow(() -> node.problem("has no indices."));
    int axis = ShapeOperators.axis(node, node.integer("axis", 0), shape.rank());
    List<Integer> wanted = Arrays.stream(indices.integers()).mapToObj(Math::toIntExact).toList();
    if (wanted.isEmpty()) {
      throw new NotCovered("a tensor without values: no index is taken");
    }
    Layer layer = new IndexSelect(axis, wanted);
    if (indices.dims().size() == 1) {
      wiring.finish(node, layer, input);
      return;
    }
    String taken = wiring.add(node.name() + "_taken", layer, Map.of(), List.of(input));
    List<Integer> lengths = new ArrayList<>();
    for (int i = 0; i < shape.rank(); i++) {
      if (i == axis) {
        lengths.addAll(indices.dims());
      } else {
        lengths.add(shape.dim(i));
      }
    }
    ShapeOperators.reshapeTo(node, wiring, taken, lengths);
  }

  /**
   * Channels {@code block x block x C} become blocks of pixels; in mode CRD, {@code C} is first.
   */
  private static void depthToSpace(OnnxNode node, Wiring wiring) {
    int block = block(node);
    Shape shape = image(node, wiring);
    int channels = shape.channels() / (block * block);
    if (channels * block * block != shape.channels()) {
      throw node.problem(
          String.format(
              Locale.ROOT,
              "makes blocks of %d x %d pixels of %d channels, which is no multiple of %d.",
              block,
              block,
              shape.channels(),
              block * block));
    }
    boolean channelsFirst = node.text("mode", "DCR").equals("CRD");
    List<Integer> split =
        channelsFirst
            ? List.of(0, channels, block, block, shape.height(), shape.width())
            : List.of(0, block, block, channels, shape.height(), shape.width());
    Transpose turn =
        channelsFirst ? Transpose.of(0, 1, 4, 2, 5, 3) : Transpose.of(0, 3, 4, 1, 5, 2);
    dealtOut(
        node,
        wiring,
        split,
        turn,
        List.of(0, channels, shape.height() * block, shape.width() * block));
  }

  private static void spaceToDepth(OnnxNode node, Wiring wiring) {
    int block = block(node);
    Shape shape = image(node, wiring);
    int height = shape.height() / block;
    int width = shape.width() / block;
    if (height * block != shape.height() || width * block != shape.width()) {
      throw node.problem(
          String.format(
              Locale.ROOT,
              "takes blocks of %d x %d pixels of %d x %d, which leaves some over.",
              block,
              block,
              shape.height(),
              shape.width()));
    }
    dealtOut(
        node,
        wiring,
        List.of(0, shape.channels(), height, block, width, block),
        Transpose.of(0, 3, 5, 1, 2, 4),
        List.of(0, shape.channels() * block * block, height, width));
  }

  private static void dealtOut(
      OnnxNode node, Wiring wiring, List<Integer> split, Transpose turn, List<Integer> joined) {
    List<String> input = List.of(wiring.computed(node, 0));
    String parts = wiring.add(node.name() + "_split", new Reshape(split), Map.of(), input);
    String turned = wiring.add(node.name() + "_turned", turn, Map.of(), List.of(parts));
    wiring.finish(node, new Reshape(joined), turned);
  }

  private static int block(OnnxNode node) {
    int block = node.small("blocksize", 0);
    if (block < 1) {
      throw node.problem(
          String.format(Locale.ROOT, "has the blocksize %d; it must be 1 or more.", block));
    }
    return block;
  }

  private static Shape image(OnnxNode node, Wiring wiring) {
    Shape shape = wiring.shape(node, 0);
    if (!shape.isImage()) {
      throw node.problem("takes an image N x C x H x W, but is given %s.".formatted(shape));
    }
    return shape;
  }

  /**
   * {@code border} is left, top, right, bottom; {@code scale} is the height and width that stay.
   */
  private static void crop(OnnxNode node, Wiring wiring) {
    Shape shape = image(node, wiring);
    int[] border = node.exactly("border", 4, 0, 0);
    int[] size = node.exactly("scale", 2, 1, 1);
    long bottom = node.has("scale") ? border[1] + size[0] : shape.height() - border[3];
    long right = node.has("scale") ? border[0] + size[1] : shape.width() - border[2];
    wiring.finish(
        node,
        new Slice(
            List.of(new Slice.Cut(2, border[1], bottom, 1), new Slice.Cut(3, border[0], right, 1))),
        wiring.computed(node, 0));
  }

  /** {@code scale * x + bias}, the bias of each channel its own. */
  private static void imageScaler(OnnxNode node, Wiring wiring) {
    List<Float> bias = node.numbers("bias").orElse(List.of());
    Shape shape = image(node, wiring);
    float scale = node.number("scale", 1);
    if (bias.isEmpty()) {
      finishTimesPlus(node, wiring, scale, Tensor.zeros(Shape.of(1)));
      return;
    }
    if (bias.size() != shape.channels()) {
      throw node.problem(
          String.format(
              Locale.ROOT,
              "has %d biases, but its input %s has %d channels.",
              bias.size(),
              shape,
              shape.channels()));
    }
    float[] values = new float[bias.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = bias.get(i);
    }
    finishTimesPlus(node, wiring, scale, Tensor.of(Shape.of(values.length, 1, 1), values));
  }

  private static void affine(OnnxNode node, Wiring wiring) {
    Tensor beta = Tensor.full(Shape.of(1), node.number("beta", 0));
    finishTimesPlus(node, wiring, node.number("alpha", 1), beta);
  }

  private static void finishTimesPlus(OnnxNode node, Wiring wiring, float factor, Tensor summand) {
    String input = wiring.computed(node, 0);
    if (factor != 1) {
      Layer times = Arithmetic.with(Operation.MULTIPLY, Shape.of(1));
      Map<String, Tensor> stored = Map.of("operand", Tensor.full(Shape.of(1), factor));
      input = wiring.add(node.name() + "_times", times, stored, List.of(input));
    }
    Layer plus = Arithmetic.with(Operation.ADD, summand.shape());
    wiring.finish(node, plus, Map.of("operand", summand), List.of(input));
  }
}
