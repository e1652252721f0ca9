package org.receptive.engine.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.receptive.engine.kernels.program.ConvolutionChoice;
import org.receptive.engine.kernels.program.CostModel;
import org.receptive.engine.kernels.program.Epilogue;
import org.receptive.engine.kernels.program.Halo;
import org.receptive.engine.kernels.program.Layout;
import org.receptive.engine.kernels.program.Operation;
import org.receptive.engine.kernels.program.Placement;
import org.receptive.engine.kernels.program.Program;
import org.receptive.engine.kernels.program.Step;
import org.receptive.engine.kernels.program.Target;
import org.receptive.engine.layer.AdaptiveAvgPool2d;
import org.receptive.engine.layer.Add;
import org.receptive.engine.layer.AvgPool2d;
import org.receptive.engine.layer.BatchNorm2d;
import org.receptive.engine.layer.Concat;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.Flatten;
import org.receptive.engine.layer.Linear;
import org.receptive.engine.layer.MaxPool2d;
import org.receptive.engine.layer.Parameters;
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
  private final Fusion fusion;
  private final CostModel costs;
  private final ConvolutionChoice choice;
  private final List<PlannedStep> steps = new ArrayList<>();
  private final Map<String, PlannedValue> values = new HashMap<>();
  private final Map<PlannedValue, PlannedValue> converted = new HashMap<>();

  private Lowering(Network network, Target target, PlanOptions options) {
    this.network = network;
    this.options = options;
    this.fusion = Fusion.of(network, options.fused());
    this.costs = new CostModel(target, network.parameterCount());
    this.choice = new ConvolutionChoice(costs, options.winograd(), options.preferred());
  }

  /**
   * Plans a network.
   *
   * @param input the shape of the input, batch included
   */
  static Program program(Network network, Shape input, Target target, PlanOptions options) {
    return new Lowering(network, target, options).lower(input);
  }

  private Program lower(Shape input) {
    PlannedValue given = new PlannedValue(input, Layout.PLANAR);
    given.put(Placement.Space.INPUT);
    values.put(Network.INPUT, given);
    for (FusedNode node : fusion.nodes()) {
      values.put(node.last(), lower(node));
    }
    PlannedValue output = finish(value(network.outputNode().name()));
    long floats = MemoryPlan.place(steps);
    List<Step> placed = steps.stream().map(PlannedStep::placed).toList();
    return new Program(placed, input, output.shape(), floats);
  }

  private PlannedValue value(String name) {
    return values.get(fusion.resolve(name));
  }

  private List<PlannedValue> inputs(FusedNode node) {
    return node.inputs().stream().map(this::value).toList();
  }

  private Shape outputOf(FusedNode node) {
    List<Shape> shapes = node.node().inputs().stream().map(name -> value(name).shape()).toList();
    return node.layer().output(shapes);
  }

  /** A switch that need not know every layer: what it does not know is computed whole. */
  private PlannedValue lower(FusedNode node) {
    PlannedValue input = value(node.inputs().getFirst());
    return switch (node.layer()) {
      case Conv2d conv -> convolution(node, conv);
      case MaxPool2d pool -> pooling(node, pool.window(), true, false);
      case AvgPool2d pool -> pooling(node, pool.window(), false, pool.countIncludePad());
      case AdaptiveAvgPool2d pool when pool.height() == 1 && pool.width() == 1 ->
          pooling(node, Window.of(input.shape().height(), input.shape().width()), false, false);
      case Linear linear -> fullyConnected(node, linear);
      case Add sum -> sum(node);
      case BatchNorm2d norm when input.shape().isImage() -> scale(node, norm);
      case Flatten flatten -> flatten(node);
      case Concat concat
          when concat.axis() == 1 && options.fused() && canJoinInPlace(inputs(node)) ->
          concat(node);
      default ->
          Epilogue.of(node.layer()).map(end -> activate(node, end)).orElseGet(() -> whole(node));
    };
  }

  private PlannedValue step(
      FusedNode node, Operation operation, List<PlannedValue> inputs, Layout layout, double nanos) {
    PlannedValue output = new PlannedValue(outputOf(node), layout);
    steps.add(
        new PlannedStep(operation, inputs, output)
            .of(node.names())
            .then(node.epilogue())
            .taking(nanos));
    return output;
  }

  private PlannedValue convolution(FusedNode node, Conv2d layer) {
    PlannedValue input = value(node.inputs().getFirst());
    Shape output = outputOf(node);
    ConvolutionChoice.Chosen chosen =
        choice.of(layer, input.layout(), wanted(node), input.shape(), output);
    List<PlannedValue> inputs = new ArrayList<>();
    inputs.add(
        switch (chosen.algorithm()) {
          case SMALL -> in(input, Layout.PLANAR);
          case FIRST -> surrounded(in(input, Layout.PLANAR), chosen);
          default -> {
            PlannedValue blocked = in(input, Layout.BLOCKED);
            blocked.needHalo(chosen.halo());
            yield blocked;
          }
        });
    node.shortcut().ifPresent(name -> inputs.add(in(value(name), chosen.algorithm().output())));
    Operation operation =
        new Operation.Convolution(
            layer,
            chosen.algorithm(),
            new FoldedFilters(network, node),
            node.node().weightsOf()
                + (node.norm().isPresent() ? " + " + node.norm().get().name() : ""),
            chosen.considered());
    return step(node, operation, inputs, chosen.algorithm().output(), chosen.nanos());
  }

  /** The network's output must be planar; all else had better be in blocks. */
  private Layout wanted(FusedNode node) {
    return node.last().equals(fusion.resolve(network.outputNode().name()))
        ? Layout.PLANAR
        : Layout.BLOCKED;
  }

  /** The input of a picture's convolution, with zeros around it. */
  private PlannedValue surrounded(PlannedValue input, ConvolutionChoice.Chosen chosen) {
    if (chosen.halo().equals(Halo.NONE)) {
      return input;
    }
    PlannedValue copy = new PlannedValue(input.shape(), Layout.PLANAR);
    copy.needHalo(chosen.halo());
    convert(input, copy);
    return copy;
  }

  private void convert(PlannedValue from, PlannedValue to) {
    steps.add(
        new PlannedStep(new Operation.Convert(), List.of(from), to)
            .taking(costs.pass(2 * from.shape().size())));
  }

  /** A value in the layout that somebody needs; converted once. */
  private PlannedValue in(PlannedValue value, Layout layout) {
    if (value.layout() == layout) {
      return value;
    }
    PlannedValue known = converted.get(value);
    if (known == null) {
      known = new PlannedValue(value.shape(), layout);
      convert(value, known);
      converted.put(value, known);
    }
    return known;
  }

  private PlannedValue pooling(FusedNode node, Window window, boolean maximum, boolean padding) {
    PlannedValue input = value(node.inputs().getFirst());
    Operation operation = new Operation.Pooling(window, maximum, padding);
    double nanos = costs.pass(input.shape().size() * 2);
    return step(node, operation, List.of(input), input.layout(), nanos);
  }

  private PlannedValue fullyConnected(FusedNode node, Linear layer) {
    PlannedValue input = in(value(node.inputs().getFirst()), Layout.PLANAR);
    double nanos =
        costs.fullyConnected(
            (long) layer.inFeatures() * layer.outFeatures(), input.shape().batch());
    Operation operation = new Operation.FullyConnected(layer, parameters(node));
    return step(node, operation, List.of(input), Layout.PLANAR, nanos);
  }

  private PlannedValue sum(FusedNode node) {
    List<PlannedValue> inputs = inputs(node);
    boolean blocked = inputs.stream().anyMatch(value -> value.layout() == Layout.BLOCKED);
    Layout layout = blocked ? Layout.BLOCKED : Layout.PLANAR;
    List<PlannedValue> alike = inputs.stream().map(value -> in(value, layout)).toList();
    double nanos = costs.pass(inputs.getFirst().shape().size() * (inputs.size() + 1));
    return step(node, new Operation.Sum(), alike, layout, nanos);
  }

  private PlannedValue scale(FusedNode node, BatchNorm2d norm) {
    PlannedValue input = value(node.inputs().getFirst());
    Supplier<Tensor> numbers =
        () -> FoldedFilters.scale(norm, network.parameters(node.node().name()));
    double nanos = costs.pass(input.shape().size() * 2);
    return step(node, new Operation.Scale(numbers), List.of(input), input.layout(), nanos);
  }

  private PlannedValue activate(FusedNode node, Epilogue end) {
    PlannedValue input = value(node.inputs().getFirst());
    PlannedValue output = new PlannedValue(input.shape(), input.layout());
    steps.add(
        new PlannedStep(new Operation.Activate(), List.of(input), output)
            .of(node.names())
            .then(end)
            .taking(costs.pass(input.shape().size() * 2)));
    return output;
  }

  /** The same planar values under another shape. */
  private PlannedValue flatten(FusedNode node) {
    PlannedValue input = in(value(node.inputs().getFirst()), Layout.PLANAR);
    PlannedValue view = new PlannedValue(outputOf(node), Layout.PLANAR);
    view.becomeViewOf(input, 0);
    return view;
  }

  private PlannedValue whole(FusedNode node) {
    List<PlannedValue> inputs =
        inputs(node).stream().map(value -> in(value, Layout.PLANAR)).toList();
    double nanos = costs.pass(inputs.getFirst().shape().size() * 8);
    return step(
        node, new Operation.Whole(node.layer(), parameters(node)), inputs, Layout.PLANAR, nanos);
  }

  private Supplier<Parameters> parameters(FusedNode node) {
    return () -> network.parameters(node.node().name());
  }

  /** Blocks of one input end where the next one's begin. */
  private static boolean canJoinInPlace(List<PlannedValue> inputs) {
    boolean blocked = inputs.stream().anyMatch(value -> value.layout() == Layout.BLOCKED);
    return blocked
        && inputs.subList(0, inputs.size() - 1).stream()
            .allMatch(value -> value.shape().channels() % Layout.BLOCK == 0);
  }

  /** Inputs are computed right where they are wanted; those that lie elsewhere are copied. */
  private PlannedValue concat(FusedNode node) {
    PlannedValue joined = new PlannedValue(outputOf(node), Layout.BLOCKED);
    int block = 0;
    for (PlannedValue value : inputs(node)) {
      PlannedValue blocked = in(value, Layout.BLOCKED);
      if (blocked.isView() || blocked.root() == joined) {
        PlannedValue copy = new PlannedValue(blocked.shape(), Layout.BLOCKED);
        convert(blocked, copy);
        blocked = copy;
      }
      blocked.becomeViewOf(joined, block);
      block += Layout.BLOCKED.blocks(value.shape().channels());
    }
    return joined;
  }

  /** The output must be planar, without gaps, and the caller's. */
  private PlannedValue finish(PlannedValue last) {
    PlannedValue planar = in(last, Layout.PLANAR);
    if (planar.space() == Placement.Space.INPUT) {
      PlannedValue copy = new PlannedValue(planar.shape(), Layout.PLANAR);
      convert(planar, copy);
      planar = copy;
    }
    planar.put(Placement.Space.OUTPUT);
    return planar;
  }
}
