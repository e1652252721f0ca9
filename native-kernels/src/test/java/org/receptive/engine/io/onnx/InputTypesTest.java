package org.receptive.engine.io.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.receptive.engine.io.onnx.GraphProtos.floats;
import static org.receptive.engine.io.onnx.GraphProtos.model;
import static org.receptive.engine.io.onnx.GraphProtos.node;
import static org.receptive.engine.io.onnx.GraphProtos.value;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.receptive.engine.io.DataFileException;
import org.receptive.engine.network.Network;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** What a graph may take: number types, shapes, and what is said of those that cannot be read. */
class InputTypesTest {
  private static Network read(GraphProto.Builder graph, int opset) {
    return Onnx.read("net.onnx", model(graph, opset).toByteArray());
  }

  private static String refusal(GraphProto.Builder graph) {
    return assertThrows(DataFileException.class, () -> read(graph, 13)).getMessage();
  }

  private static AttributeProto.Builder attribute(String key, AttributeProto.AttributeType type) {
    return AttributeProto.newBuilder().setName(key).setType(type);
  }

  private static AttributeProto whole(String key, long number) {
    return attribute(key, AttributeProto.AttributeType.INT).setI(number).build();
  }

  private static AttributeProto number(String key, float number) {
    return attribute(key, AttributeProto.AttributeType.FLOAT).setF(number).build();
  }

  /** Half floats as they are stored: the lower 16 bits of each number. */
  private static TensorProto halves(String name, float... values) {
    TensorProto.Builder builder =
        TensorProto.newBuilder().setName(name).setDataType(DataType.FLOAT16.getNumber());
    builder.addDims(values.length);
    for (float each : values) {
      builder.addInt32Data(Short.toUnsignedInt(Float.floatToFloat16(each)));
    }
    return builder.build();
  }

  private static GraphProto.Builder relu(DataType type, long... dims) {
    return GraphProto.newBuilder()
        .addInput(value("x", type, dims))
        .addNode(node("Relu", "relu", "x", "y"))
        .addOutput(value("y", type, dims));
  }

  @Test
  void halfFloatsAreReadAsTheNumbersThatTheyAre() {
    GraphProto.Builder graph =
        GraphProto.newBuilder()
            .addInput(value("x", DataType.FLOAT16, 1, 2))
            .addInitializer(halves("c", 0.1f, -2))
            .addNode(node("Mul", "times", "x c", "y"))
            .addOutput(value("y", DataType.FLOAT16, 1, 2));
    Tensor given = read(graph, 13).run(Tensor.of(Shape.of(1, 2), 2, 3)).output();
    float tenth = Float.float16ToFloat(Float.floatToFloat16(0.1f));
    assertArrayEquals(new float[] {2 * tenth, -6}, given.data());
  }

  @Test
  void wholePixelsBecomeFloatsByACast() {
    GraphProto.Builder graph =
        GraphProto.newBuilder()
            .addInput(value("x", DataType.UINT8, 1, 1, 1, 3))
            .addInitializer(floats("c", Tensor.of(Shape.of(1), 255)))
            .addNode(
                node("Cast", "cast", "x", "f")
                    .addAttribute(whole("to", DataType.FLOAT.getNumber())))
            .addNode(node("Div", "unit", "f c", "y"))
            .addOutput(value("y", 1, 1, 1, 3));
    Tensor given = read(graph, 13).run(Tensor.of(Shape.of(1, 1, 1, 3), 0, 51, 255)).output();
    assertArrayEquals(new float[] {0, 0.2f, 1}, given.data(), 1e-7f);
  }

  @Test
  void inputsThatCannotBeReadAreRefusedWithTheFileTheReasonAndTheRemedy() {
    assertEquals(
        "net.onnx: the input 'x' holds INT64; this engine computes with FLOAT.",
        refusal(relu(DataType.INT64, 1, 2)));
    assertEquals(
        "net.onnx: the input 'x' is a single number without any axis; a network here takes a tensor"
            + " of one axis or more.",
        refusal(relu(DataType.FLOAT)));
    assertEquals(
        "net.onnx: the input 'x' is 1 x 3 x 0 x 8 and so has no values: axis 2 has length 0. If the"
            + " file means that the size is open, say it: Onnx.read(file, Shape.of(1, 3, 224,"
            + " 224)).",
        refusal(relu(DataType.FLOAT, 1, 3, 0, 8)));
    assertEquals(
        "net.onnx: the input 'x' is 1 x 3 x ? x ? and leaves its size open; say it: Onnx.read(file,"
            + " Shape.of(1, 3, 224, 224)).",
        refusal(relu(DataType.FLOAT, 1, 3, -1, -1)));
  }

  private static Tensor padded(Tensor input, Shape output, Long... numbers) {
    AttributeProto pads =
        attribute("pads", AttributeProto.AttributeType.INTS).addAllInts(List.of(numbers)).build();
    long[] given = Arrays.stream(input.shape().dims()).asLongStream().toArray();
    long[] wanted = Arrays.stream(output.dims()).asLongStream().toArray();
    GraphProto.Builder graph =
        GraphProto.newBuilder()
            .addInput(value("x", given))
            .addNode(
                node("Pad", "pad", "x", "y").addAttribute(pads).addAttribute(number("value", 9)))
            .addOutput(value("y", wanted));
    return read(graph, 10).run(input).output();
  }

  /** A border that is taken away is a border of less than nothing. */
  @Test
  void negativePaddingCutsOff() {
    Tensor input = Tensor.of(Shape.of(1, 1, 2, 3), 1, 2, 3, 4, 5, 6);
    Shape shape = Shape.of(1, 1, 1, 2);
    assertEquals(Tensor.of(shape, 9, 4), padded(input, shape, 0L, 0L, -1L, 1L, 0L, 0L, 0L, -2L));
    // All of the input is cut off, and some of the padding before it.
    assertEquals(Tensor.of(shape, 9, 9), padded(input, shape, 0L, 0L, 0L, 3L, 0L, 0L, -1L, -4L));
    assertEquals(Tensor.of(shape, 2, 3), padded(input, shape, 0L, 0L, 0L, -1L, 0L, 0L, -1L, 0L));
  }

  /** ONNX took them back with opset 10; exporters of 2018 wrote them in front of style transfer. */
  @Test
  void theExperimentalOperatorsOnPicturesAreRead() {
    AttributeProto border =
        attribute("border", AttributeProto.AttributeType.INTS)
            .addAllInts(List.of(1L, 0L, 0L, 1L))
            .build();
    AttributeProto size =
        attribute("scale", AttributeProto.AttributeType.INTS).addAllInts(List.of(1L, 2L)).build();
    AttributeProto bias =
        attribute("bias", AttributeProto.AttributeType.FLOATS).addFloats(0.5f).build();
    GraphProto.Builder graph =
        GraphProto.newBuilder()
            .addInput(value("x", 1, 1, 2, 4))
            .addNode(node("Crop", "edge", "x", "a").addAttribute(border))
            .addNode(
                node("ImageScaler", "scaler", "a", "b")
                    .addAttribute(bias)
                    .addAttribute(number("scale", 2)))
            .addNode(
                node("Affine", "line", "b", "c")
                    .addAttribute(number("alpha", 10))
                    .addAttribute(number("beta", 1)))
            .addNode(node("Crop", "size", "c", "y").addAttribute(zero()).addAttribute(size))
            .addOutput(value("y", 1, 1, 1, 2));
    Tensor given =
        read(graph, 8).run(Tensor.of(Shape.of(1, 1, 2, 4), 1, 2, 3, 4, 5, 6, 7, 8)).output();
    // Without the left column and the last row 2 3 4; times 2 and .5 more; times 10 and 1 more.
    assertEquals(Tensor.of(Shape.of(1, 1, 1, 2), 46, 66), given);
  }

  private static AttributeProto zero() {
    return attribute("border", AttributeProto.AttributeType.INTS)
        .addAllInts(List.of(0L, 0L, 0L, 0L))
        .build();
  }
}
