package org.receptive.engine.io.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.receptive.engine.tensor.Tensor;

/** A graph while it is put together. Every value in it, stored or computed, has its own name. */
final class GraphWriter {
  private final GraphProto.Builder graph;
  private final Set<String> names = new HashSet<>();
  private final Map<String, String> stored = new HashMap<>();

  GraphWriter(GraphProto.Builder graph, List<String> reserved) {
    this.graph = graph;
    names.addAll(reserved);
  }

  /** A name that nothing else in the graph has. */
  String fresh(String wanted) {
    String name = wanted;
    for (int i = 2; !names.add(name); i++) {
      name = wanted + "_" + i;
    }
    return name;
  }

  /**
   * Adds a node whose one value has the node's name.
   *
   * @param inputs the values that it takes; empty where an optional one is left out
   * @return the name of its value
   */
  String node(String operator, String name, List<String> inputs, AttributeProto... attributes) {
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType(operator)
            .setName(name)
            .addAllInput(inputs)
            .addOutput(name)
            .addAllAttribute(List.of(attributes)));
    return name;
  }

  /**
   * Stores a parameter; the second time that its key comes, nothing.
   *
   * @return the name of its value
   */
  String parameter(String key, Tensor values) {
    String known = stored.get(key);
    if (known != null) {
      return known;
    }
    String name = floats(key, values);
    stored.put(key, name);
    return name;
  }

  /** Stores numbers. */
  String floats(String wanted, Tensor values) {
    return store(wanted, DataType.FLOAT, values.shape().dims(), littleEndian(values.data()));
  }

  /** Stores one number that has no axis. */
  String scalar(String wanted, float value) {
    return store(wanted, DataType.FLOAT, new int[0], littleEndian(value));
  }

  /** Stores whole numbers. */
  String integers(String wanted, long... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Long.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(values);
    return store(
        wanted, DataType.INT64, new int[] {values.length}, UnsafeByteOperations.unsafeWrap(bytes));
  }

  private static ByteString littleEndian(float... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(Float.BYTES, values.length))
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return UnsafeByteOperations.unsafeWrap(bytes);
  }

  private String store(String wanted, DataType type, int[] dims, ByteString raw) {
    String name = fresh(wanted);
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setName(name).setDataType(type.getNumber()).setRawData(raw);
    Arrays.stream(dims).forEach(tensor::addDims);
    graph.addInitializer(tensor);
    return name;
  }

  /** A whole number of a node. */
  static AttributeProto integer(String key, long value) {
    return attribute(key, AttributeProto.AttributeType.INT).setI(value).build();
  }

  /** Whole numbers of a node. */
  static AttributeProto list(String key, int... values) {
    AttributeProto.Builder builder = attribute(key, AttributeProto.AttributeType.INTS);
    Arrays.stream(values).forEach(builder::addInts);
    return builder.build();
  }

  /** A number of a node. */
  static AttributeProto number(String key, float value) {
    return attribute(key, AttributeProto.AttributeType.FLOAT).setF(value).build();
  }

  /** A word of a node. */
  static AttributeProto text(String key, String value) {
    return attribute(key, AttributeProto.AttributeType.STRING)
        .setS(ByteString.copyFromUtf8(value))
        .build();
  }

  private static AttributeProto.Builder attribute(String key, AttributeProto.AttributeType type) {
    return AttributeProto.newBuilder().setName(key).setType(type);
  }
}
