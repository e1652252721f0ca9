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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.receptive.engine.layer.ParameterSpec;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.Node;
import org.receptive.engine.tensor.Shape;

/** A network as an ONNX model. Nodes, and the values that they give, keep the network's names. */
final class OnnxExport {
  /** Resize names its axes since this opset. */
  private static final int OPSET = 18;

  /** The version of the file format that came with the opset. */
  private static final int IR_VERSION = 8;

  /** What a file of protocol buffers can hold, with some room for what is not weights. */
  private static final long MOST_BYTES = Integer.MAX_VALUE - (64L << 20);

  private final Network network;

  private final List<String> outputs;

  /** With the network's output first, then every value that no layer takes, then the others. */
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
    graph.addInput(value(Network.INPUT, network.inputShape()));
    List<String> names = new ArrayList<>(network.nodes().stream().map(Node::name).toList());
    names.add(Network.INPUT);
    GraphWriter writer = new GraphWriter(graph, names);
    network.nodes().forEach(node -> LayerExport.write(new WrittenNode(network, node, writer)));
    outputs.forEach(name -> graph.addOutput(value(name, network.shape(name))));
    ModelProto frame =
        ModelProto.newBuilder()
            .setIrVersion(IR_VERSION)
            .setProducerName("Receptive")
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
            .build();
    return new WrittenModel(frame, graph.build(), writer.tensors());
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

  /** The network's output, then every value that nothing takes, then what else is asked for. */
  private static List<String> outputs(Network network, List<String> others) {
    Set<String> taken = new HashSet<>();
    network.nodes().forEach(node -> taken.addAll(node.inputs()));
    Set<String> outputs = new LinkedHashSet<>();
    outputs.add(network.outputNode().name());
    network.nodes().stream()
        .map(Node::name)
        .filter(name -> !taken.contains(name))
        .forEach(outputs::add);
    others.forEach(name -> outputs.add(network.node(name).name()));
    return List.copyOf(outputs);
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
