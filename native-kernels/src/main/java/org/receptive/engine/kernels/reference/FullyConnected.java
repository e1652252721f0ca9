package org.receptive.engine.kernels.reference;

import java.util.List;
import java.util.Optional;
import org.receptive.engine.kernels.parallel.Cancellation;
import org.receptive.engine.layer.Linear;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/**
 * The fully connected layer: {@code out[n, o] = bias[o] + sum over i of in[n, i] * weight[o, i]}.
 */
final class FullyConnected {
  private FullyConnected() {}

  static Tensor linear(Linear layer, Tensor input, Tensor weight, Optional<Tensor> bias) {
    Shape shape = layer.output(List.of(input.shape()));
    ParameterCheck.weightAndBias(layer, weight, bias);
    Tensor output = Tensor.zeros(shape);
    int features = layer.inFeatures();
    for (int n = 0; n < shape.batch(); n++) {
      for (int o = 0; o < layer.outFeatures(); o++) {
        Cancellation.check("linear");
        double sum = bias.isPresent() ? bias.get().data()[o] : 0;
        for (int i = 0; i < features; i++) {
          sum += (double) input.data()[n * features + i] * weight.data()[o * features + i];
        }
        output.data()[n * layer.outFeatures() + o] = (float) sum;
      }
    }
    return output;
  }
}
