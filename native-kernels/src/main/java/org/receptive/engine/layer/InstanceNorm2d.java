package org.receptive.engine.layer;

import java.util.List;
import java.util.Locale;
import org.receptive.engine.tensor.Shape;

/**
 * Instance normalisation (Ulyanov et al., 2016): each map of each image gets mean 0 and variance 1,
 * {@code (x - mean) / sqrt(var + epsilon) * weight + bias}, with the statistics of that map alone.
 * {@code N x C x H x W}; the shape stays.
 *
 * @param channels channels of the input
 * @param epsilon what keeps the root from 0
 */
public record InstanceNorm2d(int channels, float epsilon) implements Layer {

  /** Checks the channels. */
  public InstanceNorm2d {
    if (channels < 1 || !(epsilon >= 0)) {
      throw new ShapeException(
          String.format(
              Locale.ROOT,
              "instance normalisation needs at least 1 channel and an epsilon of at least 0, but"
                  + " has %d and %s.",
              channels,
              epsilon));
    }
  }

  @Override
  public Shape output(List<Shape> inputs) {
    Shape input = image(inputs);
    if (input.channels() != channels) {
      throw new ShapeException(
          String.format(
              Locale.ROOT,
              "InstanceNorm2d expects %d channels, but the input is %s.",
              channels,
              input));
    }
    return input;
  }

  /** A factor and a summand for each channel. */
  @Override
  public List<ParameterSpec> parameters() {
    Shape each = Shape.of(channels);
    return List.of(
        new ParameterSpec("weight", each, true, 0), new ParameterSpec("bias", each, true, 0));
  }

  @Override
  public String describe() {
    return String.format(Locale.ROOT, "%d channels, each map by itself", channels);
  }
}
