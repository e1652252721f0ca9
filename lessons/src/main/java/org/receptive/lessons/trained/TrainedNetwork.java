package org.receptive.lessons.trained;

import org.receptive.engine.network.Network;
import org.receptive.engine.network.Trace;
import org.receptive.engine.tensor.Tensor;

/**
 * A network that learned something, and how it wants its pictures.
 *
 * @param network the network with its weights
 * @param preparation how a picture becomes its input
 */
public record TrainedNetwork(Network network, Preparation preparation) {

  /**
   * Runs the network on a picture of any size and keeps every activation.
   *
   * @param picture {@code 1 x 3 x H x W} in [0, 1]
   */
  public Trace run(Tensor picture) {
    return network.run(preparation.apply(picture));
  }
}
