package org.receptive.engine.io.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.receptive.engine.tensor.Memory;
import org.receptive.engine.tensor.Shape;

/**
 * Nodes whose outputs are known when the file is read: stored numbers, the shapes of values, and
 * what is computed of those. Exporters write the target of a reshape like this.
 */
final class ConstantFolding {
  /** No shape or index has more values; what has is weights, and none are folded. */
  private static final int MOST = 1 << 22;

  private final TensorDecoder decoder;

  ConstantFolding(TensorDecoder decoder) {
    this.decoder = decoder;
  }

  /** The first output of a node, if it is known. */
  Optional<Constant> fold(OnnxNode node, Wiring wiring) {
    if (node.operator().equals("Constant")) {
      return Optional.of(stored(node));
    }
    if (node.operator().equals("Shape")) {
      return shape(node, wiring);
    }
    List<Constant> inputs = new ArrayList<>();
    for (int i = 0; i < node.inputs().size(); i++) {
      Optional<Constant> input = wiring.constant(node, i);
      if (input.isEmpty() && node.hasInput(i)) {
        return Optional.empty();
      }
      input.ifPresent(inputs::add);
    }
    return inputs.isEmpty() ? Optional.empty() : fold(node, inputs);
  }

  private Constant stored(OnnxNode node) {
    AttributeProto value = node.attributes().get("value");
    if (value != null) {
      return decoder.decode(value.getT());
    }
    if (node.has("value_int")) {
      return new Constant.Integers(List.of(), new long[] {node.integer("value_int", 0)});
    }
    if (node.has("value_float")) {
      return new Constant.Floats(List.of(), new float[] {node.number("value_float", 0)});
    }
    Optional<List<Long>> integers = node.integers("value_ints");
    if (integers.isPresent()) {
      return Constant.row(integers.get().stream().mapToLong(i -> i).toArray());
    }
    List<Float> numbers =
        node.numbers("value_floats")
            .orElseThrow(() -> new NotCovered("a constant that is no tensor of numbers"));
    float[] values = new float[numbers.size()];
    IntStream.range(0, values.length).forEach(i -> values[i] = numbers.get(i));
    return new Constant.Floats(List.of(values.length), values);
  }

  private static Optional<Constant> shape(OnnxNode node, Wiring wiring) {
    List<Integer> dims =
        wiring
            .constant(node, 0)
            .map(Constant::dims)
            .orElseGet(() -> Arrays.stream(wiring.shape(node, 0).dims()).boxed().toList());
    int start = bound(node.integer("start", 0), dims.size());
    int end = bound(node.integer("end", Integer.MAX_VALUE), dims.size());
    return Optional.of(
        Constant.row(dims.subList(Math.min(start, end), end).stream().mapToLong(i -> i).toArray()));
  }

  private static int bound(long index, int rank) {
    return (int) Math.clamp(index < 0 ? index + rank : index, 0L, (long) rank);
  }

  private Optional<Constant> fold(OnnxNode node, List<Constant> inputs) {
    Constant first = inputs.getFirst();
    return switch (node.operator()) {
      case "Identity" -> Optional.of(first);
      case "Cast" -> Optional.of(cast(first, node.integer("to", 0)));
      case "Gather" -> Optional.of(gather(node, first, second(node, inputs)));
      case "Concat" -> Optional.of(concat(node, inputs));
      case "Unsqueeze" -> Optional.of(unsqueeze(node, inputs));
      case "Squeeze" -> Optional.of(squeeze(node, inputs));
      case "Reshape" -> Optional.of(reshape(node, first, second(node, inputs)));
      case "Transpose" -> Optional.of(transpose(node, first));
      case "Slice" -> slice(node, inputs);
      case "ConstantOfShape" -> Optional.of(filled(node, first));
      case "Add", "Sub", "Mul", "Div" -> arithmetic(node, first, second(node, inputs));
      default -> Optional.empty();
    };
  }

  private static Constant second(OnnxNode node, List<Constant> inputs) {
    if (inputs.size() < 2) {
      throw node.problem("needs a second input.");
    }
    return inputs.get(1);
  }

  private static Constant cast(Constant constant, long type) {
    boolean real =
        switch (DataType.forNumber((int) type)) {
          case FLOAT, DOUBLE, FLOAT16, BFLOAT16 -> true;
          case null, default -> false;
        };
    return switch (constant) {
      case Constant.Integers whole when real ->
          new Constant.Floats(whole.dims(), whole.tensor().data());
      case Constant.Floats numbers when !real ->
          new Constant.Integers(
              numbers.dims(),
              IntStream.range(0, numbers.size())
                  .mapToLong(i -> (long) numbers.values()[i])
                  .toArray());
      default -> constant;
    };
  }

  private static Constant gather(OnnxNode node, Constant from, Constant indices) {
    int axis = ShapeOperators.axis(node, node.integer("axis", 0), from.dims().size());
    int inner = product(from.dims(), axis + 1, from.dims().size());
    int outer = product(from.dims(), 0, axis);
    int length = from.dims().get(axis);
    long[] wanted = indices.integers();
    List<Integer> dims = new ArrayList<>(from.dims().subList(0, axis));
    dims.addAll(indices.dims());
    dims.addAll(from.dims().subList(axis + 1, from.dims().size()));
    int[] places = new int[bounded(node, (long) outer * wanted.length * inner)];
    int at = 0;
    for (int o = 0; o < outer; o++) {
      for (long index : wanted) {
        long row = index < 0 ? index + length : index;
        if (row < 0 || row >= length) {
          throw node.problem(
              String.format(Locale.ROOT, "takes index %d of an axis of length %d.", index, length));
        }
        for (int i = 0; i < inner; i++) {
          places[at++] = (int) ((o * (long) length + row) * inner + i);
        }
      }
    }
    return from.picked(dims, places);
  }

  private static int product(List<Integer> dims, int from, int to) {
    return dims.subList(from, to).stream().reduce(1, Math::multiplyExact);
  }

  private static int bounded(OnnxNode node, long count) {
    if (count > MOST) {
      throw node.problem(
          String.format(
              Locale.ROOT, "makes a constant of %,d values; %,d are the most.", count, MOST));
    }
    return (int) count;
  }

  private static Constant concat(OnnxNode node, List<Constant> inputs) {
    if (inputs.stream().anyMatch(input -> input.dims().size() != 1)) {
      throw new NotCovered("stored tensors of several axes, one behind the other");
    }
    long size = inputs.stream().mapToLong(Constant::size).sum();
    List<Integer> dims = List.of(bounded(node, size));
    if (inputs.stream().allMatch(Constant.Integers.class::isInstance)) {
      return new Constant.Integers(
          dims, inputs.stream().flatMapToLong(input -> Arrays.stream(input.integers())).toArray());
    }
    float[] values = new float[(int) size];
    int at = 0;
    for (Constant input : inputs) {
      for (int i = 0; i < input.size(); i++) {
        values[at++] = (float) input.number(i);
      }
    }
    return new Constant.Floats(dims, values);
  }

  private static long[] axes(OnnxNode node, List<Constant> inputs) {
    return inputs.size() > 1
        ? inputs.get(1).integers()
        : node.integers("axes")
            .map(all -> all.stream().mapToLong(i -> i).toArray())
            .orElse(new long[0]);
  }

  private static Constant unsqueeze(OnnxNode node, List<Constant> inputs) {
    Constant first = inputs.getFirst();
    long[] axes = axes(node, inputs);
    int rank = first.dims().size() + axes.length;
    List<Integer> dims = new ArrayList<>(first.dims());
    Arrays.stream(axes)
        .mapToInt(axis -> ShapeOperators.axis(node, axis, rank))
        .sorted()
        .distinct()
        .forEach(axis -> dims.add(Math.min(axis, dims.size()), 1));
    return first.withDims(List.copyOf(dims));
  }

  private static Constant squeeze(OnnxNode node, List<Constant> inputs) {
    Constant first = inputs.getFirst();
    long[] axes = axes(node, inputs);
    List<Integer> dims = new ArrayList<>(first.dims());
    if (axes.length == 0) {
      dims.removeIf(dim -> dim == 1);
    }
    Arrays.stream(axes)
        .mapToObj(axis -> ShapeOperators.axis(node, axis, first.dims().size()))
        .distinct()
        .sorted(Collections.reverseOrder())
        .forEach(axis -> dims.remove((int) axis));
    if (dims.stream().reduce(1, Math::multiplyExact) != first.size()) {
      throw node.problem("squeezes axes of %s whose length is not 1.".formatted(first.text()));
    }
    return first.withDims(List.copyOf(dims));
  }

  private static Constant reshape(OnnxNode node, Constant first, Constant target) {
    List<Integer> lengths = Arrays.stream(target.integers()).mapToObj(Math::toIntExact).toList();
    if (lengths.isEmpty() || first.dims().isEmpty() || first.size() == 0) {
      if (first.size() != 1) {
        throw node.problem("turns %s into %s.".formatted(first.text(), lengths));
      }
      return first.withDims(lengths.stream().map(length -> 1).toList());
    }
    Shape shape = new org.receptive.engine.layer.Reshape(lengths).output(List.of(first.shape()));
    return first.withDims(Arrays.stream(shape.dims()).boxed().toList());
  }

  private static Constant transpose(OnnxNode node, Constant first) {
    int rank = first.dims().size();
    List<Integer> axes =
        node.integers("perm")
            .map(perm -> perm.stream().map(Math::toIntExact).toList())
            .orElseGet(() -> IntStream.range(0, rank).boxed().toList().reversed());
    List<Integer> dims =
        Arrays.stream(
                new org.receptive.engine.layer.Transpose(axes)
                    .output(List.of(first.shape()))
                    .dims())
            .boxed()
            .toList();
    int[] strides = new int[rank];
    for (int i = 0; i < rank; i++) {
      strides[i] = product(first.dims(), axes.get(i) + 1, rank);
    }
    int[] places = new int[first.size()];
    for (int to = 0; to < places.length; to++) {
      int left = to;
      for (int axis = rank - 1; axis >= 0; axis--) {
        places[to] += left % dims.get(axis) * strides[axis];
        left /= dims.get(axis);
      }
    }
    return first.picked(dims, places);
  }

  /** Slices of rows only: of shapes. */
  private static Optional<Constant> slice(OnnxNode node, List<Constant> inputs) {
    Constant first = inputs.getFirst();
    if (first.dims().size() != 1) {
      return Optional.empty();
    }
    long start = bound(node, inputs, 1, "starts");
    long end = bound(node, inputs, 2, "ends");
    long step = inputs.size() > 4 ? inputs.get(4).integers()[0] : 1;
    var cut = new org.receptive.engine.layer.Slice.Cut(0, start, end, step);
    int from = cut.first(first.size());
    int[] places =
        IntStream.range(0, cut.count(first.size())).map(i -> (int) (from + i * step)).toArray();
    return Optional.of(first.picked(List.of(places.length), places));
  }

  private static long bound(OnnxNode node, List<Constant> inputs, int input, String name) {
    long[] values =
        inputs.size() > input
            ? inputs.get(input).integers()
            : node.integers(name).orElse(List.of()).stream().mapToLong(i -> i).toArray();
    if (values.length != 1) {
      throw node.problem(
          String.format(Locale.ROOT, "has %d %s for one axis.", values.length, name));
    }
    return values[0];
  }

  /**
   * Weights are written like this where only a network's shape matters: as many as memory holds.
   */
  private Constant filled(OnnxNode node, Constant shape) {
    List<Integer> dims = Arrays.stream(shape.integers()).mapToObj(Math::toIntExact).toList();
    if (dims.stream().anyMatch(dim -> dim < 0)) {
      throw node.problem("makes a tensor of the lengths %s.".formatted(dims));
    }
    Constant value =
        node.has("value")
            ? decoder.decode(node.attributes().get("value").getT())
            : new Constant.Floats(List.of(1), new float[] {0});
    if (value.size() != 1) {
      throw node.problem("fills with %s; it must be one number.".formatted(value.text()));
    }
    int count =
        dims.isEmpty() || dims.contains(0)
            ? (dims.isEmpty() ? 1 : 0)
            : Memory.checkedLength(Shape.of(dims.stream().mapToInt(i -> i).toArray()));
    return switch (value) {
      case Constant.Floats floats -> {
        float[] values = new float[count];
        Arrays.fill(values, floats.values()[0]);
        yield new Constant.Floats(dims, values);
      }
      case Constant.Integers integers -> {
        long[] values = new long[bounded(node, count)];
        Arrays.fill(values, integers.values()[0]);
        yield new Constant.Integers(dims, values);
      }
    };
  }

  /** Arithmetic of equal lengths, or with a single number: of shapes. */
  private static Optional<Constant> arithmetic(OnnxNode node, Constant a, Constant b) {
    if (a.size() != b.size() && a.size() != 1 && b.size() != 1) {
      return Optional.empty();
    }
    int size = a.size() == 1 ? b.size() : a.size();
    List<Integer> dims =
        a.dims().size() >= b.dims().size() && a.size() == size ? a.dims() : b.dims();
    double[] results = new double[size];
    boolean whole = a instanceof Constant.Integers && b instanceof Constant.Integers;
    for (int i = 0; i < size; i++) {
      double left = a.number(a.size() == 1 ? 0 : i);
      double right = b.number(b.size() == 1 ? 0 : i);
      if (whole && right == 0 && node.operator().equals("Div")) {
        throw node.problem("divides by 0.");
      }
      results[i] =
          switch (node.operator()) {
            case "Add" -> left + right;
            case "Sub" -> left - right;
            case "Mul" -> left * right;
            default -> left / right;
          };
    }
    if (whole) {
      // Whole numbers round towards 0; lengths and indices are far below what a double holds.
      return Optional.of(
          new Constant.Integers(dims, Arrays.stream(results).mapToLong(v -> (long) v).toArray()));
    }
    float[] values = new float[size];
    IntStream.range(0, size).forEach(i -> values[i] = (float) results[i]);
    return Optional.of(new Constant.Floats(dims, values));
  }
}
