package org.receptive.lessons.networks;

import java.util.function.UnaryOperator;
import org.receptive.engine.layer.AvgPool2d;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.MaxPool2d;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.NetworkBuilder;
import org.receptive.engine.tensor.Shape;

/**
 * Network in network: M. Lin, Q. Chen, S. Yan, "Network in network", ICLR 2014. Behind every
 * convolution two 1x1 convolutions work as a small perceptron at every pixel; the last one gives a
 * map for each class, and the mean of each map is the class's score: there is no fully connected
 * layer. The paper does not list its sizes; these are those of the authors' models.
 */
public final class NetworkInNetwork {
  private NetworkInNetwork() {}

  /** For CIFAR-10: {@code 1 x 3 x 32 x 32}, three perceptron layers. 966,986 parameters. */
  public static Network cifar10() {
    NetworkBuilder net = Network.builder("Network in network (CIFAR-10)", Shape.of(1, 3, 32, 32));
    perceptron(net, "conv1", 192, 5, c -> c.padding(2), 160, 96)
        .add("pool1", MaxPool2d.of(3, 2).ceilMode())
        .dropout(0.5);
    perceptron(net, "conv2", 192, 5, c -> c.padding(2), 192, 192)
        .add("pool2", AvgPool2d.of(3, 2).ceilMode())
        .dropout(0.5);
    perceptron(net, "conv3", 192, 3, c -> c.padding(1), 192, 10);
    return net.globalAvgPool("pool3").flatten().softmax().build();
  }

  /** For ImageNet: {@code 1 x 3 x 224 x 224}, four perceptron layers. 7,595,176 parameters. */
  public static Network imageNet() {
    NetworkBuilder net = Network.builder("Network in network (ImageNet)", Shape.of(1, 3, 224, 224));
    perceptron(net, "conv1", 96, 11, c -> c.stride(4), 96, 96).maxPool("pool1", 3, 2);
    perceptron(net, "conv2", 256, 5, c -> c.padding(2), 256, 256).maxPool("pool2", 3, 2);
    perceptron(net, "conv3", 384, 3, c -> c.padding(1), 384, 384)
        .maxPool("pool3", 3, 2)
        .dropout(0.5);
    perceptron(net, "conv4", 1024, 3, c -> c.padding(1), 1024, 1000);
    return net.globalAvgPool("pool4").flatten().softmax().build();
  }

  private static NetworkBuilder perceptron(
      NetworkBuilder net,
      String name,
      int filters,
      int kernel,
      UnaryOperator<Conv2d> options,
      int hidden,
      int output) {
    ConvUnit.relu(net, name, filters, kernel, options);
    ConvUnit.relu(net, name + "_1x1a", hidden, 1, c -> c);
    return ConvUnit.relu(net, name + "_1x1b", output, 1, c -> c);
  }
}
