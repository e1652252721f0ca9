package org.receptive.engine.io.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.receptive.engine.layer.Concat;
import org.receptive.engine.layer.Flatten;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.layer.Pad;
import org.receptive.engine.layer.Reshape;
import org.receptive.engine.layer.Slice;
import org.receptive.engine.layer.Transpose;
import org.receptive.engine.tensor.Shape;

/** Operators that move values. */
final class ShapeOperators {
  private ShapeOperators() {}

  static void register(Map<String, Operator> operators) {
    operators.put("Flatten", ShapeOperators::flatten);
    operators.put("Reshape", ShapeOperators::reshape);
    operators.put("Squeeze", ShapeOperators::squeeze);
    operators.put("Unsqueeze", ShapeOperators::unsqueeze);
    operators.put("Transpose", ShapeOperators::transpose);
    operators.put("Concat", ShapeOperators::concat);
    operators.put("Pad", ShapeOperators::pad);
    operators.put("Slice", ShapeOperators::slice);
    operators.put("Split", ShapeOperators::split);
  }

  /** An axis that may count from the end, from the front. */
  static int axis(OnnxNode node, long axis, int rank) {
    if (axis < -rank || axis >= rank) {
      throw node.problem(
          String.format(
              Locale.ROOT, "has the axis %d, but its input has only %d axes.", axis, rank));
    }
    return (int) (axis < 0 ? axis + rank : axis);
  }

  /** Axes that are an attribute in older files and an input in newer ones. */
  static Optional<long[]> axes(OnnxNode node, Wiring wiring, int input) {
    return wiring
        .stored(node, input, "axes")
        .map(Constant::integers)
        .or(() -> node.integers("axes").map(all -> all.stream().mapToLong(i -> i).toArray()));
  }

  private static void flatten(OnnxNode node, Wiring wiring) {
    String input = wiring.computed(node, 0);
    int axis = node.small("axis", 1);
    if (axis == 1) {
      wiring.finish(node, new Flatten(), input);
      return;
    }
    Shape shape = wiring.shape(input);
    int from = axis == shape.rank() ? axis : axis(node, axis, shape.rank());
    if (from == 1) {
      wiring.finish(node, new Flatten(), input);
      return;
    }
    long behind = 1;
    for (int inner = from; inner < shape.rank(); inner++) {
      behind *= shape.dim(inner);
    }
    Layer layer = from == 0 ? Reshape.to(1, -1) : Reshape.to(-1, Math.toIntExact(behind));
    wiring.finish(node, layer, input);
  }

  private static void reshape(OnnxNode node, Wiring wiring) {
    String input = wiring.computed(node, 0);
    Constant target =
        wiring.stored(node, 1, "shape").orElseThrow(() -> node.problem("has no shape."));
    List<Integer> lengths = new ArrayList<>();
    for (long length : target.integers()) {
      lengths.add(Math.toIntExact(length));
    }
    if (node.integer("allowzero", 0) != 0 && lengths.contains(0)) {
      throw new NotCovered("a tensor without values");
    }
    if (lengths.isEmpty()) {
      lengths.add(1);
    }
    // A batch that the file wrote as a number may still be any.
    if (lengths.getFirst() == wiring.shape(input).batch()) {
      lengths.set(0, 0);
    }
    wiring.finish(node, new Reshape(lengths), input);
  }

  /** Reshapes to the given lengths; the batch stays open where it stays first. */
  static void reshapeTo(OnnxNode node, Wiring wiring, String input, List<Integer> lengths) {
    List<Integer> target = new ArrayList<>(lengths.isEmpty() ? List.of(1) : lengths);
    if (target.getFirst() == wiring.shape(input).batch()) {
      target.set(0, 0);
    }
    wiring.finish(node, new Reshape(target), input);
  }

  private static void squeeze(OnnxNode node, Wiring wiring) {
    String input = wiring.computed(node, 0);
    Shape shape = wiring.shape(input);
    long[] axes =
        axes(node, wiring, 1)
            .orElseGet(
                () ->
                    IntStream.range(0, shape.rank())
                        .filter(i -> shape.dim(i) == 1)
                        .asLongStream()
                        .toArray());
    List<Integer> lengths = new ArrayList<>(Arrays.stream(shape.dims()).boxed().toList());
    TreeSet<Integer> gone = new TreeSet<>();
    for (long each : axes) {
      int axis = axis(node, each, shape.rank());
      if (shape.dim(axis) != 1) {
        throw node.problem(
            String.format(
                Locale.ROOT, "squeezes axis %d of %s, whose length is not 1.", axis, shape));
      }
      gone.add(axis);
    }
    gone.descendingSet().forEach(axis -> lengths.remove((int) axis));
    reshapeTo(node, wiring, input, lengths);
  }

  private static void unsqueeze(OnnxNode node, Wiring wiring) {
    String input = wiring.computed(node, 0);
    Shape shape = wiring.shape(input);
    long[] axes = axes(node, wiring, 1).orElseThrow(() -> node.problem("has no axes."));
    TreeSet<Integer> added = new TreeSet<>();
    for (long each : axes) {
      added.add(axis(node, each, shape.rank() + axes.length));
    }
    if (added.size() < axes.length) {
      throw node.problem("adds an axis twice: %s.".formatted(Arrays.toString(axes)));
    }
    List<Integer> lengths = new ArrayList<>(Arrays.stream(shape.dims()).boxed().toList());
    added.forEach(axis -> lengths.add(axis, 1));
    reshapeTo(node, wiring, input, lengths);
  }

  private static void transpose(OnnxNode node, Wiring wiring) {
    String input = wiring.computed(node, 0);
    Optional<List<Long>> given = node.integers("perm");
    List<Integer> axes =
        given.isPresent()
            ? given.get().stream().map(Math::toIntExact).toList()
            : IntStream.range(0, wiring.shape(input).rank()).boxed().toList().reversed();
    wiring.finish(node, new Transpose(axes), input);
  }

  private static void concat(OnnxNode node, Wiring wiring) {
    if (!node.has("axis")) {
      throw node.problem("has no axis.");
    }
    List<String> inputs = new ArrayList<>();
    for (int i = 0; i < node.inputs().size(); i++) {
      inputs.add(wiring.computed(node, i));
    }
    int axis = node.small("axis", 1);
    if (axis < 0) {
      axis = axis(node, axis, wiring.shape(inputs.getFirst()).rank());
    }
    if (inputs.size() == 1) {
      wiring.finish(node, new org.receptive.engine.layer.Activation.Identity(), inputs.getFirst());
      return;
    }
    wiring.finish(node, new Concat(axis), Map.of(), inputs);
  }

  private static void pad(OnnxNode node, Wiring wiring) {
    String input = wiring.computed(node, 0);
    int rank = wiring.shape(input).rank();
    Optional<long[]> stored = wiring.stored(node, 1, "padding").map(Constant::integers);
    long[] pads =
        stored
            .or(() -> node.integers("pads").map(all -> all.stream().mapToLong(i -> i).toArray()))
            .orElseThrow(() -> node.problem("has no pads."));
    Optional<Constant> value = wiring.stored(node, 2, "value");
    float filling = value.isPresent() ? (float) value.get().number(0) : node.number("value", 0);
    long[] axes =
        wiring
            .stored(node, 3, "axes")
            .map(Constant::integers)
            .orElseGet(() -> LongStream.range(0, rank).toArray());
    if (pads.length != 2 * axes.length) {
      throw node.problem(
          String.format(Locale.ROOT, "pads %d axes with %d numbers.", axes.length, pads.length));
    }
    Integer[] before = new Integer[rank];
    Integer[] after = new Integer[rank];
    Arrays.fill(before, 0);
    Arrays.fill(after, 0);
    for (int i = 0; i < axes.length; i++) {
      int axis = axis(node, axes[i], rank);
      before[axis] = Math.toIntExact(pads[i]);
      after[axis] = Math.toIntExact(pads[i + axes.length]);
    }
    String mode = node.text("mode", "constant");
    Pad.Mode ours =
        switch (mode) {
          case "constant" -> Pad.Mode.CONSTANT;
          case "reflect" -> Pad.Mode.REFLECT;
          case "edge" -> Pad.Mode.EDGE;
          default -> throw new NotCovered("padding of mode '%s'".formatted(mode));
        };
    List<Slice.Cut> cuts = cuts(before, after);
    boolean added = IntStream.range(0, rank).anyMatch(axis -> before[axis] + after[axis] > 0);
    Pad pad = new Pad(List.of(before), List.of(after), ours, filling);
    if (cuts.isEmpty()) {
      wiring.finish(node, pad, input);
    } else if (!added) {
      wiring.finish(node, new Slice(cuts), input);
    } else if (ours == Pad.Mode.CONSTANT) {
      // What is cut off may be padding, where all of the input is.
      String padded = wiring.add(node.name() + "_padded", pad, Map.of(), List.of(input));
      wiring.finish(node, new Slice(cuts), padded);
    } else {
      String cut = wiring.add(node.name() + "_cut", new Slice(cuts), Map.of(), List.of(input));
      wiring.finish(node, pad, cut);
    }
  }

  /** What negative padding cuts off; it becomes 0 there. */
  private static List<Slice.Cut> cuts(Integer[] before, Integer[] after) {
    List<Slice.Cut> cuts = new ArrayList<>();
    for (int axis = 0; axis < before.length; axis++) {
      if (before[axis] < 0 || after[axis] < 0) {
        long end = after[axis] < 0 ? after[axis] : Integer.MAX_VALUE;
        cuts.add(new Slice.Cut(axis, -Math.min(0, before[axis]), end, 1));
        before[axis] = Math.max(0, before[axis]);
        after[axis] = Math.max(0, after[axis]);
      }
    }
    return cuts;
  }

  private static void slice(OnnxNode node, Wiring wiring) {
    String input = wiring.computed(node, 0);
    long[] starts =
        numbers(node, wiring, 1, "starts").orElseThrow(() -> node.problem("has no starts."));
    long[] ends = numbers(node, wiring, 2, "ends").orElseThrow(() -> node.problem("has no ends."));
    long[] axes =
        numbers(node, wiring, 3, "axes")
            .orElseGet(() -> LongStream.range(0, starts.length).toArray());
    long[] steps =
        numbers(node, wiring, 4, "steps")
            .orElseGet(() -> LongStream.generate(() -> 1).limit(starts.length).toArray());
    if (ends.length != starts.length
        || axes.length != starts.length
        || steps.length != starts.length) {
      throw node.problem(
          String.format(
              Locale.ROOT,
              "has %d starts, %d ends, %d axes and %d steps; they must be as many.",
              starts.length,
              ends.length,
              axes.length,
              steps.length));
    }
    List<Slice.Cut> cuts = new ArrayList<>();
    for (int i = 0; i < starts.length; i++) {
      int axis = axis(node, axes[i], wiring.shape(input).rank());
      Slice.Cut cut = new Slice.Cut(axis, starts[i], ends[i], steps[i]);
      if (cut.count(wiring.shape(input).dim(axis)) == 0) {
        throw new NotCovered("a tensor without values: %s is empty".formatted(cut));
      }
      cuts.add(cut);
    }
    wiring.finish(node, new Slice(cuts), input);
  }

  private static Optional<long[]> numbers(OnnxNode node, Wiring wiring, int input, String name) {
    return wiring
        .stored(node, input, name)
        .map(Constant::integers)
        .or(() -> node.integers(name).map(all -> all.stream().mapToLong(i -> i).toArray()));
  }

  /** One slice for each output. */
  private static void split(OnnxNode node, Wiring wiring) {
    String input = wiring.computed(node, 0);
    Shape shape = wiring.shape(input);
    int axis = axis(node, node.integer("axis", 0), shape.rank());
    int parts = node.outputs().size();
    int length = shape.dim(axis);
    int each = (length + parts - 1) / parts;
    long[] sizes =
        numbers(node, wiring, 1, "split")
            .orElseGet(
                () ->
                    IntStream.range(0, parts)
                        .mapToLong(i -> Math.clamp((long) length - (long) i * each, 0, each))
                        .toArray());
    if (sizes.length != parts || Arrays.stream(sizes).sum() != length) {
      throw node.problem(
          String.format(
              Locale.ROOT,
              "splits %s along axis %d into %s for %d outputs; they must add up to %d.",
              shape,
              axis,
              Arrays.toString(sizes),
              parts,
              length));
    }
    if (Arrays.stream(sizes).anyMatch(size -> size <= 0)) {
      throw new NotCovered("a part without values");
    }
    long start = 0;
    for (int i = 0; i < parts; i++) {
      String name = parts == 1 ? node.name() : node.name() + "_" + i;
      String part =
          wiring.add(name, Slice.of(axis, start, start + sizes[i]), Map.of(), List.of(input));
      wiring.define(node.outputs().get(i), new Wiring.Value.Computed(part));
      start += sizes[i];
    }
  }
}
