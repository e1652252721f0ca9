package org.receptive.engine.io;

import java.util.LinkedHashMap;
import java.util.Map;
import org.receptive.engine.layer.Arithmetic;
import org.receptive.engine.layer.BatchNorm2d;
import org.receptive.engine.layer.PRelu;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** Keras layers that scale and shift every value by stored numbers. */
final class KerasScales {
  private final KerasWiring wiring;

  KerasScales(KerasWiring wiring) {
    this.wiring = wiring;
  }

  /** A ReLU with learned slopes. */
  KerasWiring.Value prelu(KerasLayer layer) {
    KerasWiring.Value input = wiring.input(layer);
    Tensor slopes = KerasShapes.slopes(wiring.stored().any(layer, "alpha"), input.shape());
    boolean sort = !input.shape().isImage() && !input.order().isPlain() && slopes.size() > 1;
    wiring.weight(
        layer.name(),
        "slope",
        sort ? KerasWeights.sorted(slopes, input.order().toKeras()) : slopes);
    return wiring.add(layer, new PRelu(slopes.shape()));
  }

  /** {@code scale * x + offset}, each a number or one for each channel. */
  KerasWiring.Value rescaling(KerasLayer layer) {
    KerasWiring.Value scaled = wiring.input(layer);
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

  private KerasWiring.Value joined(
      KerasLayer layer,
      String node,
      Arithmetic.Operation operation,
      float[] numbers,
      KerasWiring.Value input) {
    boolean image = input.shape().isImage() && numbers.length > 1;
    Shape shape = image ? Shape.of(numbers.length, 1, 1) : Shape.of(numbers.length);
    wiring.weight(node, "operand", Tensor.of(shape, numbers));
    return wiring.add(layer, node, Arithmetic.with(operation, shape), input);
  }

  /** Batch normalisation; of flattened images, each feature by itself. */
  KerasWiring.Value batchNorm(KerasLayer layer) {
    KerasWiring.Value input = wiring.input(layer);
    int channels = input.shape().channels();
    Shape each = Shape.of(channels);
    Tensor one = Tensor.full(each, 1);
    Tensor zero = Tensor.zeros(each);
    boolean scale = layer.flag("scale", true);
    boolean centre = layer.flag("center", true);
    Map<String, Tensor> found = new LinkedHashMap<>();
    found.put("weight", scale ? wiring.stored().get(layer, "gamma", 1) : one);
    found.put("bias", centre ? wiring.stored().get(layer, "beta", 1) : zero);
    found.put("running_mean", wiring.stored().get(layer, "moving_mean", 1));
    found.put("running_var", wiring.stored().get(layer, "moving_variance", 1));
    boolean sort = !input.shape().isImage() && !input.order().isPlain();
    found.forEach(
        (name, tensor) ->
            wiring.weight(
                layer.name(),
                name,
                sort ? KerasWeights.sorted(tensor, input.order().toKeras()) : tensor));
    return wiring.add(layer, new BatchNorm2d(channels, layer.number("epsilon", 1e-3)));
  }
}
