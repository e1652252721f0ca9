package org.receptive.engine.layer;

import java.util.List;
import java.util.Locale;
import org.receptive.engine.tensor.Shape;

/**
 * {@code exp(x_i) / sum_j exp(x_j)} along one axis, with the maximum subtracted first so that
 * nothing overflows. The shape stays.
 *
 * @param axis the axis whose values sum to 1; 1 for features or channels, negative from the end
 */
public record Softmax(int axis) implements Layer {

  /** Softmax over features or channels. */
  public static Softmax overChannels() {
    return new Softmax(1);
  }

  @Override
  public Shape output(List<Shape> inputs) {
    Shape input = single(inputs);
    if (axis >= input.rank() || axis < -input.rank()) {
      throw new ShapeException(
          String.format(
              Locale.ROOT,
              "Softmax over axis %d needs that axis, but the input %s has only %d.",
              axis,
              input,
              input.rank()));
    }
    return input;
  }

  @Override
  public String describe() {
    return axis == 1 ? "over the classes" : "over axis " + axis;
  }
}
