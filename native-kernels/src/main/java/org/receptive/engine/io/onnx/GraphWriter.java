package org.receptive.engine.io.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.ByteString;
import java.util.ArrayList;
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
  private final List<StoredTensor> tensors = new ArrayList<>();
  private final Map<String, String> valuesOf = new HashMap<>();

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

  /** Gives what a node computes another name than the node's. */
  void nameValue(String node, String value) {
    valuesOf.put(node, value);
  }

  /** The name of what a node computes. */
  String value(String node) {
    return valuesOf.getOrDefault(node, node);
  }

  private List<String> values(List<String> nodes) {
    return nodes.stream().map(this::value).toList();
  }

  /** Adds a node that gives what another computes once more, under a further name. */
  void valueAgain(String further, String node) {
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType("Identity")
            .setName(fresh(further + "_again"))
            .addInput(value(node))
            .addOutput(further));
  }

  /**
   * Adds a node whose one value has the node's name.
   *
   * @param inputs the values that it takes; empty where an optional one is left out
   * @return the name of its value
   */
  String node(String operator, String name, List<String> inputs, AttributeProto... attributes) {
    node(operator, name, inputs, List.of(name), attributes);
    return name;
  }

  /** Adds a node with several values; the name of one that nobody needs is empty. */
  void node(
      String operator,
      String name,
      List<String> inputs,
      List<String> outputs,
      AttributeProto... attributes) {
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType(operator)
            .setName(name)
            .addAllInput(values(inputs))
            .addAllOutput(values(outputs))
            .addAllAttribute(List.of(attributes)));
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
    return floats(wanted, values.shape().dims(), values.data());
  }

  /** Stores one number that has no axis. */
  String scalar(String wanted, float value) {
    return floats(wanted, new int[0], value);
  }

  private String floats(String wanted, int[] dims, float... values) {
    String name = fresh(wanted);
    TensorProto.Builder header =
        TensorProto.newBuilder().setName(name).setDataType(DataType.FLOAT.getNumber());
    Arrays.stream(dims).forEach(header::addDims);
    tensors.add(new StoredTensor(header.build(), values));
    return name;
  }

  /** Stores whole numbers. */
  String integers(String wanted, long... values) {
    String name = fresh(wanted);
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(DataType.INT64.getNumber())
            .addDims(values.length);
    Arrays.stream(values).forEach(tensor::addInt64Data);
    graph.addInitializer(tensor);
    return name;
  }

  /** The larger numbers that belong to the graph. */
  List<StoredTensor> tensors() {
    return List.copyOf(tensors);
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
