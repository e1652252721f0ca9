package org.receptive.lessons.networks;

import java.util.List;
import org.receptive.engine.layer.MaxPool2d;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.NetworkBuilder;
import org.receptive.engine.tensor.Shape;
import org.receptive.lessons.networks.ResidualStages.Kind;

/**
 * Residual networks: K. He, X. Zhang, S. Ren, J. Sun, "Deep residual learning for image
 * recognition", arXiv 1512.03385 (2015), CVPR 2016, table 1 and figure 3. The input is {@code 1 x 3
 * x 224 x 224}. The number in the name counts convolutions and fully connected layers, projections
 * not counted. Convolutions have no bias: a batch normalisation follows each.
 */
public final class ResNet {
  private static final int CLASSES = 1000;
  private static final List<Integer> SHALLOW = List.of(2, 2, 2, 2);
  private static final List<Integer> MEDIUM = List.of(3, 4, 6, 3);
  private static final List<Integer> DEEP = List.of(3, 4, 23, 3);
  private static final List<Integer> DEEPEST = List.of(3, 8, 36, 3);

  private ResNet() {}

  /** 18 layers in basic blocks. With shortcut B 11,689,512 parameters. */
  public static Network eighteen(Shortcut shortcut) {
    return basic("ResNet-18" + suffix(shortcut), SHALLOW, shortcut);
  }

  /**
   * 34 layers in basic blocks. With shortcut A 21,623,848 parameters, as many as without any; with
   * B 21,797,672, with C 22,716,840.
   */
  public static Network thirtyFour(Shortcut shortcut) {
    return basic("ResNet-34" + suffix(shortcut), MEDIUM, shortcut);
  }

  /** The same 34 layers without any shortcut: figure 3, middle. 21,623,848 parameters. */
  public static Network plainThirtyFour() {
    return basic("34-layer plain", MEDIUM, Shortcut.NONE);
  }

  /** The 18-layer network without any shortcut, with which figure 4 compares. */
  public static Network plainEighteen() {
    return basic("18-layer plain", SHALLOW, Shortcut.NONE);
  }

  /** 50 layers in bottleneck blocks with projections where shapes change. 25,557,032 parameters. */
  public static Network fifty(StridePlacement placement) {
    return bottleneck("ResNet-50", MEDIUM, placement);
  }

  /** 101 layers in bottleneck blocks. 44,549,160 parameters. */
  public static Network hundredOne(StridePlacement placement) {
    return bottleneck("ResNet-101", DEEP, placement);
  }

  /** 152 layers in bottleneck blocks. 60,192,808 parameters. */
  public static Network hundredFiftyTwo(StridePlacement placement) {
    return bottleneck("ResNet-152", DEEPEST, placement);
  }

  /**
   * ResNeXt-50 32x4d: S. Xie et al., "Aggregated residual transformations for deep neural
   * networks", CVPR 2017: the 3x3 convolutions in 32 groups. 25,028,904 parameters.
   */
  public static Network aggregatedFifty() {
    return grouped("ResNeXt-50 32x4d", MEDIUM, 32, 4);
  }

  /** ResNeXt-101 32x8d. 88,791,336 parameters. */
  public static Network aggregatedHundredOne() {
    return grouped("ResNeXt-101 32x8d", DEEP, 32, 8);
  }

  /**
   * Wide ResNet-50-2: S. Zagoruyko, N. Komodakis, "Wide residual networks", BMVC 2016: bottlenecks
   * of twice the width. 68,883,240 parameters.
   */
  public static Network wideFifty() {
    return grouped("Wide ResNet-50-2", MEDIUM, 1, 128);
  }

  /** Wide ResNet-101-2. 126,886,696 parameters. */
  public static Network wideHundredOne() {
    return grouped("Wide ResNet-101-2", DEEP, 1, 128);
  }

  private static Network grouped(String name, List<Integer> repeats, int groups, int width) {
    return build(
        name,
        new ResidualStages(
            Kind.BOTTLENECK, repeats, Shortcut.B, StridePlacement.MIDDLE_3X3, groups, width));
  }

  /**
   * One block of two 3x3 convolutions as slides 12 and 13 show it: with biases, without batch
   * normalisation, the input added before the last ReLU.
   *
   * @param channels channels of the input and of both convolutions
   * @param side height and width
   */
  public static Network block(int channels, int side) {
    NetworkBuilder net = pair("Residual block", channels, side);
    return net.sum("sum", net.last(), Network.INPUT).relu().build();
  }

  /** The same two convolutions without the shortcut. */
  public static Network plainBlock(int channels, int side) {
    return pair("Plain block", channels, side).relu().build();
  }

  private static NetworkBuilder pair(String name, int channels, int side) {
    return Network.builder(name, Shape.of(1, channels, side, side))
        .conv("conv1", channels, 3, c -> c.padding(1))
        .relu()
        .conv("conv2", channels, 3, c -> c.padding(1));
  }

  /**
   * The first block of a stage, which halves height and width and doubles the channels, so that its
   * shortcut must project.
   *
   * @param channels channels of the input
   * @param side height and width of the input
   */
  public static Network projectionBlock(int channels, int side) {
    return Network.builder("Residual block with projection", Shape.of(1, channels, side, side))
        .conv("conv1", 2 * channels, 3, c -> c.stride(2).padding(1))
        .relu()
        .conv("conv2", 2 * channels, 3, c -> c.padding(1))
        .from(Network.INPUT)
        .conv("projection", 2 * channels, 1, c -> c.stride(2))
        .sum("sum", "conv2", "projection")
        .relu()
        .build();
  }

  /** The convolutional part of ResNet-50 for detectors: conv1 to conv5. */
  static ResidualStages fiftyStages() {
    return ResidualStages.of(Kind.BOTTLENECK, MEDIUM, Shortcut.B, StridePlacement.MIDDLE_3X3);
  }

  private static String suffix(Shortcut shortcut) {
    return switch (shortcut) {
      case NONE -> " without shortcuts";
      case A -> " (shortcut A)";
      case B -> "";
      case C -> " (shortcut C)";
    };
  }

  private static Network basic(String name, List<Integer> repeats, Shortcut shortcut) {
    return build(name, ResidualStages.of(Kind.BASIC, repeats, shortcut, StridePlacement.FIRST_1X1));
  }

  private static Network bottleneck(String name, List<Integer> repeats, StridePlacement placement) {
    String suffix = placement == StridePlacement.FIRST_1X1 ? " (stride in the first 1x1)" : "";
    return build(name + suffix, ResidualStages.of(Kind.BOTTLENECK, repeats, Shortcut.B, placement));
  }

  private static Network build(String name, ResidualStages stages) {
    NetworkBuilder net = stem(Network.builder(name, Shape.of(1, 3, 224, 224)));
    stages.append(net);
    return net.globalAvgPool("pool5").flatten().linear("fc", CLASSES).softmax().build();
  }

  /** What stands before the first block: 7x7 with stride 2, and max pooling to a quarter. */
  static NetworkBuilder stem(NetworkBuilder net) {
    return ConvUnit.normRelu(net, "conv1", 64, 7, c -> c.stride(2).padding(3))
        .add("pool1", MaxPool2d.of(3, 2).padding(1));
  }
}
