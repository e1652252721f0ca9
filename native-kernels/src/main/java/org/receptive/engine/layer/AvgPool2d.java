package org.receptive.engine.layer;

import java.util.List;
import java.util.Optional;
import org.receptive.engine.tensor.Shape;

/**
 * The mean of each window, channel by channel: {@code N x C x H x W} to {@code N x C x H' x W'}.
 *
 * @param window kernel size, stride, padding, dilation and rounding
 * @param countIncludePad whether padding zeros count in the divisor (PyTorch's default is true).
 *     What hangs over the padded input in ceil mode never counts
 */
public record AvgPool2d(Window window, boolean countIncludePad) implements Layer {

  /** Checks that no window can lie wholly in the padding. */
  public AvgPool2d {
    PoolingRules.checkPadding(window);
  }

  /** A square window that moves by the given stride, without padding; padding would count. */
  public static AvgPool2d of(int kernel, int stride) {
    return new AvgPool2d(Window.of(kernel).stride(stride, stride), true);
  }

  /** The same pooling with the same padding on every side. */
  public AvgPool2d padding(int padding) {
    return new AvgPool2d(window.padding(Padding.of(padding)), countIncludePad);
  }

  /** The same pooling with another padding. */
  public AvgPool2d padding(Padding padding) {
    return new AvgPool2d(window.padding(padding), countIncludePad);
  }

  /** The same pooling with this distance between the pixels of a window. */
  public AvgPool2d dilation(int dilation) {
    return new AvgPool2d(window.dilation(dilation, dilation), countIncludePad);
  }

  /** The same pooling, rounding the output size up. */
  public AvgPool2d ceilMode() {
    return new AvgPool2d(window.ceilMode(true), countIncludePad);
  }

  /** The same pooling, dividing by the number of real pixels only. */
  public AvgPool2d withoutCountingPadding() {
    return new AvgPool2d(window, false);
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
    return "mean of " + window + (countIncludePad ? "" : ", padding not counted");
  }
}
