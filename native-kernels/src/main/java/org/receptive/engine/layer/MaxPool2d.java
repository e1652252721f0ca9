package org.receptive.engine.layer;

import java.util.List;
import java.util.Optional;
import org.receptive.engine.tensor.Shape;

/**
 * The largest value of each window, channel by channel: {@code N x C x H x W} to {@code N x C x H'
 * x W'}. Padding never wins: it counts as minus infinity.
 *
 * @param window kernel size, stride, padding, dilation and rounding
 */
public record MaxPool2d(Window window) implements Layer {

  /** Checks that no window can lie wholly in the padding. */
  public MaxPool2d {
    PoolingRules.checkPadding(window);
  }

  /** A square window that moves by the given stride, without padding. */
  public static MaxPool2d of(int kernel, int stride) {
    return new MaxPool2d(Window.of(kernel).stride(stride, stride));
  }

  /** The same pooling with the same padding on every side. */
  public MaxPool2d padding(int padding) {
    return new MaxPool2d(window.padding(Padding.of(padding)));
  }

  /** The same pooling with another padding. */
  public MaxPool2d padding(Padding padding) {
    return new MaxPool2d(window.padding(padding));
  }

  /** The same pooling, rounding the output size up. */
  public MaxPool2d ceilMode() {
    return new MaxPool2d(window.ceilMode(true));
  }

  @Override
  public Shape output(List<Shape> inputs) {
    Shape input = image(inputs);
    return window.output(input, input.channels());
  }

  @Override
  public Optional<Window> asWindow() {
    return Optional.of(window);
  }

  @Override
  public String describe() {
    return "max of " + window;
  }
}
