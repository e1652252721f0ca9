package org.receptive.viz.steps;

import java.util.List;

/**
 * One output value of a convolution, computed as a textbook does, with everything that entered it.
 *
 * @param filter the filter
 * @param row of the output
 * @param column of the output
 * @param channels the products of each input channel of the filter's group
 * @param bias what is added at the end; 0 without bias
 */
record WindowSum(int filter, int row, int column, List<ChannelProducts> channels, double bias) {

  /**
   * One product.
   *
   * @param row of the input; outside it in the padding
   * @param column of the input
   * @param padding whether it lies in the padding, whose value is 0
   * @param value of the input
   * @param weight of the kernel
   */
  record Tap(int row, int column, boolean padding, double value, double weight) {
    double product() {
      return value * weight;
    }
  }

  /**
   * The products of one channel.
   *
   * @param channel of the input
   * @param taps by kernel row and column
   */
  record ChannelProducts(int channel, List<List<Tap>> taps) {
    double sum() {
      return taps.stream().flatMap(List::stream).mapToDouble(Tap::product).sum();
    }
  }

  /** The sum over depth, without bias. */
  double sum() {
    return channels.stream().mapToDouble(ChannelProducts::sum).sum();
  }

  /** The output value. */
  double total() {
    return sum() + bias;
  }

  /** The products of one channel, by the channel's number in the input. */
  ChannelProducts of(int channel) {
    return channels.stream()
        .filter(products -> products.channel() == channel)
        .findFirst()
        .orElseThrow();
  }
}
