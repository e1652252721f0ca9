package org.receptive.lessons.networks;

import org.receptive.engine.network.Network;
import org.receptive.engine.tensor.Shape;

/**
 * AlexNet: A. Krizhevsky, I. Sutskever, G. E. Hinton, "ImageNet classification with deep
 * convolutional neural networks", NIPS 2012, sections 3.1 to 3.5.
 *
 * <p>The input is {@code 1 x 3 x 227 x 227}: the paper says 224, with which its 55x55 maps do not
 * come out. Local response normalisation has the paper's constants and stands behind the ReLU of
 * conv1 and conv2. The padding of conv3 to conv5 is 1, which the paper does not spell out but its
 * 13x13 maps need.
 */
public final class AlexNet {
  private static final int CLASSES = 1000;

  private AlexNet() {}

  /**
   * The network of the paper: conv2, conv4 and conv5 see only the half of the channels that lies on
   * their own GPU, which is a convolution in two groups. 60,965,224 parameters.
   */
  public static Network grouped() {
    return build("AlexNet (grouped, 2012)", 2);
  }

  /**
   * The same sizes without groups, as it is often drawn and rebuilt. 62,378,344 parameters. Not
   * {@link #torchvision}.
   */
  public static Network oneTower() {
    return build("AlexNet (one tower)", 1);
  }

  /**
   * What torchvision calls AlexNet: A. Krizhevsky, "One weird trick for parallelizing convolutional
   * neural networks", arXiv 1404.5997 (2014). Fewer filters in conv1, conv2 and conv4, no local
   * response normalisation, no groups, {@code 1 x 3 x 224 x 224}. 61,100,840 parameters.
   */
  public static Network torchvision() {
    return Network.builder("AlexNet (torchvision, 2014)", Shape.of(1, 3, 224, 224))
        .conv("conv1", 64, 11, c -> c.stride(4).padding(2))
        .relu()
        .maxPool("pool1", 3, 2)
        .conv("conv2", 192, 5, c -> c.padding(2))
        .relu()
        .maxPool("pool2", 3, 2)
        .conv("conv3", 384, 3, c -> c.padding(1))
        .relu()
        .conv("conv4", 256, 3, c -> c.padding(1))
        .relu()
        .conv("conv5", 256, 3, c -> c.padding(1))
        .relu()
        .maxPool("pool5", 3, 2)
        .flatten()
        .dropout(0.5)
        .linear("fc6", 4096)
        .relu()
        .dropout(0.5)
        .linear("fc7", 4096)
        .relu()
        .linear("fc8", CLASSES)
        .softmax()
        .build();
  }

  private static Network build(String name, int groups) {
    return Network.builder(name, Shape.of(1, 3, 227, 227))
        .conv("conv1", 96, 11, c -> c.stride(4))
        .relu()
        .localResponseNorm("norm1")
        .maxPool("pool1", 3, 2)
        .conv("conv2", 256, 5, c -> c.padding(2).groups(groups))
        .relu()
        .localResponseNorm("norm2")
        .maxPool("pool2", 3, 2)
        .conv("conv3", 384, 3, c -> c.padding(1))
        .relu()
        .conv("conv4", 384, 3, c -> c.padding(1).groups(groups))
        .relu()
        .conv("conv5", 256, 3, c -> c.padding(1).groups(groups))
        .relu()
        .maxPool("pool5", 3, 2)
        .flatten()
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
