package org.receptive.lessons.networks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.receptive.engine.network.Network;
import org.receptive.viz.architecture.BubblePlot;
import org.receptive.viz.architecture.BubblePlot.Bubble;

/**
 * How often the networks of the lecture are wrong on ImageNet, as their papers report it, by one
 * convention: a single network, the mean over ten crops of each of the 50,000 validation images.
 * Ensembles, more crops, several scales and the test set all give other numbers, which slide 17
 * mixes. The errors are the papers'; parameters and work are counted on our networks.
 */
public final class ImageNetErrors {
  /**
   * One person, after training, on 1,500 test images: O. Russakovsky et al., "ImageNet large scale
   * visual recognition challenge", IJCV 115 (2015), section 6.4.
   */
  public static final double HUMAN_TOP5 = 5.1;

  private ImageNetErrors() {}

  /**
   * What a paper reports.
   *
   * @param name of the network
   * @param family networks that differ in depth only belong to one family
   * @param top5 percent of images whose label is not among the five likeliest
   * @param source where it is reported
   * @param network our network, to be counted
   */
  public record Reported(
      String name, String family, double top5, String source, Supplier<Network> network) {}

  /**
   * What the papers report, in order of the years.
   *
   * <ul>
   *   <li>AlexNet 18.2: A. Krizhevsky, I. Sutskever, G. E. Hinton, NIPS 2012, table 2, row "1 CNN",
   *       column "Top-5 (val)"; ten crops as in its section 4.1.
   *   <li>VGG-16 9.33 (measured by the authors of ResNet with ten crops, for the paper of VGG does
   *       not report that), 34-layer plain 10.02, ResNet-34 7.46 with shortcut B (7.76 with A, 7.40
   *       with C), ResNet-50 6.71, ResNet-101 6.05, ResNet-152 5.71: K. He, X. Zhang, S. Ren, J.
   *       Sun, arXiv 1512.03385 (2015), table 3, ten crops of the validation images.
   *   <li>GoogLeNet 9.15: C. Szegedy et al., CVPR 2015, table 3, one model and ten crops; the same
   *       number stands in table 3 of ResNet's paper.
   *   <li>DenseNet-121 6.66, DenseNet-169 5.92, DenseNet-201 5.54: G. Huang, Z. Liu, L. van der
   *       Maaten, K. Q. Weinberger, CVPR 2017, table 3, the second number of each pair, ten crops.
   * </ul>
   */
  public static List<Reported> reported() {
    String resNet = "He et al., 2015, table 3";
    String dense = "Huang et al., 2017, table 3";
    List<Reported> all = new ArrayList<>();
    all.add(
        new Reported(
            "AlexNet", "AlexNet", 18.2, "Krizhevsky et al., 2012, table 2", Networks::alexNet));
    all.add(new Reported("VGG-16", "VGG", 9.33, resNet, Networks::vgg16));
    all.add(
        new Reported(
            "GoogLeNet", "GoogLeNet", 9.15, "Szegedy et al., 2015, table 3", Networks::googLeNet));
    all.add(new Reported("34-layer plain", "plain", 10.02, resNet, Networks::plain34));
    all.add(new Reported("ResNet-34", "ResNet", 7.46, resNet, Networks::resNet34));
    all.add(
        new Reported(
            "ResNet-50", "ResNet", 6.71, resNet, () -> ResNet.fifty(StridePlacement.FIRST_1X1)));
    all.add(
        new Reported(
            "ResNet-101",
            "ResNet",
            6.05,
            resNet,
            () -> ResNet.hundredOne(StridePlacement.FIRST_1X1)));
    all.add(
        new Reported(
            "ResNet-152",
            "ResNet",
            5.71,
            resNet,
            () -> ResNet.hundredFiftyTwo(StridePlacement.FIRST_1X1)));
    all.add(new Reported("DenseNet-121", "DenseNet", 6.66, dense, Networks::denseNet121));
    all.add(new Reported("DenseNet-169", "DenseNet", 5.92, dense, Networks::denseNet169));
    all.add(new Reported("DenseNet-201", "DenseNet", 5.54, dense, Networks::denseNet201));
    return List.copyOf(all);
  }

  /** Slide 28's comparison as a picture: error against work, parameters as area. */
  public static BubblePlot comparison() {
    List<Bubble> bubbles =
        reported().stream()
            .map(
                reported -> {
                  Network network = reported.network().get();
                  return new Bubble(
                      reported.name(),
                      reported.family(),
                      network.macs(),
                      network.parameterCount(),
                      reported.top5());
                })
            .toList();
    return new BubblePlot(
        "ImageNet: single network, ten crops, validation images",
        bubbles,
        HUMAN_TOP5,
        "one trained person");
  }
}
