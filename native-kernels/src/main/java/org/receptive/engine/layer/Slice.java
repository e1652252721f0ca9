package org.receptive.engine.layer;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.receptive.engine.tensor.Shape;

/**
 * A part of a tensor: of some axes, only a range of indices. Ranges are Python's: negative numbers
 * count from the end, what lies outside is cut, and a negative step walks backwards.
 *
 * @param cuts what is taken of which axis; the other axes stay whole
 */
public record Slice(List<Cut> cuts) implements Arrangement {

  /**
   * What is taken of one axis.
   *
   * @param axis the axis; negative from the end
   * @param start the first index
   * @param end the index behind the last
   * @param step from one to the next; not 0
   */
  public record Cut(int axis, long start, long end, long step) {

    /** Checks the step. */
    public Cut {
      if (step == 0) {
        throw new ShapeException("a slice with step 0 never moves; the step must not be 0.");
      }
    }

    /** The first index on an axis of the given length. */
    public int first(int length) {
      long from = start < 0 ? start + length : start;
      return (int) Math.clamp(from, 0L, step > 0 ? (long) length : length - 1L);
    }

    /** How many indices are taken of an axis of the given length; may be 0. */
    public int count(int length) {
      long behind = end < 0 ? Math.max(end, -1L - length) + length : end;
      long last =
          step > 0 ? Math.clamp(behind, 0L, (long) length) : Math.clamp(behind, -1L, length - 1L);
      long distance = step > 0 ? last - first(length) : first(length) - last;
      long stride = Math.abs(Math.max(step, -Long.MAX_VALUE));
      return (int) Math.max(0, distance / stride + (distance % stride > 0 ? 1 : 0));
    }

    @Override
    public String toString() {
      String range = "%s:%s".formatted(start, end == Integer.MAX_VALUE ? "" : "" + end);
      return String.format(Locale.ROOT, "axis %d %s%s", axis, range, step == 1 ? "" : ":" + step);
    }
  }

  /** Copies the cuts. */
  public Slice {
    cuts = List.copyOf(cuts);
  }

  /** The indices {@code start} up to but not {@code end} of one axis. */
  public static Slice of(int axis, long start, long end) {
    return new Slice(List.of(new Cut(axis, start, end, 1)));
  }

  @Override
  public Shape output(List<Shape> inputs) {
    Shape input = single(inputs);
    int[] dims = input.dims();
    for (Cut cut : cuts) {
      int axis = Axes.normalized(kind(), cut.axis(), input);
      dims[axis] = cut.count(input.dim(axis));
      if (dims[axis] == 0) {
        throw new ShapeException(
            "Slice takes nothing of the input %s: %s is empty.".formatted(input, cut));
      }
    }
    return Shape.of(dims);
  }

  @Override
  public String describe() {
    return cuts.stream().map(Cut::toString).collect(Collectors.joining(", "));
  }
}
