package org.receptive.engine.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.receptive.engine.io.onnx.Onnx;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.NetworkBuilder;
import org.receptive.engine.tensor.Shape;

/**
 * What is measured: a convolution of a known network with bias and ReLU, or a whole network; one
 * image.
 *
 * @param name network, layer and shape
 * @param network the layer with its ReLU as a network, or the network
 * @param kind the class that shares targets
 */
record BenchCase(String name, Network network, Kind kind) {

  /** What has the same targets: the time of a peer / our time. */
  enum Kind {
    LENET("LeNet layers", 1.0, 0, 0),
    DIRECT("1x1, 5x5, 7x7, 11x11", 1.0, 0, 0),
    THREE("3x3, maps of 14 and more", 2.2, 0.95, 1.2),
    THREE_AT_SEVEN("3x3 at 7x7", 1.3, 1.1, 1.1),
    DEPTHWISE("depthwise", 1.1, 0, 0),
    WHOLE("whole networks", 2.0, 0, 0);

    final String text;

    /** Against the best of ONNX Runtime, oneDNN 3.13 and PyTorch. */
    final double target;

    /** Against oneDNN 3.1 with Winograd: each layer, and the geometric mean. */
    final double winograd;

    final double winogradMean;

    Kind(String text, double target, double winograd, double winogradMean) {
      this.text = text;
      this.target = target;
      this.winograd = winograd;
      this.winogradMean = winogradMean;
    }
  }

  boolean isLayer() {
    return kind != Kind.WHOLE;
  }

  /** The convolution of a layer's case. */
  Conv2d layer() {
    return (Conv2d) network.nodes().getFirst().layer();
  }

  /** What the name of a file's case begins with. */
  private static final String MODEL = "model ";

  /**
   * An ONNX file as a case.
   *
   * @param shape of its input, such as 1x3x320x320; empty if the file says it
   */
  static BenchCase model(String file, String shape) {
    Network network =
        shape.isEmpty()
            ? Onnx.read(Path.of(file))
            : Onnx.read(
                Path.of(file),
                Shape.of(Arrays.stream(shape.split("x")).mapToInt(Integer::parseInt).toArray()));
    return new BenchCase(MODEL + shape + " " + file, network, Kind.WHOLE);
  }

  /** The file of a case that is one. */
  Optional<String> file() {
    return name.startsWith(MODEL) ? Optional.of(name.split(" ", 3)[2]) : Optional.empty();
  }

  /** What a table calls it: of a file, its name without the folder. */
  String label() {
    return file().map(file -> Path.of(file).getFileName().toString()).orElse(name);
  }

  static BenchCase named(String name) {
    if (name.startsWith(MODEL)) {
      String[] words = name.split(" ", 3);
      return model(words[2], words[1]);
    }
    return all().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }

  static List<BenchCase> all() {
    List<BenchCase> cases = new ArrayList<>();
    cases.add(of("LeNet conv1 1->6 5x5 @32", Kind.LENET, 32, Conv2d.of(1, 6, 5)));
    cases.add(of("LeNet conv2 6->16 5x5 @14", Kind.LENET, 14, Conv2d.of(6, 16, 5)));
    Conv2d eleven = Conv2d.of(3, 96, 11).stride(4);
    cases.add(of("AlexNet conv1 3->96 11x11/4 @227", Kind.DIRECT, 227, eleven));
    Conv2d five = Conv2d.of(96, 256, 5).padding(2);
    cases.add(of("AlexNet conv2 96->256 5x5 @27", Kind.DIRECT, 27, five));
    Conv2d seven = Conv2d.of(3, 64, 7).stride(2).padding(3);
    cases.add(of("ResNet conv1 3->64 7x7/2 @224", Kind.DIRECT, 224, seven));
    cases.add(of("ResNet 64->128 1x1/2 @56", Kind.DIRECT, 56, Conv2d.of(64, 128, 1).stride(2)));
    cases.add(of("Inception 192->64 1x1 @28", Kind.DIRECT, 28, Conv2d.of(192, 64, 1)));
    cases.add(of("Inception 16->32 5x5 @28", Kind.DIRECT, 28, Conv2d.of(16, 32, 5).padding(2)));
    cases.add(three("VGG conv1_2", 64, 224, Kind.THREE));
    cases.add(three("VGG conv3_2", 256, 56, Kind.THREE));
    cases.add(three("VGG conv5_1", 512, 14, Kind.THREE));
    cases.add(three("ResNet", 64, 56, Kind.THREE));
    cases.add(three("ResNet", 128, 28, Kind.THREE));
    cases.add(three("ResNet", 256, 14, Kind.THREE));
    cases.add(three("ResNet", 512, 7, Kind.THREE_AT_SEVEN));
    Conv2d depthwise = Conv2d.of(32, 32, 3).padding(1).groups(32);
    cases.add(of("MobileNet depthwise 32 3x3 @112", Kind.DEPTHWISE, 112, depthwise));
    cases.add(new BenchCase("VGG-16", vgg16(224), Kind.WHOLE));
    cases.add(new BenchCase("ResNet-34", resNet34(224), Kind.WHOLE));
    return cases;
  }

  private static BenchCase of(String name, Kind kind, int size, Conv2d layer) {
    Shape input = Shape.of(1, layer.inChannels(), size, size);
    return new BenchCase(
        name, Network.builder(name, input).add("conv", layer).relu().build(), kind);
  }

  private static BenchCase three(String network, int channels, int size, Kind kind) {
    return of(
        "%s %d->%d 3x3 @%d".formatted(network, channels, channels, size),
        kind,
        size,
        Conv2d.of(channels, channels, 3).padding(1));
  }

  /** Configuration D (Simonyan and Zisserman, 2014), without dropout. */
  static Network vgg16(int side) {
    NetworkBuilder net = Network.builder("VGG-16", Shape.of(1, 3, side, side));
    int[][] stages = {{64, 2}, {128, 2}, {256, 3}, {512, 3}, {512, 3}};
    for (int stage = 0; stage < stages.length; stage++) {
      for (int i = 0; i < stages[stage][1]; i++) {
        net.conv("conv%d_%d".formatted(stage + 1, i + 1), stages[stage][0], 3, c -> c.padding(1))
            .relu();
      }
      net.maxPool("pool" + (stage + 1), 2, 2);
    }
    return net.flatten()
        .linear("fc6", 4096)
        .relu()
        .linear("fc7", 4096)
        .relu()
        .linear("fc8", 1000)
        .build();
  }

  /** He et al., 2015, table 1, with projections where the size changes. */
  static Network resNet34(int side) {
    NetworkBuilder net = Network.builder("ResNet-34", Shape.of(1, 3, side, side));
    net.conv("conv1", 64, 7, c -> c.stride(2).padding(3).withoutBias()).batchNorm("bn1").relu();
    net.add("pool1", org.receptive.engine.layer.MaxPool2d.of(3, 2).padding(1));
    int[] blocks = {3, 4, 6, 3};
    for (int stage = 0; stage < blocks.length; stage++) {
      for (int i = 0; i < blocks[stage]; i++) {
        block(net, "conv%d_%d".formatted(stage + 2, i + 1), 64 << stage, stage > 0 && i == 0);
      }
    }
    return net.globalAvgPool("pool5").flatten().linear("fc", 1000).build();
  }

  private static void block(NetworkBuilder net, String name, int filters, boolean smaller) {
    String start = net.last();
    int stride = smaller ? 2 : 1;
    net.conv(name + "a", filters, 3, c -> c.stride(stride).padding(1).withoutBias())
        .batchNorm(name + "a/bn")
        .relu();
    net.conv(name + "b", filters, 3, c -> c.padding(1).withoutBias()).batchNorm(name + "b/bn");
    String branch = net.last();
    String shortcut = start;
    if (smaller) {
      net.from(start)
          .conv(name + "s", filters, 1, c -> c.stride(2).withoutBias())
          .batchNorm(name + "s/bn");
      shortcut = net.last();
    }
    net.sum(name + "/sum", branch, shortcut).relu();
  }
}
