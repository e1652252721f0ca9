package org.receptive.engine.layer;

import java.util.Locale;
import org.receptive.engine.tensor.Shape;

/** What must hold between channels and groups of a convolution. */
final class ChannelRules {
  private ChannelRules() {}

  static void check(int inChannels, int outChannels, int groups) {
    if (inChannels < 1 || outChannels < 1) {
      throw new ShapeException(
          String.format(
              Locale.ROOT,
              "a convolution needs at least 1 channel in and out, but has %d and %d.",
              inChannels,
              outChannels));
    }
    if (groups < 1) {
      throw new ShapeException(
          String.format(
              Locale.ROOT, "the number of groups is %d, but must be at least 1.", groups));
    }
    if (inChannels % groups != 0 || outChannels % groups != 0) {
      String which = inChannels % groups != 0 ? "input" : "output";
      int channels = inChannels % groups != 0 ? inChannels : outChannels;
      throw new ShapeException(
          String.format(
              Locale.ROOT,
              "%d groups do not divide the %d %s channels: %d = %d x %d + %d.",
              groups,
              channels,
              which,
              channels,
              groups,
              channels / groups,
              channels % groups));
    }
  }

  static void checkInput(String kind, int inChannels, Shape input) {
    if (input.channels() != inChannels) {
      throw new ShapeException(
          String.format(
              Locale.ROOT,
              "%s expects %d input channels, but the input %s has %d.",
              kind,
              inChannels,
              input,
              input.channels()));
    }
  }
}
