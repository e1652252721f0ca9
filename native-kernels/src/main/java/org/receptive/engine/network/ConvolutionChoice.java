package org.receptive.engine.network;

import java.util.ArrayList;
import java.util.List;
import org.receptive.engine.kernels.program.Algorithm;
import org.receptive.engine.kernels.program.Halo;
import org.receptive.engine.kernels.program.Layout;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.Window;
import org.receptive.engine.tensor.Shape;

/** Which algorithm computes a convolution: of those that can, the one that should be done first. */
final class ConvolutionChoice {
  private final CostModel costs;
  private final PlanOptions options;

  ConvolutionChoice(CostModel costs, PlanOptions options) {
    this.costs = costs;
    this.options = options;
  }

  /**
   * A decision.
   *
   * @param halo the zeros that it reads around its input; none if it pads itself
   * @param nanos what it should take
   */
  record Chosen(Algorithm algorithm, Halo halo, double nanos) {}

  Chosen of(Conv2d layer, PlannedValue input, Shape output) {
    Window window = layer.window();
    Algorithm best = Algorithm.SMALL;
    double least = Double.POSITIVE_INFINITY;
    for (Algorithm algorithm : candidates(layer)) {
      double nanos = total(algorithm, layer, input, output);
      if (nanos < least) {
        best = algorithm;
        least = nanos;
      }
    }
    Halo halo =
        best == Algorithm.SMALL
            ? Halo.NONE
            : Halo.of(
                window.alongHeight(input.shape().height()),
                window.alongWidth(input.shape().width()));
    return new Chosen(best, halo, costs.convolution(layer, input.shape(), output, best));
  }

  /** Its own time, and that of the conversions it causes. */
  private double total(Algorithm algorithm, Conv2d layer, PlannedValue input, Shape output) {
    double nanos = costs.convolution(layer, input.shape(), output, algorithm);
    if (algorithm.input() != input.layout()) {
      nanos += costs.pass(2 * input.shape().size());
    }
    // A planar output must be converted for the next large layer, one day.
    return algorithm.output() == Layout.PLANAR ? nanos + costs.pass(output.size()) : nanos;
  }

  /** All that can compute the layer, or the preferred one if it is among them. */
  private List<Algorithm> candidates(Conv2d layer) {
    List<Algorithm> able = able(layer);
    return options.preferred().filter(able::contains).map(List::of).orElse(able);
  }

  private List<Algorithm> able(Conv2d layer) {
    List<Algorithm> candidates = new ArrayList<>(List.of(Algorithm.SMALL));
    Window window = layer.window();
    boolean one = window.kernelHeight() == 1 && window.kernelWidth() == 1;
    boolean three = window.kernelHeight() == 3 && window.kernelWidth() == 3;
    boolean plain =
        window.strideHeight() * window.strideWidth() == 1
            && window.dilationHeight() * window.dilationWidth() == 1;
    if (layer.groups() == layer.inChannels() && layer.groups() == layer.outChannels()) {
      candidates.add(Algorithm.DEPTHWISE);
    } else if (blocksFit(layer)) {
      candidates.add(one ? Algorithm.POINTWISE : Algorithm.DIRECT);
    }
    if (layer.groups() == 1) {
      if (layer.inChannels() < Layout.BLOCK) {
        candidates.add(Algorithm.FIRST);
      }
      if (options.winograd() && three && plain) {
        candidates.add(Algorithm.WINOGRAD_2);
        candidates.add(Algorithm.WINOGRAD_4);
      }
    }
    return candidates;
  }

  /** Groups must begin where blocks begin. */
  private static boolean blocksFit(Conv2d layer) {
    return layer.groups() == 1
        || (layer.inChannels() / layer.groups() % Layout.BLOCK == 0
            && layer.outChannels() / layer.groups() % Layout.BLOCK == 0);
  }
}
