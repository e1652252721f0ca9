package org.receptive.engine.network;

import java.util.function.Supplier;
import org.receptive.engine.kernels.program.FilterBank;
import org.receptive.engine.layer.BatchNorm2d;
import org.receptive.engine.layer.Parameters;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/**
 * The filters of a convolution with the batch normalisation behind it folded in: {@code (w * x + b
 * - mean) * s + shift = (s w) * x + ((b - mean) s + shift)} with {@code s = weight / sqrt(variance
 * + epsilon)}.
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
    return node.norm().map(norm -> folded(norm, weight, bias)).orElse(new FilterBank(weight, bias));
  }

  private FilterBank folded(Node norm, Tensor weight, Tensor bias) {
    Tensor numbers = scale((BatchNorm2d) norm.layer(), network.parameters(norm.name()));
    int filters = bias.size();
    int each = weight.size() / filters;
    float[] scaled = weight.data().clone();
    float[] shifted = new float[filters];
    for (int filter = 0; filter < filters; filter++) {
      double scale = numbers.at(1, filter);
      for (int i = filter * each; i < (filter + 1) * each; i++) {
        scaled[i] = (float) (scaled[i] * scale);
      }
      shifted[filter] =
          (float)
              (((double) bias.data()[filter] - numbers.at(0, filter)) * scale
                  + numbers.at(2, filter));
    }
    return new FilterBank(Tensor.of(weight.shape(), scaled), Tensor.of(bias.shape(), shifted));
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
