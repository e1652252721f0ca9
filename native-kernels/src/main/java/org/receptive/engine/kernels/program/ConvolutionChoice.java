package org.receptive.engine.kernels.program;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.Window;
import org.receptive.engine.layer.WindowAxis;
import org.receptive.engine.tensor.Shape;

/** Which algorithm computes a convolution: of those that can, the one that should be done first. */
public final class ConvolutionChoice {
  /** Rows of so many register tiles are wide. */
  private static final int WIDE = 8;

  private final CostModel costs;
  private final boolean winograd;
  private final Optional<Algorithm> preferred;

  /**
   * A way to choose.
   *
   * @param winograd whether Winograd's algorithm is allowed
   * @param preferred what is chosen wherever it can compute the layer
   */
  public ConvolutionChoice(CostModel costs, boolean winograd, Optional<Algorithm> preferred) {
    this.costs = costs;
    this.winograd = winograd;
    this.preferred = preferred;
  }

  /**
   * A decision.
   *
   * @param halo the zeros that it reads around its input; none if it pads itself
   * @param nanos what it should take
   * @param considered what each algorithm that can compute the layer should take, the conversions
   *     included that it causes before and behind
   */
  public record Chosen(
      Algorithm algorithm, Halo halo, double nanos, Map<Algorithm, Double> considered) {}

  /**
   * Decides.
   *
   * @param given how the input lies there
   * @param wanted the layout in which the output is wanted
   */
  public Chosen of(Conv2d layer, Layout given, Layout wanted, Shape input, Shape output) {
    Map<Algorithm, Double> considered = new EnumMap<>(Algorithm.class);
    Algorithm best = Algorithm.SMALL;
    double least = Double.POSITIVE_INFINITY;
    for (Algorithm algorithm : candidates(layer)) {
      double nanos =
          costs.convolution(layer, input, output, algorithm)
              + (algorithm.input() == given ? 0 : costs.pass(2 * input.size()))
              + (algorithm.output() == wanted ? 0 : costs.pass(2 * output.size()));
      considered.put(algorithm, nanos);
      if (nanos < least) {
        best = algorithm;
        least = nanos;
      }
    }
    return new Chosen(
        best,
        haloOf(layer.window(), best, input),
        costs.convolution(layer, input, output, best),
        considered);
  }

  private Halo haloOf(Window window, Algorithm algorithm, Shape input) {
    WindowAxis rows = window.alongHeight(input.height());
    WindowAxis columns = window.alongWidth(input.width());
    boolean itself =
        algorithm == Algorithm.SMALL
            || (algorithm == Algorithm.FIRST && surroundsItself(columns.output()));
    return itself ? Halo.NONE : Halo.of(rows, columns);
  }

  /** Edges are computed apart, which pays where they are a small part of a row. */
  private boolean surroundsItself(int width) {
    return costs.target().surroundsPictures() && width >= WIDE * costs.target().tile();
  }

  /** All that can compute the layer, or the preferred one if it is among them. */
  private List<Algorithm> candidates(Conv2d layer) {
    List<Algorithm> able = able(layer);
    return preferred.filter(able::contains).map(List::of).orElse(able);
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
      if (winograd && three && plain) {
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
