package org.receptive.lessons.networks;

import java.util.List;
import org.receptive.engine.layer.Activation;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.NetworkBuilder;
import org.receptive.engine.tensor.Shape;

/**
 * MobileNets: convolutions taken apart into a depthwise 3x3, which looks at each channel alone, and
 * a 1x1, which mixes the channels. The input is {@code 1 x 3 x 224 x 224}. ReLU is cut at 6, as in
 * the authors' code.
 */
public final class MobileNet {
  private static final int CLASSES = 1000;

  private MobileNet() {}

  /**
   * A. G. Howard et al., "MobileNets: efficient convolutional neural networks for mobile vision
   * applications", arXiv 1704.04861 (2017), table 1. 4,231,976 parameters.
   */
  public static Network v1() {
    NetworkBuilder net = Network.builder("MobileNet v1", Shape.of(1, 3, 224, 224));
    unit(net, "conv1", 32, 3, 2, 1);
    int[] filters = {64, 128, 128, 256, 256, 512, 512, 512, 512, 512, 512, 1024, 1024};
    List<Integer> halving = List.of(2, 4, 6, 12);
    for (int i = 1; i <= filters.length; i++) {
      String group = "separable" + i + "/";
      unit(net, group + "depthwise", net.lastShape().channels(), 3, halving.contains(i) ? 2 : 1, 0);
      unit(net, group + "pointwise", filters[i - 1], 1, 1, 1);
    }
    return net.globalAvgPool("pool").flatten().linear("fc", CLASSES).softmax().build();
  }

  /** A row of table 2 of the second paper: expansion, channels, repeats, first stride. */
  private record Bottleneck(int expansion, int channels, int repeats, int stride) {}

  private static final List<Bottleneck> ROWS =
      List.of(
          new Bottleneck(1, 16, 1, 1),
          new Bottleneck(6, 24, 2, 2),
          new Bottleneck(6, 32, 3, 2),
          new Bottleneck(6, 64, 4, 2),
          new Bottleneck(6, 96, 3, 1),
          new Bottleneck(6, 160, 3, 2),
          new Bottleneck(6, 320, 1, 1));

  /**
   * M. Sandler et al., "MobileNetV2: inverted residuals and linear bottlenecks", CVPR 2018, table
   * 2. 3,504,872 parameters.
   */
  public static Network v2() {
    NetworkBuilder net = Network.builder("MobileNet v2", Shape.of(1, 3, 224, 224));
    unit(net, "conv1", 32, 3, 2, 1);
    int block = 1;
    for (Bottleneck row : ROWS) {
      for (int i = 0; i < row.repeats(); i++) {
        int stride = i == 0 ? row.stride() : 1;
        inverted(net, "bottleneck" + block++ + "/", row, stride);
      }
    }
    unit(net, "conv2", 1280, 1, 1, 1);
    return net.globalAvgPool("pool").flatten().dropout(0.2).linear("fc", CLASSES).softmax().build();
  }

  /** Widen, filter channel by channel, narrow without activation; where shapes agree, add. */
  private static void inverted(NetworkBuilder net, String group, Bottleneck row, int stride) {
    String input = net.last();
    int channels = net.lastShape().channels();
    int wide = channels * row.expansion();
    if (row.expansion() > 1) {
      unit(net, group + "expand", wide, 1, 1, 1);
    }
    unit(net, group + "depthwise", wide, 3, stride, 0);
    ConvUnit.norm(net, group + "project", row.channels(), 1, c -> c);
    if (stride == 1 && channels == row.channels()) {
      net.sum(group + "sum", net.last(), input);
    }
  }

  /**
   * Convolution, batch normalisation, ReLU cut at 6.
   *
   * @param groups 1, or 0 for as many as there are channels
   */
  private static void unit(
      NetworkBuilder net, String name, int filters, int kernel, int stride, int groups) {
    ConvUnit.norm(
        net,
        name,
        filters,
        kernel,
        c -> c.stride(stride).padding(kernel / 2).groups(groups == 0 ? filters : groups));
    net.add(name + "_relu", Activation.Clip.relu6());
  }
}
