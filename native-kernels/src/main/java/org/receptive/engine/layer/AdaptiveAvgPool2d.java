package org.receptive.engine.layer;

import java.util.List;
import java.util.Locale;
import org.receptive.engine.tensor.Shape;

/**
 * The mean of a grid of bins of about equal size: {@code N x C x H x W} to {@code N x C x height x
 * width}. Bin {@code i} covers the input from {@code floor(i * H / height)} up to {@code ceil((i +
 * 1) * H / height)}; bins may overlap by one. With 1 x 1 this is global mean pooling.
 *
 * @param height rows of the output
 * @param width columns of the output
 */
public record AdaptiveAvgPool2d(int height, int width) implements Layer {

  /** Checks that there is at least one bin. */
  public AdaptiveAvgPool2d {
    if (height < 1 || width < 1) {
      throw new ShapeException(
          String.format(
              Locale.ROOT,
              "adaptive pooling needs at least 1 x 1 bins, but was given %d x %d.",
              height,
              width));
    }
  }

  /** One bin that covers everything. */
  public static AdaptiveAvgPool2d global() {
    return new AdaptiveAvgPool2d(1, 1);
  }

  @Override
  public Shape output(List<Shape> inputs) {
    Shape input = image(inputs);
    return Shape.of(input.batch(), input.channels(), height, width);
  }

  @Override
  public String describe() {
    return height == 1 && width == 1
        ? "global mean"
        : String.format(Locale.ROOT, "mean of %d x %d bins", height, width);
  }
}
