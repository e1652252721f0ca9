package org.receptive.engine.io.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.receptive.engine.io.DataFileException;
import org.receptive.engine.layer.Unsupported;
import org.receptive.engine.network.Network;
import org.receptive.engine.tensor.Shape;

/**
 * Builds this engine's network from a graph, node by node. What no layer computes becomes an {@link
 * Unsupported} layer of the node's name, so that the rest can still be read and drawn.
 */
final class OnnxTranslation {
  /** Inputs whose numbers a float holds exactly; pixels often come as whole numbers. */
  private static final Set<DataType> READ_AS_FLOAT =
      EnumSet.of(
          DataType.FLOAT,
          DataType.DOUBLE,
          DataType.FLOAT16,
          DataType.BFLOAT16,
          DataType.UINT8,
          DataType.INT8);

  private final OnnxGraph graph;
  private final TensorDecoder decoder;
  private final ConstantFolding folding;
  private final Map<String, Operator> operators = new HashMap<>();

  OnnxTranslation(OnnxGraph graph, ExternalData external) {
    this.graph = graph;
    this.decoder = new TensorDecoder(graph.file(), external);
    this.folding = new ConstantFolding(decoder);
    WindowOperators.register(operators);
    PoolingOperators.register(operators);
    PointwiseOperators.register(operators);
    MatrixOperators.register(operators);
    ShapeOperators.register(operators);
    ReductionOperators.register(operators);
    SelectionOperators.register(operators);
    ResizeOperators.register(operators);
  }

  /**
   * The network.
   *
   * @param given the shape of the input; the file's if empty
   * @throws DataFileException if the graph has several inputs, leaves its size open, or does not
   *     fit
   */
  Network translate(Optional<Shape> given) {
    if (graph.inputs().size() != 1) {
      throw new DataFileException(
          graph.file(),
          String.format(
              Locale.ROOT,
              "the graph takes %d inputs (%s); a network here takes one.",
              graph.inputs().size(),
              String.join(", ", graph.inputs().stream().map(DeclaredValue::name).toList())));
    }
    DeclaredValue input = graph.inputs().getFirst();
    Wiring wiring = wiring(inputShape(input, given));
    wiring.define(input.name(), new Wiring.Value.Computed(Network.INPUT));
    return translate(wiring);
  }

  /** Wiring of this graph from a network's input of the given shape. */
  Wiring wiring(Shape input) {
    Map<String, Integer> uses = new HashMap<>();
    graph.nodes().forEach(node -> node.inputs().forEach(each -> uses.merge(each, 1, Integer::sum)));
    graph.outputs().forEach(output -> uses.merge(output, 1, Integer::sum));
    return new Wiring(input, uses, !graph.writtenHere());
  }

  private Shape inputShape(DeclaredValue input, Optional<Shape> given) {
    if (!READ_AS_FLOAT.contains(input.type())) {
      throw new DataFileException(
          graph.file(),
          "the input '%s' holds %s; this engine computes with FLOAT."
              .formatted(input.name(), input.type()));
    }
    if (given.isPresent()) {
      return given.get();
    }
    try {
      return input
          .shape()
          .orElseThrow(
              () ->
                  new DataFileException(
                      graph.file(),
                      "the input '%s' is %s %s."
                          .formatted(input.name(), input.text(), input.whyNoShape())));
    } catch (IllegalArgumentException tooLarge) {
      throw new DataFileException(
          graph.file(),
          "the input '%s': %s".formatted(input.name(), tooLarge.getMessage()),
          tooLarge);
    }
  }

  /** The network of a wiring that knows all inputs of the graph. */
  Network translate(Wiring wiring) {
    graph
        .initializers()
        .forEach(
            (name, tensor) -> {
              try {
                wiring.define(name, new Wiring.Value.Known(decoder.decode(tensor)));
              } catch (NotCovered reason) {
                wiring.define(name, missing("the tensor '" + name + "'", reason));
              }
            });
    graph.nodes().forEach(node -> translate(node, wiring));
    Map<String, String> outputs = new LinkedHashMap<>();
    for (String output : graph.outputs()) {
      switch (wiring.value(output)) {
        case Wiring.Value.Computed computed when !computed.node().equals(Network.INPUT) ->
            outputs.put(output, computed.node());
        case Wiring.Value.Missing missing ->
            throw new DataFileException(
                graph.file(), "the output '%s': %s.".formatted(output, missing.reason()));
        default -> {}
      }
    }
    if (outputs.isEmpty()) {
      throw new DataFileException(
          graph.file(), "no node computes an output; the network is empty.");
    }
    return wiring.network(graph.name(), graph.file(), outputs);
  }

  private static Wiring.Value missing(String what, NotCovered reason) {
    return new Wiring.Value.Missing("%s is not known (%s)".formatted(what, reason.getMessage()));
  }

  private void translate(OnnxNode node, Wiring wiring) {
    if (node.outputs().isEmpty()) {
      throw node.problem("gives no output.");
    }
    try {
      OnnxFile.requireKnown(node);
      Optional<Constant> known = folding.fold(node, wiring);
      if (known.isPresent()) {
        wiring.define(node.outputs().getFirst(), new Wiring.Value.Known(known.get()));
        return;
      }
      Operator operator = operators.get(node.operator());
      if (operator == null) {
        throw new NotCovered("this engine has no such layer");
      }
      operator.translate(node, wiring);
    } catch (NotCovered reason) {
      unsupported(node, wiring, reason);
    } catch (IllegalArgumentException | ArithmeticException misfit) {
      throw node.problem("does not fit: " + misfit.getMessage());
    }
  }

  /** Keeps the node with its name and its connections. */
  private void unsupported(OnnxNode node, Wiring wiring, NotCovered reason) {
    Set<String> inputs = new LinkedHashSet<>();
    for (int i = 0; i < node.inputs().size(); i++) {
      if (node.hasInput(i)
          && wiring.value(node.input(i)) instanceof Wiring.Value.Computed computed) {
        inputs.add(computed.node());
      }
    }
    for (int i = 0; i < node.outputs().size(); i++) {
      String output = node.outputs().get(i);
      if (inputs.isEmpty()) {
        wiring.define(
            output, missing("the node '%s' (%s)".formatted(node.name(), node.operator()), reason));
      } else if (!output.isEmpty()) {
        Optional<Shape> shape =
            Optional.ofNullable(graph.declared().get(output)).flatMap(OnnxTranslation::shape);
        String name = i == 0 ? node.name() : output;
        Unsupported layer = new Unsupported(node.operator(), reason.getMessage(), shape);
        wiring.define(
            output,
            new Wiring.Value.Computed(wiring.add(name, layer, Map.of(), List.copyOf(inputs))));
      }
    }
  }

  private static Optional<Shape> shape(DeclaredValue value) {
    try {
      return value.shape();
    } catch (IllegalArgumentException impossible) {
      return Optional.empty();
    }
  }
}
