package org.receptive.engine.network;

import java.util.function.Supplier;
import org.receptive.engine.kernels.program.FilterBank;
import org.receptive.engine.layer.BatchNorm2d;
import org.receptive.engine.layer.Parameters;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/**
 * The filters of a convolution with the layers behind it folded in that scale and shift channels:
 * {@code (w * x + b - mean) * s + shift = (s w) * x + ((b - mean) s + shift)} with {@code s =
 * weight / sqrt(variance + epsilon)} of a batch normalisation.
 */
final class FoldedFilters implements Supplier<FilterBank> {
  private final Network network;
  private final FusedNode node;

  FoldedFilters(Network network, FusedNode node) {
    this.network = network;
    this.node = node;
  }

  @Override
  public FilterBank get() {
    Parameters own = network.parameters(node.node().name());
    Tensor weight = own.get("weight");
    int filters = weight.shape().dim(0);
    Tensor bias = own.find("bias").orElseGet(() -> Tensor.zeros(Shape.of(filters)));
    return node.affine().isEmpty() ? new FilterBank(weight, bias) : folded(weight, bias);
  }

  private FilterBank folded(Tensor weight, Tensor bias) {
    Affine affine = new Affine(bias.data()).then(network, node.affine());
    double[] factors = affine.factors();
    int each = weight.size() / bias.size();
    float[] scaled = weight.data().clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = (float) (scaled[i] * factors[i / each]);
    }
    return new FilterBank(
        Tensor.of(weight.shape(), scaled), Tensor.of(bias.shape(), affine.summands()));
  }

  /** Means, scales and shifts of a batch normalisation: {@code 3 x C}. */
  static Tensor scale(BatchNorm2d norm, Parameters parameters) {
    int channels = norm.channels();
    float[] numbers = new float[3 * channels];
    float[] variance = parameters.get("running_var").data();
    for (int c = 0; c < channels; c++) {
      numbers[c] = parameters.get("running_mean").data()[c];
      numbers[channels + c] =
          (float)
              (parameters.get("weight").data()[c]
                  / Math.sqrt((double) variance[c] + norm.epsilon()));
      numbers[2 * channels + c] = parameters.get("bias").data()[c];
    }
    return Tensor.of(Shape.of(3, channels), numbers);
  }
}
