package org.receptive.engine.network;

import static org.receptive.engine.layer.Arithmetic.Operation.ADD;
import static org.receptive.engine.layer.Arithmetic.Operation.MULTIPLY;
import static org.receptive.engine.layer.Arithmetic.Operation.SUBTRACT;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.receptive.engine.kernels.program.Algorithm;
import org.receptive.engine.kernels.program.AxisMix;
import org.receptive.engine.kernels.program.ConvolutionChoice;
import org.receptive.engine.kernels.program.CostModel;
import org.receptive.engine.kernels.program.Epilogue;
import org.receptive.engine.kernels.program.FilterBank;
import org.receptive.engine.kernels.program.Halo;
import org.receptive.engine.kernels.program.Layout;
import org.receptive.engine.kernels.program.Operation;
import org.receptive.engine.kernels.program.Placement;
import org.receptive.engine.kernels.program.Program;
import org.receptive.engine.kernels.program.Step;
import org.receptive.engine.kernels.program.Target;
import org.receptive.engine.kernels.program.TransposedWork;
import org.receptive.engine.layer.AdaptiveAvgPool2d;
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
import org.receptive.engine.layer.Parameters;
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
  private final Fusion fusion;
  private final CostModel costs;
  private final ConvolutionChoice choice;
  private final Map<String, Algorithm> decided;
  private final List<PlannedStep> steps = new ArrayList<>();
  private final Map<String, PlannedValue> values = new HashMap<>();
  private final Map<PlannedValue, PlannedValue> converted = new HashMap<>();

  private Lowering(
      Network network, Target target, PlanOptions options, Map<String, Algorithm> decided) {
    this.decided = decided;
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
      case Layer scaling when !node.affine().isEmpty() && !isConvolution(scaling) -> scale(node);
      case Flatten flatten -> view(node);
      case Reshape reshape -> view(node);
      case ConvTranspose2d conv -> transposed(node, conv);
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
      case Arithmetic pair when canPair(node, pair) -> pair(node, pair);
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
        choiceFor(node).of(layer, input.layout(), wanted(node), input.shape(), output);
    List<PlannedValue> inputs = new ArrayList<>();
    inputs.add(ready(input, chosen));
    node.shortcut().ifPresent(name -> inputs.add(in(value(name), chosen.algorithm().output())));
    Operation operation =
        new Operation.Convolution(
            layer,
            chosen.algorithm(),
            new FoldedFilters(network, node),
            key(node),
            chosen.considered());
    return step(node, operation, inputs, chosen.algorithm().output(), chosen.nanos());
  }

  private ConvolutionChoice choiceFor(FusedNode node) {
    Algorithm known = decided.get(node.node().name());
    return known == null
        ? choice
        : new ConvolutionChoice(costs, options.winograd(), Optional.of(known));
  }

  /** An input as the chosen algorithm reads it. */
  private PlannedValue ready(PlannedValue input, ConvolutionChoice.Chosen chosen) {
    return switch (chosen.algorithm()) {
      case SMALL -> in(input, Layout.PLANAR);
      case FIRST -> surrounded(in(input, Layout.PLANAR), chosen);
      default -> {
        PlannedValue blocked = in(input, Layout.BLOCKED);
        blocked.needHalo(chosen.halo());
        yield blocked;
      }
    };
  }

  /** Equal for layers whose packed filters are the same. */
  private static String key(FusedNode node) {
    return Stream.concat(
            Stream.of(node.node().weightsOf()), node.affine().stream().map(Node::weightsOf))
        .collect(Collectors.joining(" + "));
  }

  private static boolean isConvolution(Layer layer) {
    return layer instanceof Conv2d || layer instanceof ConvTranspose2d;
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

  private PlannedValue scale(FusedNode node) {
    PlannedValue input = value(node.inputs().getFirst());
    double nanos = costs.pass(input.shape().size() * 2);
    return step(
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

  /** A 1x1 convolution to the products of every tap, and their sums. */
  private PlannedValue transposed(FusedNode node, ConvTranspose2d layer) {
    PlannedValue input = value(node.inputs().getFirst());
    Optional<TransposedWork> blocks = TransposedWork.blocked(layer);
    TransposedWork work = blocks.orElseGet(() -> TransposedWork.planar(layer));
    Layout layout = blocks.isPresent() ? Layout.BLOCKED : Layout.PLANAR;
    Shape output = outputOf(node);
    PlannedValue products = products(node, work, input, layout);
    Operation overlap =
        new Operation.Overlap(
            work,
            work.rows(input.shape(), output),
            work.columns(input.shape(), output),
            () -> work.bias(affine(node, layer).summands()));
    double nanos = costs.pass(products.shape().size() + output.size());
    return step(node, overlap, List.of(products), layout, nanos);
  }

  private PlannedValue products(
      FusedNode node, TransposedWork work, PlannedValue input, Layout layout) {
    Conv2d pointwise = work.products();
    Shape shape = pointwise.output(List.of(input.shape()));
    ConvolutionChoice.Chosen chosen =
        choice.of(pointwise, input.layout(), layout, input.shape(), shape);
    Supplier<FilterBank> filters =
        () ->
            new FilterBank(
                work.weights(
                    network.parameters(node.node().name()).get("weight"),
                    affine(node, work.layer()).factors()),
                Tensor.zeros(Shape.of(pointwise.outChannels())));
    Operation.Convolution operation =
        new Operation.Convolution(
            pointwise, chosen.algorithm(), filters, key(node), chosen.considered());
    PlannedValue products = new PlannedValue(shape, chosen.algorithm().output());
    steps.add(
        new PlannedStep(operation, List.of(ready(input, chosen)), products).taking(chosen.nanos()));
    return in(products, layout);
  }

  private Affine affine(FusedNode node, ConvTranspose2d layer) {
    float[] bias =
        network
            .parameters(node.node().name())
            .find("bias")
            .map(Tensor::data)
            .orElseGet(() -> new float[layer.outChannels()]);
    return new Affine(bias).then(network, node.affine());
  }

  private PlannedValue resampled(FusedNode node, AxisMix rows, AxisMix columns) {
    PlannedValue input = value(node.inputs().getFirst());
    double nanos = costs.pass(input.shape().size() + outputOf(node).size());
    return step(
        node, new Operation.Resampling(rows, columns), List.of(input), input.layout(), nanos);
  }

  private static boolean isOverPixels(ReduceMean mean, Shape input) {
    boolean[] summed = mean.summed(input);
    return input.isImage() && !summed[0] && !summed[1] && summed[2] && summed[3];
  }

  /** The mean of a whole plane is pooling; without its axes, another shape of it. */
  private PlannedValue meanOfPixels(FusedNode node) {
    PlannedValue input = value(node.inputs().getFirst());
    Shape shape = input.shape();
    Window window = Window.of(shape.height(), shape.width());
    PlannedValue means =
        new PlannedValue(Shape.of(shape.batch(), shape.channels(), 1, 1), input.layout());
    steps.add(
        new PlannedStep(new Operation.Pooling(window, false, false), List.of(input), means)
            .of(node.names())
            .then(node.epilogue())
            .taking(costs.pass(shape.size())));
    return view(means, outputOf(node));
  }

  /** Two images of one shape, or one and a number for each of its channels; one is in blocks. */
  private boolean canPair(FusedNode node, Arithmetic pair) {
    if (node.inputs().size() != 2 || !List.of(ADD, SUBTRACT, MULTIPLY).contains(pair.operation())) {
      return false;
    }
    PlannedValue first = value(node.inputs().getFirst());
    PlannedValue second = value(node.inputs().getLast());
    boolean swap = isSpread(second, first);
    return (first.shape().equals(second.shape()) || isSpread(first, second) || swap)
        && first.shape().isImage()
        && !(swap && pair.operation() == SUBTRACT)
        && (swap ? second : first).layout() == Layout.BLOCKED;
  }

  /** Whether one value is a pixel for all pixels of another. */
  private static boolean isSpread(PlannedValue image, PlannedValue pixel) {
    Shape whole = image.shape();
    Shape one = pixel.shape();
    return whole.isImage()
        && one.isImage()
        && !whole.equals(one)
        && one.equals(Shape.of(whole.batch(), whole.channels(), 1, 1));
  }

  private PlannedValue pair(FusedNode node, Arithmetic pair) {
    PlannedValue first = value(node.inputs().getFirst());
    PlannedValue second = value(node.inputs().getLast());
    boolean swap = isSpread(second, first);
    List<PlannedValue> inputs = swap ? List.of(second, first) : List.of(first, second);
    boolean spread = !first.shape().equals(second.shape());
    return step(
        node,
        new Operation.Pair(pair.operation(), spread),
        inputs.stream().map(value -> in(value, Layout.BLOCKED)).toList(),
        Layout.BLOCKED,
        costs.pass(inputs.getFirst().shape().size() * (spread ? 2 : 3)));
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
  private PlannedValue view(FusedNode node) {
    return view(value(node.inputs().getFirst()), outputOf(node));
  }

  private PlannedValue view(PlannedValue value, Shape shape) {
    if (value.shape().equals(shape)) {
      return value;
    }
    PlannedValue view = new PlannedValue(shape, Layout.PLANAR);
    view.becomeViewOf(in(value, Layout.PLANAR), 0);
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
