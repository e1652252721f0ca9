package org.receptive.engine.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.receptive.engine.kernels.Kernels;
import org.receptive.engine.kernels.program.Program;
import org.receptive.engine.kernels.program.ProgramRunner;
import org.receptive.engine.kernels.selection.KernelSelection;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.layer.ParameterSpec;
import org.receptive.engine.layer.Parameters;
import org.receptive.engine.layer.ShapeException;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/**
 * An immutable graph of named layers with one input and one or several named outputs, in an order
 * in which it can be computed, together with its weights.
 *
 * <p>A network whose shapes do not fit can still be made, looked at and drawn: {@link #shapeError}
 * says what is wrong and where, and {@link #shapes} knows everything before it. Asking such a
 * network for totals, or running it, throws that error.
 */
public final class Network {
  /** The name under which nodes refer to the network's input. */
  public static final String INPUT = "input";

  private final String name;
  private final Shape inputShape;
  private final Map<String, Node> nodes;
  private final Weights weights;
  private final Map<String, LayerStatistics> statistics;
  private final Optional<ShapeException> shapeError;
  private final Map<String, String> outputs;

  Network(
      String name,
      Shape inputShape,
      List<Node> nodes,
      Weights weights,
      Map<String, String> outputs) {
    this.name = name;
    this.inputShape = inputShape;
    this.weights = weights;
    this.nodes = NodeOrder.checked(name, nodes);
    this.outputs = NodeOrder.outputs(name, this.nodes, outputs);
    Map<String, LayerStatistics> known = new LinkedHashMap<>();
    this.shapeError = infer(known);
    this.statistics = Collections.unmodifiableMap(known);
  }

  /**
   * Starts a network.
   *
   * @param name its name, for titles
   * @param inputShape the shape of one input, {@code 1 x C x H x W}
   */
  public static NetworkBuilder builder(String name, Shape inputShape) {
    return new NetworkBuilder(name, inputShape);
  }

  /** Walks the graph as far as shapes fit; the first failure is kept, its followers are unknown. */
  private Optional<ShapeException> infer(Map<String, LayerStatistics> known) {
    ShapeException first = null;
    for (Node node : nodes.values()) {
      List<Shape> inputs = new ArrayList<>();
      List<ReceptiveField> fields = new ArrayList<>();
      for (String input : node.inputs()) {
        if (input.equals(INPUT)) {
          inputs.add(inputShape);
          fields.add(ReceptiveField.ofInput());
        } else if (known.containsKey(input)) {
          inputs.add(known.get(input).output());
          fields.add(known.get(input).receptiveField());
        }
      }
      if (inputs.size() < node.inputs().size()) {
        continue;
      }
      try {
        known.put(node.name(), statisticsOf(node, inputs, fields));
      } catch (ShapeException problem) {
        first = first == null ? problem.at(node.name()) : first;
      }
    }
    return Optional.ofNullable(first);
  }

  private LayerStatistics statisticsOf(Node node, List<Shape> inputs, List<ReceptiveField> fields) {
    Layer layer = node.layer();
    Shape output = layer.output(inputs);
    return new LayerStatistics(
        node,
        List.copyOf(inputs),
        output,
        node.sharesWeights() ? 0 : layer.parameterCount(),
        layer.macs(inputs),
        ReceptiveField.after(layer, fields, inputs, inputShape));
  }

  /** The network's name. */
  public String name() {
    return name;
  }

  /** The shape of the input, for a batch of one. */
  public Shape inputShape() {
    return inputShape;
  }

  /** The nodes in an order in which they can be computed. */
  public List<Node> nodes() {
    return List.copyOf(nodes.values());
  }

  /**
   * One node.
   *
   * @throws IllegalArgumentException if there is none of that name; the message lists the names
   */
  public Node node(String nodeName) {
    Node node = nodes.get(nodeName);
    if (node == null) {
      throw new IllegalArgumentException(
          "%s has no layer '%s'; its layers are %s."
                  .formatted(name, nodeName, String.join(", ", nodes.keySet()))
              + Spelling.didYouMean(nodeName, nodes.keySet()));
    }
    return node;
  }

  /** The last node, whose output is the network's. */
  public Node outputNode() {
    return nodes().getLast();
  }

  /**
   * The nodes that give the outputs, by the outputs' names, in order; the first is {@link
   * #outputNode}. A file names its outputs, and they may feed other layers, too. Of other networks
   * they are the last node and each that no layer takes, by the nodes' names.
   */
  public Map<String, String> outputs() {
    return outputs;
  }

  /** What is wrong with the shapes, and in which layer; empty if they fit. */
  public Optional<ShapeException> shapeError() {
    return shapeError;
  }

  /** The arithmetic of every node whose shape is known, by name, in order. */
  public Map<String, LayerStatistics> knownStatistics() {
    return statistics;
  }

  /**
   * The arithmetic of every node, in order.
   *
   * @throws ShapeException if the shapes do not fit
   */
  public List<LayerStatistics> statistics() {
    requireShapes();
    return List.copyOf(statistics.values());
  }

  /**
   * The arithmetic of one node.
   *
   * @throws ShapeException if its shape is not known
   */
  public LayerStatistics statistics(String nodeName) {
    node(nodeName);
    LayerStatistics known = statistics.get(nodeName);
    if (known == null) {
      throw shapeError.orElseThrow();
    }
    return known;
  }

  /** The shapes that are known, by node name, the input's first; a batch of one. */
  public Map<String, Shape> shapes() {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    shapes.put(INPUT, inputShape);
    statistics.forEach((node, known) -> shapes.put(node, known.output()));
    return Collections.unmodifiableMap(shapes);
  }

  /** The shape of one node's output, or of the input, for a batch of one. */
  public Shape shape(String nodeName) {
    return nodeName.equals(INPUT) ? inputShape : statistics(nodeName).output();
  }

  /** The shape of the network's output for a batch of one. */
  public Shape outputShape() {
    return shape(outputNode().name());
  }

  /** Trainable parameters, biases included, shared weights counted once. */
  public long parameterCount() {
    return statistics().stream().mapToLong(LayerStatistics::parameters).sum();
  }

  /** Multiply-accumulates of a forward pass of one image; see {@link Layer#macs}. */
  public long macs() {
    return statistics().stream().mapToLong(LayerStatistics::macs).sum();
  }

  /** The bytes of all activations of one image, the input not counted. */
  public long activationBytes() {
    return statistics().stream().mapToLong(LayerStatistics::activationBytes).sum();
  }

  private void requireShapes() {
    shapeError.ifPresent(
        error -> {
          throw error;
        });
  }

  /** Where the weights come from. */
  public Weights weights() {
    return weights;
  }

  /** The same network under another name. */
  public Network named(String other) {
    return new Network(other, inputShape, nodes(), weights, outputs);
  }

  /** The same graph with other weights. */
  public Network withWeights(Weights other) {
    return new Network(name, inputShape, nodes(), other, outputs);
  }

  /** The same graph and weights for another input shape. */
  public Network withInput(Shape other) {
    return new Network(name, other, nodes(), weights, outputs);
  }

  /** The same graph with one layer exchanged; the others stay as they are, fitting or not. */
  public Network with(String nodeName, Layer layer) {
    Node old = node(nodeName);
    List<Node> changed = new ArrayList<>(nodes());
    changed.set(changed.indexOf(old), new Node(nodeName, layer, old.inputs(), old.weightsOf()));
    return new Network(name, inputShape, changed, weights, outputs);
  }

  /** The parameters of one node. */
  public Parameters parameters(String nodeName) {
    Node node = node(nodeName);
    Map<String, Tensor> values = new LinkedHashMap<>();
    for (ParameterSpec spec : node.layer().parameters()) {
      values.put(spec.name(), weights.get(node.weightsOf(), spec));
    }
    return values.isEmpty() ? Parameters.none() : Parameters.of(node.layer(), values);
  }

  /**
   * The filters of a convolution.
   *
   * @throws IllegalArgumentException if the layer has no filters
   */
  public Filters filters(String nodeName) {
    return new Filters(name, nodeName, parameters(nodeName).get("weight"), weights.description());
  }

  /**
   * Prepares the network to run many times; weights are packed once. The caller closes what it
   * gets.
   *
   * @throws ShapeException if the shapes do not fit
   */
  public Inference inference(Kernels kernels) {
    return inference(kernels, PlanOptions.standard());
  }

  /**
   * Prepares the network to run many times, planned as the options allow. The caller closes what it
   * gets.
   *
   * @throws ShapeException if the shapes do not fit
   * @throws UnsupportedOperationException if it has layers that this engine does not compute
   */
  public Inference inference(Kernels kernels, PlanOptions options) {
    requireComputed();
    requireShapes();
    return new Inference(this, kernels, options);
  }

  /**
   * How the kernels of this process compute the network, for one image: algorithms, layouts, fusion
   * and memory, with what the alternatives would cost.
   *
   * @throws ShapeException if the shapes do not fit
   * @throws UnsupportedOperationException if it has layers that this engine does not compute
   */
  public NetworkPlan plan() {
    return plan(KernelSelection.active(), PlanOptions.standard(), 1);
  }

  /**
   * How given kernels compute the network.
   *
   * @param options what the plan may do; {@link PlanOptions#strict} allows no Winograd
   * @param batch images at once
   * @throws ShapeException if the shapes do not fit
   * @throws UnsupportedOperationException if it has layers that this engine does not compute
   */
  public NetworkPlan plan(Kernels kernels, PlanOptions options, int batch) {
    requireComputed();
    requireShapes();
    Shape input = inputShape.withBatch(batch);
    Optional<ProgramRunner> runner = kernels.programRunner();
    if (runner.isEmpty()) {
      return NetworkPlan.layerByLayer(this, input, kernels.description(), options);
    }
    try (ProgramRunner active = runner.get()) {
      Program program = Lowering.program(this, input, active.target(), options);
      return NetworkPlan.of(this, program, active.target(), kernels.description(), options);
    }
  }

  private void requireComputed() {
    NotComputed missing = NotComputed.of(nodes());
    if (!missing.isEmpty()) {
      throw new UnsupportedOperationException(
          "%s can be drawn, but not run: this engine does not compute %s."
              .formatted(name, missing.text()));
    }
  }

  /** {@link #inference(Kernels)} on the kernels of this process. */
  public Inference inference() {
    return inference(KernelSelection.active());
  }

  /**
   * Runs the network once on the kernels of this process and keeps every activation.
   *
   * @param input {@code N x C x H x W}, as {@link #inputShape} but for the batch
   */
  public Trace run(Tensor input) {
    return run(input, KernelSelection.active());
  }

  /**
   * Runs the network once on the given kernels and keeps every activation.
   *
   * @param input {@code N x C x H x W}, as {@link #inputShape} but for the batch
   */
  public Trace run(Tensor input, Kernels kernels) {
    try (Inference inference = inference(kernels)) {
      return inference.trace(input);
    }
  }

  @Override
  public String toString() {
    String layers = nodes.size() == 1 ? "1 layer" : nodes.size() + " layers";
    return shapeError
        .map(error -> "%s, %s, does not fit: %s".formatted(name, layers, error.getMessage()))
        .orElseGet(
            () ->
                String.format(
                    Locale.ROOT,
                    "%s, %s, %s -> %s, %,d parameters",
                    name,
                    layers,
                    inputShape,
                    outputShape(),
                    parameterCount()));
  }
}
