package org.receptive.engine.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.receptive.engine.layer.Activation;
import org.receptive.engine.layer.AdaptiveAvgPool2d;
import org.receptive.engine.layer.Add;
import org.receptive.engine.layer.AvgPool2d;
import org.receptive.engine.layer.BatchNorm2d;
import org.receptive.engine.layer.Concat;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.Dropout;
import org.receptive.engine.layer.Flatten;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.layer.Linear;
import org.receptive.engine.layer.LocalResponseNorm;
import org.receptive.engine.layer.MaxPool2d;
import org.receptive.engine.layer.ShapeException;
import org.receptive.engine.layer.Softmax;
import org.receptive.engine.tensor.Shape;

/**
 * Builds a {@link Network} layer by layer. Each layer takes the output of the one before it, unless
 * {@link #from} moved back to start a branch. Channels and features that go in are taken from
 * there, so that only what comes out is said.
 *
 * <p>Where a shape does not fit, building goes on: the network knows its {@link
 * Network#shapeError}.
 */
public final class NetworkBuilder {
  private final String name;
  private final Shape inputShape;
  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, Shape> shapes = new LinkedHashMap<>();
  private final Map<String, Integer> counters = new HashMap<>();
  private String cursor = Network.INPUT;
  private Weights weights = Weights.random(42);
  private Map<String, String> outputs = Map.of();

  NetworkBuilder(String name, Shape inputShape) {
    this.name = name;
    this.inputShape = inputShape;
    shapes.put(Network.INPUT, inputShape);
  }

  /** The name of the layer whose output the next one takes. */
  public String last() {
    return cursor;
  }

  /** The shape that the next layer takes, for a batch of one. */
  public Shape lastShape() {
    return current();
  }

  /** Goes on from an earlier layer: the start of a branch. */
  public NetworkBuilder from(String node) {
    if (!shapes.containsKey(node)) {
      throw new IllegalArgumentException(
          "%s has no layer '%s' to branch from; so far there are %s."
                  .formatted(name, node, String.join(", ", shapes.keySet()))
              + Spelling.didYouMean(node, shapes.keySet()));
    }
    cursor = node;
    return this;
  }

  /** Adds any layer behind the last one. */
  public NetworkBuilder add(String node, Layer layer) {
    return add(node, layer, cursor);
  }

  /** Adds any layer with the given inputs. */
  public NetworkBuilder add(String node, Layer layer, String... inputs) {
    return append(new Node(node, layer, List.of(inputs)));
  }

  /** Adds the layer of an earlier node once more, with the same weights. */
  public NetworkBuilder shared(String node, String weightsOf) {
    Node original =
        nodes.stream()
            .filter(earlier -> earlier.name().equals(weightsOf))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "%s: '%s' cannot share the weights of '%s', which is not there yet."
                            .formatted(name, node, weightsOf)));
    return append(new Node(node, original.layer(), List.of(cursor), original.weightsOf()));
  }

  /**
   * Adds a layer that takes its weights from an earlier node, whose layer has the same parameters.
   */
  public NetworkBuilder shared(String node, String weightsOf, Layer layer, String... inputs) {
    return append(new Node(node, layer, List.of(inputs), weightsOf));
  }

  private NetworkBuilder append(Node node) {
    List<Shape> inputs = new ArrayList<>();
    for (String input : node.inputs()) {
      from(input);
      inputs.add(shapes.get(input));
    }
    nodes.add(node);
    shapes.put(node.name(), assumedOutput(node.layer(), inputs));
    cursor = node.name();
    return this;
  }

  /** Where the shapes do not fit, the next layer is built as if this one kept its input's size. */
  private static Shape assumedOutput(Layer layer, List<Shape> inputs) {
    try {
      return layer.output(inputs);
    } catch (ShapeException reportedByTheNetwork) {
      Shape input = inputs.getFirst();
      return switch (layer) {
        case Conv2d conv ->
            Shape.of(input.batch(), conv.outChannels(), input.height(), input.width());
        case Linear linear -> Shape.of(input.batch(), linear.outFeatures());
        default -> input;
      };
    }
  }

  /** A layer with numbers that no layer can have is refused at once, by its name. */
  private static <L extends Layer> L named(String node, Supplier<L> layer) {
    try {
      return layer.get();
    } catch (ShapeException problem) {
      throw problem.at(node);
    }
  }

  private Shape current() {
    return shapes.get(cursor);
  }

  private String numbered(String kind) {
    String base = kind.toLowerCase(Locale.ROOT);
    String candidate;
    do {
      candidate = base + counters.merge(base, 1, Integer::sum);
    } while (shapes.containsKey(candidate));
    return candidate;
  }

  /** Convolution with a square kernel, stride 1, no padding, with bias. */
  public NetworkBuilder conv(String node, int filters, int kernel) {
    return conv(node, filters, kernel, UnaryOperator.identity());
  }

  /** Convolution with options: {@code conv("conv1", 96, 11, c -> c.stride(4))}. */
  public NetworkBuilder conv(String node, int filters, int kernel, UnaryOperator<Conv2d> options) {
    return add(
        node, named(node, () -> options.apply(Conv2d.of(current().channels(), filters, kernel))));
  }

  /** Max pooling with a square window. */
  public NetworkBuilder maxPool(String node, int kernel, int stride) {
    return add(node, named(node, () -> MaxPool2d.of(kernel, stride)));
  }

  /** Average pooling with a square window. */
  public NetworkBuilder avgPool(String node, int kernel, int stride) {
    return add(node, named(node, () -> AvgPool2d.of(kernel, stride)));
  }

  /** Global average pooling: one value for each channel. */
  public NetworkBuilder globalAvgPool(String node) {
    return add(node, AdaptiveAvgPool2d.global());
  }

  /** Batch normalisation of the channels that come in. */
  public NetworkBuilder batchNorm(String node) {
    return add(node, BatchNorm2d.of(current().channels()));
  }

  /** Local response normalisation with the constants of the AlexNet paper. */
  public NetworkBuilder localResponseNorm(String node) {
    return add(node, LocalResponseNorm.alexNet());
  }

  /** All values in one row. */
  public NetworkBuilder flatten() {
    return add(numbered("flatten"), new Flatten());
  }

  /** A fully connected layer with bias. */
  public NetworkBuilder linear(String node, int neurons) {
    return add(node, named(node, () -> Linear.of(current().channels(), neurons)));
  }

  /** Dropout. */
  public NetworkBuilder dropout(double probability) {
    return add(numbered("dropout"), new Dropout((float) probability));
  }

  /** Rectified linear units. */
  public NetworkBuilder relu() {
    return add(numbered("relu"), new Activation.ReLU());
  }

  /** The hyperbolic tangent. */
  public NetworkBuilder tanh() {
    return add(numbered("tanh"), new Activation.Tanh());
  }

  /** The logistic function. */
  public NetworkBuilder sigmoid() {
    return add(numbered("sigmoid"), new Activation.Sigmoid());
  }

  /** Softmax over classes or channels. */
  public NetworkBuilder softmax() {
    return add(numbered("softmax"), Softmax.overChannels());
  }

  /** The sum of earlier layers. */
  public NetworkBuilder sum(String node, String... inputs) {
    return add(node, new Add(), inputs);
  }

  /** Earlier layers one behind the other along the channels. */
  public NetworkBuilder concat(String node, String... inputs) {
    return add(node, new Concat(), inputs);
  }

  /** The weights; random ones with seed 42 if none are given. */
  public NetworkBuilder weights(Weights given) {
    this.weights = given;
    return this;
  }

  /**
   * Names the outputs; without it they are the last layer and each that no layer takes.
   *
   * @param layers the layers that give them, by the outputs' names, in order; the first must be the
   *     last layer
   */
  public NetworkBuilder outputs(Map<String, String> layers) {
    this.outputs = new LinkedHashMap<>(layers);
    return this;
  }

  /** The network. */
  public Network build() {
    return new Network(name, inputShape, nodes, weights, outputs);
  }
}
