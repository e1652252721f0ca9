package org.receptive.lessons.networks;

import java.util.List;
import java.util.Locale;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.NetworkBuilder;
import org.receptive.engine.tensor.Shape;

/**
 * VGG: K. Simonyan, A. Zisserman, "Very deep convolutional networks for large-scale image
 * recognition", ICLR 2015, table 1. All convolutions are 3x3 with padding 1, all poolings 2x2 with
 * stride 2; the input is {@code 1 x 3 x 224 x 224}. The number in the name counts the layers with
 * weights.
 */
public final class Vgg {
  private static final int CLASSES = 1000;
  private static final int[] FILTERS = {64, 128, 256, 512, 512};

  private Vgg() {}

  /** Configuration A: 8 convolutions and 3 fully connected layers. 132,863,336 parameters. */
  public static Network eleven() {
    return build("VGG-11", List.of(1, 1, 2, 2, 2));
  }

  /** Configuration B: 10 convolutions and 3 fully connected layers. 133,047,848 parameters. */
  public static Network thirteen() {
    return build("VGG-13", List.of(2, 2, 2, 2, 2));
  }

  /** Configuration D: 13 convolutions and 3 fully connected layers. 138,357,544 parameters. */
  public static Network sixteen() {
    return build("VGG-16", List.of(2, 2, 3, 3, 3));
  }

  /** Configuration E: 16 convolutions and 3 fully connected layers. 143,667,240 parameters. */
  public static Network nineteen() {
    return build("VGG-19", List.of(2, 2, 4, 4, 4));
  }

  /**
   * Five stages and the classifier.
   *
   * @param name the network's name
   * @param convolutions how many convolutions each stage has
   */
  private static Network build(String name, List<Integer> convolutions) {
    NetworkBuilder net = Network.builder(name, Shape.of(1, 3, 224, 224));
    for (int stage = 1; stage <= convolutions.size(); stage++) {
      for (int i = 1; i <= convolutions.get(stage - 1); i++) {
        net.conv(
                String.format(Locale.ROOT, "conv%d_%d", stage, i),
                FILTERS[stage - 1],
                3,
                c -> c.padding(1))
            .relu();
      }
      net.maxPool("pool" + stage, 2, 2);
    }
    return net.flatten()
        .linear("fc6", 4096)
        .relu()
        .dropout(0.5)
        .linear("fc7", 4096)
        .relu()
        .dropout(0.5)
        .linear("fc8", CLASSES)
        .softmax()
        .build();
  }
}
