package org.receptive.engine.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.receptive.engine.tensor.Shape;

/**
 * Two-dimensional convolution (cross-correlation, as all frameworks compute it): {@code N x
 * inChannels x H x W} to {@code N x outChannels x H' x W'}.
 *
 * @param inChannels channels of the input
 * @param outChannels channels of the output: the number of filters
 * @param window kernel size, stride, padding and dilation
 * @param groups the channels are split into this many groups that do not see each other; must
 *     divide both channel counts. {@code groups == inChannels} is depthwise convolution
 * @param bias whether a number per filter is added
 */
public record Conv2d(int inChannels, int outChannels, Window window, int groups, boolean bias)
    implements Layer {

  /** Checks channels and groups. */
  public Conv2d {
    ChannelRules.check(inChannels, outChannels, groups);
    if (window.ceilMode()) {
      throw new ShapeException(
          "a convolution rounds its output size down; ceil mode is pooling's.");
    }
  }

  /** A square kernel with stride 1, no padding, one group, with bias. */
  public static Conv2d of(int inChannels, int outChannels, int kernel) {
    return new Conv2d(inChannels, outChannels, Window.of(kernel), 1, true);
  }

  /** The same convolution with another window. */
  public Conv2d window(Window other) {
    return new Conv2d(inChannels, outChannels, other, groups, bias);
  }

  /** The same convolution with another stride on both axes. */
  public Conv2d stride(int stride) {
    return window(window.stride(stride, stride));
  }

  /** The same convolution with the same padding on every side. */
  public Conv2d padding(int padding) {
    return padding(Padding.of(padding));
  }

  /** The same convolution with another padding. */
  public Conv2d padding(Padding padding) {
    return window(window.padding(padding));
  }

  /** The same convolution with another dilation on both axes. */
  public Conv2d dilation(int dilation) {
    return window(window.dilation(dilation, dilation));
  }

  /** The same convolution in groups. */
  public Conv2d groups(int groups) {
    return new Conv2d(inChannels, outChannels, window, groups, bias);
  }

  /** The same convolution without bias. */
  public Conv2d withoutBias() {
    return new Conv2d(inChannels, outChannels, window, groups, false);
  }

  @Override
  public Shape output(List<Shape> inputs) {
    Shape input = image(inputs);
    ChannelRules.checkInput(kind(), inChannels, input);
    return window.output(input, outChannels);
  }

  /**
   * The weights as {@code outChannels x inChannels/groups x kH x kW}, then the bias if there is
   * one.
   */
  @Override
  public List<ParameterSpec> parameters() {
    int perFilter = inChannels / groups;
    int fanIn = perFilter * window.kernelHeight() * window.kernelWidth();
    Shape weight = Shape.of(outChannels, perFilter, window.kernelHeight(), window.kernelWidth());
    List<ParameterSpec> specs = new ArrayList<>();
    specs.add(new ParameterSpec("weight", weight, true, fanIn));
    if (bias) {
      specs.add(new ParameterSpec("bias", Shape.of(outChannels), true, fanIn));
    }
    return List.copyOf(specs);
  }

  /** Every output value sums over one window of its group's channels. */
  @Override
  public long macs(List<Shape> inputs) {
    long perValue = (long) (inChannels / groups) * window.kernelHeight() * window.kernelWidth();
    return Math.multiplyExact(output(inputs).size(), perValue);
  }

  @Override
  public Optional<Window> asWindow() {
    return Optional.of(window);
  }

  @Override
  public String describe() {
    return String.format(
        Locale.ROOT,
        "%d filters %s%s%s",
        outChannels,
        window,
        groups == 1 ? "" : ", " + groups + " groups",
        bias ? "" : ", no bias");
  }
}
