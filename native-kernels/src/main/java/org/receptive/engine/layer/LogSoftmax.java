package org.receptive.engine.layer;

import java.util.List;
import org.receptive.engine.tensor.Shape;

/**
 * The logarithm of {@link Softmax}, {@code x_i - log(sum_j exp(x_j))}, worked out without the
 * quotient, so that small chances do not become minus infinity. The shape stays.
 *
 * @param axis the axis whose exponentials sum to 1; negative from the end
 */
public record LogSoftmax(int axis) implements Layer {

  @Override
  public Shape output(List<Shape> inputs) {
    Shape input = single(inputs);
    Axes.normalized(kind(), axis, input);
    return input;
  }

  @Override
  public String describe() {
    return axis == 1 ? "over the classes" : "over axis " + axis;
  }
}
