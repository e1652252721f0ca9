package org.receptive.engine.layer;

import java.util.List;
import org.receptive.engine.tensor.Shape;

/** Two or more inputs, one behind the other along the channels; all else must agree. */
public record Concat() implements Layer {

  @Override
  public Shape output(List<Shape> inputs) {
    if (inputs.size() < 2) {
      throw new ShapeException(
          "Concat takes two or more inputs, but %d was given.".formatted(inputs.size()));
    }
    int[] dims = inputs.getFirst().dims();
    if (dims.length < 2) {
      throw new ShapeException("Concat joins channels, but %s has none.".formatted(inputs.get(0)));
    }
    dims[1] = 0;
    for (Shape input : inputs) {
      int[] other = input.dims();
      for (int axis = 0; axis < Math.max(dims.length, other.length); axis++) {
        if (axis != 1 && (other.length != dims.length || other[axis] != dims[axis])) {
          throw new ShapeException(
              "Concat needs inputs that differ in channels only, but they are %s and %s."
                  .formatted(inputs.getFirst(), input));
        }
      }
      dims[1] += other[1];
    }
    return Shape.of(dims);
  }

  @Override
  public String describe() {
    return "channels of its inputs, one behind the other";
  }
}
