package org.receptive.engine.layer;

import java.util.List;
import java.util.Locale;
import org.receptive.engine.tensor.Memory;
import org.receptive.engine.tensor.Shape;

/** All values of an image in one row: {@code N x C x H x W} to {@code N x (C * H * W)}. */
public record Flatten() implements Layer {

  @Override
  public Shape output(List<Shape> inputs) {
    Shape input = single(inputs);
    long features = input.size() / input.batch();
    if (features > Integer.MAX_VALUE) {
      throw new ShapeException(
          String.format(
              Locale.ROOT,
              "flattening %s gives %,d features (%s each image), more than a layer can take.",
              input,
              features,
              Memory.binary(features * Float.BYTES)));
    }
    return Shape.of(input.batch(), (int) features);
  }

  @Override
  public String describe() {
    return "one row of numbers";
  }
}
