package org.receptive.engine.io.onnx;

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

/** A file of one operator while its settings are drawn, and the draws that all settings share. */
final class OperatorDraft {
  final Random random;
  final GraphProto.Builder graph = GraphProto.newBuilder().setName("one");
  final GraphWriter writer = new GraphWriter(graph, List.of("x", "y"));
  final List<String> inputs = new ArrayList<>(List.of("x"));
  final List<AttributeProto> attributes = new ArrayList<>();
  int opset;
  Shape shape;
  String operator;
  int outputs = 1;

  OperatorDraft(long seed, List<String> operators) {
    this.random = new Random(seed);
    this.opset = between(13, 22);
    this.operator = operators.get(random.nextInt(operators.size()));
    this.shape = Shape.of(between(1, 2), between(1, 6), between(1, 9), between(1, 9));
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

  int between(int low, int high) {
    return low + random.nextInt(high - low + 1);
  }

  boolean often() {
    return random.nextInt(3) > 0;
  }

  boolean rarely() {
    return random.nextInt(3) == 0;
  }

  String oneOf(String... words) {
    return words[random.nextInt(words.length)];
  }

  void stored(String name, int... dims) {
    inputs.add(writer.floats(name, Tensor.random(Shape.of(dims), random.nextInt(1000))));
  }

  void whole(String name, long... values) {
    inputs.add(writer.integers(name, values));
  }

  void set(AttributeProto attribute) {
    attributes.add(attribute);
  }

  int axis(int rank) {
    return between(-rank, rank - 1);
  }
}
