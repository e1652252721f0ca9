package org.receptive.engine.io.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.receptive.engine.layer.Activation;
import org.receptive.engine.layer.AdaptiveAvgPool2d;
import org.receptive.engine.layer.Arithmetic;
import org.receptive.engine.layer.InstanceNorm2d;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.layer.Reduce;
import org.receptive.engine.layer.ReduceMean;
import org.receptive.engine.layer.TopK;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** Operators that look at all values along some axes: sums, extremes, the largest few, norms. */
final class ReductionOperators {
  private ReductionOperators() {}

  static void register(Map<String, Operator> operators) {
    operators.put("ReduceMean", ReductionOperators::mean);
    reduction(operators, "ReduceSum", Reduce.Operation.SUM);
    reduction(operators, "ReduceMax", Reduce.Operation.MAXIMUM);
    reduction(operators, "ReduceMin", Reduce.Operation.MINIMUM);
    reduction(operators, "ReduceProd", Reduce.Operation.PRODUCT);
    reduction(operators, "ReduceL1", Reduce.Operation.SUM_OF_MAGNITUDES);
    reduction(operators, "ReduceL2", Reduce.Operation.LENGTH);
    reduction(operators, "ReduceSumSquare", Reduce.Operation.SUM_OF_SQUARES);
    operators.put("TopK", ReductionOperators::topK);
    operators.put("InstanceNormalization", ReductionOperators::instanceNorm);
  }

  private interface Making {
    Layer of(List<Integer> axes, boolean keep);
  }

  private static void reduction(
      Map<String, Operator> operators, String name, Reduce.Operation operation) {
    operators.put(name, (n, w) -> reduce(n, w, (axes, keep) -> new Reduce(operation, axes, keep)));
  }

  private static void mean(OnnxNode node, Wiring wiring) {
    boolean image = wiring.shape(node, 0).isImage();
    reduce(
        node,
        wiring,
        (axes, keep) ->
            image && keep && axes.equals(List.of(2, 3))
                ? AdaptiveAvgPool2d.global()
                : new ReduceMean(axes, keep));
  }

  private static void reduce(OnnxNode node, Wiring wiring, Making making) {
    String input = wiring.computed(node, 0);
    Shape shape = wiring.shape(input);
    boolean keep = node.integer("keepdims", 1) != 0;
    long[] axes = ShapeOperators.axes(node, wiring, 1).orElse(new long[0]);
    if (axes.length == 0 && node.integer("noop_with_empty_axes", 0) != 0) {
      perValue(node, wiring, input);
      return;
    }
    List<Integer> reduced =
        Arrays.stream(axes)
            .mapToObj(each -> ShapeOperators.axis(node, each, shape.rank()))
            .sorted()
            .toList();
    wiring.finish(node, making.of(reduced, keep), input);
  }

  /** Without axes nothing is summed, but magnitudes and squares are taken of every value. */
  private static void perValue(OnnxNode node, Wiring wiring, String input) {
    switch (node.operator()) {
      case "ReduceL1", "ReduceL2" ->
          wiring.finish(node, new Activation.Elementary(Activation.Elementary.Function.ABS), input);
      case "ReduceSumSquare" ->
          wiring.finish(
              node, Arithmetic.of(Arithmetic.Operation.MULTIPLY), Map.of(), List.of(input, input));
      default -> wiring.finish(node, new Activation.Identity(), input);
    }
  }

  /** The values, and where they lie, are a layer each; only what is taken is there. */
  private static void topK(OnnxNode node, Wiring wiring) {
    String input = wiring.computed(node, 0);
    int rank = wiring.shape(input).rank();
    int axis = ShapeOperators.axis(node, node.integer("axis", -1), rank);
    Optional<Constant> stored = wiring.stored(node, 1, "count");
    int count =
        stored.isPresent() ? Math.toIntExact(stored.get().integers()[0]) : node.small("k", 0);
    boolean largest = node.integer("largest", 1) != 0;
    List<String> outputs = new ArrayList<>(node.outputs());
    for (int i = 0; i < Math.min(2, outputs.size()); i++) {
      String output = outputs.get(i);
      if (i == 0 || wiring.uses(output) > 0) {
        Layer layer = new TopK(axis, count, largest, i == 1);
        String name = i == 0 ? node.name() : node.name() + "_indices";
        String added = wiring.add(name, layer, Map.of(), List.of(input));
        wiring.define(output, new Wiring.Value.Computed(added));
      }
    }
  }

  private static void instanceNorm(OnnxNode node, Wiring wiring) {
    Tensor scale =
        wiring.stored(node, 1, "scale").orElseThrow(() -> node.problem("has no scale.")).tensor();
    Tensor bias =
        wiring.stored(node, 2, "bias").orElseThrow(() -> node.problem("has no bias.")).tensor();
    if (!wiring.shape(node, 0).isImage()) {
      throw new NotCovered("instance normalisation of %s".formatted(wiring.shape(node, 0)));
    }
    Layer layer = new InstanceNorm2d(scale.size(), node.number("epsilon", 1e-5f));
    wiring.finish(
        node,
        layer,
        Map.of("weight", scale.reshape(scale.size()), "bias", bias.reshape(bias.size())),
        List.of(wiring.computed(node, 0)));
  }
}
