package org.receptive.lessons.networks;

import java.util.List;
import java.util.Locale;
import org.receptive.engine.layer.Activation;
import org.receptive.engine.layer.AvgPool2d;
import org.receptive.engine.layer.BatchNorm2d;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.NetworkBuilder;
import org.receptive.engine.tensor.Shape;

/**
 * LeNet-5 as it was published in 1998, map by map: section II.B of the paper that {@link LeNet}
 * names. Each map of C3 sees only some maps of S2, and subsampling learns a coefficient and a bias
 * for each map, so that there are exactly 60,000 parameters.
 *
 * <p>Two things differ from the paper, neither of which learns: the squashing function is {@code
 * tanh(x)} where the paper has {@code 1.7159 tanh(2x/3)}, and the network ends at F6, before the
 * ten radial basis functions, whose 840 numbers were drawn by hand.
 */
final class LeNet1998 {
  /** Table I: the maps of S2 that each of the sixteen maps of C3 sees. */
  static final List<List<Integer>> C3_SEES =
      List.of(
          List.of(0, 1, 2),
          List.of(1, 2, 3),
          List.of(2, 3, 4),
          List.of(3, 4, 5),
          List.of(0, 4, 5),
          List.of(0, 1, 5),
          List.of(0, 1, 2, 3),
          List.of(1, 2, 3, 4),
          List.of(2, 3, 4, 5),
          List.of(0, 3, 4, 5),
          List.of(0, 1, 4, 5),
          List.of(0, 1, 2, 5),
          List.of(0, 1, 3, 4),
          List.of(1, 2, 4, 5),
          List.of(0, 2, 3, 5),
          List.of(0, 1, 2, 3, 4, 5));

  private static final int MAPS = 6;
  private static final int KERNEL = 5;

  private LeNet1998() {}

  static Network network() {
    NetworkBuilder net = Network.builder("LeNet-5 (1998)", Shape.of(1, 1, 32, 32));
    for (int map = 0; map < MAPS; map++) {
      net.from(Network.INPUT).conv("C1/" + map, 1, KERNEL);
      squash(net, "C1/" + map);
      subsample(net, "S2/" + map, 1);
    }
    for (int map = 0; map < C3_SEES.size(); map++) {
      String[] seen =
          C3_SEES.get(map).stream()
              .map(s2 -> String.format(Locale.ROOT, "S2/%d_squashed", s2))
              .toArray(String[]::new);
      net.concat(String.format(Locale.ROOT, "C3/%d_sees", map), seen).conv("C3/" + map, 1, KERNEL);
      squash(net, "C3/" + map);
    }
    net.concat("C3/maps", c3Maps());
    subsample(net, "S4", C3_SEES.size());
    net.conv("C5", 120, KERNEL);
    squash(net, "C5");
    net.flatten().linear("F6", 84);
    squash(net, "F6");
    return net.build();
  }

  private static String[] c3Maps() {
    return java.util.stream.IntStream.range(0, C3_SEES.size())
        .mapToObj(map -> String.format(Locale.ROOT, "C3/%d_squashed", map))
        .toArray(String[]::new);
  }

  /**
   * The mean of 2x2, times a coefficient, plus a bias: what batch normalisation does with a mean of
   * 0 and a variance of 1. (The paper adds the four; its coefficient is a quarter of this one.)
   */
  private static void subsample(NetworkBuilder net, String name, int maps) {
    net.add(name, AvgPool2d.of(2, 2)).add(name + "_coefficient", new BatchNorm2d(maps, 0));
    squash(net, name);
  }

  private static void squash(NetworkBuilder net, String name) {
    net.add(name + "_squashed", new Activation.Tanh());
  }
}
