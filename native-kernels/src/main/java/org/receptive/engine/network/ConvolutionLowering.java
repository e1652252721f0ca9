package org.receptive.engine.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.receptive.engine.kernels.program.Algorithm;
import org.receptive.engine.kernels.program.ConvolutionChoice;
import org.receptive.engine.kernels.program.FilterBank;
import org.receptive.engine.kernels.program.Halo;
import org.receptive.engine.kernels.program.Layout;
import org.receptive.engine.kernels.program.Operation;
import org.receptive.engine.kernels.program.TransposedWork;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.ConvTranspose2d;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** How convolutions, and transposed ones, become steps. */
final class ConvolutionLowering {
  private final PlanDraft draft;
  private final PlanOptions options;
  private final ConvolutionChoice choice;
  private final Map<String, Algorithm> decided;

  /**
   * Lowers convolutions into a draft.
   *
   * @param decided algorithms of convolutions, by the names of their nodes
   */
  ConvolutionLowering(PlanDraft draft, PlanOptions options, Map<String, Algorithm> decided) {
    this.draft = draft;
    this.options = options;
    this.choice = new ConvolutionChoice(draft.costs(), options.winograd(), options.preferred());
    this.decided = decided;
  }

  /** A convolution, by the algorithm that takes least with the conversions that it causes. */
  PlannedValue convolution(FusedNode node, Conv2d layer) {
    PlannedValue input = draft.value(node.inputs().getFirst());
    Shape output = draft.outputOf(node);
    ConvolutionChoice.Chosen chosen =
        choiceFor(node).of(layer, input.layout(), wanted(node), input.shape(), output);
    List<PlannedValue> inputs = new ArrayList<>();
    inputs.add(ready(input, chosen));
    node.shortcut()
        .ifPresent(name -> inputs.add(draft.in(draft.value(name), chosen.algorithm().output())));
    Operation operation =
        new Operation.Convolution(
            layer,
            chosen.algorithm(),
            new FoldedFilters(draft.network(), node),
            key(node),
            chosen.considered());
    return draft.step(node, operation, inputs, chosen.algorithm().output(), chosen.nanos());
  }

  private ConvolutionChoice choiceFor(FusedNode node) {
    Algorithm known = decided.get(node.node().name());
    return known == null
        ? choice
        : new ConvolutionChoice(draft.costs(), options.winograd(), Optional.of(known));
  }

  /** An input as the chosen algorithm reads it. */
  private PlannedValue ready(PlannedValue input, ConvolutionChoice.Chosen chosen) {
    return switch (chosen.algorithm()) {
      case SMALL -> draft.in(input, Layout.PLANAR);
      case FIRST -> surrounded(draft.in(input, Layout.PLANAR), chosen);
      default -> {
        PlannedValue blocked = draft.in(input, Layout.BLOCKED);
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

  /** The input of a picture's convolution, with zeros around it. */
  private PlannedValue surrounded(PlannedValue input, ConvolutionChoice.Chosen chosen) {
    if (chosen.halo().equals(Halo.NONE)) {
      return input;
    }
    PlannedValue copy = new PlannedValue(input.shape(), Layout.PLANAR);
    copy.needHalo(chosen.halo());
    draft.convert(input, copy);
    return copy;
  }

  /** The network's output must be planar; all else had better be in blocks. */
  private Layout wanted(FusedNode node) {
    return node.last().equals(draft.fusion().resolve(draft.network().outputNode().name()))
        ? Layout.PLANAR
        : Layout.BLOCKED;
  }

  /** A 1x1 convolution to the products of every tap, and their sums. */
  PlannedValue transposed(FusedNode node, ConvTranspose2d layer) {
    PlannedValue input = draft.value(node.inputs().getFirst());
    Optional<TransposedWork> blocks = TransposedWork.blocked(layer);
    TransposedWork work = blocks.orElseGet(() -> TransposedWork.planar(layer));
    Layout layout = blocks.isPresent() ? Layout.BLOCKED : Layout.PLANAR;
    Shape output = draft.outputOf(node);
    PlannedValue products = products(node, work, input, layout);
    Operation overlap =
        new Operation.Overlap(
            work,
            work.rows(input.shape(), output),
            work.columns(input.shape(), output),
            () -> work.bias(affine(node, layer).summands()));
    double nanos = draft.costs().pass(products.shape().size() + output.size());
    return draft.step(node, overlap, List.of(products), layout, nanos);
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
                    draft.network().parameters(node.node().name()).get("weight"),
                    affine(node, work.layer()).factors()),
                Tensor.zeros(Shape.of(pointwise.outChannels())));
    Operation.Convolution operation =
        new Operation.Convolution(
            pointwise, chosen.algorithm(), filters, key(node), chosen.considered());
    PlannedValue products = new PlannedValue(shape, chosen.algorithm().output());
    draft
        .steps()
        .add(
            new PlannedStep(operation, List.of(ready(input, chosen)), products)
                .taking(chosen.nanos()));
    return draft.in(products, layout);
  }

  private Affine affine(FusedNode node, ConvTranspose2d layer) {
    float[] bias =
        draft
            .network()
            .parameters(node.node().name())
            .find("bias")
            .map(Tensor::data)
            .orElseGet(() -> new float[layer.outChannels()]);
    return new Affine(bias).then(draft.network(), node.affine());
  }
}
