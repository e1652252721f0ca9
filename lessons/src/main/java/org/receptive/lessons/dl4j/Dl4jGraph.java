package org.receptive.lessons.dl4j;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.receptive.engine.layer.Add;
import org.receptive.engine.layer.Concat;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.Flatten;
import org.receptive.engine.layer.Pad;
import org.receptive.engine.layer.ParameterSpec;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.Node;
import org.receptive.engine.tensor.Shape;

/**
 * A network as a DL4J {@code ComputationGraph}, layer by layer under our names, so that DL4J infers
 * shapes and counts parameters by itself. A convolution in groups, which DL4J does not have,
 * becomes one convolution for each group.
 *
 * @param network our network
 * @param configuration DL4J's configuration of it
 */
public record Dl4jGraph(Network network, ComputationGraphConfiguration configuration) {
  /** Between the name of a convolution and the number of its group. */
  static final String GROUP = "#group";

  private static final String PART = "#part";
  private static final String ZEROS = "#zeros";

  /**
   * Translates a network.
   *
   * @throws IllegalArgumentException if a layer has no counterpart in DL4J; the message names it
   */
  public static Dl4jGraph of(Network network) {
    Shape in = network.inputShape();
    GraphBuilder graph =
        new NeuralNetConfiguration.Builder()
            .graphBuilder()
            .addInputs(Network.INPUT)
            .setInputTypes(InputType.convolutional(in.height(), in.width(), in.channels()));
    graph.validateOutputLayerConfig(false);
    Set<String> ends = new LinkedHashSet<>();
    for (Node node : network.nodes()) {
      List<Shape> shapes = node.inputs().stream().map(network::shape).toList();
      add(graph, node, shapes);
      node.inputs().forEach(ends::remove);
      ends.add(node.name());
    }
    graph.setOutputs(ends.toArray(String[]::new));
    ComputationGraphConfiguration configuration = graph.build();
    network.nodes().forEach(node -> correctInputs(configuration, node));
    return new Dl4jGraph(network, configuration);
  }

  private static void add(GraphBuilder graph, Node node, List<Shape> inputs) {
    String[] from = node.inputs().toArray(String[]::new);
    switch (node.layer()) {
      case Add add ->
          graph.addVertex(node.name(), new ElementWiseVertex(ElementWiseVertex.Op.Add), from);
      case Concat concat -> graph.addVertex(node.name(), new MergeVertex(), from);
      case Flatten flatten -> {
        Shape input = inputs.getFirst();
        graph.addVertex(
            node.name(),
            new PreprocessorVertex(
                new CnnToFeedForwardPreProcessor(input.height(), input.width(), input.channels())),
            from);
      }
      case Pad pad when addsZeros(pad, inputs.getFirst()) ->
          zeros(graph, node.name(), pad.after().get(1) / inputs.getFirst().channels(), from[0]);
      case Conv2d conv when conv.groups() > 1 && conv.groups() < conv.inChannels() ->
          groups(graph, node.name(), conv, inputs.getFirst(), from[0]);
      default ->
          graph.addLayer(node.name(), Dl4jLayers.of(node.name(), node.layer(), inputs), from);
    }
  }

  /** Whether it puts once or several times as many channels of zeros behind those of the input. */
  private static boolean addsZeros(Pad pad, Shape input) {
    int added = pad.after().size() == 4 ? pad.after().get(1) : 0;
    return added > 0
        && added % input.channels() == 0
        && pad.equals(new Pad(List.of(0, 0, 0, 0), List.of(0, added, 0, 0), Pad.Mode.CONSTANT, 0));
  }

  /** DL4J has no such layer: the input, and behind it the input times 0. */
  private static void zeros(GraphBuilder graph, String name, int times, String from) {
    graph.addVertex(name + ZEROS, new ScaleVertex(0), from);
    List<String> parts = new ArrayList<>(List.of(from));
    parts.addAll(Collections.nCopies(times, name + ZEROS));
    graph.addVertex(name, new MergeVertex(), parts.toArray(String[]::new));
  }

  private static void groups(
      GraphBuilder graph, String name, Conv2d conv, Shape input, String from) {
    int in = conv.inChannels() / conv.groups();
    int out = conv.outChannels() / conv.groups();
    Conv2d one = new Conv2d(in, out, conv.window(), 1, conv.bias());
    Shape part = Shape.of(1, in, input.height(), input.width());
    List<String> parts = new ArrayList<>();
    for (int g = 0; g < conv.groups(); g++) {
      graph.addVertex(name + PART + g, new SubsetVertex(g * in, (g + 1) * in - 1), from);
      graph.addLayer(name + GROUP + g, Dl4jLayers.of(name, one, List.of(part)), name + PART + g);
      parts.add(name + GROUP + g);
    }
    graph.addVertex(name, new MergeVertex(), parts.toArray(String[]::new));
  }

  /**
   * DL4J 1.0.0-M2.1 takes the channels of a {@code SubsetVertex} for {@code from - to + 1}, a
   * negative number, and sets the inputs of the layer behind it to that.
   */
  private static void correctInputs(ComputationGraphConfiguration configuration, Node node) {
    if (node.layer() instanceof Conv2d conv) {
      for (int g = 0; g < conv.groups(); g++) {
        GraphVertex vertex = configuration.getVertices().get(node.name() + GROUP + g);
        if (vertex instanceof LayerVertex layer
            && layer.getLayerConf().getLayer() instanceof FeedForwardLayer feed) {
          feed.setNIn(conv.inChannels() / conv.groups());
        }
      }
    }
  }

  /** The shape of every layer's output as DL4J infers it, for a batch of one, under our names. */
  public Map<String, Shape> shapes() {
    Shape in = network.inputShape();
    Map<String, InputType> types =
        configuration.getLayerActivationTypes(
            InputType.convolutional(in.height(), in.width(), in.channels()));
    Map<String, Shape> shapes = new LinkedHashMap<>();
    for (Node node : network.nodes()) {
      shapes.put(node.name(), shape(types.get(node.name())));
    }
    return shapes;
  }

  private static Shape shape(InputType type) {
    return switch (type) {
      case InputType.InputTypeConvolutional c ->
          Shape.of(1, (int) c.getChannels(), (int) c.getHeight(), (int) c.getWidth());
      case InputType.InputTypeFeedForward f -> Shape.of(1, (int) f.getSize());
      default -> throw new IllegalArgumentException("DL4J infers " + type);
    };
  }

  /**
   * The parameters of every layer as DL4J counts them: mean and variance of a batch normalisation,
   * which do not train, among them.
   */
  public long parameterCount() {
    return configuration.getVertices().values().stream()
        .mapToLong((GraphVertex vertex) -> vertex.numParams(true))
        .sum();
  }

  /** What DL4J should count, as we count: trainable parameters, and mean and variance. */
  public long expectedParameterCount() {
    return network.nodes().stream()
        .filter(node -> !node.sharesWeights())
        .flatMap(node -> node.layer().parameters().stream())
        .mapToLong(ParameterSpec::size)
        .sum();
  }
}
