package org.receptive.engine.layer;

import java.util.Locale;
import org.receptive.engine.tensor.Shape;

/** Axes by number, and shapes that stretch to fit each other. */
final class Axes {
  private Axes() {}

  /**
   * An axis counted from the front.
   *
   * @throws ShapeException if the shape has no such axis
   */
  static int normalized(String kind, int axis, Shape shape) {
    if (axis >= shape.rank() || axis < -shape.rank()) {
      throw new ShapeException(
          String.format(
              Locale.ROOT,
              "%s over axis %d needs that axis, but the input %s has only %d.",
              kind,
              axis,
              shape,
              shape.rank()));
    }
    return axis < 0 ? axis + shape.rank() : axis;
  }

  /**
   * The shape that both stretch to: aligned at the last axis, a length of 1 (or none) stretches to
   * the other's (NumPy's broadcasting).
   *
   * @throws ShapeException if an axis differs and neither is 1
   */
  static Shape broadcast(String kind, Shape a, Shape b) {
    int[] dims = new int[Math.max(a.rank(), b.rank())];
    for (int i = 1; i <= dims.length; i++) {
      int left = i <= a.rank() ? a.dim(-i) : 1;
      int right = i <= b.rank() ? b.dim(-i) : 1;
      if (left != right && left != 1 && right != 1) {
        throw new ShapeException(
            String.format(
                Locale.ROOT,
                "%s cannot stretch %s and %s to one shape: at axis %d from the end, %d meets %d.",
                kind,
                a,
                b,
                i,
                left,
                right));
      }
      dims[dims.length - i] = left == 1 ? right : left;
    }
    return Shape.of(dims);
  }
}
