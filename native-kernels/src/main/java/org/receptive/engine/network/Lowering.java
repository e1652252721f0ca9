package org.receptive.engine.network;

import java.util.List;
import java.util.Map;
import org.receptive.engine.kernels.program.Algorithm;
import org.receptive.engine.kernels.program.AxisMix;
import org.receptive.engine.kernels.program.CostModel;
import org.receptive.engine.kernels.program.Epilogue;
import org.receptive.engine.kernels.program.Layout;
import org.receptive.engine.kernels.program.Operation;
import org.receptive.engine.kernels.program.Placement;
import org.receptive.engine.kernels.program.Program;
import org.receptive.engine.kernels.program.Step;
import org.receptive.engine.kernels.program.Target;
import org.receptive.engine.layer.AdaptiveAvgPool2d;
import org.receptive.engine.layer.AdaptiveMaxPool2d;
import org.receptive.engine.layer.Add;
import org.receptive.engine.layer.Arithmetic;
import org.receptive.engine.layer.AvgPool2d;
import org.receptive.engine.layer.BatchNorm2d;
import org.receptive.engine.layer.Concat;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.ConvTranspose2d;
import org.receptive.engine.layer.Flatten;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.layer.Linear;
import org.receptive.engine.layer.MaxPool2d;
import org.receptive.engine.layer.ReduceMean;
import org.receptive.engine.layer.Resample;
import org.receptive.engine.layer.Reshape;
import org.receptive.engine.layer.Resize;
import org.receptive.engine.layer.Window;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/**
 * From the fused graph to steps: decides layer by layer how it is computed and in which layout, and
 * puts conversions where two layers disagree.
 */
final class Lowering {
  private final Network network;
  private final PlanOptions options;
  private final CostModel costs;
  private final PlanDraft draft;
  private final ConvolutionLowering convolutions;
  private final JoinLowering joins;

  private Lowering(
      Network network, Target target, PlanOptions options, Map<String, Algorithm> decided) {
    this.network = network;
    this.options = options;
    this.costs = new CostModel(target, network.parameterCount());
    this.draft = new PlanDraft(network, Fusion.of(network, options.fused()), costs);
    this.convolutions = new ConvolutionLowering(draft, options, decided);
    this.joins = new JoinLowering(draft);
  }

  /**
   * Plans a network.
   *
   * @param input the shape of the input, batch included
   */
  static Program program(Network network, Shape input, Target target, PlanOptions options) {
    return program(network, input, target, options, Map.of());
  }

  /**
   * The same with algorithms that are decided already.
   *
   * @param decided algorithms of convolutions, by the names of their nodes
   */
  static Program program(
      Network network,
      Shape input,
      Target target,
      PlanOptions options,
      Map<String, Algorithm> decided) {
    return new Lowering(network, target, options, decided).lower(input);
  }

  private Program lower(Shape input) {
    PlannedValue given = new PlannedValue(input, Layout.PLANAR);
    given.put(Placement.Space.INPUT);
    draft.define(Network.INPUT, given);
    for (FusedNode node : draft.fusion().nodes()) {
      draft.define(node.last(), lower(node));
    }
    PlannedValue output = finish(draft.value(network.outputNode().name()));
    long floats = MemoryPlan.place(draft.steps());
    List<Step> placed = draft.steps().stream().map(PlannedStep::placed).toList();
    return new Program(placed, input, output.shape(), floats);
  }

  /** A switch that need not know every layer: what it does not know is computed whole. */
  private PlannedValue lower(FusedNode node) {
    PlannedValue input = draft.value(node.inputs().getFirst());
    return switch (node.layer()) {
      case Conv2d conv -> convolutions.convolution(node, conv);
      case MaxPool2d pool -> pooling(node, pool.window(), true, false);
      case AvgPool2d pool -> pooling(node, pool.window(), false, pool.countIncludePad());
      case AdaptiveAvgPool2d pool when isEven(input.shape(), pool.height(), pool.width()) ->
          pooling(node, bins(input.shape(), pool.height(), pool.width()), false, false);
      case AdaptiveMaxPool2d pool when isEven(input.shape(), pool.height(), pool.width()) ->
          pooling(node, bins(input.shape(), pool.height(), pool.width()), true, false);
      case Linear linear -> fullyConnected(node, linear);
      case Add sum -> joins.sum(node);
      case Layer scaling when !node.affine().isEmpty() && !isConvolution(scaling) -> scale(node);
      case Flatten flatten -> view(node);
      case Reshape reshape -> view(node);
      case ConvTranspose2d conv -> convolutions.transposed(node, conv);
      case Resize resize ->
          resampled(
              node,
              AxisMix.of(resize, input.shape().height(), resize.height()),
              AxisMix.of(resize, input.shape().width(), resize.width()));
      case Resample resample ->
          resampled(
              node,
              AxisMix.rows(resample, input.shape().height()),
              AxisMix.columns(resample, input.shape().width()));
      case ReduceMean mean when isOverPixels(mean, input.shape()) -> meanOfPixels(node);
      case Arithmetic pair when joins.canPair(node, pair) -> joins.pair(node, pair);
      case Concat concat when concat.axis() == 1 && options.fused() && joins.canJoinInPlace(node) ->
          joins.concat(node);
      default ->
          Epilogue.of(node.layer()).map(end -> activate(node, end)).orElseGet(() -> whole(node));
    };
  }

  /** Whether bins are all of one size and do not overlap: windows side by side. */
  private static boolean isEven(Shape input, int rows, int columns) {
    return input.height() % rows == 0 && input.width() % columns == 0;
  }

  private static Window bins(Shape input, int rows, int columns) {
    int height = input.height() / rows;
    int width = input.width() / columns;
    return Window.of(height, width).stride(height, width);
  }

  private static boolean isConvolution(Layer layer) {
    return layer instanceof Conv2d || layer instanceof ConvTranspose2d;
  }

  private PlannedValue pooling(FusedNode node, Window window, boolean maximum, boolean padding) {
    PlannedValue input =
        pooled(draft.value(node.inputs().getFirst()), window, draft.outputOf(node));
    Operation operation = new Operation.Pooling(window, maximum, padding);
    double nanos = costs.pooling(input.shape(), draft.outputOf(node), window, input.layout());
    return draft.step(node, operation, List.of(input), input.layout(), nanos);
  }

  /** What pooling reads: planes go into blocks where windows are many enough to pay for it. */
  private PlannedValue pooled(PlannedValue input, Window window, Shape output) {
    if (input.layout() == Layout.BLOCKED) {
      return input;
    }
    double planar = costs.pooling(input.shape(), output, window, Layout.PLANAR);
    double blocked =
        costs.pooling(input.shape(), output, window, Layout.BLOCKED)
            + costs.pass(2 * input.shape().size())
            + costs.pass(2 * output.size());
    return blocked < planar ? draft.in(input, Layout.BLOCKED) : input;
  }

  private PlannedValue fullyConnected(FusedNode node, Linear layer) {
    PlannedValue input = draft.in(draft.value(node.inputs().getFirst()), Layout.PLANAR);
    double nanos =
        costs.fullyConnected(
            (long) layer.inFeatures() * layer.outFeatures(), input.shape().batch());
    Operation operation = new Operation.FullyConnected(layer, draft.parameters(node));
    return draft.step(node, operation, List.of(input), Layout.PLANAR, nanos);
  }

  private PlannedValue scale(FusedNode node) {
    PlannedValue input = draft.value(node.inputs().getFirst());
    double nanos = costs.pass(input.shape().size() * 2);
    return draft.step(
        node,
        new Operation.Scale(() -> numbers(node, input.shape().channels())),
        List.of(input),
        input.layout(),
        nanos);
  }

  private Tensor numbers(FusedNode node, int channels) {
    return node.affine().size() == 1 && node.layer() instanceof BatchNorm2d norm
        ? FoldedFilters.scale(norm, network.parameters(node.node().name()))
        : new Affine(new float[channels]).then(network, node.affine()).numbers();
  }

  private PlannedValue resampled(FusedNode node, AxisMix rows, AxisMix columns) {
    PlannedValue input = draft.value(node.inputs().getFirst());
    double nanos = costs.pass(input.shape().size() + draft.outputOf(node).size());
    return draft.step(
        node, new Operation.Resampling(rows, columns), List.of(input), input.layout(), nanos);
  }

  private static boolean isOverPixels(ReduceMean mean, Shape input) {
    boolean[] summed = mean.summed(input);
    return input.isImage() && !summed[0] && !summed[1] && summed[2] && summed[3];
  }

  /** The mean of a whole plane is pooling; without its axes, another shape of it. */
  private PlannedValue meanOfPixels(FusedNode node) {
    PlannedValue given = draft.value(node.inputs().getFirst());
    Shape shape = given.shape();
    Window window = Window.of(shape.height(), shape.width());
    Shape pixel = Shape.of(shape.batch(), shape.channels(), 1, 1);
    PlannedValue input = pooled(given, window, pixel);
    PlannedValue means = new PlannedValue(pixel, input.layout());
    draft
        .steps()
        .add(
            new PlannedStep(new Operation.Pooling(window, false, false), List.of(input), means)
                .of(node.names())
                .then(node.epilogue())
                .taking(costs.pooling(shape, pixel, window, input.layout())));
    return draft.view(means, draft.outputOf(node));
  }

  private PlannedValue activate(FusedNode node, Epilogue end) {
    PlannedValue given = draft.value(node.inputs().getFirst());
    PlannedValue input = end.staysFinite() ? given : draft.in(given, Layout.PLANAR);
    PlannedValue output = new PlannedValue(input.shape(), input.layout());
    draft
        .steps()
        .add(
            new PlannedStep(new Operation.Activate(), List.of(input), output)
                .of(node.names())
                .then(end)
                .taking(costs.pass(input.shape().size() * 2)));
    return output;
  }

  /** The same planar values under another shape. */
  private PlannedValue view(FusedNode node) {
    return draft.view(draft.value(node.inputs().getFirst()), draft.outputOf(node));
  }

  private PlannedValue whole(FusedNode node) {
    List<PlannedValue> inputs =
        draft.inputs(node).stream().map(value -> draft.in(value, Layout.PLANAR)).toList();
    double nanos = costs.pass(inputs.getFirst().shape().size() * 8);
    return draft.step(
        node,
        new Operation.Whole(node.layer(), draft.parameters(node)),
        inputs,
        Layout.PLANAR,
        nanos);
  }

  /** The output must be planar, without gaps, and the caller's. */
  private PlannedValue finish(PlannedValue last) {
    PlannedValue planar = draft.in(last, Layout.PLANAR);
    if (planar.space() == Placement.Space.INPUT) {
      PlannedValue copy = new PlannedValue(planar.shape(), Layout.PLANAR);
      draft.convert(planar, copy);
      planar = copy;
    }
    planar.put(Placement.Space.OUTPUT);
    return planar;
  }
}
