package org.receptive.lessons.networks;

import java.util.List;
import java.util.Locale;
import org.receptive.engine.layer.LocalResponseNorm;
import org.receptive.engine.layer.LocalResponseNorm.AlphaConvention;
import org.receptive.engine.layer.MaxPool2d;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.NetworkBuilder;
import org.receptive.engine.tensor.Shape;

/**
 * The backbone of SSD300: W. Liu et al., "SSD: single shot multibox detector", ECCV 2016, figure 2.
 * VGG-16 up to conv5_3, its fully connected layers turned into convolutions (fc6 dilated by 6), and
 * four times two more convolutions; six maps from 38x38 down to 1x1 see the objects. The input is
 * {@code 1 x 3 x 300 x 300}.
 *
 * @param network the graph; its output is the coarsest map
 * @param maps the names of the layers that give the six maps, finest first
 */
public record SsdBackbone(Network network, List<String> maps) {
  /** The layer that scales conv4_3's maps, one learned factor for each of 512 channels. */
  public static final String SCALE = "conv4_3_norm/scale";

  private static final int[] FILTERS = {64, 128, 256, 512, 512};
  private static final List<Integer> CONVOLUTIONS = List.of(2, 2, 3, 3, 3);

  /** Copies the list. */
  public SsdBackbone {
    maps = List.copyOf(maps);
  }

  /** SSD300 on VGG-16. 22,943,936 parameters. */
  public static SsdBackbone vgg16() {
    NetworkBuilder net = Network.builder("SSD300 backbone (VGG-16)", Shape.of(1, 3, 300, 300));
    for (int stage = 1; stage <= FILTERS.length; stage++) {
      for (int i = 1; i <= CONVOLUTIONS.get(stage - 1); i++) {
        ConvUnit.relu(
            net,
            String.format(Locale.ROOT, "conv%d_%d", stage, i),
            FILTERS[stage - 1],
            3,
            c -> c.padding(1));
      }
      if (stage == 4) {
        normalised(net);
      }
      // 75 halves to 38: pool3 rounds up; pool5 keeps the size.
      net.add(
          "pool" + stage,
          stage < 5 ? MaxPool2d.of(2, 2).ceilMode() : MaxPool2d.of(3, 1).padding(1));
    }
    ConvUnit.relu(net, "fc6", 1024, 3, c -> c.padding(6).dilation(6));
    ConvUnit.relu(net, "fc7", 1024, 1, c -> c);
    halve(net, "conv8", 256, 512);
    halve(net, "conv9", 128, 256);
    smaller(net, "conv10");
    smaller(net, "conv11");
    return new SsdBackbone(
        net.build(),
        List.of(
            SCALE, "fc7_relu", "conv8_2_relu", "conv9_2_relu", "conv10_2_relu", "conv11_2_relu"));
  }

  /**
   * A side branch: every pixel's 512 values divided by their Euclidean norm, then scaled, for
   * conv4_3 has larger values than the later maps (section 3.1). The norm is local response
   * normalisation over all channels with exponent 1/2, the scale a depthwise 1x1 convolution.
   */
  private static void normalised(NetworkBuilder net) {
    String maps = net.last();
    int channels = net.lastShape().channels();
    net.add(
        "conv4_3_norm/norm",
        new LocalResponseNorm(2 * channels - 1, 1, 0.5f, 1e-10f, AlphaConvention.PAPER));
    net.conv(SCALE, channels, 1, c -> c.groups(channels).withoutBias());
    net.from(maps);
  }

  private static void halve(NetworkBuilder net, String name, int squeezed, int filters) {
    ConvUnit.relu(net, name + "_1", squeezed, 1, c -> c);
    ConvUnit.relu(net, name + "_2", filters, 3, c -> c.stride(2).padding(1));
  }

  private static void smaller(NetworkBuilder net, String name) {
    ConvUnit.relu(net, name + "_1", 128, 1, c -> c);
    ConvUnit.relu(net, name + "_2", 256, 3, c -> c);
  }

  /** The shapes of the six maps, finest first: 38, 19, 10, 5, 3 and 1 wide. */
  public List<Shape> shapes() {
    return maps.stream().map(network::shape).toList();
  }
}
