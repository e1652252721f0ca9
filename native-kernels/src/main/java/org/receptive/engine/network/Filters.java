package org.receptive.engine.network;

import org.receptive.engine.tensor.Tensor;

/**
 * The filters of a convolution.
 *
 * @param network the name of the network
 * @param layer the name of the layer
 * @param weight {@code outChannels x inChannels/groups x kH x kW}
 * @param weights where the weights come from
 */
public record Filters(String network, String layer, Tensor weight, String weights) {

  /** Checks the rank. */
  public Filters {
    if (!weight.shape().isImage()) {
      throw new IllegalArgumentException(
          "%s has weights of %s, which are no filters; only a convolution has filters."
              .formatted(layer, weight.shape()));
    }
  }

  /** The number of filters. */
  public int count() {
    return weight.shape().batch();
  }

  /** One filter's kernel for one input channel as {@code kH x kW}. */
  public Tensor kernel(int filter, int channel) {
    return weight.plane(filter, channel);
  }
}
