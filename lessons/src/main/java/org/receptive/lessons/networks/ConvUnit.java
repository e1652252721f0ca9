package org.receptive.lessons.networks;

import java.util.function.UnaryOperator;
import org.receptive.engine.layer.Activation;
import org.receptive.engine.layer.BatchNorm2d;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.network.NetworkBuilder;

/** A convolution and what habitually follows it, under names derived from the convolution's. */
final class ConvUnit {
  /** What PyTorch's batch normalisation adds to the variance if nothing else is said. */
  static final float EPSILON = 1e-5f;

  /** How a network makes its convolutions: with or without normalisation. */
  @FunctionalInterface
  interface Recipe {
    /** Adds a convolution and what follows it. */
    NetworkBuilder add(
        NetworkBuilder net, String name, int filters, int kernel, UnaryOperator<Conv2d> options);
  }

  private ConvUnit() {}

  /** Convolution with bias, ReLU. */
  static NetworkBuilder relu(
      NetworkBuilder net, String name, int filters, int kernel, UnaryOperator<Conv2d> options) {
    return net.conv(name, filters, kernel, options).add(name + "_relu", new Activation.ReLU());
  }

  /** Convolution without bias, batch normalisation, whose shift makes a bias redundant. */
  static NetworkBuilder norm(
      NetworkBuilder net, String name, int filters, int kernel, UnaryOperator<Conv2d> options) {
    return norm(net, name, filters, kernel, EPSILON, options);
  }

  /** Convolution without bias, batch normalisation, ReLU. */
  static NetworkBuilder normRelu(
      NetworkBuilder net, String name, int filters, int kernel, UnaryOperator<Conv2d> options) {
    return normRelu(net, name, filters, kernel, EPSILON, options);
  }

  /** Convolution without bias, batch normalisation with the given epsilon, ReLU. */
  static NetworkBuilder normRelu(
      NetworkBuilder net,
      String name,
      int filters,
      int kernel,
      float epsilon,
      UnaryOperator<Conv2d> options) {
    return norm(net, name, filters, kernel, epsilon, options)
        .add(name + "_relu", new Activation.ReLU());
  }

  private static NetworkBuilder norm(
      NetworkBuilder net,
      String name,
      int filters,
      int kernel,
      float epsilon,
      UnaryOperator<Conv2d> options) {
    return net.conv(name, filters, kernel, c -> options.apply(c).withoutBias())
        .add(name + "_norm", new BatchNorm2d(filters, epsilon));
  }
}
