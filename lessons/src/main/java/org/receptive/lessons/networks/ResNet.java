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

  /** 34 layers in basic blocks. With shortcut B 21,797,672 parameters, with C 22,716,840. */
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

  /** The convolutional part of ResNet-50 for detectors: conv1 to conv5. */
  static ResidualStages fiftyStages() {
    return ResidualStages.of(Kind.BOTTLENECK, MEDIUM, Shortcut.B, StridePlacement.MIDDLE_3X3);
  }

  private static String suffix(Shortcut shortcut) {
    return switch (shortcut) {
      case NONE -> " without shortcuts";
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
