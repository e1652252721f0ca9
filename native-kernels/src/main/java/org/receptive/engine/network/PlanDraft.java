package org.receptive.engine.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.receptive.engine.kernels.program.CostModel;
import org.receptive.engine.kernels.program.Layout;
import org.receptive.engine.kernels.program.Operation;
import org.receptive.engine.layer.Parameters;
import org.receptive.engine.tensor.Shape;

/** A plan while it is made: its steps so far, and in which layout every value is. */
final class PlanDraft {
  private final Network network;
  private final Fusion fusion;
  private final CostModel costs;
  private final List<PlannedStep> steps = new ArrayList<>();
  private final Map<String, PlannedValue> values = new HashMap<>();
  private final Map<PlannedValue, PlannedValue> converted = new HashMap<>();

  PlanDraft(Network network, Fusion fusion, CostModel costs) {
    this.network = network;
    this.fusion = fusion;
    this.costs = costs;
  }

  Network network() {
    return network;
  }

  Fusion fusion() {
    return fusion;
  }

  CostModel costs() {
    return costs;
  }

  /** The steps so far; more may be added. */
  List<PlannedStep> steps() {
    return steps;
  }

  /** Says what the node of a name gives. */
  void define(String name, PlannedValue value) {
    values.put(name, value);
  }

  /** What the node of a name gives, or the one that computes it along with others. */
  PlannedValue value(String name) {
    return values.get(fusion.resolve(name));
  }

  /** What a node takes. */
  List<PlannedValue> inputs(FusedNode node) {
    return node.inputs().stream().map(this::value).toList();
  }

  /** The shape of what a node gives. */
  Shape outputOf(FusedNode node) {
    List<Shape> shapes = node.node().inputs().stream().map(name -> value(name).shape()).toList();
    return node.layer().output(shapes);
  }

  /** A step that computes a node, and the value that it gives. */
  PlannedValue step(
      FusedNode node, Operation operation, List<PlannedValue> inputs, Layout layout, double nanos) {
    PlannedValue output = new PlannedValue(outputOf(node), layout);
    steps.add(
        new PlannedStep(operation, inputs, output)
            .of(node.names())
            .then(node.epilogue())
            .taking(nanos));
    return output;
  }

  /** Copies a value to where another is to lie, in its layout. */
  void convert(PlannedValue from, PlannedValue to) {
    steps.add(
        new PlannedStep(new Operation.Convert(), List.of(from), to)
            .taking(costs.pass(2 * from.shape().size())));
  }

  /** A value in the layout that somebody needs; converted once. */
  PlannedValue in(PlannedValue value, Layout layout) {
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

  /** The same planar values under another shape. */
  PlannedValue view(PlannedValue value, Shape shape) {
    if (value.shape().equals(shape)) {
      return value;
    }
    PlannedValue view = new PlannedValue(shape, Layout.PLANAR);
    view.becomeViewOf(in(value, Layout.PLANAR), 0);
    return view;
  }

  /** The numbers of a node. */
  Supplier<Parameters> parameters(FusedNode node) {
    return () -> network.parameters(node.node().name());
  }
}
