package org.receptive.lessons.exercise;

import java.util.Map;
import org.receptive.engine.layer.MaxPool2d;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.NetworkBuilder;
import org.receptive.engine.network.Weights;
import org.receptive.engine.tensor.Tensor;

/** Single layers of the engine, run on plain arrays. */
final class EngineLayers {
  private EngineLayers() {}

  /** One filter on one channel: stride 1, no padding, no bias. */
  static double[][] convolve(double[][] x, double[][] w) {
    Tensor input = Grid.toTensor(x);
    Tensor filter = Grid.toTensor(w);
    return run(
        Network.builder("one convolution", input.shape())
            .conv("conv", 1, w.length, c -> c.withoutBias())
            .weights(Weights.of("the exercise", Map.of("conv.weight", filter))),
        input);
  }

  /** 2x2 max pooling with stride 2. */
  static double[][] maxPool(double[][] x) {
    Tensor input = Grid.toTensor(x);
    return run(
        Network.builder("one pooling", input.shape()).add("pool", MaxPool2d.of(2, 2)), input);
  }

  /** One filter on one channel with 'same' padding, the input added, ReLU. */
  static double[][] residualBlock(double[][] x, double[][] w) {
    Tensor input = Grid.toTensor(x);
    return run(
        Network.builder("one residual block", input.shape())
            .conv("conv", 1, w.length, c -> c.padding(w.length / 2).withoutBias())
            .sum("sum", "conv", Network.INPUT)
            .relu()
            .weights(Weights.of("the exercise", Map.of("conv.weight", Grid.toTensor(w)))),
        input);
  }

  private static double[][] run(NetworkBuilder network, Tensor input) {
    return Grid.fromTensor(network.build().run(input).output());
  }
}
