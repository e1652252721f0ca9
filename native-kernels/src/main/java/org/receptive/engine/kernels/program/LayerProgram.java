package org.receptive.engine.kernels.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.receptive.engine.kernels.program.Placement.Space;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.Window;
import org.receptive.engine.tensor.Shape;

/**
 * The program of a single convolution, planar in and planar out: into blocks of channels, the
 * convolution, and back, where that is worth it.
 */
public final class LayerProgram {
  private final Conv2d layer;
  private final Shape input;
  private final Shape output;
  private final Epilogue epilogue;
  private final CostModel costs;
  private final ConvolutionChoice.Chosen chosen;
  private final List<Step> steps = new ArrayList<>();
  private long floats;

  private LayerProgram(
      Conv2d layer,
      Shape input,
      Layout outside,
      Target target,
      boolean winograd,
      Epilogue epilogue) {
    this.layer = layer;
    this.input = input;
    this.epilogue = epilogue;
    this.output = layer.output(List.of(input));
    this.costs = new CostModel(target, parameters(layer));
    this.chosen =
        new ConvolutionChoice(costs, winograd, Optional.empty())
            .of(layer, outside, outside, input, output);
  }

  /**
   * Plans a convolution between planar tensors.
   *
   * @param filters its numbers
   * @param winograd whether Winograd's algorithm is allowed
   * @return nothing if planar kernels compute it soonest, without any program
   */
  public static Optional<Program> of(
      Conv2d layer, Shape input, Target target, boolean winograd, Supplier<FilterBank> filters) {
    LayerProgram plan =
        new LayerProgram(layer, input, Layout.PLANAR, target, winograd, Epilogue.NONE);
    return plan.chosen.algorithm() == Algorithm.SMALL
        ? Optional.empty()
        : Optional.of(plan.program(filters));
  }

  /**
   * Plans a convolution as one of a network, whose neighbours lie in blocks: the algorithm is
   * chosen as if conversions cost nothing. They are steps of the program all the same, before and
   * behind.
   *
   * @param end the activation at its end
   */
  public static Program amongBlocks(
      Conv2d layer, Shape input, Target target, Epilogue end, Supplier<FilterBank> filters) {
    return new LayerProgram(layer, input, Layout.BLOCKED, target, Algorithm.winogradAllowed(), end)
        .program(filters);
  }

  private static long parameters(Conv2d layer) {
    Window window = layer.window();
    long taps = (long) window.kernelHeight() * window.kernelWidth();
    return taps * (layer.inChannels() / layer.groups()) * layer.outChannels();
  }

  private Program program(Supplier<FilterBank> filters) {
    Algorithm algorithm = chosen.algorithm();
    Placement from = Placement.dense(Space.INPUT, input, 0);
    Placement dense = Placement.dense(Space.OUTPUT, output, 0);
    if (algorithm == Algorithm.SMALL) {
      steps.add(convolution(filters, from, dense));
      return new Program(steps, input, output, floats);
    }
    if (algorithm.input() == Layout.BLOCKED || !chosen.halo().equals(Halo.NONE)) {
      Placement ready = place(algorithm.input(), input, chosen.halo());
      convert(from, ready);
      from = ready;
    }
    Placement to = place(Layout.BLOCKED, output, Halo.NONE);
    steps.add(convolution(filters, from, to));
    convert(to, dense);
    return new Program(steps, input, output, floats);
  }

  private Step convolution(Supplier<FilterBank> filters, Placement from, Placement to) {
    return new Step(
        List.of("conv2d"),
        new Operation.Convolution(
            layer, chosen.algorithm(), filters, "conv2d", chosen.considered()),
        List.of(from),
        to,
        epilogue,
        chosen.nanos());
  }

  private Placement place(Layout layout, Shape shape, Halo halo) {
    Placement place = Placement.surrounded(Space.WORK, layout, shape, halo, floats);
    floats += place.floats();
    return place;
  }

  private void convert(Placement from, Placement to) {
    double nanos = costs.pass(2 * from.shape().size());
    steps.add(
        new Step(List.of(), new Operation.Convert(), List.of(from), to, Epilogue.NONE, nanos));
  }
}
