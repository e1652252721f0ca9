package org.receptive.lessons.networks;

import java.util.Locale;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.NetworkBuilder;
import org.receptive.engine.tensor.Shape;

/** The network with which the lecture introduces the arithmetic of layers (slide 6). */
public final class IntroNet {
  private static final int FILTERS = 10;
  private static final int HIDDEN = 200;

  private IntroNet() {}

  /**
   * {@code 1 x 1 x 32 x 32}, ten 5x5 filters, 2x2 max pooling, 200 neurons: the layers whose
   * parameters the slide adds up. The slide leaves open what comes behind the 200 neurons.
   */
  public static Network upToHiddenLayer() {
    return layers("Introductory network").sigmoid().build();
  }

  /**
   * The same layers and an output: one more fully connected layer and softmax.
   *
   * @param classes the number of classes, at least 1
   */
  public static Network withOutput(int classes) {
    return layers(String.format(Locale.ROOT, "Introductory network, %d classes", classes))
        .sigmoid()
        .linear("output", classes)
        .softmax()
        .build();
  }

  private static NetworkBuilder layers(String name) {
    return Network.builder(name, Shape.of(1, 1, 32, 32))
        .conv("conv1", FILTERS, 5)
        .relu()
        .maxPool("pool1", 2, 2)
        .flatten()
        .linear("fc1", HIDDEN);
  }
}
