package org.receptive.engine.io;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.receptive.engine.io.GraphValue.Known;
import org.receptive.engine.io.GraphValue.Maps;
import org.receptive.engine.io.GraphValue.Plain;
import org.receptive.engine.layer.Concat;
import org.receptive.engine.layer.PRelu;
import org.receptive.engine.layer.Reshape;
import org.receptive.engine.layer.Slice;
import org.receptive.engine.layer.TopK;
import org.receptive.engine.layer.Transpose;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** TensorFlow's operators that take values apart, put them together, or give several of them. */
final class GraphParts {
  /** For each axis of TensorFlow's maps, ours. */
  private static final int[] OURS = {0, 2, 3, 1};

  private final GraphOperators operators;
  private final GraphWiring wiring;

  GraphParts(GraphOperators operators, GraphWiring wiring) {
    this.operators = operators;
    this.wiring = wiring;
  }

  GraphValue prelu(GraphNode node) {
    Tensor slopes = operators.known(node, 1);
    if (operators.value(node, 0) instanceof Maps maps) {
      return new Maps(prelu(node, node.name(), maps.node(), slopes));
    }
    String input = operators.plain(node, 0);
    String name = wiring.add(node, node.name(), new PRelu(slopes.shape()), List.of(input));
    wiring.weight(name, "slope", slopes);
    return new Plain(name);
  }

  /** On maps: slopes {@code H x W x C}, of which axes may have length 1 or be left out. */
  String prelu(GraphNode node, String wanted, String input, Tensor slopes) {
    Tensor ours =
        slopes.shape().rank() == 3
            ? KerasWeights.transpose(slopes, 2, 0, 1)
            : GraphNumbers.onMaps(node, slopes);
    String name = wiring.add(node, wanted, new PRelu(ours.shape()), List.of(input));
    wiring.weight(name, "slope", ours);
    return name;
  }

  /** One value for each index of an axis, which goes. */
  GraphValue unpack(GraphNode node) {
    if (operators.value(node, 0) instanceof Known known) {
      return unpacked(node, known.numbers());
    }
    int[] dims = operators.axes(node, 0);
    int axis = Math.floorMod(node.integer("axis", 0), dims.length);
    String input = operators.plain(node, 0);
    List<Integer> lengths = new ArrayList<>();
    for (int i = 0; i < dims.length; i++) {
      if (i != axis) {
        lengths.add(i == 0 ? 0 : dims[i]);
      }
    }
    List<GraphValue> parts = new ArrayList<>();
    for (int i = 0; i < dims[axis]; i++) {
      String name = node.name() + "_" + i;
      String part = wiring.add(node, name + "_part", Slice.of(axis, i, i + 1L), List.of(input));
      parts.add(new Plain(wiring.add(node, name, new Reshape(lengths), List.of(part))));
    }
    return several(node, parts);
  }

  private GraphValue unpacked(GraphNode node, Tensor row) {
    if (row.shape().rank() != 1) {
      throw node.problem("takes %s apart, which is not covered.".formatted(row.shape()));
    }
    List<GraphValue> singles = new ArrayList<>();
    for (float each : row.data()) {
      singles.add(new Known(Tensor.of(Shape.of(1), each)));
    }
    return several(node, singles);
  }

  private GraphValue several(GraphNode node, List<GraphValue> values) {
    for (int i = 1; i < values.size(); i++) {
      operators.further(node, i, values.get(i));
    }
    return values.getFirst();
  }

  /** Split says how many parts, SplitV how long each is. */
  GraphValue split(GraphNode node) {
    boolean even = node.operator().equals("Split");
    int data = even ? 1 : 0;
    int[] dims = operators.axes(node, data);
    int axis = Math.floorMod(operators.numbers(node, even ? 0 : 2)[0], dims.length);
    int parts = node.integer("num_split", 1);
    int[] sizes =
        even
            ? IntStream.range(0, parts).map(i -> dims[axis] / parts).toArray()
            : operators.numbers(node, 1);
    int left = dims[axis] - IntStream.of(sizes).filter(size -> size >= 0).sum();
    boolean maps = operators.value(node, data) instanceof Maps;
    String input =
        operators.value(node, data) instanceof Maps all ? all.node() : operators.plain(node, data);
    List<GraphValue> values = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < sizes.length; i++) {
      int end = start + (sizes[i] < 0 ? left : sizes[i]);
      Slice cut = Slice.of(maps ? OURS[axis] : axis, start, end);
      String part = wiring.add(node, node.name() + "_" + i, cut, List.of(input));
      values.add(maps ? new Maps(part) : new Plain(part));
      start = end;
    }
    return several(node, values);
  }

  /** The largest along the last axis, and where they lie. */
  GraphValue topK(GraphNode node) {
    String input = operators.plain(node, 0);
    int count = operators.numbers(node, 1)[0];
    String values = wiring.add(node, node.name(), new TopK(-1, count, true, false), List.of(input));
    TopK places = new TopK(-1, count, true, true);
    String indices = wiring.add(node, node.name() + "_indices", places, List.of(input));
    return several(node, List.of(new Plain(values), new Plain(indices)));
  }

  GraphValue expand(GraphNode node) {
    if (operators.value(node, 0) instanceof Known known) {
      return known;
    }
    int[] dims = operators.axes(node, 0);
    int axis = Math.floorMod(operators.numbers(node, 1)[0], dims.length + 1);
    List<Integer> lengths = new ArrayList<>(IntStream.of(dims).boxed().toList());
    lengths.add(axis, 1);
    return reshaped(node, operators.plain(node, 0), lengths);
  }

  private GraphValue reshaped(GraphNode node, String input, List<Integer> lengths) {
    if (lengths.isEmpty()) {
      lengths.add(1);
    }
    // A batch of one stands for a batch of any size.
    if (lengths.getFirst() == wiring.shape(input).batch()) {
      lengths.set(0, 0);
    }
    return new Plain(wiring.add(node, node.name(), new Reshape(lengths), List.of(input)));
  }

  GraphValue transpose(GraphNode node) {
    List<Integer> axes = IntStream.of(operators.numbers(node, 1)).boxed().toList();
    String input = operators.plain(node, 0);
    return new Plain(wiring.add(node, node.name(), new Transpose(axes), List.of(input)));
  }

  /** Values side by side along an axis of their own. */
  GraphValue pack(GraphNode node) {
    List<String> parts = new ArrayList<>();
    int axis = 0;
    for (int i = 0; i < node.inputs().size(); i++) {
      int[] dims = operators.axes(node, i);
      axis = Math.floorMod(node.integer("axis", 0), dims.length + 1);
      List<Integer> lengths = new ArrayList<>(IntStream.of(dims).boxed().toList());
      lengths.add(axis, 1);
      if (axis > 0) {
        lengths.set(0, 0);
      }
      String input = operators.plain(node, i);
      parts.add(wiring.add(node, node.name() + "_" + i, new Reshape(lengths), List.of(input)));
    }
    return new Plain(
        parts.size() == 1
            ? parts.getFirst()
            : wiring.add(node, node.name(), new Concat(axis), parts));
  }

  /** {@code begin} and {@code size}; a size of -1 takes the rest. */
  GraphValue piece(GraphNode node) {
    int[] begin = operators.numbers(node, 1);
    int[] size = operators.numbers(node, 2);
    List<Slice.Cut> cuts = new ArrayList<>();
    for (int axis = 0; axis < begin.length; axis++) {
      if (begin[axis] != 0 || size[axis] != -1) {
        long end = size[axis] == -1 ? Integer.MAX_VALUE : begin[axis] + size[axis];
        cuts.add(new Slice.Cut(axis, begin[axis], end, 1));
      }
    }
    return cut(node, cuts, List.of());
  }

  /** A part of computed values; masks say which bounds do not count and which axes go. */
  GraphValue slice(GraphNode node) {
    if (node.integer("ellipsis_mask", 0) != 0 || node.integer("new_axis_mask", 0) != 0) {
      throw node.problem("cuts with '...' or a new axis, which is not covered.");
    }
    int[] begin = operators.numbers(node, 1);
    int[] end = operators.numbers(node, 2);
    int[] step = operators.numbers(node, 3);
    List<Slice.Cut> cuts = new ArrayList<>();
    List<Integer> gone = new ArrayList<>();
    for (int axis = 0; axis < begin.length; axis++) {
      boolean single = has(node, "shrink_axis_mask", axis);
      boolean forward = step[axis] > 0;
      long from =
          has(node, "begin_mask", axis) && !single ? forward ? 0 : Integer.MAX_VALUE : begin[axis];
      long to =
          has(node, "end_mask", axis) && !single
              ? forward ? Integer.MAX_VALUE : Integer.MIN_VALUE
              : end[axis];
      if (single) {
        gone.add(axis);
        to = from == -1 ? Integer.MAX_VALUE : from + 1;
      }
      boolean whole = from == 0 && to == Integer.MAX_VALUE && step[axis] == 1 && !single;
      if (!whole) {
        cuts.add(new Slice.Cut(axis, from, to, single ? 1 : step[axis]));
      }
    }
    return cut(node, cuts, gone);
  }

  private static boolean has(GraphNode node, String mask, int axis) {
    return (node.integer(mask, 0) >> axis & 1) == 1;
  }

  private GraphValue cut(GraphNode node, List<Slice.Cut> cuts, List<Integer> gone) {
    if (operators.value(node, 0) instanceof Maps maps && gone.isEmpty()) {
      List<Slice.Cut> ours =
          cuts.stream()
              .map(cut -> new Slice.Cut(OURS[cut.axis()], cut.start(), cut.end(), cut.step()))
              .toList();
      return new Maps(wiring.add(node, node.name(), new Slice(ours), List.of(maps.node())));
    }
    String input = operators.plain(node, 0);
    if (gone.isEmpty()) {
      return new Plain(wiring.add(node, node.name(), new Slice(cuts), List.of(input)));
    }
    String part = wiring.add(node, node.name() + "_part", new Slice(cuts), List.of(input));
    List<Integer> lengths = new ArrayList<>();
    Shape shape = wiring.shape(part);
    for (int axis = 0; axis < shape.rank(); axis++) {
      if (!gone.contains(axis)) {
        lengths.add(shape.dim(axis));
      }
    }
    return reshaped(node, part, lengths);
  }
}
