package org.receptive.engine.io;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.receptive.engine.io.GraphValue.Known;
import org.receptive.engine.io.GraphValue.Maps;
import org.receptive.engine.io.GraphValue.Plain;
import org.receptive.engine.layer.Activation;
import org.receptive.engine.layer.Activation.Elementary.Function;
import org.receptive.engine.layer.Add;
import org.receptive.engine.layer.Arithmetic;
import org.receptive.engine.layer.Arithmetic.Operation;
import org.receptive.engine.layer.Concat;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.layer.Linear;
import org.receptive.engine.layer.LogSoftmax;
import org.receptive.engine.layer.ReduceMean;
import org.receptive.engine.layer.Reshape;
import org.receptive.engine.layer.Softmax;
import org.receptive.engine.layer.Transpose;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** TensorFlow's operators as layers of ours. */
final class GraphOperators {
  private final Map<String, GraphValue> values;
  private final Map<String, Integer> uses;
  private final GraphWiring wiring;
  private final GraphWindows windows;
  private final GraphParts parts;

  GraphOperators(Map<String, GraphValue> values, Map<String, Integer> uses, GraphWiring wiring) {
    this.values = values;
    this.uses = uses;
    this.wiring = wiring;
    this.windows = new GraphWindows(this, wiring);
    this.parts = new GraphParts(this, wiring);
  }

  /** What a node computes. */
  GraphValue translate(GraphNode node) {
    return switch (node.operator()) {
      case "Conv2D",
          "_FusedConv2D",
          "FusedConv2D",
          "DepthwiseConv2dNative",
          "FusedDepthwiseConv2dNative",
          "MaxPool",
          "AvgPool",
          "FusedBatchNorm",
          "FusedBatchNormV2",
          "FusedBatchNormV3",
          "ResizeBilinear",
          "ResizeNearestNeighbor",
          "Pad",
          "PadV2",
          "Conv2DBackpropInput",
          "DepthToSpace",
          "SpaceToDepth" ->
          windows.translate(node);
      case "BiasAdd" -> arithmetic(node, Operation.ADD);
      case "Add", "AddV2" -> arithmetic(node, Operation.ADD);
      case "AddN" -> sum(node);
      case "Sub" -> arithmetic(node, Operation.SUBTRACT);
      case "Mul" -> arithmetic(node, Operation.MULTIPLY);
      case "RealDiv", "Div" -> arithmetic(node, Operation.DIVIDE);
      case "Maximum" -> arithmetic(node, Operation.MAXIMUM);
      case "Minimum" -> arithmetic(node, Operation.MINIMUM);
      case "Relu", "Relu6", "Sigmoid", "Tanh", "Elu", "LeakyRelu" ->
          pointwise(node, activation(node.operator(), node));
      case "Abs", "Neg", "Exp", "Log", "Sqrt", "Floor", "Ceil", "Round", "Sign", "Softplus" ->
          pointwise(node, new Activation.Elementary(function(node.operator())));
      case "Prelu" -> parts.prelu(node);
      case "Unpack" -> parts.unpack(node);
      case "Split", "SplitV" -> parts.split(node);
      case "TopKV2" -> parts.topK(node);
      case "ExpandDims" -> parts.expand(node);
      case "Transpose" -> parts.transpose(node);
      case "LogSoftmax" -> pointwise(node, new LogSoftmax(value(node, 0) instanceof Maps ? 1 : -1));
      case "Softmax" -> softmax(node);
      case "Identity", "StopGradient", "Cast" -> value(node, 0);
      case "ConcatV2" -> concat(node);
      case "Reshape" -> reshape(node, numbers(node, 1));
      case "Squeeze" -> squeeze(node);
      case "MatMul", "_FusedMatMul" -> product(node);
      case "Mean" -> mean(node);
      case "Shape" -> new Known(row(axes(node, 0)));
      case "StridedSlice" ->
          value(node, 0) instanceof Known
              ? GraphNumbers.slice(node, known(node, 0), known(node, 1), known(node, 2))
              : parts.slice(node);
      case "Slice" -> parts.piece(node);
      case "Pack" -> pack(node);
      default ->
          throw node.problem(
              ("is an operator that is not covered; a GraphSection can end the network before it,"
                      + " at %s.")
                  .formatted(node.inputs()));
    };
  }

  private static Function function(String operator) {
    return Function.valueOf(operator.equals("Neg") ? "NEGATE" : operator.toUpperCase(Locale.ROOT));
  }

  /** Numbers in a row; values along an axis of their own. */
  private GraphValue pack(GraphNode node) {
    List<GraphValue> all =
        IntStream.range(0, node.inputs().size()).mapToObj(i -> value(node, i)).toList();
    if (all.stream().allMatch(Known.class::isInstance)) {
      return GraphNumbers.pack(node, all.stream().map(each -> ((Known) each).numbers()).toList());
    }
    return parts.pack(node);
  }

  /**
   * What an input is.
   *
   * @throws DataFileException if it is one of several values of a node and that is not covered
   */
  GraphValue value(GraphNode node, int index) {
    GraphValue value = values.get(node.input(index));
    if (value == null) {
      throw node.problem(
          "takes '%s', a further output, which is not covered.".formatted(node.input(index)));
    }
    return value;
  }

  /** Says what a further value of a node is. */
  void further(GraphNode node, int index, GraphValue value) {
    values.put(node.name() + ":" + index, value);
  }

  /** Stored numbers. */
  Tensor known(GraphNode node, int index) {
    if (value(node, index) instanceof Known known) {
      return known.numbers();
    }
    throw node.problem("needs '%s' as stored numbers.".formatted(node.input(index)));
  }

  int[] numbers(GraphNode node, int index) {
    return GraphNumbers.whole(known(node, index));
  }

  /** Maps as this engine has them. */
  String maps(GraphNode node) {
    if (value(node, 0) instanceof Maps maps) {
      return maps.node();
    }
    throw node.problem("needs maps (N x H x W x C), not '%s'.".formatted(node.input(0)));
  }

  /** One layer on one input, whose order of axes does not matter. */
  private GraphValue pointwise(GraphNode node, Layer layer) {
    return switch (value(node, 0)) {
      case Maps maps -> new Maps(wiring.add(node, node.name(), layer, List.of(maps.node())));
      case Plain plain -> new Plain(wiring.add(node, node.name(), layer, List.of(plain.node())));
      case Known known -> throw node.problem("takes stored numbers only.");
    };
  }

  /** The function of an operator's name. */
  static Layer activation(String operator, GraphNode node) {
    return switch (operator) {
      case "Relu" -> new Activation.ReLU();
      case "Relu6" -> Activation.Clip.relu6();
      case "Sigmoid" -> new Activation.Sigmoid();
      case "Tanh" -> new Activation.Tanh();
      case "Elu" -> new Activation.Elu(1);
      case "LeakyRelu" ->
          new Activation.LeakyReLU(node.number("alpha", node.number("leakyrelu_alpha", 0.2f)));
      default -> throw node.problem("ends in '%s', which is not covered.".formatted(operator));
    };
  }

  /** Values in TensorFlow's order of axes. */
  String plain(GraphNode node, int index) {
    return switch (value(node, index)) {
      case Plain plain -> plain.node();
      case Maps maps ->
          wiring.add(node, node.name() + "_nhwc", Transpose.of(0, 2, 3, 1), List.of(maps.node()));
      case Known known ->
          throw node.problem("takes stored numbers '%s' here.".formatted(node.input(index)));
    };
  }

  /** The lengths of an input's axes in TensorFlow's order, for a batch of one. */
  int[] axes(GraphNode node, int index) {
    return switch (value(node, index)) {
      case Plain plain -> wiring.shape(plain.node()).dims();
      case Maps maps -> {
        Shape shape = wiring.shape(maps.node());
        yield new int[] {shape.batch(), shape.height(), shape.width(), shape.channels()};
      }
      case Known known -> known.numbers().shape().dims();
    };
  }

  private static Tensor row(int[] numbers) {
    float[] floats = new float[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      floats[i] = numbers[i];
    }
    return Tensor.of(Shape.of(numbers.length), floats);
  }

  private GraphValue arithmetic(GraphNode node, Operation operation) {
    GraphValue left = value(node, 0);
    GraphValue right = value(node, 1);
    if (right instanceof Known known) {
      return stored(node, operation, left, known.numbers(), false);
    } else if (left instanceof Known known) {
      return stored(node, operation, right, known.numbers(), true);
    }
    boolean maps = left instanceof Maps && right instanceof Maps;
    List<String> inputs =
        maps
            ? List.of(((Maps) left).node(), ((Maps) right).node())
            : List.of(plain(node, 0), plain(node, 1));
    boolean sum =
        operation == Operation.ADD
            && wiring.shape(inputs.getFirst()).equals(wiring.shape(inputs.getLast()));
    String name = wiring.add(node, node.name(), sum ? new Add() : Arithmetic.of(operation), inputs);
    return maps ? new Maps(name) : new Plain(name);
  }

  private GraphValue stored(
      GraphNode node, Operation operation, GraphValue computed, Tensor numbers, boolean first) {
    if (computed instanceof Known) {
      throw node.problem("takes stored numbers only.");
    }
    String input = computed instanceof Maps maps ? maps.node() : ((Plain) computed).node();
    Tensor operand = computed instanceof Maps ? GraphNumbers.onMaps(node, numbers) : numbers;
    boolean perChannel =
        operand.shape().rank() == 3
            && operand.size() == wiring.shape(input).channels()
            && usedOnce(node.input(first ? 1 : 0));
    if (perChannel && operation == Operation.ADD) {
      Optional<String> owner = takesBias(input);
      owner.ifPresent(conv -> wiring.bias(conv, operand.reshape(operand.size())));
      if (owner.isPresent()) {
        return computed;
      }
    } else if (perChannel && operation == Operation.MULTIPLY && wiring.takesScale(input)) {
      return new Maps(wiring.scale(node, input, operand.reshape(operand.size())));
    }
    String name =
        wiring.add(
            node,
            node.name(),
            new Arithmetic(operation, Optional.of(operand.shape()), first),
            List.of(input));
    wiring.weight(name, "operand", operand);
    return computed instanceof Maps ? new Maps(name) : new Plain(name);
  }

  private boolean usedOnce(String node) {
    return uses.getOrDefault(node, 0) == 1;
  }

  /** The node whose bias may be what is added to a value: its own, or that of a sum's part. */
  private Optional<String> takesBias(String input) {
    return wiring.takesBias(input)
        ? Optional.of(input)
        : wiring.summands(input).stream()
            .filter(part -> wiring.takesBias(part) && usedOnce(part))
            .findFirst();
  }

  private GraphValue sum(GraphNode node) {
    List<String> inputs = new ArrayList<>();
    for (int i = 0; i < node.inputs().size(); i++) {
      if (!(value(node, i) instanceof Maps maps)) {
        throw node.problem("sums '%s', which are no maps.".formatted(node.input(i)));
      }
      inputs.add(maps.node());
    }
    return new Maps(wiring.add(node, node.name(), new Add(), inputs));
  }

  private GraphValue softmax(GraphNode node) {
    return value(node, 0) instanceof Maps
        ? pointwise(node, Softmax.overChannels())
        : pointwise(node, new Softmax(-1));
  }

  private GraphValue concat(GraphNode node) {
    int last = node.inputs().size() - 1;
    int axis = numbers(node, last)[0];
    boolean maps = IntStream.range(0, last).allMatch(i -> value(node, i) instanceof Maps);
    List<String> inputs = new ArrayList<>();
    for (int i = 0; i < last; i++) {
      inputs.add(maps ? ((Maps) value(node, i)).node() : plain(node, i));
    }
    if (maps) {
      int ours = new int[] {0, 2, 3, 1}[Math.floorMod(axis, 4)];
      return new Maps(wiring.add(node, node.name(), new Concat(ours), inputs));
    }
    int rank = wiring.shape(inputs.getFirst()).rank();
    int counted = Math.floorMod(axis, rank);
    return new Plain(wiring.add(node, node.name(), new Concat(counted), inputs));
  }

  /** Behind a batch of one stands a batch of any size: its length is taken from the input. */
  private GraphValue reshape(GraphNode node, int... lengths) {
    int batch = axes(node, 0)[0];
    List<Integer> wanted = new ArrayList<>(IntStream.of(lengths).boxed().toList());
    if (!wanted.isEmpty() && wanted.getFirst() == batch) {
      wanted.set(0, 0);
    } else if (wanted.size() == 2 && wanted.getFirst() == -1) {
      long rest = IntStream.of(axes(node, 0)).asLongStream().reduce(1, Math::multiplyExact) / batch;
      if (rest == wanted.getLast()) {
        wanted.set(0, 0);
      }
    }
    String input = plain(node, 0);
    return new Plain(wiring.add(node, node.name(), new Reshape(wanted), List.of(input)));
  }

  private GraphValue squeeze(GraphNode node) {
    int[] axes = axes(node, 0);
    List<Integer> dropped =
        node.integers("squeeze_dims").stream()
            .map(axis -> Math.floorMod(axis, axes.length))
            .toList();
    List<Integer> kept = new ArrayList<>();
    for (int axis = 0; axis < axes.length; axis++) {
      boolean drop = dropped.isEmpty() ? axes[axis] == 1 && axis > 0 : dropped.contains(axis);
      if (!drop) {
        kept.add(axes[axis]);
      }
    }
    return reshape(node, kept.stream().mapToInt(Integer::intValue).toArray());
  }

  private GraphValue product(GraphNode node) {
    if (node.flag("transpose_a")) {
      throw node.problem("turns its first factor, which is not covered.");
    }
    Tensor stored = known(node, 1);
    if (stored.shape().rank() != 2) {
      throw node.problem("has a factor of %s, but needs a matrix.".formatted(stored.shape()));
    }
    Tensor weight = node.flag("transpose_b") ? stored : TensorFlowOrder.matrix(stored);
    List<String> fused = node.words("fused_ops");
    boolean bias = fused.contains("BiasAdd");
    Linear layer = new Linear(weight.shape().dim(1), weight.shape().dim(0), bias);
    String name = wiring.add(node, node.name(), layer, List.of(plain(node, 0)));
    wiring.weight(name, "weight", weight);
    if (bias) {
      wiring.weight(name, "bias", known(node, 2));
    }
    return new Plain(finished(node, name, fused));
  }

  /** What stands behind a fused node's sum with its bias. */
  String finished(GraphNode node, String name, List<String> fused) {
    String last = name;
    for (String each : fused) {
      if (each.equals("Prelu")) {
        last =
            parts.prelu(
                node, node.name() + "_" + each, last, known(node, node.inputs().size() - 1));
      } else if (!each.equals("BiasAdd")) {
        last = wiring.add(node, node.name() + "_" + each, activation(each, node), List.of(last));
      }
    }
    return last;
  }

  private GraphValue mean(GraphNode node) {
    List<Integer> axes = IntStream.of(numbers(node, 1)).boxed().toList();
    boolean keep = node.flag("keep_dims");
    if (value(node, 0) instanceof Maps maps) {
      List<Integer> ours =
          axes.stream()
              .map(axis -> new int[] {0, 2, 3, 1}[Math.floorMod(axis, 4)])
              .sorted()
              .toList();
      if (ours.equals(List.of(2, 3))) {
        String name =
            wiring.add(node, node.name(), new ReduceMean(ours, keep), List.of(maps.node()));
        return keep ? new Maps(name) : new Plain(name);
      }
    }
    String input = plain(node, 0);
    return new Plain(wiring.add(node, node.name(), new ReduceMean(axes, keep), List.of(input)));
  }
}
