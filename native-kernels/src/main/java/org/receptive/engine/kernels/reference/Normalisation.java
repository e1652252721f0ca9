package org.receptive.engine.kernels.reference;

import java.util.List;
import org.receptive.engine.kernels.parallel.Cancellation;
import org.receptive.engine.layer.BatchNorm2d;
import org.receptive.engine.layer.LocalResponseNorm;
import org.receptive.engine.layer.Parameters;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** Batch normalisation with fixed statistics, and local response normalisation. */
final class Normalisation {
  private Normalisation() {}

  /** {@code (x - mean) / sqrt(var + epsilon) * weight + bias}, channel by channel. */
  static Tensor batchNorm2d(BatchNorm2d layer, Tensor input, Parameters parameters) {
    Shape shape = layer.output(List.of(input.shape()));
    Parameters.of(layer, parameters.asMap());
    float[] weight = parameters.get("weight").data();
    float[] bias = parameters.get("bias").data();
    float[] mean = parameters.get("running_mean").data();
    float[] variance = parameters.get("running_var").data();
    Tensor output = Tensor.zeros(shape);
    int area = input.size() / (shape.batch() * shape.channels());
    int at = 0;
    for (int n = 0; n < shape.batch(); n++) {
      for (int c = 0; c < shape.channels(); c++) {
        Cancellation.check("batchNorm2d");
        double scale = weight[c] / Math.sqrt((double) variance[c] + layer.epsilon());
        for (int i = 0; i < area; i++, at++) {
          output.data()[at] = (float) ((input.data()[at] - (double) mean[c]) * scale + bias[c]);
        }
      }
    }
    return output;
  }

  /** {@code x / (k + factor * sum of x^2 over neighbouring channels)^beta}. */
  static Tensor localResponseNorm(LocalResponseNorm layer, Tensor input) {
    Shape shape = layer.output(List.of(input.shape()));
    Tensor output = Tensor.zeros(shape);
    int channels = shape.channels();
    int area = shape.height() * shape.width();
    for (int n = 0; n < shape.batch(); n++) {
      for (int c = 0; c < channels; c++) {
        Cancellation.check("localResponseNorm");
        int first = Math.max(0, c - layer.before());
        int last = Math.min(channels - 1, c + layer.behind());
        for (int i = 0; i < area; i++) {
          double sum = 0;
          for (int other = first; other <= last; other++) {
            double value = input.data()[(n * channels + other) * area + i];
            sum += value * value;
          }
          int at = (n * channels + c) * area + i;
          output.data()[at] =
              (float) (input.data()[at] / Math.pow(layer.k() + layer.factor() * sum, layer.beta()));
        }
      }
    }
    return output;
  }
}
