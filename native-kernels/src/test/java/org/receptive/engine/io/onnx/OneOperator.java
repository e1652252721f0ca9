package org.receptive.engine.io.onnx;

import static org.receptive.engine.io.onnx.GraphWriter.integer;
import static org.receptive.engine.io.onnx.GraphWriter.list;
import static org.receptive.engine.io.onnx.GraphWriter.number;
import static org.receptive.engine.io.onnx.GraphWriter.text;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/**
 * A file of one operator with random settings, the same for the same seed: sizes, attributes and
 * stored inputs over their whole range, so that some files cannot be run by anybody.
 */
final class OneOperator {
  private static final List<String> OPERATORS =
      List.of(
          "Conv",
          "ConvTranspose",
          "MaxPool",
          "AveragePool",
          "Resize",
          "Upsample",
          "Pad",
          "Slice",
          "MaxPool",
          "AveragePool",
          "Resize",
          "Conv",
          "GlobalAveragePool",
          "GlobalMaxPool",
          "Concat",
          "Split",
          "Transpose",
          "Reshape",
          "Flatten",
          "Squeeze",
          "Unsqueeze",
          "Softmax",
          "LogSoftmax",
          "BatchNormalization",
          "InstanceNormalization",
          "LRN",
          "Clip",
          "PRelu",
          "Arithmetic",
          "Arithmetic",
          "Sum",
          "MatMul",
          "Gemm",
          "Reduce",
          "TopK",
          "Gather",
          "DepthToSpace",
          "SpaceToDepth",
          "Dropout",
          "Activation");

  private static final List<String> ACTIVATIONS =
      List.of(
          "Relu",
          "LeakyRelu",
          "Sigmoid",
          "Tanh",
          "Elu",
          "HardSigmoid",
          "HardSwish",
          "Identity",
          "Abs",
          "Neg",
          "Exp",
          "Floor",
          "Ceil",
          "Round",
          "Sign",
          "Sin",
          "Cos",
          "Softplus",
          "Softsign",
          "Mish");

  private final Random random;
  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("one");
  private final GraphWriter writer = new GraphWriter(graph, List.of("x", "y"));
  private final List<String> inputs = new ArrayList<>(List.of("x"));
  private final List<AttributeProto> attributes = new ArrayList<>();
  private int opset;
  private Shape shape;
  private String operator;
  private int outputs = 1;

  private OneOperator(long seed) {
    this.random = new Random(seed);
    this.opset = between(13, 22);
    this.operator = OPERATORS.get(random.nextInt(OPERATORS.size()));
    this.shape = Shape.of(between(1, 2), between(1, 6), between(1, 9), between(1, 9));
    settings();
  }

  static OneOperator of(long seed) {
    return new OneOperator(seed);
  }

  String operator() {
    return operator;
  }

  /** Normal numbers for its input. */
  Tensor input() {
    return Tensor.random(shape, 7);
  }

  /** The file. */
  byte[] bytes() {
    List<String> names = new ArrayList<>(List.of("y"));
    IntStream.range(1, outputs).forEach(i -> names.add("y" + i));
    writer.node(operator, "node", inputs, names, attributes.toArray(AttributeProto[]::new));
    graph.addInput(value("x", shape.dims()));
    graph.addOutput(
        ValueInfoProto.newBuilder()
            .setName("y")
            .setType(
                TypeProto.newBuilder()
                    .setTensorType(
                        TypeProto.Tensor.newBuilder().setElemType(DataType.FLOAT.getNumber()))));
    ModelProto frame =
        ModelProto.newBuilder()
            .setIrVersion(8)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(opset))
            .build();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      new WrittenModel(frame, graph.build(), writer.tensors()).writeTo(out);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  private static ValueInfoProto value(String name, int... dims) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    Arrays.stream(dims).forEach(dim -> shape.addDimBuilder().setDimValue(dim));
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder()
                        .setElemType(DataType.FLOAT.getNumber())
                        .setShape(shape)))
        .build();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("%s-%d of %s".formatted(operator, opset, shape));
    attributes.forEach(each -> text.append(' ').append(words(each)));
    graph
        .getInitializerList()
        .forEach(
            each ->
                text.append(' ')
                    .append(each.getName())
                    .append('=')
                    .append(each.getInt64DataList()));
    writer
        .tensors()
        .forEach(
            each ->
                text.append(' ')
                    .append(each.header().getName())
                    .append(each.header().getDimsList()));
    return text.toString();
  }

  private static String words(AttributeProto each) {
    return each.getName()
        + "="
        + switch (each.getType()) {
          case INT -> "" + each.getI();
          case INTS -> "" + each.getIntsList();
          case FLOAT -> "" + each.getF();
          default -> each.getS().toStringUtf8();
        };
  }

  private int between(int low, int high) {
    return low + random.nextInt(high - low + 1);
  }

  private boolean often() {
    return random.nextInt(3) > 0;
  }

  private boolean rarely() {
    return random.nextInt(3) == 0;
  }

  private String oneOf(String... words) {
    return words[random.nextInt(words.length)];
  }

  private void stored(String name, int... dims) {
    inputs.add(writer.floats(name, Tensor.random(Shape.of(dims), random.nextInt(1000))));
  }

  private void whole(String name, long... values) {
    inputs.add(writer.integers(name, values));
  }

  private void set(AttributeProto attribute) {
    attributes.add(attribute);
  }

  private int axis(int rank) {
    return between(-rank, rank - 1);
  }

  private void settings() {
    switch (operator) {
      case "Conv", "ConvTranspose" -> convolution();
      case "MaxPool", "AveragePool" -> pool();
      case "Resize" -> resize();
      case "Upsample" -> upsample();
      case "Pad" -> pad();
      case "Slice" -> slice();
      case "Concat" -> {
        inputs.addAll(List.of("x", "x").subList(0, between(0, 2)));
        set(integer("axis", axis(4)));
      }
      case "Split" -> split();
      case "Transpose" -> transpose();
      case "Reshape" -> reshape();
      case "Flatten" -> set(integer("axis", between(-4, 4)));
      case "Squeeze" -> squeeze();
      case "Unsqueeze" -> whole("axes", between(-6, 5), 0);
      case "Softmax", "LogSoftmax" -> {
        opset = rarely() ? 11 : opset;
        set(integer("axis", axis(4)));
      }
      case "BatchNormalization" -> {
        for (String name : List.of("scale", "bias", "mean")) {
          stored(name, shape.channels());
        }
        Tensor variance = Tensor.uniform(Shape.of(shape.channels()), 0.2, 2, 4);
        inputs.add(writer.floats("variance", variance));
        set(number("epsilon", 1e-3f));
      }
      case "InstanceNormalization" -> {
        stored("scale", shape.channels());
        stored("bias", shape.channels());
        set(number("epsilon", 1e-2f));
      }
      case "LRN" -> {
        set(integer("size", between(1, 5)));
        set(number("alpha", 0.1f));
        set(number("bias", between(1, 2)));
      }
      case "PRelu" -> slopes();
      case "Sum" -> inputs.addAll(List.of("x", "x").subList(0, between(0, 2)));
      case "MatMul" -> matMul();
      case "Gemm" -> gemm();
      case "TopK" -> topK();
      case "Gather" -> gather();
      case "DepthToSpace", "SpaceToDepth" -> blocks();
      case "Dropout" -> {
        inputs.add(writer.scalar("ratio", 0.3f));
        outputs = between(1, 2);
      }
      default -> families();
    }
  }

  private void families() {
    switch (operator) {
      case "Clip" -> {
        inputs.add(rarely() ? "" : writer.scalar("low", -random.nextFloat()));
        inputs.add(rarely() ? "" : writer.scalar("high", random.nextFloat() - 0.5f));
      }
      case "Arithmetic" -> arithmetic();
      case "Reduce" -> reduce();
      case "Activation" -> {
        operator = ACTIVATIONS.get(random.nextInt(ACTIVATIONS.size()));
        if (operator.equals("LeakyRelu")
            || operator.equals("Elu")
            || operator.equals("HardSigmoid")) {
          set(number("alpha", random.nextFloat()));
        }
        opset = Math.max(opset, 18);
      }
      default -> {}
    }
  }

  private void slopes() {
    switch (between(0, 3)) {
      case 0 -> stored("slope", 1);
      case 1 -> stored("slope", shape.channels(), 1, 1);
      case 2 -> stored("slope", shape.width());
      default -> stored("slope", 1, shape.channels(), shape.height(), shape.width());
    }
  }

  private void window(int height, int width, boolean dilates) {
    set(list("kernel_shape", height, width));
    if (often()) {
      set(list("strides", between(1, 4), between(1, 4)));
    }
    if (dilates && rarely()) {
      set(list("dilations", between(1, 3), between(1, 3)));
    }
    switch (between(0, 5)) {
      case 0 -> set(text("auto_pad", "SAME_UPPER"));
      case 1 -> set(text("auto_pad", "SAME_LOWER"));
      case 2 -> set(text("auto_pad", "VALID"));
      default ->
          set(
              list(
                  "pads",
                  random.nextInt(height),
                  random.nextInt(width),
                  random.nextInt(height),
                  random.nextInt(width)));
    }
  }

  private void convolution() {
    int height = between(1, 4);
    int width = between(1, 4);
    int groups = rarely() ? shape.channels() : 1;
    int filters = between(1, 3) * (operator.equals("Conv") ? groups : 1);
    if (operator.equals("Conv")) {
      stored("w", filters, shape.channels() / groups, height, width);
    } else {
      stored("w", shape.channels(), filters, height, width);
    }
    if (random.nextBoolean()) {
      stored("b", operator.equals("Conv") ? filters : filters * groups);
    }
    set(integer("group", groups));
    window(height, width, true);
    if (operator.equals("ConvTranspose") && rarely()) {
      set(list("output_padding", between(0, 1), between(0, 1)));
    } else if (operator.equals("ConvTranspose") && rarely()) {
      set(list("output_shape", between(4, 20), between(4, 20)));
    }
  }

  private void pool() {
    window(between(1, 5), between(1, 5), operator.equals("MaxPool") || opset >= 19);
    if (random.nextBoolean()) {
      set(integer("ceil_mode", 1));
    }
    if (operator.equals("AveragePool") && random.nextBoolean()) {
      set(integer("count_include_pad", 1));
    } else if (operator.equals("MaxPool") && rarely()) {
      outputs = 2;
    }
  }

  private void resize() {
    opset = Math.max(opset, 13);
    String mode = oneOf("nearest", "linear", "cubic");
    set(text("mode", mode));
    set(
        text(
            "coordinate_transformation_mode",
            oneOf("half_pixel", "pytorch_half_pixel", "align_corners", "asymmetric")));
    if (mode.equals("nearest")) {
      set(text("nearest_mode", oneOf("round_prefer_floor", "round_prefer_ceil", "floor", "ceil")));
    } else if (mode.equals("cubic")) {
      set(number("cubic_coeff_a", random.nextBoolean() ? -0.5f : -0.75f));
      set(integer("exclude_outside", between(0, 1)));
    }
    inputs.add("");
    if (random.nextBoolean()) {
      inputs.add("");
      whole("sizes", shape.batch(), shape.channels(), between(1, 24), between(1, 24));
    } else {
      float[] scales = {1, 1, scale(), scale()};
      inputs.add(writer.floats("scales", Tensor.of(Shape.of(4), scales)));
    }
  }

  private float scale() {
    return random.nextBoolean() ? between(1, 4) : between(2, 30) / 10f;
  }

  private void upsample() {
    opset = 9;
    set(text("mode", oneOf("nearest", "linear")));
    float[] scales = {1, 1, between(1, 4), between(1, 4)};
    inputs.add(writer.floats("scales", Tensor.of(Shape.of(4), scales)));
  }

  private void pad() {
    long[] pads = new long[8];
    for (int i = 0; i < pads.length; i++) {
      pads[i] = rarely() ? between(-2, 3) : i % 4 < 2 ? 0 : between(0, 2);
    }
    whole("pads", pads);
    set(text("mode", oneOf("constant", "reflect", "edge")));
    if (rarely()) {
      inputs.add(writer.scalar("value", 0.5f));
    }
  }

  private void slice() {
    int cuts = between(1, 3);
    int first = between(0, 4 - cuts);
    whole("starts", longs(cuts, -9, 9));
    whole("ends", longs(cuts, -9, 12));
    whole("axes", IntStream.range(first, first + cuts).asLongStream().toArray());
    whole(
        "steps",
        IntStream.range(0, cuts)
            .mapToLong(i -> rarely() ? -between(1, 3) : between(1, 3))
            .toArray());
  }

  private long[] longs(int count, int low, int high) {
    return IntStream.range(0, count).mapToLong(i -> between(low, high)).toArray();
  }

  private void split() {
    int axis = axis(4);
    int length = shape.dim(axis);
    int first = between(1, length);
    set(integer("axis", axis));
    if (first == length) {
      whole("split", length);
    } else {
      outputs = 2;
      whole("split", first, length - first);
    }
  }

  private void transpose() {
    List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3));
    java.util.Collections.shuffle(order, random);
    if (often()) {
      set(list("perm", order.stream().mapToInt(i -> i).toArray()));
    }
  }

  private void reshape() {
    switch (between(0, 3)) {
      case 0 -> whole("shape", 0, -1);
      case 1 -> whole("shape", -1);
      case 2 -> whole("shape", shape.batch(), shape.height(), -1, shape.channels());
      default -> whole("shape", 0, 0, shape.width(), shape.height());
    }
  }

  private void squeeze() {
    shape = Shape.of(1, shape.channels(), 1, shape.width());
    switch (between(0, 3)) {
      case 0 -> whole("axes", 2);
      case 1 -> whole("axes", -2, 0);
      case 2 -> whole("axes", 1);
      default -> {}
    }
  }

  private void arithmetic() {
    operator = oneOf("Add", "Sub", "Mul", "Div", "Max", "Min");
    if (rarely()) {
      inputs.add("x");
      return;
    }
    switch (between(0, 4)) {
      case 0 -> inputs.add(writer.scalar("c", 1.5f));
      case 1 -> stored("c", shape.channels(), 1, 1);
      case 2 -> stored("c", shape.height(), shape.width());
      case 3 -> stored("c", 1, 1, shape.width());
      default -> stored("c", between(1, 2), shape.batch(), shape.channels(), 1, 1);
    }
    if (random.nextBoolean()) {
      inputs.add(0, inputs.removeLast());
    }
  }

  private void matMul() {
    if (random.nextBoolean()) {
      shape = Shape.of(between(1, 3), between(1, 6));
    }
    switch (between(0, 2)) {
      case 0 -> stored("m", shape.dim(-1), between(1, 5));
      case 1 -> {
        stored("m", between(1, 5), shape.dim(-2));
        inputs.add(0, inputs.removeLast());
      }
      default -> stored("m", shape.dim(0), 1, shape.dim(-1), 2);
    }
  }

  private void gemm() {
    boolean first = random.nextBoolean();
    boolean second = random.nextBoolean();
    int rows = between(1, 5);
    int sum = between(1, 5);
    int columns = between(1, 5);
    shape = first ? Shape.of(sum, rows) : Shape.of(rows, sum);
    stored("b", second ? columns : sum, second ? sum : columns);
    set(integer("transA", first ? 1 : 0));
    set(integer("transB", second ? 1 : 0));
    set(number("alpha", rarely() ? 0.5f : 1));
    set(number("beta", rarely() ? 2 : 1));
    switch (between(0, 4)) {
      case 0 -> stored("c", columns);
      case 1 -> stored("c", rows, columns);
      case 2 -> stored("c", rows, 1);
      case 3 -> inputs.add(writer.scalar("c", 0.25f));
      default -> {}
    }
  }

  private void reduce() {
    operator =
        oneOf(
            "ReduceMean",
            "ReduceSum",
            "ReduceMax",
            "ReduceMin",
            "ReduceProd",
            "ReduceL1",
            "ReduceL2",
            "ReduceSumSquare");
    opset = between(18, 22);
    set(integer("keepdims", between(0, 1)));
    switch (between(0, 3)) {
      case 0 -> whole("axes", 2, 3);
      case 1 -> whole("axes", axis(4));
      case 2 -> whole("axes", 1, -1, 0);
      default -> set(integer("noop_with_empty_axes", between(0, 1)));
    }
  }

  private void topK() {
    int axis = axis(4);
    whole("k", between(1, shape.dim(axis)));
    set(integer("axis", axis));
    set(integer("largest", between(0, 1)));
    outputs = 2;
  }

  private void gather() {
    int axis = axis(4);
    int length = shape.dim(axis);
    set(integer("axis", axis));
    whole("indices", longs(between(1, 4), -length, length - 1));
  }

  private void blocks() {
    int block = between(1, 3);
    boolean depth = operator.equals("DepthToSpace");
    shape =
        depth
            ? Shape.of(1, block * block * between(1, 2), between(1, 4), between(1, 4))
            : Shape.of(1, between(1, 3), block * between(1, 3), block * between(1, 3));
    set(integer("blocksize", block));
    if (depth) {
      set(text("mode", oneOf("DCR", "CRD")));
    }
  }
}
