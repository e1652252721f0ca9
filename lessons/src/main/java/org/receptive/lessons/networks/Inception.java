package org.receptive.lessons.networks;

import org.receptive.engine.layer.MaxPool2d;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.NetworkBuilder;
import org.receptive.engine.tensor.Shape;

/**
 * The inception module: C. Szegedy et al., "Going deeper with convolutions", CVPR 2015, figure 2.
 * Convolutions of several sizes see the same input; their maps are put one behind the other.
 *
 * @param ones filters of the 1x1 branch
 * @param threesReduced filters of the 1x1 convolution before the 3x3
 * @param threes filters of the 3x3 convolution
 * @param fivesReduced filters of the 1x1 convolution before the 5x5
 * @param fives filters of the 5x5 convolution
 * @param pooled filters of the 1x1 convolution behind the pooling
 */
public record Inception(
    int ones, int threesReduced, int threes, int fivesReduced, int fives, int pooled) {
  /** The module 3a of GoogLeNet, which slides 25 and 26 show: table 1 of the paper. */
  public static final Inception MODULE_3A = new Inception(64, 96, 128, 16, 32, 32);

  private static final Shape SLIDE_INPUT = Shape.of(1, 192, 28, 28);

  /** The channels that the module with reductions gives. */
  public int channels() {
    return ones + threes + fives + pooled;
  }

  /**
   * The naive module of figure 2(a) on {@code 1 x 192 x 28 x 28}: pooling keeps all channels of its
   * input, so that there are 64 + 128 + 32 + 192 = 416 channels.
   */
  public static Network naive() {
    return MODULE_3A.naive(SLIDE_INPUT);
  }

  /** The module of figure 2(b) on {@code 1 x 192 x 28 x 28}, which gives 256 channels. */
  public static Network reduced() {
    return MODULE_3A.reduced(SLIDE_INPUT);
  }

  /** The naive module alone, on an input of the given shape. */
  public Network naive(Shape input) {
    NetworkBuilder net = Network.builder("Inception module, naive", input);
    ConvUnit.relu(net, "1x1", ones, 1, c -> c);
    String first = net.last();
    ConvUnit.relu(net.from(Network.INPUT), "3x3", threes, 3, c -> c.padding(1));
    String second = net.last();
    ConvUnit.relu(net.from(Network.INPUT), "5x5", fives, 5, c -> c.padding(2));
    String third = net.last();
    net.from(Network.INPUT).add("pool", MaxPool2d.of(3, 1).padding(1));
    return net.concat("concat", first, second, third, "pool").build();
  }

  /** The module with dimension reductions alone, on an input of the given shape. */
  public Network reduced(Shape input) {
    NetworkBuilder net = Network.builder("Inception module with reductions", input);
    append(net, "", ConvUnit::relu, 5);
    return net.build();
  }

  /**
   * Adds the module with reductions behind the last layer.
   *
   * @param net the network so far
   * @param group what its names begin with
   * @param unit how convolutions are made
   * @param large the kernel of the third branch: 5 in the paper
   */
  void append(NetworkBuilder net, String group, ConvUnit.Recipe unit, int large) {
    String input = net.last();
    unit.add(net, group + "1x1", ones, 1, c -> c);
    String first = net.last();
    unit.add(net.from(input), group + "3x3_reduce", threesReduced, 1, c -> c);
    unit.add(net, group + "3x3", threes, 3, c -> c.padding(1));
    String second = net.last();
    unit.add(net.from(input), group + "5x5_reduce", fivesReduced, 1, c -> c);
    unit.add(net, group + "5x5", fives, large, c -> c.padding(large / 2));
    String third = net.last();
    net.from(input).add(group + "pool", MaxPool2d.of(3, 1).padding(1));
    unit.add(net, group + "pool_proj", pooled, 1, c -> c);
    net.concat(group + "concat", first, second, third, net.last());
  }
}
