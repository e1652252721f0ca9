package org.receptive.engine.network;

import org.receptive.engine.tensor.Tensor;

/**
 * What a layer made of one image: one map for each channel.
 *
 * @param network the name of the network
 * @param layer the name of the layer
 * @param maps {@code 1 x C x H x W}
 */
public record FeatureMaps(String network, String layer, Tensor maps) {

  /** Checks that these are maps of one image. */
  public FeatureMaps {
    if (!maps.shape().isImage() || maps.shape().batch() != 1) {
      throw new IllegalArgumentException(
          "%s gives %s, which has no feature maps; only a 1 x C x H x W activation has."
              .formatted(layer, maps.shape()));
    }
  }

  /** The number of maps. */
  public int count() {
    return maps.shape().channels();
  }

  /** One map as {@code H x W}. */
  public Tensor map(int channel) {
    return maps.plane(0, channel);
  }
}
