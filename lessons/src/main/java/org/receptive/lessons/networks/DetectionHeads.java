package org.receptive.lessons.networks;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.receptive.engine.layer.Activation;
import org.receptive.engine.layer.ConvTranspose2d;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.NetworkBuilder;
import org.receptive.engine.tensor.Shape;

/**
 * What detectors put on their backbones, each head a network of its own. Where one head runs on
 * several maps with the same weights, its parameters count once.
 */
public final class DetectionHeads {
  private static final int CHANNELS = 256;
  private static final int POOLED = 7;
  private static final int MASK_POOLED = 14;
  private static final int HIDDEN = 1024;
  private static final int COORDINATES = 4;

  private DetectionHeads() {}

  /**
   * The region proposal network on one level (S. Ren et al., "Faster R-CNN", NIPS 2015): for each
   * anchor at each pixel an objectness score and four box offsets, put one behind the other.
   *
   * @param level the shape of the level
   * @param anchors anchors at each pixel
   */
  public static Network regionProposals(Shape level, int anchors) {
    NetworkBuilder net = Network.builder("Region proposal network", level);
    ConvUnit.relu(net, "conv", level.channels(), 3, c -> c.padding(1));
    String shared = net.last();
    net.conv("objectness", anchors, 1);
    net.from(shared).conv("boxes", COORDINATES * anchors, 1);
    return net.concat("proposals", "objectness", "boxes").build();
  }

  /**
   * The box head of Faster R-CNN with a pyramid: two fully connected layers on {@code 256 x 7 x 7}
   * of each region, then scores of all classes and four offsets for each class.
   *
   * @param classes the number of classes, the background included
   */
  public static Network boxes(int classes) {
    NetworkBuilder net =
        Network.builder(String.format(Locale.ROOT, "Box head, %d classes", classes), region(POOLED))
            .flatten();
    net.linear("fc6", HIDDEN).add("fc6_relu", new Activation.ReLU());
    net.linear("fc7", HIDDEN).add("fc7_relu", new Activation.ReLU());
    net.linear("scores", classes);
    net.from("fc7_relu").linear("offsets", COORDINATES * classes);
    return net.concat("detections", "scores", "offsets").build();
  }

  /**
   * The mask head of Mask R-CNN (K. He et al., ICCV 2017, figure 4, right): four 3x3 convolutions
   * on {@code 256 x 14 x 14} of each region, a transposed one to 28 x 28, and a mask for each
   * class.
   *
   * @param classes the number of classes, the background included
   */
  public static Network masks(int classes) {
    NetworkBuilder net =
        Network.builder(
            String.format(Locale.ROOT, "Mask head, %d classes", classes), region(MASK_POOLED));
    for (int i = 1; i <= 4; i++) {
      ConvUnit.relu(net, "conv" + i, CHANNELS, 3, c -> c.padding(1));
    }
    net.add("upsampled", ConvTranspose2d.of(CHANNELS, CHANNELS, 2).stride(2))
        .add("upsampled_relu", new Activation.ReLU());
    return net.conv("masks", classes, 1).sigmoid().build();
  }

  private static Shape region(int side) {
    return Shape.of(1, CHANNELS, side, side);
  }

  /**
   * A head of RetinaNet on one level: four 3x3 convolutions, then {@code perAnchor} numbers for
   * each anchor: the classes' scores, or the four offsets.
   *
   * @param level the shape of the level
   * @param anchors anchors at each pixel
   * @param perAnchor numbers for each anchor
   */
  public static Network retina(Shape level, int anchors, int perAnchor) {
    NetworkBuilder net =
        Network.builder(
            String.format(Locale.ROOT, "RetinaNet head, %d per anchor", perAnchor), level);
    for (int i = 1; i <= 4; i++) {
      ConvUnit.relu(net, "conv" + i, level.channels(), 3, c -> c.padding(1));
    }
    return net.conv("output", anchors * perAnchor, 3, c -> c.padding(1)).build();
  }

  /**
   * The heads of SSD on its maps, one 3x3 convolution for each map.
   *
   * @param maps the shapes of the maps
   * @param boxes default boxes at each pixel of each map
   * @param perBox numbers for each box: the classes' scores, or the four offsets
   */
  public static List<Network> ssd(List<Shape> maps, List<Integer> boxes, int perBox) {
    return IntStream.range(0, maps.size())
        .mapToObj(
            i ->
                Network.builder(
                        String.format(Locale.ROOT, "SSD head %d, %d per box", i + 1, perBox),
                        maps.get(i))
                    .conv("output", boxes.get(i) * perBox, 3, c -> c.padding(1))
                    .build())
        .toList();
  }
}
