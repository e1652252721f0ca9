package org.receptive.engine.io.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.receptive.engine.layer.AvgPool2d;
import org.receptive.engine.layer.ParameterSpec;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.Node;
import org.receptive.engine.tensor.Shape;

/** A network as an ONNX model. Nodes, and the values that they give, keep the network's names. */
final class OnnxExport {
  /** Resize names its axes since this opset, which came with version 8 of the file format. */
  private static final int OPSET = 18;

  private static final int IR_VERSION = 8;

  /** The version of the file format that came with the opset of dilated means. */
  private static final int LATER_IR_VERSION = 9;

  /** What a file of protocol buffers can hold, with some room for what is not weights. */
  private static final long MOST_BYTES = Integer.MAX_VALUE - (64L << 20);

  /** Who writes. */
  static final String PRODUCER = "Receptive";

  private final Network network;

  /** The nodes that give the outputs, by the outputs' names. */
  private final Map<String, String> outputs;

  /** With the network's outputs, and then the others. */
  OnnxExport(Network network, List<String> others) {
    this.network = network;
    this.outputs = outputs(network, others);
  }

  /**
   * The model.
   *
   * @throws IllegalArgumentException if a layer cannot be written, or all weights together are
   *     larger than a file can be
   */
  WrittenModel model() {
    network
        .shapeError()
        .ifPresent(
            error -> {
              throw error;
            });
    checkSize();
    GraphProto.Builder graph = GraphProto.newBuilder().setName(network.name());
    List<String> names = new ArrayList<>(network.nodes().stream().map(Node::name).toList());
    names.add(Network.INPUT);
    names.addAll(outputs.keySet());
    GraphWriter writer = new GraphWriter(graph, names);
    Map<String, String> again = nameOutputs(writer);
    graph.addInput(value(writer.value(Network.INPUT), network.inputShape()));
    network.nodes().forEach(node -> LayerExport.write(new WrittenNode(network, node, writer)));
    again.forEach(writer::valueAgain);
    outputs.forEach((name, node) -> graph.addOutput(value(name, network.shape(node))));
    boolean later = network.nodes().stream().anyMatch(OnnxExport::isDilatedMean);
    int opset = later ? PoolingOperators.DILATED_MEANS : OPSET;
    ModelProto frame =
        ModelProto.newBuilder()
            .setIrVersion(later ? LATER_IR_VERSION : IR_VERSION)
            .setProducerName(PRODUCER)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(opset))
            .build();
    return new WrittenModel(frame, graph.build(), writer.tensors());
  }

  /** Older programs can read all files but those that need the later opset. */
  private static boolean isDilatedMean(Node node) {
    return node.layer() instanceof AvgPool2d pool && pool.window().isDilated();
  }

  /** Before any weights are made: they may not fit into memory either. */
  private void checkSize() {
    long bytes =
        network.nodes().stream()
            .filter(node -> !node.sharesWeights())
            .flatMap(node -> node.layer().parameters().stream())
            .mapToLong(ParameterSpec::size)
            .map(size -> size * Float.BYTES)
            .sum();
    if (bytes > MOST_BYTES) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s has %,d bytes of weights, but an ONNX file holds at most %,d.",
              network.name(),
              bytes,
              MOST_BYTES));
    }
  }

  /**
   * Calls what the outputs' nodes compute as the outputs are called.
   *
   * @return outputs whose node gives another one already
   */
  private Map<String, String> nameOutputs(GraphWriter writer) {
    Map<String, String> again = new LinkedHashMap<>();
    Set<String> named = new HashSet<>();
    outputs.forEach(
        (output, node) -> {
          if (named.add(node)) {
            writer.nameValue(node, output);
          } else {
            again.put(output, node);
          }
        });
    // An output may be called as another node is, or as the input.
    Stream.concat(network.nodes().stream().map(Node::name), Stream.of(Network.INPUT))
        .filter(node -> outputs.containsKey(node) && !named.contains(node))
        .forEach(node -> writer.nameValue(node, writer.fresh(node + "_value")));
    return again;
  }

  private static Map<String, String> outputs(Network network, List<String> others) {
    Map<String, String> outputs = new LinkedHashMap<>(network.outputs());
    others.stream()
        .map(name -> network.node(name).name())
        .filter(name -> !outputs.containsValue(name))
        .forEach(name -> outputs.put(outputs.containsKey(name) ? name + "_value" : name, name));
    return outputs;
  }

  /** A network for one image takes any number of them. */
  private ValueInfoProto value(String name, Shape shape) {
    Shape input = network.inputShape();
    boolean open = input.rank() > 1 && input.batch() == 1 && shape.rank() > 1 && shape.dim(0) == 1;
    TensorShapeProto.Builder dims = TensorShapeProto.newBuilder();
    for (int axis = 0; axis < shape.rank(); axis++) {
      dims.addDim(
          axis == 0 && open
              ? Dimension.newBuilder().setDimParam("N")
              : Dimension.newBuilder().setDimValue(shape.dim(axis)));
    }
    TypeProto.Tensor type =
        TypeProto.Tensor.newBuilder()
            .setElemType(DataType.FLOAT.getNumber())
            .setShape(dims)
            .build();
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(type))
        .build();
  }
}
