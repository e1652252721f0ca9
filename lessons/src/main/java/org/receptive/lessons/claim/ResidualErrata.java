package org.receptive.lessons.claim;

import static org.receptive.lessons.claim.Numbers.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.receptive.engine.layer.Window;
import org.receptive.engine.network.Network;
import org.receptive.lessons.card.Part.Line;
import org.receptive.lessons.card.Part.Sheet;
import org.receptive.lessons.claim.Erratum.Kind;
import org.receptive.lessons.networks.ImageNetErrors;
import org.receptive.lessons.networks.Networks;

/** The errata of slides 11 to 17, residual networks. */
final class ResidualErrata {
  private ResidualErrata() {}

  static List<Erratum> all() {
    return List.of(year(), shrinking(), errors());
  }

  private static Erratum year() {
    return new Erratum(
        12,
        Kind.IMPRECISE,
        "residual nets appeared in 2016",
        "They appeared in December 2015 (arXiv 1512.03385); the conference paper is of 2016.",
        "In 2015 they had already won the ImageNet and COCO contests.",
        List.of(2016.0),
        List.of(2015.0),
        Sheet.of("The slide", Line.total("year", "2016")),
        Sheet.of(
            "Published", Line.of("on arXiv", "December 2015"), Line.of("at CVPR", "June 2016")));
  }

  /** What 'valid' padding would do to the stage of ResNet-34 whose maps are halved. */
  private static Erratum shrinking() {
    Network net = Networks.resNet34();
    int before = net.shape("conv2_3/relu").width();
    int halved = net.shape("conv3_1/conv1").width();
    int unpadded = Window.of(3).alongWidth(before).output();
    int twice = Window.of(3).alongWidth(unpadded).output();
    return new Erratum(
        15,
        Kind.IMPRECISE,
        "'valid' padding reduces the size; the shortcut gets convolutions of its own",
        "Maps are halved by stride 2; the shortcut is a 1x1 convolution with stride 2 (B), or"
            + " every second pixel with zeros for the new channels (A).",
        "Two 3x3 convolutions without padding take only 4 pixels off. ResNet keeps 'same' padding"
            + " everywhere and lets the stride halve.",
        List.of((double) twice),
        List.of((double) halved),
        Sheet.of(
            "'valid' padding",
            Line.of(String.format(Locale.ROOT, "%d \u2212 3 + 1", before), write(unpadded)),
            Line.total(String.format(Locale.ROOT, "%d \u2212 3 + 1", unpadded), write(twice))),
        Sheet.of(
            "Computed: conv3_1 of ResNet-34",
            Line.of("3x3, p = 1, s = 2 on " + before, write(halved)),
            Line.total("1x1, s = 2 on " + before, write(net.shape("conv3_1/shortcut").width()))));
  }

  private static Erratum errors() {
    List<Line> single = new ArrayList<>();
    for (ImageNetErrors.Reported reported : ImageNetErrors.reported()) {
      if (reported.family().equals("ResNet") || reported.name().matches("AlexNet|VGG.*|Goog.*")) {
        single.add(Line.of(reported.name(), write(reported.top5()) + "%"));
      }
    }
    List<Double> computed =
        ImageNetErrors.reported().stream().map(ImageNetErrors.Reported::top5).toList();
    return new Erratum(
        17,
        Kind.IMPRECISE,
        "one list of error values",
        "AlexNet's 15.3 and ZFNet's 14.8 are of several networks on the test set, VGG's 8.43 is of"
            + " one network on the test set; the others are single networks on the validation set.",
        "An ensemble is better than its members, and the more crops and scales of an image are"
            + " averaged, the lower the error. Compare only what was measured alike.",
        List.of(15.3, 14.8, 8.43, 7.89, 7.1, 5.71, 5.6, 5.25, 4.6, 4.49),
        computed,
        Sheet.of(
            "The slide",
            Line.of("AlexNet, 7 networks, test set", "15.3%"),
            Line.of("VGG, test set", "8.43%"),
            Line.of("GoogLeNet, 144 crops", "7.89%"),
            Line.of("ResNet-152, several scales", "4.49%")),
        new Sheet("One network, ten crops, validation set", single));
  }
}
