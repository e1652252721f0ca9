package org.receptive.engine.io.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.receptive.engine.io.DataFileException;
import org.receptive.engine.network.Network;

/** The bytes of an ONNX file as a checked graph. */
final class OnnxFile {
  /** The oldest and the newest set of operators whose meaning is known here. */
  private static final int OLDEST = 7;

  /**
   * Since 22, operators took further number types and were made clearer, but none of ours changed.
   */
  private static final int NEWEST = 24;

  /**
   * Operators that mean the same since before the oldest opset. Of a file of an older opset, only
   * they can be computed.
   */
  private static final Map<String, Integer> SINCE =
      Map.ofEntries(
          Map.entry("Conv", 1),
          Map.entry("ConvTranspose", 1),
          Map.entry("MaxPool", 1),
          Map.entry("GlobalAveragePool", 1),
          Map.entry("GlobalMaxPool", 1),
          Map.entry("LRN", 1),
          Map.entry("Flatten", 1),
          Map.entry("Transpose", 1),
          Map.entry("Identity", 1),
          Map.entry("Constant", 1),
          Map.entry("Softmax", 1),
          Map.entry("Squeeze", 1),
          Map.entry("Unsqueeze", 1),
          Map.entry("ReduceMean", 1),
          Map.entry("Pad", 2),
          Map.entry("Concat", 4),
          Map.entry("Reshape", 5),
          Map.entry("Relu", 6),
          Map.entry("LeakyRelu", 6),
          Map.entry("Elu", 6),
          Map.entry("Sigmoid", 6),
          Map.entry("HardSigmoid", 6),
          Map.entry("Tanh", 6),
          Map.entry("Clip", 6),
          Map.entry("Sum", 6));

  private final String file;

  OnnxFile(String file) {
    this.file = file;
  }

  /**
   * Reads a graph. Its tensors stay parts of the bytes.
   *
   * @throws DataFileException if this is no ONNX file, or its parts do not fit together
   */
  OnnxGraph parse(ByteBuffer bytes) {
    ModelProto model;
    try {
      CodedInputStream stream = UnsafeByteOperations.unsafeWrap(bytes).newCodedInput();
      stream.enableAliasing(true);
      model = ModelProto.parseFrom(stream);
    } catch (IOException broken) {
      throw new DataFileException(
          file, "no ONNX file, or truncated: " + broken.getMessage(), broken);
    }
    if (!model.hasGraph() || model.getGraph().getNodeCount() == 0) {
      throw new DataFileException(file, "no ONNX file: it has no graph of nodes.");
    }
    int opset = opset(model.getOpsetImportList(), model.getGraph().getNodeList());
    return graph(model.getGraph(), opset, model.getProducerName().equals(OnnxExport.PRODUCER));
  }

  private int opset(List<OperatorSetIdProto> imports, List<NodeProto> nodes) {
    long opset =
        imports.stream()
            .filter(each -> each.getDomain().isEmpty() || each.getDomain().equals("ai.onnx"))
            .mapToLong(OperatorSetIdProto::getVersion)
            .max()
            .orElse(1);
    boolean known = nodes.stream().anyMatch(node -> knows(node.getOpType(), opset));
    if (opset < 1 || opset > NEWEST || !known) {
      throw new DataFileException(
          file,
          String.format(
              Locale.ROOT,
              "the operators are of opset %d; opsets %d to %d can be read.",
              opset,
              OLDEST,
              NEWEST));
    }
    return (int) opset;
  }

  /** Whether what an operator means in an opset is known here. */
  private static boolean knows(String operator, long opset) {
    return SINCE.getOrDefault(operator, OLDEST) <= opset;
  }

  /**
   * Refuses a node of an opset in which its operator means something else than is known here.
   *
   * @throws NotCovered if it does
   */
  static void requireKnown(OnnxNode node) {
    if (!knows(node.operator(), node.opset())) {
      throw new NotCovered(
          String.format(
              Locale.ROOT,
              "what it means in opset %d is not known, only since opset %d",
              node.opset(),
              SINCE.getOrDefault(node.operator(), OLDEST)));
    }
  }

  private OnnxGraph graph(GraphProto graph, int opset, boolean writtenHere) {
    if (graph.getSparseInitializerCount() > 0) {
      throw new DataFileException(file, "sparse initializers cannot be read.");
    }
    Map<String, TensorProto> initializers = new LinkedHashMap<>();
    for (TensorProto tensor : graph.getInitializerList()) {
      if (initializers.put(tensor.getName(), tensor) != null) {
        throw new DataFileException(
            file, "the initializer '%s' is stored twice.".formatted(tensor.getName()));
      }
    }
    Map<String, DeclaredValue> declared = new HashMap<>();
    graph.getValueInfoList().forEach(info -> declared.put(info.getName(), DeclaredValue.of(info)));
    graph.getOutputList().forEach(info -> declared.put(info.getName(), DeclaredValue.of(info)));
    List<DeclaredValue> inputs =
        graph.getInputList().stream()
            .filter(info -> !initializers.containsKey(info.getName()))
            .map(DeclaredValue::of)
            .toList();
    return new OnnxGraph(
        file,
        graph.getName().isBlank() ? "network" : graph.getName(),
        inputs,
        graph.getOutputList().stream().map(ValueInfoProto::getName).toList(),
        initializers,
        nodes(graph, opset),
        declared,
        writtenHere);
  }

  private List<OnnxNode> nodes(GraphProto graph, int opset) {
    Map<String, Integer> names = new HashMap<>(Map.of(Network.INPUT, 1));
    List<OnnxNode> nodes = new ArrayList<>();
    for (NodeProto node : graph.getNodeList()) {
      Map<String, AttributeProto> attributes = new HashMap<>();
      node.getAttributeList().forEach(each -> attributes.put(each.getName(), each));
      boolean own = node.getDomain().isEmpty() || node.getDomain().equals("ai.onnx");
      nodes.add(
          new OnnxNode(
              file,
              unique(node, names),
              own ? node.getOpType() : node.getDomain() + "." + node.getOpType(),
              opset,
              List.copyOf(node.getInputList()),
              List.copyOf(node.getOutputList()),
              attributes));
    }
    return nodes;
  }

  /** The node's name, else its output's; a leading slash, as PyTorch writes it, groups nothing. */
  private static String unique(NodeProto node, Map<String, Integer> names) {
    String given = node.getName();
    if (given.isBlank()) {
      given =
          node.getOutputList().stream()
              .filter(o -> !o.isBlank())
              .findFirst()
              .orElse(node.getOpType());
    }
    String name = given.replaceFirst("^/+(?=.)", "");
    String candidate = name;
    while (names.containsKey(candidate)) {
      candidate = name + "_" + names.merge(name, 1, Integer::sum);
    }
    names.put(candidate, 1);
    return candidate;
  }
}
