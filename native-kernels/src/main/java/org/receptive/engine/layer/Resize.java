package org.receptive.engine.layer;

import java.util.List;
import java.util.Locale;
import org.receptive.engine.tensor.Shape;

/**
 * Height and width changed by interpolation: {@code N x C x H x W} to {@code N x C x height x
 * width}.
 *
 * @param height rows of the output
 * @param width columns of the output
 * @param mode how values between pixels are found
 */
public record Resize(int height, int width, Mode mode) implements Layer {

  /** How an output pixel finds its value. */
  public enum Mode {
    /** The input pixel at {@code floor(out * in / size)}: PyTorch's "nearest". */
    NEAREST,
    /** Bilinear between pixel centres: {@code max(0, (out + 0.5) * in / size - 0.5)}. */
    BILINEAR,
    /** Bilinear with the corner pixels' centres aligned: {@code out * (in - 1) / (size - 1)}. */
    BILINEAR_ALIGN_CORNERS
  }

  /** Checks that something is left. */
  public Resize {
    if (height < 1 || width < 1) {
      throw new ShapeException(
          String.format(
              Locale.ROOT,
              "an image cannot be resized to %d x %d; both must be at least 1.",
              height,
              width));
    }
  }

  @Override
  public Shape output(List<Shape> inputs) {
    Shape input = image(inputs);
    return Shape.of(input.batch(), input.channels(), height, width);
  }

  @Override
  public String describe() {
    return String.format(
        Locale.ROOT,
        "to %d x %d, %s",
        height,
        width,
        switch (mode) {
          case NEAREST -> "nearest";
          case BILINEAR -> "bilinear";
          case BILINEAR_ALIGN_CORNERS -> "bilinear, corners aligned";
        });
  }
}
