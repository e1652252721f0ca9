package org.receptive.lessons.claim;

import static org.receptive.lessons.claim.Numbers.write;

import java.util.ArrayList;
import java.util.List;
import org.receptive.engine.layer.BatchNorm2d;
import org.receptive.engine.network.LayerStatistics;
import org.receptive.engine.network.Network;
import org.receptive.lessons.card.Part.Line;
import org.receptive.lessons.card.Part.Sheet;
import org.receptive.lessons.claim.Erratum.Kind;
import org.receptive.lessons.networks.Networks;

/** The errata of slides 18 to 28: DenseNet, network in network, inception. */
final class DenseInceptionErrata {
  private static final int GROWTH = 32;

  private DenseInceptionErrata() {}

  static List<Erratum> all() {
    return List.of(growth(), pointwise(), globalPooling(), naiveChannels(), heads());
  }

  /** In the first dense block of DenseNet-121: what each layer really takes in and adds. */
  private static Erratum growth() {
    Network net = Networks.denseNet121();
    List<Double> widths = new ArrayList<>();
    List<Line> lines = new ArrayList<>();
    for (LayerStatistics layer : net.statistics()) {
      String name = layer.node().name();
      if (layer.node().layer() instanceof BatchNorm2d && name.matches("dense1_\\d/1_norm")) {
        widths.add((double) layer.output().channels());
        lines.add(
            Line.of(
                "layer %s takes in".formatted(name.charAt(7)), write(layer.output().channels())));
      }
    }
    int added = net.shape("dense1_1/conv2").channels();
    lines.add(Line.total("each layer adds", write(added)));
    return new Erratum(
        19,
        Kind.ERROR,
        "growth rate k[l] = k[0] + k (l \u2212 1)",
        "The growth rate is k itself. k0 + k (l \u2212 1) is the width of the input of layer l.",
        "Every layer adds the same k maps; what grows is the pile that the next layer gets. A block"
            + " of L layers gives k0 + k L channels.",
        widths,
        List.of((double) added),
        Sheet.of(
            "The slide, k0 = 64, k = 32",
            Line.of("l = 1: 64 + 32 x 0", write(64)),
            Line.total("l = 6: 64 + 32 x 5", write(64 + GROWTH * 5))),
        new Sheet("Computed: block 1 of DenseNet-121", lines));
  }

  private static Erratum pointwise() {
    Network net = Networks.pointwise();
    return new Erratum(
        23,
        Kind.IMPRECISE,
        "1x1 convolution leads to \"dimension reductionality\"",
        "It reduces the dimension: 192 channels become 32, for 6,176 parameters.",
        "The word is dimensionality reduction. It costs weights, too: one for each pair of"
            + " channels, and a bias for each filter.",
        List.of(),
        List.of((double) net.parameterCount()),
        Sheet.of("The slide", Line.total("28 x 28 x 192", "28 x 28 x 32")),
        Sheet.of(
            "Computed",
            Line.of("192 x 32 + 32 parameters", write(net.parameterCount())),
            Line.total("multiply-accumulates", write(net.macs()))));
  }

  private static Erratum globalPooling() {
    Network net = Networks.networkInNetwork();
    long maps = net.statistics("conv3_1x1b").parameters();
    long pool = net.statistics("pool3").parameters();
    var last = net.shape("conv3_1x1a_relu");
    long connected = (last.size() + 1) * net.outputShape().channels();
    return new Erratum(
        24,
        Kind.ERROR,
        "global average pooling uses an FC layer with as many outputs as classes",
        "There is no FC layer: the last convolution gives one map for each class, and its mean is"
            + " the score.",
        "That is the point of it. A fully connected layer on the same maps would need a weight for"
            + " every pixel of every map and class.",
        List.of((double) connected),
        List.of((double) maps, (double) pool),
        Sheet.of(
            "With an FC layer instead",
            Line.of("(%s + 1) x 10".formatted(last), ""),
            Line.total("parameters", write(connected))),
        Sheet.of(
            "Computed: network in network, CIFAR-10",
            Line.of("1x1 convolution to 10 maps", write(maps)),
            Line.of("mean of each map", write(pool)),
            Line.total("parameters", write(maps + pool))));
  }

  private static Erratum naiveChannels() {
    Network naive = Networks.inceptionNaive();
    Network reduced = Networks.inceptionReduced();
    List<Line> lines = new ArrayList<>();
    for (String branch : naive.outputNode().inputs()) {
      lines.add(Line.of(branch, write(naive.shape(branch).channels())));
    }
    lines.add(Line.total("channels", write(naive.outputShape().channels())));
    return new Erratum(
        25,
        Kind.ERROR,
        "the naive module gives 28 x 28 x 256, its pooling branch 32 channels",
        "It gives 416 channels: pooling keeps all 192 channels of its input.",
        "Pooling looks at every channel alone and cannot have 32 outputs. 256 needs the 1x1"
            + " convolution behind the pooling, which comes with the reductions of slide 26.",
        List.of((double) reduced.outputShape().channels()),
        List.of((double) naive.outputShape().channels()),
        Sheet.of(
            "The slide",
            Line.of("64 + 128 + 32 + 32", ""),
            Line.total("channels", write(reduced.outputShape().channels()))),
        new Sheet("Computed", lines));
  }

  private static Erratum heads() {
    long with = Networks.googLeNetInTraining().parameterCount();
    long without = Networks.googLeNet().parameterCount();
    return new Erratum(
        27,
        Kind.IMPRECISE,
        "several softmax output units",
        "Two auxiliary heads beside the output, in training only, where their losses count 0.3.",
        "They bring gradients to the middle of the network. For classifying they are cut off, with"
            + " nearly half of all parameters.",
        List.of(),
        List.of((double) with, (double) without),
        Sheet.of("The slide", Line.total("softmax outputs", "several")),
        Sheet.of(
            "Computed, biases counted",
            Line.of("in training", write(with)),
            Line.of("in use", write(without)),
            Line.total("the two heads", write(with - without))));
  }
}
