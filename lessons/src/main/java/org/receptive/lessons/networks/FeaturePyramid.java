package org.receptive.lessons.networks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.receptive.engine.layer.Activation;
import org.receptive.engine.layer.MaxPool2d;
import org.receptive.engine.layer.Resize;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.NetworkBuilder;
import org.receptive.engine.tensor.Shape;

/**
 * ResNet-50 with a feature pyramid: T.-Y. Lin, P. Dollar, R. Girshick, K. He, B. Hariharan, S.
 * Belongie, "Feature pyramid networks for object detection", CVPR 2017, section 3. A 1x1
 * convolution brings the output of every stage to 256 channels, the coarser map is doubled in size
 * (nearest neighbour) and added, and a 3x3 convolution gives the level.
 *
 * <p>A network has one output by name, here the last level; the others are {@link #levels}.
 *
 * @param network the graph
 * @param levels the names of the layers that give the levels, finest first
 */
public record FeaturePyramid(Network network, List<String> levels) {
  private static final int CHANNELS = 256;

  /** What stands above the coarsest level that has a stage of its own. */
  private enum Top {
    /** Every second pixel of P5 (Faster R-CNN: its largest anchors). */
    SUBSAMPLED,
    /** Two convolutions with stride 2 (RetinaNet). */
    CONVOLUTIONS
  }

  /** Copies the list. */
  public FeaturePyramid {
    levels = List.copyOf(levels);
  }

  /**
   * The pyramid of Faster and Mask R-CNN: P2 to P5, strides 4 to 32, and P6, every second pixel of
   * P5. 26,852,416 parameters, those of batch normalisation included.
   *
   * @param height of the image, at least 32
   * @param width of the image, at least 32
   */
  public static FeaturePyramid fasterRcnn(int height, int width) {
    return build("ResNet-50 with FPN (Faster R-CNN)", height, width, 0, Top.SUBSAMPLED);
  }

  /**
   * The pyramid of RetinaNet (T.-Y. Lin et al., "Focal loss for dense object detection", ICCV
   * 2017): P3 to P5, and P6 and P7 by convolutions with stride 2. 27,376,704 parameters.
   *
   * @param height of the image, at least 32
   * @param width of the image, at least 32
   */
  public static FeaturePyramid retinaNet(int height, int width) {
    return build("ResNet-50 with FPN (RetinaNet)", height, width, 1, Top.CONVOLUTIONS);
  }

  /** The shape of every level, finest first, for a batch of one. */
  public List<Shape> shapes() {
    return levels.stream().map(network::shape).toList();
  }

  private static FeaturePyramid build(String name, int height, int width, int firstStage, Top top) {
    NetworkBuilder net = ResNet.stem(Network.builder(name, Shape.of(1, 3, height, width)));
    List<String> stages = ResNet.fiftyStages().append(net);
    List<String> levels = new ArrayList<>();
    String coarser = "";
    for (int stage = stages.size() - 1; stage >= firstStage; stage--) {
      int level = stage + 2;
      net.from(stages.get(stage)).conv("lateral" + level, CHANNELS, 1);
      if (!coarser.isEmpty()) {
        Shape size = net.lastShape();
        net.from(coarser)
            .add("upsampled" + level, new Resize(size.height(), size.width(), Resize.Mode.NEAREST))
            .sum("merged" + level, "lateral" + level, "upsampled" + level);
      }
      coarser = net.last();
      net.conv("p" + level, CHANNELS, 3, c -> c.padding(1));
      levels.add("p" + level);
    }
    Collections.reverse(levels);
    levels.addAll(top(net, top, levels.getLast()));
    return new FeaturePyramid(net.build(), levels);
  }

  private static List<String> top(NetworkBuilder net, Top top, String coarsest) {
    net.from(coarsest);
    return switch (top) {
      case SUBSAMPLED -> {
        net.add("p6", MaxPool2d.of(1, 2));
        yield List.of("p6");
      }
      case CONVOLUTIONS -> {
        net.conv("p6", CHANNELS, 3, c -> c.stride(2).padding(1));
        net.add("p6_relu", new Activation.ReLU());
        net.conv("p7", CHANNELS, 3, c -> c.stride(2).padding(1));
        yield List.of("p6", "p7");
      }
    };
  }
}
