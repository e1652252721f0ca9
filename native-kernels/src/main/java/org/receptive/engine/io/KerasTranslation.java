package org.receptive.engine.io;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.receptive.engine.layer.Activation;
import org.receptive.engine.layer.AdaptiveAvgPool2d;
import org.receptive.engine.layer.AdaptiveMaxPool2d;
import org.receptive.engine.layer.Add;
import org.receptive.engine.layer.Arithmetic;
import org.receptive.engine.layer.AvgPool2d;
import org.receptive.engine.layer.BatchNorm2d;
import org.receptive.engine.layer.Concat;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.Dropout;
import org.receptive.engine.layer.Flatten;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.layer.Linear;
import org.receptive.engine.layer.MaxPool2d;
import org.receptive.engine.layer.PRelu;
import org.receptive.engine.layer.Resize;
import org.receptive.engine.layer.ShapeException;
import org.receptive.engine.layer.Softmax;
import org.receptive.engine.layer.Window;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.NetworkBuilder;
import org.receptive.engine.network.Weights;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/**
 * Builds this engine's network from a Keras graph, layer by layer. Every Keras layer becomes a node
 * of its own name; an activation inside a layer becomes a node behind it, {@code conv1_relu}.
 */
final class KerasTranslation {
  private final String file;
  private final KerasWeights stored;
  private final Map<String, Tensor> weights = new HashMap<>();

  /** For each Keras layer, the node that gives its output, its shape, and its order of features. */
  private final Map<String, Value> values = new LinkedHashMap<>();

  private NetworkBuilder builder;

  /**
   * What a Keras layer gives: the name of our node, its shape, and how its features are ordered.
   */
  private record Value(String node, Shape shape, FeatureOrder order) {}

  KerasTranslation(String file, Map<String, Tensor> tensors) {
    this.file = file;
    this.stored = new KerasWeights(tensors);
  }

  /**
   * The network with its weights.
   *
   * @throws DataFileException if a layer is not known, or its shapes or weights do not fit
   */
  Network translate(KerasGraph graph) {
    for (KerasLayer layer : graph.layers()) {
      if (layer.kind().equals("InputLayer")) {
        input(graph.name(), layer);
        continue;
      }
      if (builder == null) {
        throw layer.problem("comes before any input.");
      }
      String part = "the layer '%s' (%s)".formatted(layer.name(), layer.kind());
      values.put(layer.name(), ModelJson.understood(file, part, () -> fitting(layer)));
    }
    if (builder == null || builder.last().equals(Network.INPUT)) {
      throw new DataFileException(file, "the model has no layers.");
    }
    return builder.weights(Weights.of(file, weights)).build();
  }

  private Value fitting(KerasLayer layer) {
    try {
      return activated(layer, translate(layer));
    } catch (ShapeException misfit) {
      throw layer.problem("does not fit: " + misfit.getMessage());
    }
  }

  private void input(String network, KerasLayer layer) {
    if (builder != null) {
      throw layer.problem("is a second input; only networks with one can be read.");
    }
    String key = layer.config().has("batch_shape") ? "batch_shape" : "batch_input_shape";
    List<Integer> dims = layer.integers(key);
    if (dims.subList(1, dims.size()).stream().anyMatch(dim -> dim < 1)) {
      throw layer.problem("leaves its size open: %s.".formatted(layer.config().get(key)));
    }
    Shape shape =
        switch (dims.size()) {
          case 2 -> Shape.of(1, dims.get(1));
          case 3 -> Shape.of(1, 1, dims.get(1), dims.get(2));
          case 4 -> Shape.of(1, dims.get(3), dims.get(1), dims.get(2));
          default ->
              throw layer.problem(
                  String.format(
                      Locale.ROOT, "takes %d axes, but 2 to 4 can be read.", dims.size()));
        };
    builder = Network.builder(network, shape);
    values.put(layer.name(), new Value(Network.INPUT, shape, FeatureOrder.plain(1)));
  }

  private Value input(KerasLayer layer) {
    if (layer.inputs().size() != 1) {
      throw layer.problem("takes one input, but has %s.".formatted(layer.inputs()));
    }
    return values.get(layer.inputs().getFirst());
  }

  private Value translate(KerasLayer layer) {
    layer.requireChannelsLast();
    return switch (layer.kind()) {
      case "Conv2D" -> convolution(layer);
      case "DepthwiseConv2D" -> depthwise(layer);
      case "Conv2DTranspose" -> transposed(layer);
      case "Dense" -> dense(layer);
      case "MaxPooling2D" -> add(layer, new MaxPool2d(layer.window("pool_size")));
      // TensorFlow never counts padding.
      case "AveragePooling2D" -> add(layer, new AvgPool2d(layer.window("pool_size"), false));
      case "GlobalMaxPooling2D" -> global(layer, AdaptiveMaxPool2d.global());
      case "GlobalAveragePooling2D" -> global(layer, AdaptiveAvgPool2d.global());
      case "BatchNormalization" -> batchNorm(layer);
      case "Activation" -> add(layer, named(layer, layer.text("activation", "linear")));
      case "ReLU" -> add(layer, relu(layer));
      case "LeakyReLU" ->
          add(
              layer,
              new Activation.LeakyReLU(layer.number("negative_slope", layer.number("alpha", 0.3))));
      case "Softmax" -> add(layer, Softmax.overChannels());
      case "ELU" -> add(layer, new Activation.Elu(layer.number("alpha", 1)));
      case "PReLU" -> prelu(layer);
      case "ZeroPadding2D" -> add(layer, KerasShapes.padding(layer));
      case "Cropping2D" -> add(layer, KerasShapes.cropping(layer, input(layer).shape()));
      case "Permute" -> add(layer, KerasShapes.permutation(layer, input(layer).shape()));
      case "Rescaling" -> rescaling(layer);
      case "SeparableConv2D" -> separable(layer);
      case "GaussianNoise", "GaussianDropout", "ActivityRegularization" ->
          // They do nothing but in training.
          add(layer, new Activation.Identity());
      case "Dropout", "SpatialDropout2D" -> add(layer, new Dropout(layer.number("rate", 0.5)));
      case "UpSampling2D" -> upSampling(layer);
      case "Flatten" -> flatten(layer, layer.name(), input(layer));
      case "Reshape" -> reshape(layer);
      case "Add" -> merged(layer, new Add());
      case "Subtract" -> merged(layer, Arithmetic.of(Arithmetic.Operation.SUBTRACT));
      case "Multiply" -> merged(layer, Arithmetic.of(Arithmetic.Operation.MULTIPLY));
      case "Maximum" -> merged(layer, Arithmetic.of(Arithmetic.Operation.MAXIMUM));
      case "Minimum" -> merged(layer, Arithmetic.of(Arithmetic.Operation.MINIMUM));
      case "Concatenate" -> merged(layer, new Concat());
      default -> throw layer.problem("is of a class that this engine does not know.");
    };
  }

  /** Adds a node with one input; its features keep their order. */
  private Value add(KerasLayer layer, Layer ours) {
    return add(layer, layer.name(), ours, input(layer));
  }

  private Value add(KerasLayer layer, String node, Layer ours, Value input) {
    Shape shape = ours.output(List.of(input.shape()));
    ours.parameters()
        .forEach(
            spec -> {
              Shape given = weights.get(node + "." + spec.name()).shape();
              if (!given.equals(spec.shape())) {
                throw layer.problem(
                    "has a weight of shape %s where %s is needed.".formatted(given, spec.shape()));
              }
            });
    builder.add(node, ours, input.node());
    return new Value(node, shape, input.order());
  }

  private Value activated(KerasLayer layer, Value value) {
    String activation = layer.text("activation", "linear");
    if (activation.equals("swish") || activation.equals("silu")) {
      return swish(layer, value);
    }
    if (layer.kind().equals("Activation") || activation.equals("linear")) {
      return value;
    }
    return add(layer, layer.name() + "_" + activation, activation(layer, activation), value);
  }

  /** Of an activation of several layers, the first, which does nothing. */
  private static Layer named(KerasLayer layer, String name) {
    return switch (name) {
      case "linear", "swish", "silu" -> new Activation.Identity();
      default -> activation(layer, name);
    };
  }

  /** {@code x * sigmoid(x)}. */
  private Value swish(KerasLayer layer, Value value) {
    String name = layer.name();
    Value sigmoid = add(layer, name + "_sigmoid", new Activation.Sigmoid(), value);
    String product = name + "_swish";
    builder.add(
        product, Arithmetic.of(Arithmetic.Operation.MULTIPLY), value.node(), sigmoid.node());
    return new Value(product, value.shape(), value.order());
  }

  private static Layer activation(KerasLayer layer, String name) {
    return switch (name) {
      case "relu" -> new Activation.ReLU();
      case "sigmoid" -> new Activation.Sigmoid();
      case "tanh" -> new Activation.Tanh();
      case "softmax" -> Softmax.overChannels();
      case "relu6" -> Activation.Clip.relu6();
      case "elu" -> new Activation.Elu(1);
      case "leaky_relu" -> new Activation.LeakyReLU(0.2f);
      case "exponential" -> new Activation.Elementary(Activation.Elementary.Function.EXP);
      case "softplus" -> new Activation.Elementary(Activation.Elementary.Function.SOFTPLUS);
      case "softsign" -> new Activation.Elementary(Activation.Elementary.Function.SOFTSIGN);
      default ->
          throw layer.problem("has the activation '%s', which is not known.".formatted(name));
    };
  }

  private static Layer relu(KerasLayer layer) {
    float limit = layer.number("max_value", Double.POSITIVE_INFINITY);
    float slope = layer.number("negative_slope", 0);
    boolean limited = limit != Float.POSITIVE_INFINITY;
    if (limited && slope == 0 && layer.number("threshold", 0) == 0) {
      return new Activation.Clip(0, limit);
    }
    if (limited || layer.number("threshold", 0) != 0) {
      throw layer.problem("is cut off at %s, which is not known.".formatted(limit));
    }
    return slope == 0 ? new Activation.ReLU() : new Activation.LeakyReLU(slope);
  }

  private boolean bias(KerasLayer layer) {
    boolean bias = layer.flag("use_bias", true);
    if (bias) {
      weights.put(layer.name() + ".bias", stored.get(layer, "bias", 1));
    }
    return bias;
  }

  private Value convolution(KerasLayer layer) {
    Tensor filters = stored.get(layer, "kernel", 4);
    weights.put(layer.name() + ".weight", TensorFlowOrder.filters(filters));
    int groups = (int) layer.number("groups", 1);
    int channels = input(layer).shape().channels();
    Window window = layer.window("kernel_size");
    return add(layer, new Conv2d(channels, layer.integer("filters"), window, groups, bias(layer)));
  }

  private Value depthwise(KerasLayer layer) {
    Tensor filters = stored.get(layer, "depthwise_kernel", 4);
    weights.put(layer.name() + ".weight", TensorFlowOrder.depthwiseFilters(filters));
    int channels = input(layer).shape().channels();
    int outputs = channels * (int) layer.number("depth_multiplier", 1);
    Window window = layer.window("kernel_size");
    return add(layer, new Conv2d(channels, outputs, window, channels, bias(layer)));
  }

  /** A depthwise convolution, and behind it one over all channels with the bias. */
  private Value separable(KerasLayer layer) {
    String deep = layer.name() + "_depthwise";
    Tensor filters = stored.get(layer, "depthwise_kernel", 4);
    weights.put(deep + ".weight", TensorFlowOrder.depthwiseFilters(filters));
    int channels = input(layer).shape().channels();
    int between = channels * (int) layer.number("depth_multiplier", 1);
    Layer first = new Conv2d(channels, between, layer.window("kernel_size"), channels, false);
    Value depthwise = add(layer, deep, first, input(layer));
    weights.put(
        layer.name() + ".weight",
        TensorFlowOrder.filters(stored.get(layer, "pointwise_kernel", 4)));
    Layer second = new Conv2d(between, layer.integer("filters"), Window.of(1), 1, bias(layer));
    return add(layer, layer.name(), second, depthwise);
  }

  private Value prelu(KerasLayer layer) {
    Value input = input(layer);
    Tensor slopes = KerasShapes.slopes(stored.any(layer, "alpha"), input.shape());
    boolean sort = !input.shape().isImage() && !input.order().isPlain() && slopes.size() > 1;
    weights.put(
        layer.name() + ".slope",
        sort ? KerasWeights.sorted(slopes, input.order().toKeras()) : slopes);
    return add(layer, new PRelu(slopes.shape()));
  }

  /** {@code scale * x + offset}, each a number or one for each channel. */
  private Value rescaling(KerasLayer layer) {
    Value scaled = input(layer);
    String name = layer.name();
    float[] offset = layer.numbers("offset", 0);
    boolean shifts = offset.length > 1 || offset[0] != 0;
    scaled =
        joined(
            layer,
            shifts ? name + "_scale" : name,
            Arithmetic.Operation.MULTIPLY,
            layer.numbers("scale", 1),
            scaled);
    return shifts ? joined(layer, name, Arithmetic.Operation.ADD, offset, scaled) : scaled;
  }

  private Value joined(
      KerasLayer layer, String node, Arithmetic.Operation operation, float[] numbers, Value input) {
    boolean image = input.shape().isImage() && numbers.length > 1;
    Shape shape = image ? Shape.of(numbers.length, 1, 1) : Shape.of(numbers.length);
    weights.put(node + ".operand", Tensor.of(shape, numbers));
    return add(layer, node, Arithmetic.with(operation, shape), input);
  }

  private Value transposed(KerasLayer layer) {
    Tensor filters = stored.get(layer, "kernel", 4);
    weights.put(layer.name() + ".weight", KerasWeights.transposedConvolution(filters));
    return add(
        layer,
        KerasWeights.transposedLayer(
            input(layer).shape().channels(),
            layer.integer("filters"),
            layer.window("kernel_size"),
            bias(layer)));
  }

  private Value dense(KerasLayer layer) {
    Value input = input(layer);
    Tensor matrix = stored.get(layer, "kernel", 2);
    int features = input.shape().channels();
    if (matrix.shape().dim(0) != features) {
      throw layer.problem(
          String.format(
              Locale.ROOT,
              "has weights for %d features, but its input %s has %d.",
              matrix.shape().dim(0),
              input.shape(),
              features));
    }
    FeatureOrder order = input.order().isPlain() ? FeatureOrder.plain(features) : input.order();
    weights.put(layer.name() + ".weight", KerasWeights.dense(matrix, order.toKeras()));
    Layer ours = new Linear(features, layer.integer("units"), bias(layer));
    Value output = add(layer, ours);
    return new Value(output.node(), output.shape(), FeatureOrder.plain(1));
  }

  private Value global(KerasLayer layer, Layer pooling) {
    Value pooled = add(layer, pooling);
    return layer.flag("keepdims", false)
        ? pooled
        : flatten(layer, layer.name() + "_flatten", pooled);
  }

  private Value flatten(KerasLayer layer, String node, Value input) {
    if (!input.shape().isImage()) {
      return input;
    }
    Value flat = add(layer, node, new Flatten(), input);
    return new Value(flat.node(), flat.shape(), FeatureOrder.flattened(input.shape()));
  }

  /** Reshapes that leave the numbers where they are; this engine has no other. */
  private Value reshape(KerasLayer layer) {
    Value input = input(layer);
    List<Integer> target = layer.integers("target_shape");
    Shape shape = input.shape();
    if (target.size() == 1) {
      return flatten(layer, layer.name(), input);
    }
    boolean sameImage =
        shape.isImage()
            && target.get(0) == shape.height()
            && target.get(1) == shape.width()
            && (target.size() == 2 ? shape.channels() == 1 : target.get(2) == shape.channels());
    if (!sameImage || target.size() > 3) {
      throw layer.problem(
          "turns %s into %s, which is not known.".formatted(shape.perImage(), target));
    }
    return input;
  }

  private Value batchNorm(KerasLayer layer) {
    Value input = input(layer);
    int channels = input.shape().channels();
    Shape each = Shape.of(channels);
    Tensor one = Tensor.full(each, 1);
    Tensor zero = Tensor.zeros(each);
    boolean scale = layer.flag("scale", true);
    boolean centre = layer.flag("center", true);
    Map<String, Tensor> found = new LinkedHashMap<>();
    found.put("weight", scale ? stored.get(layer, "gamma", 1) : one);
    found.put("bias", centre ? stored.get(layer, "beta", 1) : zero);
    found.put("running_mean", stored.get(layer, "moving_mean", 1));
    found.put("running_var", stored.get(layer, "moving_variance", 1));
    boolean sort = !input.shape().isImage() && !input.order().isPlain();
    found.forEach(
        (name, tensor) ->
            weights.put(
                layer.name() + "." + name,
                sort ? KerasWeights.sorted(tensor, input.order().toKeras()) : tensor));
    return add(layer, new BatchNorm2d(channels, layer.number("epsilon", 1e-3)));
  }

  private Value upSampling(KerasLayer layer) {
    Shape shape = input(layer).shape();
    int[] factor = layer.pair("size");
    String interpolation = layer.text("interpolation", "nearest");
    Resize.Mode mode =
        switch (interpolation) {
          case "nearest" -> Resize.Mode.NEAREST;
          case "bilinear" -> Resize.Mode.BILINEAR;
          default ->
              throw layer.problem(
                  "has the interpolation '%s', which is not known.".formatted(interpolation));
        };
    return add(layer, new Resize(shape.height() * factor[0], shape.width() * factor[1], mode));
  }

  private Value merged(KerasLayer layer, Layer ours) {
    List<Value> inputs = layer.inputs().stream().map(values::get).toList();
    FeatureOrder order = inputs.getFirst().order();
    boolean features = !inputs.getFirst().shape().isImage();
    boolean plain = inputs.stream().allMatch(input -> input.order().isPlain());
    boolean alike = inputs.stream().allMatch(input -> input.order().equals(order));
    if (features && !plain && (ours instanceof Concat || !alike)) {
      throw layer.problem("joins flattened images, whose features are ordered differently.");
    }
    if (ours instanceof Concat) {
      int axis = (int) layer.number("axis", -1);
      if (axis != -1 && axis != inputs.getFirst().shape().rank() - 1) {
        throw layer.problem(
            String.format(Locale.ROOT, "joins along axis %d; only channels are known.", axis));
      }
    }
    Shape shape = ours.output(inputs.stream().map(Value::shape).toList());
    builder.add(layer.name(), ours, inputs.stream().map(Value::node).toArray(String[]::new));
    return new Value(layer.name(), shape, plain ? FeatureOrder.plain(1) : order);
  }
}
