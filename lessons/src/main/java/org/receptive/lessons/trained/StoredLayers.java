package org.receptive.lessons.trained;

import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.receptive.engine.layer.BatchNorm2d;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.Linear;
import org.receptive.engine.layer.Padding;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.NetworkBuilder;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** Builds a {@link StoredNetwork}: layers with weights, and what those are called in the file. */
final class StoredLayers {
  private final NetworkBuilder net;
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, Tensor> implied = new HashMap<>();

  StoredLayers(String name, int side) {
    net = Network.builder(name, Shape.of(1, 3, side, side));
  }

  /** For layers without weights. */
  NetworkBuilder net() {
    return net;
  }

  /** Says what a parameter of a node is called in the file. */
  void stored(String node, String parameter, String name) {
    names.put(node + "." + parameter, name);
  }

  /** A convolution with a bias. */
  void conv(
      String node,
      int filters,
      int kernel,
      UnaryOperator<Conv2d> options,
      String storedFilters,
      String storedBias) {
    net.conv(node, filters, kernel, options);
    stored(node, "weight", storedFilters);
    stored(node, "bias", storedBias);
  }

  /** A 3x3 convolution of each channel alone, without bias, that keeps or halves the size. */
  void depthwise(String node, int stride, String storedFilters) {
    int channels = net.lastShape().channels();
    net.conv(
        node,
        channels,
        3,
        c -> c.stride(stride).padding(Padding.SAME).groups(channels).withoutBias());
    stored(node, "weight", storedFilters);
  }

  /** A depthwise 3x3 and a 1x1 convolution, whose sum gets a bias (Howard et al., 2017). */
  void separable(String node, int filters, int stride) {
    depthwise(node + "/depthwise", stride, node + "/depthwise_filter");
    conv(node + "/pointwise", filters, 1, c -> c, node + "/pointwise_filter", node + "/bias");
  }

  /** A factor and a summand for each channel, as batch normalisation leaves them behind. */
  void affine(String node, String storedFactors, String storedSummands) {
    Shape channels = Shape.of(net.lastShape().channels());
    net.add(node, new BatchNorm2d(channels.dim(0), 0));
    stored(node, "weight", storedFactors);
    stored(node, "bias", storedSummands);
    implied.put(node + ".running_mean", Tensor.zeros(channels));
    implied.put(node + ".running_var", Tensor.full(channels, 1));
  }

  /** Batch normalisation with its statistics. */
  void batchNorm(String node, float epsilon, String stored) {
    net.add(node, new BatchNorm2d(net.lastShape().channels(), epsilon));
    stored(node, "weight", stored + "/gamma");
    stored(node, "bias", stored + "/beta");
    stored(node, "running_mean", stored + "/moving_mean");
    stored(node, "running_var", stored + "/moving_variance");
  }

  /** A fully connected layer without bias. */
  void matrix(String node, int outputs, String storedMatrix) {
    net.add(node, new Linear(net.lastShape().channels(), outputs, false));
    stored(node, "weight", storedMatrix);
  }

  StoredNetwork build() {
    return new StoredNetwork(net.build(), names, implied);
  }
}
