package org.receptive.lessons.networks;

import java.util.List;
import java.util.Locale;
import org.receptive.engine.layer.Activation;
import org.receptive.engine.layer.MaxPool2d;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.NetworkBuilder;
import org.receptive.engine.tensor.Shape;

/**
 * Densely connected networks: G. Huang, Z. Liu, L. van der Maaten, K. Q. Weinberger, "Densely
 * connected convolutional networks", CVPR 2017, table 1: the variants "BC", with bottlenecks of
 * four times the growth rate and transitions that halve the channels. The input is {@code 1 x 3 x
 * 224 x 224}. Normalisation and ReLU stand before the convolutions.
 */
public final class DenseNet {
  private static final int CLASSES = 1000;
  private static final int BOTTLENECK = 4;

  private DenseNet() {}

  /** 121 layers, growth rate 32. 7,978,856 parameters. */
  public static Network oneHundredTwentyOne() {
    return build("DenseNet-121", 64, 32, List.of(6, 12, 24, 16));
  }

  /** 169 layers, growth rate 32. 14,149,480 parameters. */
  public static Network oneHundredSixtyNine() {
    return build("DenseNet-169", 64, 32, List.of(6, 12, 32, 32));
  }

  /** 201 layers, growth rate 32. 20,013,928 parameters. */
  public static Network twoHundredOne() {
    return build("DenseNet-201", 64, 32, List.of(6, 12, 48, 32));
  }

  /** 161 layers, growth rate 48, from the authors' repository. 28,681,000 parameters. */
  public static Network oneHundredSixtyOne() {
    return build("DenseNet-161", 96, 48, List.of(6, 12, 36, 24));
  }

  /**
   * One dense block alone, as the paper introduces it (section 3, figure 1): every layer is
   * normalisation, ReLU and a 3x3 convolution without a bottleneck. It gives {@code channels +
   * layers * growthRate} channels.
   *
   * @param channels k0, the channels that go in
   * @param layers L, how many layers there are
   * @param growthRate k, the channels that every layer adds
   * @param side height and width
   */
  public static Network block(int channels, int layers, int growthRate, int side) {
    NetworkBuilder net =
        Network.builder(
            String.format(
                Locale.ROOT, "Dense block, k0 = %d, k = %d, L = %d", channels, growthRate, layers),
            Shape.of(1, channels, side, side));
    for (int i = 1; i <= layers; i++) {
      String all = net.last();
      normRelu(net, "layer" + i + "_");
      net.conv("layer" + i, growthRate, 3, c -> c.padding(1).withoutBias());
      net.concat("concat" + i, all, net.last());
    }
    return net.build();
  }

  private static Network build(String name, int stem, int growthRate, List<Integer> layers) {
    NetworkBuilder net = Network.builder(name, Shape.of(1, 3, 224, 224));
    ConvUnit.normRelu(net, "conv1", stem, 7, c -> c.stride(2).padding(3))
        .add("pool1", MaxPool2d.of(3, 2).padding(1));
    for (int block = 1; block <= layers.size(); block++) {
      for (int i = 1; i <= layers.get(block - 1); i++) {
        append(net, String.format(Locale.ROOT, "dense%d_%d/", block, i), growthRate);
      }
      if (block < layers.size()) {
        transition(net, "transition" + block + "/");
      }
    }
    normRelu(net, "final_");
    return net.globalAvgPool("pool5").flatten().linear("fc", CLASSES).softmax().build();
  }

  private static void append(NetworkBuilder net, String group, int growthRate) {
    String all = net.last();
    normRelu(net, group + "1_");
    net.conv(group + "conv1", BOTTLENECK * growthRate, 1, c -> c.withoutBias());
    normRelu(net, group + "2_");
    net.conv(group + "conv2", growthRate, 3, c -> c.padding(1).withoutBias());
    net.concat(group + "concat", all, net.last());
  }

  private static void transition(NetworkBuilder net, String group) {
    normRelu(net, group);
    int half = net.lastShape().channels() / 2;
    net.conv(group + "conv", half, 1, c -> c.withoutBias()).avgPool(group + "pool", 2, 2);
  }

  private static void normRelu(NetworkBuilder net, String prefix) {
    net.batchNorm(prefix + "norm").add(prefix + "relu", new Activation.ReLU());
  }
}
