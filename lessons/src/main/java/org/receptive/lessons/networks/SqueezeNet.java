package org.receptive.lessons.networks;

import java.util.List;
import org.receptive.engine.layer.MaxPool2d;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.NetworkBuilder;
import org.receptive.engine.tensor.Shape;

/**
 * SqueezeNet: F. Iandola et al., "SqueezeNet: AlexNet-level accuracy with 50x fewer parameters",
 * arXiv 1602.07360 (2016), table 1. A fire module squeezes to few channels and expands with 1x1 and
 * 3x3 convolutions side by side. The input is {@code 1 x 3 x 224 x 224}; classes are averaged maps.
 */
public final class SqueezeNet {
  private static final int CLASSES = 1000;
  private static final List<Integer> SQUEEZED = List.of(16, 16, 32, 32, 48, 48, 64, 64);

  private SqueezeNet() {}

  /** The network of the paper: 7x7 filters first, pooling behind fire 4 and 8. 1,248,424. */
  public static Network asPublished() {
    NetworkBuilder net = Network.builder("SqueezeNet 1.0", Shape.of(1, 3, 224, 224));
    ConvUnit.relu(net, "conv1", 96, 7, c -> c.stride(2));
    return build(net, List.of(2, 5, 9));
  }

  /** The authors' later version with 2.4 times less work: 3x3 first, earlier pooling. 1,235,496. */
  public static Network version11() {
    NetworkBuilder net = Network.builder("SqueezeNet 1.1", Shape.of(1, 3, 224, 224));
    ConvUnit.relu(net, "conv1", 64, 3, c -> c.stride(2));
    return build(net, List.of(2, 4, 6));
  }

  /**
   * The eight fire modules, numbered 2 to 9, and the classifier.
   *
   * @param pooledBefore the modules before which maps are halved
   */
  private static Network build(NetworkBuilder net, List<Integer> pooledBefore) {
    for (int i = 0; i < SQUEEZED.size(); i++) {
      int module = i + 2;
      if (pooledBefore.contains(module)) {
        net.add("pool" + (module - 1), MaxPool2d.of(3, 2).ceilMode());
      }
      fire(net, "fire" + module + "/", SQUEEZED.get(i));
    }
    net.dropout(0.5);
    ConvUnit.relu(net, "conv10", CLASSES, 1, c -> c);
    return net.globalAvgPool("pool10").flatten().softmax().build();
  }

  private static void fire(NetworkBuilder net, String group, int squeezed) {
    ConvUnit.relu(net, group + "squeeze", squeezed, 1, c -> c);
    String narrow = net.last();
    ConvUnit.relu(net, group + "expand1x1", 4 * squeezed, 1, c -> c);
    String ones = net.last();
    ConvUnit.relu(net.from(narrow), group + "expand3x3", 4 * squeezed, 3, c -> c.padding(1));
    net.concat(group + "concat", ones, net.last());
  }
}
