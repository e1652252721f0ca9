package org.receptive.engine.io.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.receptive.engine.tensor.Tensor;

/** Parts of graphs that tests put together. */
final class GraphProtos {
  private GraphProtos() {}

  /** A declared tensor of floats; a negative length is open. */
  static ValueInfoProto value(String name, long... dims) {
    return value(name, DataType.FLOAT, dims);
  }

  /** A declared tensor; a negative length is open. */
  static ValueInfoProto value(String name, DataType type, long... dims) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (long dim : dims) {
      TensorShapeProto.Dimension.Builder each = TensorShapeProto.Dimension.newBuilder();
      shape.addDim(dim < 0 ? each.setDimParam("N") : each.setDimValue(dim));
    }
    TypeProto.Tensor tensor =
        TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(shape).build();
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }

  /** A node; names of inputs, and of outputs, have spaces between them. */
  static NodeProto.Builder node(String op, String name, String inputs, String outputs) {
    return NodeProto.newBuilder()
        .setOpType(op)
        .setName(name)
        .addAllInput(List.of(inputs.split(" ")))
        .addAllOutput(List.of(outputs.split(" ")));
  }

  static TensorProto floats(String name, Tensor tensor) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * tensor.size()).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(tensor.data());
    TensorProto.Builder builder = TensorProto.newBuilder().setName(name).setDataType(1);
    Arrays.stream(tensor.shape().dims()).forEach(builder::addDims);
    return builder.setRawData(ByteString.copyFrom(bytes.array())).build();
  }

  static TensorProto integers(String name, long... values) {
    TensorProto.Builder builder = TensorProto.newBuilder().setName(name).setDataType(7);
    builder.addDims(values.length);
    Arrays.stream(values).forEach(builder::addInt64Data);
    return builder.build();
  }

  static AttributeProto axis(long axis) {
    return AttributeProto.newBuilder()
        .setName("axis")
        .setType(AttributeProto.AttributeType.INT)
        .setI(axis)
        .build();
  }

  static ModelProto model(GraphProto.Builder graph) {
    return model(graph, 13);
  }

  static ModelProto model(GraphProto.Builder graph, int opset) {
    return ModelProto.newBuilder()
        .setIrVersion(8)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(opset))
        .setGraph(graph.setName("net"))
        .build();
  }

  static AttributeProto kernel(long... size) {
    AttributeProto.Builder builder =
        AttributeProto.newBuilder()
            .setName("kernel_shape")
            .setType(AttributeProto.AttributeType.INTS);
    Arrays.stream(size).forEach(builder::addInts);
    return builder.build();
  }
}
