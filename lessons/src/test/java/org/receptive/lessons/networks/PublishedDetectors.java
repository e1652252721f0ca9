package org.receptive.lessons.networks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.receptive.engine.network.Network;
import org.receptive.engine.tensor.Shape;

/** Whole detectors, counted part by part under the names that {@code architectures.json} has. */
final class PublishedDetectors {
  static final Set<String> NAMES =
      Set.of(
          "fasterrcnn_resnet50_fpn",
          "maskrcnn_resnet50_fpn",
          "retinanet_resnet50_fpn",
          "ssd300_vgg16");

  private static final int CLASSES = 91;
  private static final List<Integer> SSD_BOXES = List.of(4, 6, 6, 6, 4, 4);

  private PublishedDetectors() {}

  /**
   * The parameters of every part.
   *
   * @param name one of {@link #NAMES}
   */
  static Map<String, Long> parts(String name) {
    return switch (name) {
      case "fasterrcnn_resnet50_fpn" -> rcnn(false);
      case "maskrcnn_resnet50_fpn" -> rcnn(true);
      case "retinanet_resnet50_fpn" -> retina();
      case "ssd300_vgg16" -> ssd();
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** The shapes of the maps that the heads look at, finest first. */
  static List<Shape> maps(String name, int height, int width) {
    return switch (name) {
      case "fasterrcnn_resnet50_fpn", "maskrcnn_resnet50_fpn" ->
          FeaturePyramid.fasterRcnn(height, width).shapes();
      case "retinanet_resnet50_fpn" -> FeaturePyramid.retinaNet(height, width).shapes();
      case "ssd300_vgg16" -> SsdBackbone.vgg16().shapes();
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static Map<String, Long> rcnn(boolean masks) {
    FeaturePyramid pyramid = FeaturePyramid.fasterRcnn(224, 224);
    Map<String, Long> parts = new LinkedHashMap<>();
    parts.put("backbone", pyramid.network().parameterCount());
    parts.put(
        "rpn", DetectionHeads.regionProposals(pyramid.shapes().getFirst(), 3).parameterCount());
    long heads = DetectionHeads.boxes(CLASSES).parameterCount();
    parts.put("roi_heads", heads + (masks ? DetectionHeads.masks(CLASSES).parameterCount() : 0));
    return parts;
  }

  private static Map<String, Long> retina() {
    FeaturePyramid pyramid = FeaturePyramid.retinaNet(224, 224);
    Shape level = pyramid.shapes().getFirst();
    long classes = DetectionHeads.retina(level, 9, CLASSES).parameterCount();
    long boxes = DetectionHeads.retina(level, 9, 4).parameterCount();
    return Map.of("backbone", pyramid.network().parameterCount(), "head", classes + boxes);
  }

  private static Map<String, Long> ssd() {
    SsdBackbone backbone = SsdBackbone.vgg16();
    long heads =
        count(DetectionHeads.ssd(backbone.shapes(), SSD_BOXES, CLASSES))
            + count(DetectionHeads.ssd(backbone.shapes(), SSD_BOXES, 4));
    return Map.of("backbone", backbone.network().parameterCount(), "head", heads);
  }

  private static long count(List<Network> networks) {
    return networks.stream().mapToLong(Network::parameterCount).sum();
  }
}
