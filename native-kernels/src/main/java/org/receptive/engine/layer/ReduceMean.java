package org.receptive.engine.layer;

import java.util.List;
import java.util.stream.IntStream;
import org.receptive.engine.tensor.Shape;

/**
 * The mean over some axes.
 *
 * @param axes the axes that are summed over; negative from the end; empty for all
 * @param keepAxes whether they stay, with length 1. If none is left, one of length 1 is
 */
public record ReduceMean(List<Integer> axes, boolean keepAxes) implements Layer {

  /** Copies the axes. */
  public ReduceMean {
    axes = List.copyOf(axes);
  }

  /** Whether each axis of an input is summed over. */
  public boolean[] summed(Shape input) {
    boolean[] summed = new boolean[input.rank()];
    axes.forEach(axis -> summed[Axes.normalized(kind(), axis, input)] = true);
    if (axes.isEmpty()) {
      java.util.Arrays.fill(summed, true);
    }
    return summed;
  }

  /** The shape of the output with the summed axes kept. */
  public Shape kept(Shape input) {
    boolean[] summed = summed(input);
    return Shape.of(
        IntStream.range(0, input.rank()).map(axis -> summed[axis] ? 1 : input.dim(axis)).toArray());
  }

  @Override
  public Shape output(List<Shape> inputs) {
    Shape input = single(inputs);
    if (keepAxes) {
      return kept(input);
    }
    boolean[] summed = summed(input);
    int[] dims =
        IntStream.range(0, input.rank()).filter(axis -> !summed[axis]).map(input::dim).toArray();
    return dims.length == 0 ? Shape.of(1) : Shape.of(dims);
  }

  @Override
  public String describe() {
    return "mean over " + (axes.isEmpty() ? "everything" : "axes " + axes);
  }
}
