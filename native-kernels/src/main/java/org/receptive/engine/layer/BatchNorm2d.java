package org.receptive.engine.layer;

import java.util.List;
import java.util.Locale;
import org.receptive.engine.tensor.Shape;

/**
 * Batch normalisation at inference: {@code (x - running_mean) / sqrt(running_var + epsilon) *
 * weight + bias} per channel (Ioffe and Szegedy, 2015). {@code N x C x H x W} or {@code N x C}; the
 * shape stays.
 *
 * @param channels the number of channels
 * @param epsilon added to the variance, inside the root
 */
public record BatchNorm2d(int channels, float epsilon) implements Layer {

  /** Checks channels and epsilon. */
  public BatchNorm2d {
    if (channels < 1 || !(epsilon >= 0)) {
      throw new ShapeException(
          String.format(
              Locale.ROOT,
              "batch normalisation needs at least 1 channel and an epsilon of at least 0, but has"
                  + " %d and %s.",
              channels,
              epsilon));
    }
  }

  /** Batch normalisation with epsilon 1e-5, PyTorch's default. */
  public static BatchNorm2d of(int channels) {
    return new BatchNorm2d(channels, 1e-5f);
  }

  @Override
  public Shape output(List<Shape> inputs) {
    Shape input = single(inputs);
    if (input.rank() < 2 || input.channels() != channels) {
      throw new ShapeException(
          String.format(
              Locale.ROOT,
              "BatchNorm2d expects %d channels, but the input is %s.",
              channels,
              input));
    }
    return input;
  }

  /** Scale and shift, which train, and the running mean and variance, which only adapt. */
  @Override
  public List<ParameterSpec> parameters() {
    Shape each = Shape.of(channels);
    return List.of(
        new ParameterSpec("weight", each, true, 0),
        new ParameterSpec("bias", each, true, 0),
        new ParameterSpec("running_mean", each, false, 0),
        new ParameterSpec("running_var", each, false, 0));
  }

  @Override
  public String describe() {
    return String.format(Locale.ROOT, "scale and shift of %d channels", channels);
  }
}
