package org.receptive.lessons.networks;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.receptive.engine.layer.Activation;
import org.receptive.engine.layer.MaxPool2d;
import org.receptive.engine.layer.Pad;
import org.receptive.engine.network.NetworkBuilder;

/**
 * The stages conv2 to conv5 of a residual network; every stage but the first halves height and
 * width and doubles the channels.
 *
 * @param kind two 3x3 convolutions, or a bottleneck
 * @param repeats how many blocks each stage has
 * @param shortcut how blocks carry their input past
 * @param placement which convolution of a bottleneck has the stride
 * @param groups the groups of a bottleneck's 3x3 convolution
 * @param groupWidth channels of each group in the first stage
 */
record ResidualStages(
    Kind kind,
    List<Integer> repeats,
    Shortcut shortcut,
    StridePlacement placement,
    int groups,
    int groupWidth) {
  private static final int FIRST_WIDTH = 64;
  private static final int EXPANSION = 4;

  /** What a block computes beside its shortcut. */
  enum Kind {
    /** Two 3x3 convolutions. */
    BASIC,
    /** A 1x1 convolution to fewer channels, a 3x3 among those, a 1x1 to four times as many. */
    BOTTLENECK
  }

  /** Copies the list. */
  ResidualStages {
    repeats = List.copyOf(repeats);
  }

  /** Ungrouped, of the paper's widths. */
  static ResidualStages of(
      Kind kind, List<Integer> repeats, Shortcut shortcut, StridePlacement placement) {
    return new ResidualStages(kind, repeats, shortcut, placement, 1, FIRST_WIDTH);
  }

  /** The channels that a stage gives, 0 the first. */
  int channels(int stage) {
    int width = FIRST_WIDTH << stage;
    return kind == Kind.BASIC ? width : EXPANSION * width;
  }

  /**
   * Adds all stages behind what is there.
   *
   * @return the names of the last layers of the stages
   */
  List<String> append(NetworkBuilder net) {
    return IntStream.range(0, repeats.size()).mapToObj(stage -> append(net, stage)).toList();
  }

  private String append(NetworkBuilder net, int stage) {
    for (int i = 1; i <= repeats.get(stage); i++) {
      int stride = stage > 0 && i == 1 ? 2 : 1;
      append(net, String.format(Locale.ROOT, "conv%d_%d/", stage + 2, i), stage, stride, i == 1);
    }
    return net.last();
  }

  /**
   * Adds one block.
   *
   * @param net the network so far
   * @param group what its names begin with
   * @param stage which of the four stages it has the width of
   * @param stride 1 or 2
   * @param first whether the number of channels may change here
   */
  void append(NetworkBuilder net, String group, int stage, int stride, boolean first) {
    String input = net.last();
    int out = channels(stage);
    if (kind == Kind.BASIC) {
      ConvUnit.normRelu(net, group + "conv1", out, 3, c -> c.stride(stride).padding(1));
      ConvUnit.norm(net, group + "conv2", out, 3, c -> c.padding(1));
    } else {
      int width = (FIRST_WIDTH << stage) * groupWidth / FIRST_WIDTH * groups;
      boolean early = placement == StridePlacement.FIRST_1X1;
      ConvUnit.normRelu(net, group + "conv1", width, 1, c -> c.stride(early ? stride : 1));
      ConvUnit.normRelu(
          net,
          group + "conv2",
          width,
          3,
          c -> c.stride(early ? 1 : stride).padding(1).groups(groups));
      ConvUnit.norm(net, group + "conv3", out, 1, c -> c);
    }
    if (shortcut != Shortcut.NONE) {
      String residual = net.last();
      String carried = carry(net.from(input), group, out, stride, first);
      net.sum(group + "sum", residual, carried);
    }
    net.add(group + "relu", new Activation.ReLU());
  }

  private String carry(NetworkBuilder net, String group, int out, int stride, boolean first) {
    boolean changes = first && (stride > 1 || net.lastShape().channels() != out);
    if (shortcut == Shortcut.C || (shortcut == Shortcut.B && changes)) {
      ConvUnit.norm(net, group + "shortcut", out, 1, c -> c.stride(stride));
    } else if (shortcut == Shortcut.A && changes) {
      subsampled(net, group + "shortcut", out, stride);
    }
    return net.last();
  }

  /** Every pixel that the stride meets, and channels of zeros behind those that there are. */
  private static void subsampled(NetworkBuilder net, String name, int out, int stride) {
    if (stride > 1) {
      net.add(name, MaxPool2d.of(1, stride));
    }
    int missing = out - net.lastShape().channels();
    net.add(
        name + "_zeros",
        new Pad(List.of(0, 0, 0, 0), List.of(0, missing, 0, 0), Pad.Mode.CONSTANT, 0));
  }
}
