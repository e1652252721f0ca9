package org.receptive.engine.layer;

import java.util.List;
import org.receptive.engine.tensor.Shape;

/**
 * {@code x} if positive, else {@code slope * x} with learned slopes (He et al., 2015). The shape
 * stays.
 *
 * @param slopes the shape of the slopes, which stretches to the input's (NumPy's broadcasting);
 *     {@code C x 1 x 1} for one in each channel
 */
public record PRelu(Shape slopes) implements Layer {

  /** One slope in each channel of an image. */
  public static PRelu of(int channels) {
    return new PRelu(Shape.of(channels, 1, 1));
  }

  @Override
  public Shape output(List<Shape> inputs) {
    Shape input = single(inputs);
    if (!Axes.broadcast(kind(), input, slopes).equals(input)) {
      throw new ShapeException(
          "PRelu cannot stretch slopes of %s to the input %s.".formatted(slopes, input));
    }
    return input;
  }

  /** The slopes. */
  @Override
  public List<ParameterSpec> parameters() {
    return List.of(new ParameterSpec("slope", slopes, true, 1));
  }

  @Override
  public String describe() {
    return "max(x, 0) + slope min(x, 0), %s slopes".formatted(slopes);
  }
}
