package org.receptive.engine.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.receptive.engine.kernels.Kernels;
import org.receptive.engine.kernels.KernelsUnderTest;
import org.receptive.engine.kernels.program.Algorithm;
import org.receptive.engine.kernels.reference.ReferenceKernels;
import org.receptive.engine.layer.Activation;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** Every algorithm of all kernels that run programs, on sizes that fill no register and no tile. */
class PlannedConvolutionsTest {
  private static final int[][] SIZES = {{1, 1}, {3, 2}, {5, 7}, {8, 8}, {6, 13}, {11, 23}};

  /** Channels, filters, groups. */
  private static final int[][] CHANNELS = {
    {3, 16, 1}, {16, 5, 1}, {17, 33, 1}, {40, 64, 1}, {24, 24, 24}, {64, 32, 2}, {32, 96, 2}
  };

  /** Kernel, stride, dilation. */
  private static final int[][] WINDOWS = {
    {3, 1, 1}, {3, 2, 1}, {3, 1, 2}, {1, 1, 1}, {1, 2, 1}, {5, 1, 1}
  };

  /** What comes behind the convolution. */
  private enum End {
    NOTHING,
    RELU,
    LEAKY_RELU,
    CLIP,
    SHORTCUT,
    SHORTCUT_AND_RELU,
    SHORTCUT_AND_CLIP;

    boolean shortcut() {
      return ordinal() >= SHORTCUT.ordinal();
    }
  }

  static Stream<Kernels> implementations() {
    return KernelsUnderTest.runnable().stream()
        .filter(kernels -> !kernels.name().equals("reference"));
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void theyGiveWhatTheReferenceGives(Kernels kernels) {
    Set<Algorithm> seen = EnumSet.noneOf(Algorithm.class);
    int number = 0;
    for (int[] size : SIZES) {
      for (int[] channels : CHANNELS) {
        for (int[] window : WINDOWS) {
          Network network = network(size, channels, window, End.values()[number++ % 7]);
          check(network, 1 + number % 2, kernels, seen);
        }
      }
    }
    assertEquals(EnumSet.allOf(Algorithm.class), seen, "the algorithms that were used");
  }

  private static Network network(int[] size, int[] channels, int[] window, End end) {
    NetworkBuilder net =
        Network.builder("one convolution", Shape.of(1, channels[0], size[0], size[1]));
    if (end.shortcut()) {
      net.conv("other", channels[1], 1, conv -> conv.stride(window[1]));
    }
    String other = net.last();
    Conv2d layer =
        Conv2d.of(channels[0], channels[1], window[0])
            .stride(window[1])
            .dilation(window[2])
            .padding(window[0] / 2 * window[2])
            .groups(channels[2]);
    net.from(Network.INPUT).add("conv", layer);
    if (end.shortcut()) {
      net.sum("sum", "conv", other);
    }
    return switch (end) {
      case RELU, SHORTCUT_AND_RELU -> net.relu().build();
      case LEAKY_RELU -> net.add("end", new Activation.LeakyReLU(0.2f)).build();
      case CLIP, SHORTCUT_AND_CLIP -> net.add("end", Activation.Clip.relu6()).build();
      default -> net.build();
    };
  }

  private static void check(Network network, int batch, Kernels kernels, Set<Algorithm> seen) {
    Tensor input = Tensor.random(network.inputShape().withBatch(batch), 3);
    Tensor expected = network.run(input, new ReferenceKernels()).output();
    double most = Math.max(1e-3, Math.max(expected.max(), -expected.min()));
    PlanOptions standard = new PlanOptions(true, true, Optional.empty());
    for (Algorithm algorithm : Algorithm.values()) {
      try (Inference inference = network.inference(kernels, standard.preferring(algorithm))) {
        PlanRow row = inference.plan(batch).row("conv").orElseThrow();
        if (row.algorithm().orElseThrow() != algorithm) {
          continue;
        }
        seen.add(algorithm);
        // Twice: the second time, memory holds what the first run left.
        for (int run = 0; run < 2; run++) {
          double off = expected.maxDifference(inference.run(input)) / most;
          double allowed = algorithm.tile() > 0 ? 1e-4 : 5e-6;
          assertTrue(
              off <= allowed,
              () -> "%s, %s is off by %s".formatted(network.node("conv"), row, off));
        }
      }
    }
  }
}
