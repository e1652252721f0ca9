package org.receptive.engine.bench;

import java.util.List;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.tensor.Shape;

/**
 * One convolution of a known network, one image.
 *
 * @param name network, layer and shape
 * @param layer with bias
 * @param input {@code 1 x C x H x W}
 * @param kind the class of layers that shares a target
 */
record LayerCase(String name, Conv2d layer, Shape input, Kind kind) {

  /** Layers that share a target: ONNX Runtime's time / our time. */
  enum Kind {
    THREE_BY_THREE("3x3 stride 1", 0.85),
    OTHER("1x1, 5x5, 7x7, 11x11", 0.9),
    DEPTHWISE("depthwise", 0.9),
    LENET("LeNet", 0.9);

    final String text;
    final double target;

    Kind(String text, double target) {
      this.text = text;
      this.target = target;
    }
  }

  static List<LayerCase> all() {
    return List.of(
        of("LeNet conv1 1->6 5x5 @32", Kind.LENET, 32, Conv2d.of(1, 6, 5)),
        of("LeNet conv2 6->16 5x5 @14", Kind.LENET, 14, Conv2d.of(6, 16, 5)),
        of("AlexNet conv1 3->96 11x11/4 @227", Kind.OTHER, 227, Conv2d.of(3, 96, 11).stride(4)),
        of("AlexNet conv2 96->256 5x5 @27", Kind.OTHER, 27, Conv2d.of(96, 256, 5).padding(2)),
        three("VGG conv1_2", 64, 224),
        three("VGG conv3_2", 256, 56),
        three("VGG conv5_1", 512, 14),
        of(
            "ResNet conv1 3->64 7x7/2 @224",
            Kind.OTHER,
            224,
            Conv2d.of(3, 64, 7).stride(2).padding(3)),
        three("ResNet", 64, 56),
        three("ResNet", 128, 28),
        three("ResNet", 256, 14),
        three("ResNet", 512, 7),
        of("ResNet 64->128 1x1/2 @56", Kind.OTHER, 56, Conv2d.of(64, 128, 1).stride(2)),
        of("Inception 192->64 1x1 @28", Kind.OTHER, 28, Conv2d.of(192, 64, 1)),
        of("Inception 16->32 5x5 @28", Kind.OTHER, 28, Conv2d.of(16, 32, 5).padding(2)),
        of(
            "MobileNet depthwise 32 3x3 @112",
            Kind.DEPTHWISE,
            112,
            Conv2d.of(32, 32, 3).padding(1).groups(32)));
  }

  private static LayerCase of(String name, Kind kind, int size, Conv2d layer) {
    return new LayerCase(name, layer, Shape.of(1, layer.inChannels(), size, size), kind);
  }

  private static LayerCase three(String network, int channels, int size) {
    return of(
        "%s %d->%d 3x3 @%d".formatted(network, channels, channels, size),
        Kind.THREE_BY_THREE,
        size,
        Conv2d.of(channels, channels, 3).padding(1));
  }
}
