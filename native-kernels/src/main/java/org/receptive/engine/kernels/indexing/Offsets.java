package org.receptive.engine.kernels.indexing;

import java.util.Arrays;
import org.receptive.engine.kernels.parallel.Cancellation;
import org.receptive.engine.tensor.Shape;

/**
 * Where the values of an output lie in an input, axis by axis: the flat index is the sum of one
 * number for each axis, so that transposing, slicing, padding and stretching are all one loop.
 */
public final class Offsets {
  /** Stands for a value that comes from nowhere: padding. */
  public static final int NOWHERE = -1;

  private final int[][] axes;

  /**
   * Offsets for an output.
   *
   * @param axes for each axis of the output and each index, what it adds to the flat index of the
   *     input; {@link #NOWHERE} where there is none
   */
  Offsets(int[][] axes) {
    this.axes = axes;
  }

  /** For each axis of the output and each index, what it adds to the flat index of the input. */
  public int[][] axes() {
    return Arrays.stream(axes).map(int[]::clone).toArray(int[][]::new);
  }

  /** Takes one value. */
  public interface Visitor {
    /** The flat index in the output, and in the input or {@link #NOWHERE}. */
    void visit(int output, int input);
  }

  /** How far neighbours on each axis lie apart. */
  public static int[] strides(Shape shape) {
    int[] strides = new int[shape.rank()];
    int stride = 1;
    for (int axis = strides.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= shape.dim(axis);
    }
    return strides;
  }

  /** An input that stretches to the output's shape (NumPy's broadcasting). */
  public static Offsets stretched(Shape input, Shape output) {
    int[] strides = strides(input);
    int missing = output.rank() - input.rank();
    int[][] axes = new int[output.rank()][];
    for (int axis = 0; axis < axes.length; axis++) {
      int[] offsets = new int[output.dim(axis)];
      if (axis >= missing && input.dim(axis - missing) > 1) {
        int stride = strides[axis - missing];
        Arrays.setAll(offsets, i -> i * stride);
      }
      axes[axis] = offsets;
    }
    return new Offsets(axes);
  }

  /** Visits every value of the output in order. */
  public void forEach(String operation, Visitor visitor) {
    walk(operation, 0, 0, 0, visitor);
  }

  private int walk(String operation, int axis, int output, int input, Visitor visitor) {
    int next = output;
    boolean innermost = axis == axes.length - 1;
    if (innermost) {
      Cancellation.check(operation);
    }
    for (int offset : axes[axis]) {
      int from = input == NOWHERE || offset == NOWHERE ? NOWHERE : input + offset;
      if (innermost) {
        visitor.visit(next++, from);
      } else {
        next = walk(operation, axis + 1, next, from, visitor);
      }
    }
    return next;
  }

  /** The sum of the offsets at one place, given one index for each axis. */
  public int at(int... index) {
    int sum = 0;
    for (int axis = 0; axis < index.length; axis++) {
      sum += axes[axis][index[axis]];
    }
    return sum;
  }
}
