package org.receptive.lessons.claim;

import static org.receptive.lessons.claim.Numbers.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.receptive.engine.layer.Window;
import org.receptive.engine.network.LayerStatistics;
import org.receptive.engine.network.Network;
import org.receptive.lessons.card.Part.Line;
import org.receptive.lessons.card.Part.Sheet;
import org.receptive.lessons.claim.Erratum.Kind;
import org.receptive.lessons.networks.LeNet;
import org.receptive.lessons.networks.Networks;

/** The errata of slides 7 to 10, the classic networks. */
final class ClassicNetworkErrata {
  private static final double MB = 1e6;
  private static final double MIB = 1024 * 1024;

  private ClassicNetworkErrata() {}

  static List<Erratum> all() {
    return List.of(
        leNetParameters(),
        alexNetLayers(),
        alexNetParameters(),
        alexNetMemory(),
        alexNetPadding(),
        vggMemory(),
        deeperVgg());
  }

  private static Erratum leNetParameters() {
    Network remake = Networks.leNet5();
    List<Line> published = new ArrayList<>();
    LeNet.publishedParameters()
        .forEach((layer, count) -> published.add(Line.of(layer, write(count))));
    int sum = LeNet.publishedParameters().values().stream().mapToInt(Integer::intValue).sum();
    published.add(Line.total("parameters", write(sum)));
    List<Line> counted = new ArrayList<>();
    weighted(remake)
        .forEach(layer -> counted.add(Line.of(layer.node().name(), write(layer.parameters()))));
    counted.add(Line.total("parameters", write(remake.parameterCount())));
    return new Erratum(
        8,
        Kind.IMPRECISE,
        "around 60k parameters",
        "The network of 1998 has exactly 60,000, the one that the slide draws 61,706.",
        "In 1998 most maps of C3 saw only some maps of S2, pooling had a coefficient and a bias,"
            + " and the output was not trained. The slide draws today's remake. Biases are"
            + " counted.",
        List.of((double) sum),
        List.of((double) remake.parameterCount()),
        new Sheet("As published in 1998", published),
        new Sheet("As the slide draws it", counted));
  }

  private static Erratum alexNetLayers() {
    Network net = Networks.alexNet();
    long convolutions =
        weighted(net).stream().filter(l -> l.node().layer().kind().equals("Conv2d")).count();
    long all = weighted(net).size();
    return new Erratum(
        9,
        Kind.ERROR,
        "12 layers",
        "8 layers with weights: 5 convolutions and 3 fully connected.",
        "Depth is counted in layers that learn. Pooling and normalisation have no weights.",
        List.of(12.0),
        List.of((double) all),
        Sheet.of("The slide", Line.total("layers", "12")),
        Sheet.of(
            "Computed: layers with weights",
            Line.of("convolutions", write(convolutions)),
            Line.of("fully connected", write(all - convolutions)),
            Line.total("layers", write(all))));
  }

  private static Erratum alexNetParameters() {
    long grouped = Networks.alexNet().parameterCount();
    long oneTower = Networks.alexNetOneTower().parameterCount();
    return new Erratum(
        9,
        Kind.IMPRECISE,
        "60 million parameters",
        "60,965,224 with the paper's two groups, 62,378,344 without groups.",
        "On two GPUs, conv2, conv4 and conv5 saw only their own half of the channels. Drawn as one"
            + " tower they see all of them and need more weights. Biases are counted.",
        List.of(60e6),
        List.of((double) grouped, (double) oneTower),
        Sheet.of("The slide", Line.total("parameters", write(60e6))),
        Sheet.of(
            "Computed",
            Line.of("two groups, as in the paper", write(grouped)),
            Line.of("one tower", write(oneTower))));
  }

  private static Erratum alexNetMemory() {
    long grouped = Float.BYTES * Networks.alexNet().parameterCount();
    long oneTower = Float.BYTES * Networks.alexNetOneTower().parameterCount();
    return new Erratum(
        9,
        Kind.ERROR,
        "about 255 MB",
        "243.9 MB with the paper's two groups, 249.5 MB as one tower.",
        "4 bytes for each float32 weight, 1 MB = 1,000,000 bytes. No way of counting gives 255.",
        List.of(255.0),
        List.of(grouped / MB, oneTower / MB, grouped / MIB, oneTower / MIB),
        Sheet.of("The slide", Line.total("weights", "255 MB")),
        Sheet.of(
            "Computed, 4 bytes a weight",
            Line.of("two groups", megabytes(grouped)),
            Line.of("one tower", megabytes(oneTower))));
  }

  private static Erratum alexNetPadding() {
    int unpadded = Window.of(3).alongWidth(13).output();
    int padded = Networks.alexNet().shape("conv3").width();
    return new Erratum(
        9,
        Kind.IMPRECISE,
        "13 x 13 maps after 3x3 convolutions with s = 1, no padding named",
        "conv3, conv4 and conv5 need p = 1.",
        "Without padding a 3x3 kernel takes two pixels from each side length.",
        List.of(13.0),
        List.of((double) unpadded),
        Sheet.of("The slide", Line.total("f = 3, s = 1", "13 x 13")),
        Sheet.of(
            "Computed",
            Line.of("p = 0: 13 \u2212 3 + 1", unpadded + " x " + unpadded),
            Line.of("p = 1: 13 + 2 \u2212 3 + 1", padded + " x " + padded)),
        "p = 1");
  }

  private static Erratum vggMemory() {
    long bytes = Float.BYTES * Networks.vgg16().parameterCount();
    return new Erratum(
        10,
        Kind.ERROR,
        "522 MB",
        "553.4 MB, which is 527.8 MiB.",
        "4 bytes for each float32 weight; 1 MB = 1,000,000 bytes and 1 MiB = 1,048,576 bytes."
            + " Neither gives 522.",
        List.of(522.0),
        List.of(bytes / MB, bytes / MIB),
        Sheet.of("The slide", Line.total("weights of VGG-16", "522 MB")),
        Sheet.of(
            "Computed",
            Line.of("parameters", write(Networks.vgg16().parameterCount())),
            Line.of("x 4 bytes", write(bytes)),
            Line.total("in MB (10^6 bytes)", megabytes(bytes)),
            Line.total(
                "in MiB (2^20 bytes)", String.format(Locale.ROOT, "%.1f MiB", bytes / MIB))));
  }

  private static Erratum deeperVgg() {
    long sixteen = Networks.vgg16().parameterCount();
    long nineteen = Networks.vgg19().parameterCount();
    return new Erratum(
        10,
        Kind.IMPRECISE,
        "16 or 19 layers; 138 million parameters",
        "138 million is VGG-16; VGG-19 has 143,667,240.",
        "VGG-19 has three more 3x3 convolutions, one each in stages 3, 4 and 5. Biases are"
            + " counted.",
        List.of(138e6),
        List.of((double) nineteen),
        Sheet.of("The slide", Line.total("16 or 19 layers", write(138e6))),
        Sheet.of(
            "Computed",
            Line.of("VGG-16", write(sixteen)),
            Line.of("VGG-19", write(nineteen)),
            Line.total("the three more", write(nineteen - sixteen))));
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / MB);
  }

  private static List<LayerStatistics> weighted(Network network) {
    return network.statistics().stream().filter(layer -> layer.parameters() > 0).toList();
  }
}
