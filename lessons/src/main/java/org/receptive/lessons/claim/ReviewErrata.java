package org.receptive.lessons.claim;

import static org.receptive.lessons.claim.Numbers.write;

import java.util.List;
import java.util.Locale;
import org.receptive.engine.layer.MaxPool2d;
import org.receptive.engine.layer.Window;
import org.receptive.engine.layer.WindowAxis;
import org.receptive.engine.network.Network;
import org.receptive.lessons.card.Part.Line;
import org.receptive.lessons.card.Part.Sheet;
import org.receptive.lessons.claim.Erratum.Kind;
import org.receptive.lessons.networks.Networks;

/** The errata of slides 3 to 6, the review of convolutional networks. */
final class ReviewErrata {
  private ReviewErrata() {}

  static List<Erratum> all() {
    return List.of(translation(), outputSize(), introductoryNetwork());
  }

  private static Erratum translation() {
    return new Erratum(
        4,
        Kind.IMPRECISE,
        "invariant to object translation",
        "Convolution is translation equivariant; only pooling adds a little invariance.",
        "Move the input and the maps move along. Invariant would mean that nothing changes. Pooling"
            + " hides shifts that stay inside one window, and no more.",
        List.of(),
        List.of(),
        Sheet.of("The slide: invariant", Line.of("conv(shift(x)) = conv(x)", "")),
        Sheet.of("In truth: equivariant", Line.of("conv(shift(x)) = shift(conv(x))", "")));
  }

  private static Erratum outputSize() {
    WindowAxis axis = Window.of(11).stride(4, 4).alongWidth(224);
    double quotient = (axis.input() - axis.kernel()) / (double) axis.stride() + 1;
    return new Erratum(
        5,
        Kind.IMPRECISE,
        "n_out = (n \u2212 f + 2p) / s + 1",
        "n_out = floor((n + 2p \u2212 f) / s) + 1",
        "A window that does not fit any more is not computed, so the division rounds down. Valid"
            + " means p = 0; same means p = (f \u2212 1) / 2 with s = 1; full means p = f \u2212"
            + " 1.",
        List.of(),
        List.of(),
        Sheet.of(
            "The slide, for n=224, f=11, s=4, p=0",
            Line.total("(224 \u2212 11 + 0) / 4 + 1", write(quotient))),
        Sheet.of(
            "With the floor",
            Line.total("floor(213 / 4) + 1", write(axis.output())),
            Line.of("pixels left over", write(axis.unused()))));
  }

  private static Erratum introductoryNetwork() {
    Network net = Networks.introNet();
    int channels = net.shape("conv1").channels();
    int hidden = net.outputShape().dim(1);
    int drawn = net.shape("conv1").width();
    long conv = net.statistics("conv1").parameters();
    int slidePooled = MaxPool2d.of(3, 2).window().alongWidth(drawn).output();
    long slideFlat = (long) slidePooled * slidePooled * channels;
    long slideTotal = conv + slideFlat * hidden + hidden;
    int pooled = net.shape("pool1").width();
    long flat = net.shape("pool1").size();
    return new Erratum(
        6,
        Kind.ERROR,
        "13 x 13 x 10 = 1,690 outputs after pooling, 338,460 parameters",
        "14 x 14 x 10 = 1,960 outputs after pooling, 392,460 parameters",
        "2x2 pooling with stride 2 halves 28 to 14, as the slide's own drawing shows; 13 would need"
            + " a 3x3 window with stride 2. Biases are counted, the 10-way output is not; it would"
            + " add 2,010.",
        List.of((double) slideTotal, (double) slideFlat, slideFlat * (double) hidden),
        List.of(
            (double) net.parameterCount(),
            (double) Networks.introNet(10).parameterCount(),
            (double) flat,
            flat * (double) hidden),
        fullyConnectedSheet("The slide", slidePooled, channels, hidden, conv, slideTotal),
        fullyConnectedSheet("Computed", pooled, channels, hidden, conv, net.parameterCount()));
  }

  private static Sheet fullyConnectedSheet(
      String heading, int pooled, int channels, int hidden, long conv, long total) {
    long flat = (long) pooled * pooled * channels;
    return Sheet.of(
        heading,
        Line.of("convolution 5 x 5 x 1 x 10 + 10", write(conv)),
        Line.of(
            String.format(Locale.ROOT, "after pooling %d x %d x %d", pooled, pooled, channels),
            write(flat)),
        Line.of(
            String.format(Locale.ROOT, "%s x %d weights", write(flat), hidden),
            write(flat * hidden)),
        Line.of("biases", write(hidden)),
        Line.total("parameters", write(total)));
  }
}
