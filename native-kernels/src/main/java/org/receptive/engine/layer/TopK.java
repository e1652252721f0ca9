package org.receptive.engine.layer;

import java.util.List;
import java.util.Locale;
import org.receptive.engine.tensor.Shape;

/**
 * The largest (or smallest) values along one axis in order, or where they lay. Of equal values the
 * one that comes first wins.
 *
 * @param axis the axis; negative from the end
 * @param count how many are taken
 * @param largest whether the largest, else the smallest
 * @param indices whether the places of the values are given, counted along the axis from 0, instead
 *     of the values
 */
public record TopK(int axis, int count, boolean largest, boolean indices) implements Layer {

  /** Checks the count. */
  public TopK {
    if (count < 1) {
      throw new ShapeException(
          String.format(Locale.ROOT, "TopK takes 1 value or more, but was told %d.", count));
    }
  }

  @Override
  public Shape output(List<Shape> inputs) {
    Shape input = single(inputs);
    int along = Axes.normalized(kind(), axis, input);
    if (count > input.dim(along)) {
      throw new ShapeException(
          String.format(
              Locale.ROOT,
              "TopK takes %d values of axis %d, but the input %s has only %d there.",
              count,
              along,
              input,
              input.dim(along)));
    }
    int[] dims = input.dims();
    dims[along] = count;
    return Shape.of(dims);
  }

  @Override
  public String describe() {
    return String.format(
        Locale.ROOT,
        "%s %d%s %s along axis %d",
        indices ? "where the" : "the",
        count,
        largest ? " largest" : " smallest",
        indices ? "lie" : "in order",
        axis);
  }
}
