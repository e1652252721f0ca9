package org.receptive.engine.io.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.receptive.engine.layer.Activation;
import org.receptive.engine.layer.Activation.Elementary.Function;
import org.receptive.engine.layer.Add;
import org.receptive.engine.layer.Arithmetic;
import org.receptive.engine.layer.Arithmetic.Operation;
import org.receptive.engine.layer.BatchNorm2d;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.Dropout;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.layer.Linear;
import org.receptive.engine.layer.LocalResponseNorm;
import org.receptive.engine.layer.LocalResponseNorm.AlphaConvention;
import org.receptive.engine.layer.LogSoftmax;
import org.receptive.engine.layer.PRelu;
import org.receptive.engine.layer.Reshape;
import org.receptive.engine.layer.Softmax;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** Operators on single values, pairs of values, or one axis: activations, sums, normalisations. */
final class PointwiseOperators {
  /** What ONNX calls the functions that have a name. */
  static final Map<String, Function> ELEMENTARY =
      Map.ofEntries(
          Map.entry("Abs", Function.ABS),
          Map.entry("Neg", Function.NEGATE),
          Map.entry("Exp", Function.EXP),
          Map.entry("Log", Function.LOG),
          Map.entry("Sqrt", Function.SQRT),
          Map.entry("Reciprocal", Function.RECIPROCAL),
          Map.entry("Floor", Function.FLOOR),
          Map.entry("Ceil", Function.CEIL),
          Map.entry("Round", Function.ROUND),
          Map.entry("Sign", Function.SIGN),
          Map.entry("Sin", Function.SIN),
          Map.entry("Cos", Function.COS),
          Map.entry("Softplus", Function.SOFTPLUS),
          Map.entry("Softsign", Function.SOFTSIGN),
          Map.entry("Mish", Function.MISH));

  private PointwiseOperators() {}

  static void register(Map<String, Operator> operators) {
    activation(operators, "Relu", node -> new Activation.ReLU());
    activation(
        operators, "LeakyRelu", node -> new Activation.LeakyReLU(node.number("alpha", 0.01f)));
    activation(operators, "Sigmoid", node -> new Activation.Sigmoid());
    activation(operators, "Tanh", node -> new Activation.Tanh());
    activation(operators, "Elu", node -> new Activation.Elu(node.number("alpha", 1)));
    activation(
        operators,
        "HardSigmoid",
        node -> new Activation.HardSigmoid(node.number("alpha", 0.2f), node.number("beta", 0.5f)));
    activation(operators, "HardSwish", node -> new Activation.HardSwish());
    activation(operators, "Identity", node -> new Activation.Identity());
    ELEMENTARY.forEach(
        (name, function) ->
            activation(operators, name, node -> new Activation.Elementary(function)));
    operators.put("Cast", PointwiseOperators::cast);
    operators.put("LogSoftmax", (n, w) -> softmax(n, w, LogSoftmax::new));
    operators.put("Clip", PointwiseOperators::clip);
    operators.put("PRelu", PointwiseOperators::prelu);
    operators.put("Dropout", PointwiseOperators::dropout);
    operators.put("Softmax", (n, w) -> softmax(n, w, Softmax::new));
    operators.put("BatchNormalization", PointwiseOperators::batchNorm);
    operators.put("LRN", PointwiseOperators::localResponseNorm);
    operators.put("Add", (n, w) -> arithmetic(n, w, Operation.ADD));
    operators.put("Sub", (n, w) -> arithmetic(n, w, Operation.SUBTRACT));
    operators.put("Mul", (n, w) -> arithmetic(n, w, Operation.MULTIPLY));
    operators.put("Div", (n, w) -> arithmetic(n, w, Operation.DIVIDE));
    operators.put("Sum", (n, w) -> several(n, w, Operation.ADD));
    operators.put("Max", (n, w) -> several(n, w, Operation.MAXIMUM));
    operators.put("Min", (n, w) -> several(n, w, Operation.MINIMUM));
  }

  private interface Settings {
    Layer of(OnnxNode node);
  }

  private static void activation(Map<String, Operator> operators, String name, Settings settings) {
    operators.put(name, (n, w) -> w.finish(n, settings.of(n), w.computed(n, 0)));
  }

  private static void clip(OnnxNode node, Wiring wiring) {
    float low = node.number("min", Float.NEGATIVE_INFINITY);
    float high = node.number("max", Float.POSITIVE_INFINITY);
    Optional<Constant> least = wiring.stored(node, 1, "limit");
    Optional<Constant> most = wiring.stored(node, 2, "limit");
    low = least.isPresent() ? single(node, least.get()) : low;
    high = most.isPresent() ? single(node, most.get()) : high;
    wiring.finish(node, new Activation.Clip(low, high), wiring.computed(node, 0));
  }

  /** The one number of a constant. */
  private static float single(OnnxNode node, Constant constant) {
    if (constant.size() != 1) {
      throw node.problem("needs a single number, but is given %s.".formatted(constant.text()));
    }
    return (float) constant.number(0);
  }

  private static void prelu(OnnxNode node, Wiring wiring) {
    Tensor slope =
        wiring.stored(node, 1, "slope").orElseThrow(() -> node.problem("has no slope.")).tensor();
    wiring.finish(
        node, new PRelu(slope.shape()), Map.of("slope", slope), List.of(wiring.computed(node, 0)));
  }

  /** To another type of real numbers: here all are floats. Whole numbers would be cut off. */
  private static void cast(OnnxNode node, Wiring wiring) {
    DataType type = DataType.forNumber(node.small("to", 0));
    switch (type) {
      case FLOAT, DOUBLE, FLOAT16, BFLOAT16 ->
          wiring.finish(node, new Activation.Identity(), wiring.computed(node, 0));
      case null, default -> throw new NotCovered("computing with numbers of type " + type);
    }
  }

  private static void dropout(OnnxNode node, Wiring wiring) {
    wiring.onlyFirstOutput(node);
    Optional<Constant> training = wiring.stored(node, 2, "mode");
    if (training.isPresent() && training.get().number(0) != 0) {
      throw new NotCovered("dropout in training, which draws random numbers");
    }
    Optional<Constant> ratio = wiring.constant(node, 1);
    float probability = ratio.isPresent() ? single(node, ratio.get()) : node.number("ratio", 0.5f);
    wiring.finish(node, new Dropout(probability), wiring.computed(node, 0));
  }

  /** Before opset 13, softmax ran over all axes from the given one on. */
  private static void softmax(OnnxNode node, Wiring wiring, IntFunction<Layer> along) {
    String input = wiring.computed(node, 0);
    int axis = node.small("axis", node.opset() < 13 ? 1 : -1);
    if (node.opset() >= 13) {
      wiring.finish(node, along.apply(axis), input);
      return;
    }
    Shape shape = wiring.shape(input);
    int from = axis < 0 ? axis + shape.rank() : axis;
    if (from < 0 || from >= shape.rank()) {
      along.apply(axis).output(List.of(shape));
    }
    boolean single = true;
    for (int inner = from + 1; inner < shape.rank(); inner++) {
      single &= shape.dim(inner) == 1;
    }
    if (single) {
      wiring.finish(node, along.apply(from), input);
      return;
    }
    List<Integer> rows = new ArrayList<>();
    List<Integer> back = new ArrayList<>();
    for (int i = 0; i < shape.rank(); i++) {
      back.add(i == 0 ? 0 : shape.dim(i));
      if (i < from) {
        rows.add(i == 0 ? 0 : shape.dim(i));
      }
    }
    rows.add(-1);
    String row = wiring.add(node.name() + "_row", new Reshape(rows), Map.of(), List.of(input));
    String sum = wiring.add(node.name() + "_softmax", along.apply(-1), Map.of(), List.of(row));
    if (from == 0) {
      back.set(0, shape.dim(0));
    }
    wiring.finish(node, new Reshape(back), sum);
  }

  private static void batchNorm(OnnxNode node, Wiring wiring) {
    wiring.onlyFirstOutput(node);
    if (node.integer("training_mode", 0) != 0 || node.integer("spatial", 1) == 0) {
      throw new NotCovered("batch normalisation in training, or of every pixel alone");
    }
    String[] names = {"weight", "bias", "running_mean", "running_var"};
    Map<String, Tensor> parameters = new LinkedHashMap<>();
    int channels = 0;
    for (int i = 0; i < names.length; i++) {
      String name = names[i];
      Constant stored =
          wiring
              .stored(node, i + 1, name)
              .orElseThrow(() -> node.problem("has no %s.".formatted(name)));
      channels = i == 0 ? stored.size() : channels;
      if (stored.size() != channels) {
        throw node.problem(
            String.format(
                Locale.ROOT, "has a %s of %s, but %d channels.", name, stored.text(), channels));
      }
      parameters.put(name, stored.tensor().reshape(channels));
    }
    Layer layer = new BatchNorm2d(channels, node.number("epsilon", 1e-5f));
    wiring.finish(node, layer, parameters, List.of(wiring.computed(node, 0)));
  }

  private static void localResponseNorm(OnnxNode node, Wiring wiring) {
    int size = node.small("size", 0);
    Layer layer =
        new LocalResponseNorm(
            size,
            node.number("alpha", 1e-4f),
            node.number("beta", 0.75f),
            node.number("bias", 1),
            size % 2 == 0 ? AlphaConvention.DIVIDED_AHEAD : AlphaConvention.DIVIDED_BY_SIZE);
    wiring.finish(node, layer, wiring.computed(node, 0));
  }

  private static void arithmetic(OnnxNode node, Wiring wiring, Operation operation) {
    Optional<Constant> left = wiring.constant(node, 0);
    Optional<Constant> right = wiring.constant(node, 1);
    if (left.isPresent() || right.isPresent()) {
      withNumbers(node, wiring, operation, left.or(() -> right).orElseThrow(), left.isPresent());
      return;
    }
    finishPair(
        node, wiring, operation, List.of(wiring.computed(node, 0), wiring.computed(node, 1)));
  }

  private static void finishPair(
      OnnxNode node, Wiring wiring, Operation operation, List<String> inputs) {
    wiring.finish(node, pair(wiring, operation, inputs), Map.of(), inputs);
  }

  /** A sum of equal shapes is the shortcut's meeting point of every residual network. */
  private static Layer pair(Wiring wiring, Operation operation, List<String> inputs) {
    boolean alike = wiring.shape(inputs.getFirst()).equals(wiring.shape(inputs.getLast()));
    return operation == Operation.ADD && alike ? new Add() : Arithmetic.of(operation);
  }

  private static void withNumbers(
      OnnxNode node, Wiring wiring, Operation operation, Constant stored, boolean first) {
    String input = wiring.computed(node, first ? 1 : 0);
    if (operation == Operation.ADD && joinedBias(node, wiring, input, stored, first)) {
      return;
    }
    Tensor operand = stored.tensor();
    Layer layer = new Arithmetic(operation, Optional.of(operand.shape()), first);
    wiring.finish(node, layer, Map.of("operand", operand), List.of(input));
  }

  /** One number for each neuron or filter behind a layer without bias is that layer's bias. */
  private static boolean joinedBias(
      OnnxNode node, Wiring wiring, String input, Constant stored, boolean first) {
    Optional<Layer> before = wiring.layerUsedOnce(input, node.input(first ? 1 : 0));
    List<Integer> dims = stored.dims();
    if (before.isEmpty() || stored.size() <= 1) {
      return false;
    }
    Layer joined =
        switch (before.get()) {
          case Linear linear
              when !linear.bias()
                  && stored.size() == linear.outFeatures()
                  && dims.getLast() == linear.outFeatures() ->
              Linear.of(linear.inFeatures(), linear.outFeatures());
          case Conv2d conv
              when !conv.bias()
                  && stored.size() == conv.outChannels()
                  && dims.size() >= 3
                  && dims.get(dims.size() - 3) == conv.outChannels() ->
              new Conv2d(conv.inChannels(), conv.outChannels(), conv.window(), conv.groups(), true);
          default -> before.get();
        };
    if (joined.equals(before.get())) {
      return false;
    }
    wiring.replace(input, joined, Map.of("bias", stored.tensor().reshape(stored.size())));
    wiring.define(node.outputs().getFirst(), new Wiring.Value.Computed(input));
    return true;
  }

  /** Of two inputs, one may be stored. */
  private static void several(OnnxNode node, Wiring wiring, Operation operation) {
    if (node.inputs().size() == 2) {
      arithmetic(node, wiring, operation);
    } else {
      chain(node, wiring, operation);
    }
  }

  /** Any number of inputs, one after the other. */
  private static void chain(OnnxNode node, Wiring wiring, Operation operation) {
    List<String> inputs = new ArrayList<>();
    for (int i = 0; i < node.inputs().size(); i++) {
      inputs.add(wiring.computed(node, i));
    }
    if (inputs.size() == 1) {
      wiring.finish(node, new Activation.Identity(), inputs.getFirst());
      return;
    }
    boolean alike = inputs.stream().map(wiring::shape).distinct().count() == 1;
    if (operation == Operation.ADD && alike) {
      wiring.finish(node, new Add(), Map.of(), inputs);
      return;
    }
    String left = inputs.getFirst();
    for (int i = 1; i < inputs.size() - 1; i++) {
      List<String> both = List.of(left, inputs.get(i));
      left = wiring.add(node.name() + "_" + i, pair(wiring, operation, both), Map.of(), both);
    }
    finishPair(node, wiring, operation, List.of(left, inputs.getLast()));
  }
}
