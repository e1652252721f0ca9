package org.receptive.engine.kernels.program;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.receptive.engine.kernels.indexing.Arranging;
import org.receptive.engine.kernels.indexing.Offsets;
import org.receptive.engine.kernels.program.DensePlan.Source;
import org.receptive.engine.layer.Arithmetic;
import org.receptive.engine.layer.MatMul;
import org.receptive.engine.layer.Transpose;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** How the axes of dense tensors become the axes of a loop: as few as possible. */
final class DenseShapes {
  private DenseShapes() {}

  static DensePlan pair(Arithmetic layer, List<Shape> inputs, Optional<Tensor> stored) {
    Source first = Source.given(0);
    Shape firstShape = inputs.getFirst();
    Source second = source(stored, 1);
    Shape secondShape = stored.map(Tensor::shape).orElseGet(inputs::getLast);
    boolean swap = layer.operandFirst();
    return pair(
        layer.operation().ordinal(),
        layer.output(inputs),
        swap ? second : first,
        swap ? secondShape : firstShape,
        swap ? first : second,
        swap ? firstShape : secondShape);
  }

  private static Source source(Optional<Tensor> stored, int input) {
    return stored
        .map(tensor -> new Source(-1, Optional.of(tensor.data())))
        .orElseGet(() -> Source.given(input));
  }

  static DensePlan slopes(List<Shape> inputs, Tensor slopes) {
    Shape shape = inputs.getFirst();
    Source stored = new Source(-1, Optional.of(slopes.data()));
    return pair(DensePlan.SLOPE, shape, Source.given(0), shape, stored, slopes.shape());
  }

  private static DensePlan pair(
      int operation, Shape output, Source left, Shape leftShape, Source right, Shape rightShape) {
    int[] a = steps(leftShape, output);
    int[] b = steps(rightShape, output);
    List<int[]> axes = new ArrayList<>();
    for (int axis = 0; axis < output.rank(); axis++) {
      int length = output.dim(axis);
      int[] last = axes.isEmpty() ? new int[3] : axes.getLast();
      if (length == 1) {
        continue;
      }
      if (!axes.isEmpty() && last[1] == a[axis] * length && last[2] == b[axis] * length) {
        axes.removeLast();
        axes.add(new int[] {last[0] * length, a[axis], b[axis]});
      } else {
        axes.add(new int[] {length, a[axis], b[axis]});
      }
    }
    if (axes.isEmpty()) {
      axes.add(new int[] {1, 0, 0});
    }
    return new DensePlan.Pair(
        operation, column(axes, 0), left, column(axes, 1), right, column(axes, 2));
  }

  private static int[] column(List<int[]> rows, int index) {
    return rows.stream().mapToInt(row -> row[index]).toArray();
  }

  /** How far neighbours lie apart in an input that stretches to the output; 0 if repeated. */
  private static int[] steps(Shape input, Shape output) {
    int[] steps = new int[output.rank()];
    int missing = output.rank() - input.rank();
    int step = 1;
    for (int axis = input.rank() - 1; axis >= 0; axis--) {
      steps[axis + missing] = input.dim(axis) == 1 ? 0 : step;
      step *= input.dim(axis);
    }
    return steps;
  }

  /** Matrices turned, where that is what it comes to. */
  static DensePlan transposed(Transpose layer, Shape input) {
    List<Integer> moved = layer.axes().stream().filter(axis -> input.dim(axis) > 1).toList();
    int fixed = 0;
    List<Integer> ordered = moved.stream().sorted().toList();
    while (fixed < moved.size() && moved.get(fixed).equals(ordered.get(fixed))) {
      fixed++;
    }
    List<Integer> rest = moved.subList(fixed, moved.size());
    List<Integer> before = ordered.subList(fixed, ordered.size());
    for (int split = 1; split < rest.size(); split++) {
      List<Integer> turned = new ArrayList<>(before.subList(split, before.size()));
      turned.addAll(before.subList(0, split));
      if (turned.equals(rest)) {
        return new DensePlan.Turn(
            product(input, ordered.subList(0, fixed)),
            product(input, before.subList(split, before.size())),
            product(input, before.subList(0, split)));
      }
    }
    return arranged(Arranging.offsets(layer, input), 0);
  }

  private static int product(Shape shape, List<Integer> axes) {
    return axes.stream().mapToInt(shape::dim).reduce(1, Math::multiplyExact);
  }

  /** Tables of the axes; inner axes that lie together are one. */
  static DensePlan arranged(Offsets offsets, float otherwise) {
    List<int[]> axes = new ArrayList<>(Arrays.asList(offsets.axes()));
    while (axes.size() > 1 && together(axes.get(axes.size() - 2), axes.getLast())) {
      int[] inner = axes.removeLast();
      int[] outer = axes.removeLast();
      axes.add(
          Arrays.stream(outer)
              .flatMap(start -> Arrays.stream(inner).map(offset -> start + offset))
              .toArray());
    }
    int[] last = axes.getLast();
    int begin = 0;
    while (begin < last.length && last[begin] < 0) {
      begin++;
    }
    int end = begin;
    while (end < last.length && last[end] == last[begin] + end - begin) {
      end++;
    }
    // Mirrored edges come before what lies together.
    for (int i = begin; i < last.length; i++) {
      int next = i + 1;
      while (next < last.length && last[i] >= 0 && last[next] == last[i] + next - i) {
        next++;
      }
      if (next - i > end - begin) {
        begin = i;
        end = next;
      }
      i = next - 1;
    }
    int[] lengths = axes.stream().mapToInt(axis -> axis.length).toArray();
    return new DensePlan.Arrange(lengths, axes.toArray(int[][]::new), begin, end, otherwise);
  }

  /** Whether the inner axis is one run, and the outer one goes on where it ends. */
  private static boolean together(int[] outer, int... inner) {
    for (int i = 0; i < inner.length; i++) {
      if (inner[i] != inner[0] + i || inner[0] < 0) {
        return false;
      }
    }
    for (int i = 0; i < outer.length; i++) {
      if (outer[i] != outer[0] + i * inner.length || outer[0] < 0) {
        return false;
      }
    }
    return true;
  }

  static DensePlan product(MatMul layer, List<Shape> inputs, Optional<Tensor> stored) {
    Shape output = layer.output(inputs);
    Optional<Shape> storedShape = stored.map(Tensor::shape);
    Shape left = layer.left(inputs, storedShape);
    Shape right = layer.right(inputs, storedShape);
    boolean storedLeft = stored.isPresent() && layer.operandFirst();
    boolean storedRight = stored.isPresent() && !layer.operandFirst();
    int rows = left.dim(-2);
    int columns = right.dim(-1);
    int matrices = Math.toIntExact(output.size() / ((long) rows * columns));
    return new DensePlan.Product(
        rows,
        left.dim(-1),
        columns,
        storedLeft ? source(stored, 0) : Source.given(0),
        starts(left, output, matrices),
        storedRight ? source(stored, 1) : Source.given(stored.isPresent() ? 0 : 1),
        starts(right, output, matrices));
  }

  /** Where the matrix of a factor begins that each matrix of the output is made of. */
  private static int[] starts(Shape factor, Shape output, int matrices) {
    int[] steps = steps(factor, output);
    int[] starts = new int[matrices];
    for (int matrix = 0; matrix < matrices; matrix++) {
      int rest = matrix;
      for (int axis = output.rank() - 3; axis >= 0; axis--) {
        starts[matrix] += rest % output.dim(axis) * steps[axis];
        rest /= output.dim(axis);
      }
    }
    return starts;
  }
}
