package org.receptive.engine.io;

import java.util.List;
import java.util.Locale;
import org.receptive.engine.io.KerasWiring.Value;
import org.receptive.engine.layer.Activation;
import org.receptive.engine.layer.AdaptiveAvgPool2d;
import org.receptive.engine.layer.AdaptiveMaxPool2d;
import org.receptive.engine.layer.Add;
import org.receptive.engine.layer.Arithmetic;
import org.receptive.engine.layer.AvgPool2d;
import org.receptive.engine.layer.Concat;
import org.receptive.engine.layer.Dropout;
import org.receptive.engine.layer.Flatten;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.layer.Linear;
import org.receptive.engine.layer.MaxPool2d;
import org.receptive.engine.layer.Softmax;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** What each Keras layer becomes. An activation inside a layer becomes a node behind it. */
final class KerasLayers {
  private final KerasWiring wiring;
  private final KerasConvolutions convolutions;
  private final KerasScales scales;

  KerasLayers(KerasWiring wiring) {
    this.wiring = wiring;
    this.convolutions = new KerasConvolutions(wiring);
    this.scales = new KerasScales(wiring);
  }

  /**
   * Adds what a Keras layer becomes.
   *
   * @return what it gives, behind its own activation
   * @throws DataFileException if the layer is not known, or its weights do not fit
   */
  Value add(KerasLayer layer) {
    return activated(layer, translate(layer));
  }

  private Value translate(KerasLayer layer) {
    layer.requireChannelsLast();
    return switch (layer.kind()) {
      case "Conv2D" -> convolutions.convolution(layer);
      case "DepthwiseConv2D" -> convolutions.depthwise(layer);
      case "Conv2DTranspose" -> convolutions.transposed(layer);
      case "Dense" -> dense(layer);
      case "MaxPooling2D" -> wiring.add(layer, new MaxPool2d(layer.window("pool_size")));
      // TensorFlow never counts padding.
      case "AveragePooling2D" -> wiring.add(layer, new AvgPool2d(layer.window("pool_size"), false));
      case "GlobalMaxPooling2D" -> global(layer, AdaptiveMaxPool2d.global());
      case "GlobalAveragePooling2D" -> global(layer, AdaptiveAvgPool2d.global());
      case "BatchNormalization" -> scales.batchNorm(layer);
      case "Activation" ->
          wiring.add(layer, KerasActivations.named(layer, layer.text("activation", "linear")));
      case "ReLU" -> wiring.add(layer, KerasActivations.relu(layer));
      case "LeakyReLU" ->
          wiring.add(
              layer,
              new Activation.LeakyReLU(layer.number("negative_slope", layer.number("alpha", 0.3))));
      case "Softmax" -> wiring.add(layer, Softmax.overChannels());
      case "ELU" -> wiring.add(layer, new Activation.Elu(layer.number("alpha", 1)));
      case "PReLU" -> scales.prelu(layer);
      case "ZeroPadding2D" -> wiring.add(layer, KerasShapes.padding(layer));
      case "Cropping2D" ->
          wiring.add(layer, KerasShapes.cropping(layer, wiring.input(layer).shape()));
      case "Permute" ->
          wiring.add(layer, KerasShapes.permutation(layer, wiring.input(layer).shape()));
      case "Rescaling" -> scales.rescaling(layer);
      case "SeparableConv2D" -> convolutions.separable(layer);
      case "GaussianNoise", "GaussianDropout", "ActivityRegularization" ->
          // They do nothing but in training.
          wiring.add(layer, new Activation.Identity());
      case "Dropout", "SpatialDropout2D" ->
          wiring.add(layer, new Dropout(layer.number("rate", 0.5)));
      case "UpSampling2D" -> convolutions.upSampling(layer);
      case "Flatten" -> flatten(layer, layer.name(), wiring.input(layer));
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

  private Value activated(KerasLayer layer, Value value) {
    String activation = layer.text("activation", "linear");
    if (activation.equals("swish") || activation.equals("silu")) {
      return swish(layer, value);
    }
    if (layer.kind().equals("Activation") || activation.equals("linear")) {
      return value;
    }
    return wiring.add(
        layer,
        layer.name() + "_" + activation,
        KerasActivations.activation(layer, activation),
        value);
  }

  /** {@code x * sigmoid(x)}. */
  private Value swish(KerasLayer layer, Value value) {
    String name = layer.name();
    Value sigmoid = wiring.add(layer, name + "_sigmoid", new Activation.Sigmoid(), value);
    String product = name + "_swish";
    return wiring.join(
        product,
        Arithmetic.of(Arithmetic.Operation.MULTIPLY),
        List.of(value, sigmoid),
        value.order());
  }

  private Value dense(KerasLayer layer) {
    Value input = wiring.input(layer);
    Tensor matrix = wiring.stored().get(layer, "kernel", 2);
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
    wiring.weight(layer.name(), "weight", KerasWeights.dense(matrix, order.toKeras()));
    Layer ours = new Linear(features, layer.integer("units"), wiring.bias(layer));
    Value output = wiring.add(layer, ours);
    return new Value(output.node(), output.shape(), FeatureOrder.plain(1));
  }

  private Value global(KerasLayer layer, Layer pooling) {
    Value pooled = wiring.add(layer, pooling);
    return layer.flag("keepdims", false)
        ? pooled
        : flatten(layer, layer.name() + "_flatten", pooled);
  }

  private Value flatten(KerasLayer layer, String node, Value input) {
    if (!input.shape().isImage()) {
      return input;
    }
    Value flat = wiring.add(layer, node, new Flatten(), input);
    return new Value(flat.node(), flat.shape(), FeatureOrder.flattened(input.shape()));
  }

  /** Reshapes that leave the numbers where they are; this engine has no other. */
  private Value reshape(KerasLayer layer) {
    Value input = wiring.input(layer);
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

  private Value merged(KerasLayer layer, Layer ours) {
    List<Value> inputs = wiring.inputs(layer);
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
    return wiring.join(layer.name(), ours, inputs, plain ? FeatureOrder.plain(1) : order);
  }
}
