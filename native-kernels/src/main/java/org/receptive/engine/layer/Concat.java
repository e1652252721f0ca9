package org.receptive.engine.layer;

import java.util.List;
import java.util.Locale;
import org.receptive.engine.tensor.Shape;

/**
 * Two or more inputs, one behind the other along one axis; all other axes must agree.
 *
 * @param axis the axis, 1 for channels; negative from the end
 */
public record Concat(int axis) implements Layer {

  /** Along the channels. */
  public Concat() {
    this(1);
  }

  @Override
  public Shape output(List<Shape> inputs) {
    if (inputs.size() < 2) {
      throw new ShapeException(
          String.format(
              Locale.ROOT, "Concat takes two or more inputs, but %d was given.", inputs.size()));
    }
    Shape first = inputs.getFirst();
    if (axis == 1 && first.rank() < 2) {
      throw new ShapeException("Concat joins channels, but %s has none.".formatted(first));
    }
    int along = Axes.normalized(kind(), axis, first);
    int[] dims = first.dims();
    dims[along] = 0;
    for (Shape input : inputs) {
      int[] other = input.dims();
      for (int i = 0; i < Math.max(dims.length, other.length); i++) {
        if (i != along && (other.length != dims.length || other[i] != dims[i])) {
          throw new ShapeException(
              "Concat needs inputs that differ in %s only, but they are %s and %s."
                  .formatted(along == 1 ? "channels" : "axis " + along, first, input));
        }
      }
      dims[along] = Math.addExact(dims[along], other[along]);
    }
    return Shape.of(dims);
  }

  @Override
  public String describe() {
    return axis == 1
        ? "channels of its inputs, one behind the other"
        : "its inputs, one behind the other along axis " + axis;
  }
}
