package org.receptive.engine.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.receptive.engine.tensor.Shape;

/**
 * Transposed convolution: every input value adds a scaled copy of the kernel to the output. {@code
 * N x inChannels x H x W} to {@code N x outChannels x H' x W'} with {@code H' = (H - 1) * stride -
 * padding + dilation * (kernel - 1) + outputPadding + 1}.
 *
 * @param inChannels channels of the input
 * @param outChannels channels of the output
 * @param window kernel size, stride, padding (cut off the output) and dilation; the padding must be
 *     given in numbers
 * @param outputPaddingHeight extra output rows at the bottom, less than stride or dilation
 * @param outputPaddingWidth extra output columns at the right, less than stride or dilation
 * @param groups channel groups; must divide both channel counts
 * @param bias whether a number per output channel is added
 */
public record ConvTranspose2d(
    int inChannels,
    int outChannels,
    Window window,
    int outputPaddingHeight,
    int outputPaddingWidth,
    int groups,
    boolean bias)
    implements Layer {

  /** Checks channels, groups, padding and output padding. */
  public ConvTranspose2d {
    ChannelRules.check(inChannels, outChannels, groups);
    if (!(window.padding() instanceof Padding.Explicit)) {
      throw new ShapeException(
          "a transposed convolution needs its padding in numbers, but it is '%s'."
              .formatted(window.padding()));
    }
    if (window.ceilMode()) {
      throw new ShapeException(
          "a transposed convolution has nothing to round; ceil mode is pooling's.");
    }
    checkOutputPadding(outputPaddingHeight, window.strideHeight(), window.dilationHeight());
    checkOutputPadding(outputPaddingWidth, window.strideWidth(), window.dilationWidth());
  }

  private static void checkOutputPadding(int padding, int stride, int dilation) {
    if (padding < 0 || (padding > 0 && padding >= Math.max(stride, dilation))) {
      throw new ShapeException(
          String.format(
              Locale.ROOT,
              "the output padding is %d, but must be at least 0 and less than stride %d or dilation"
                  + " %d.",
              padding,
              stride,
              dilation));
    }
  }

  /** A square kernel with stride 1, no padding, one group, with bias. */
  public static ConvTranspose2d of(int inChannels, int outChannels, int kernel) {
    return new ConvTranspose2d(inChannels, outChannels, Window.of(kernel), 0, 0, 1, true);
  }

  /** The same layer with another window. */
  public ConvTranspose2d window(Window other) {
    return new ConvTranspose2d(
        inChannels, outChannels, other, outputPaddingHeight, outputPaddingWidth, groups, bias);
  }

  /** The same layer with another stride on both axes. */
  public ConvTranspose2d stride(int stride) {
    return window(window.stride(stride, stride));
  }

  /** The same layer with the same padding on every side. */
  public ConvTranspose2d padding(int padding) {
    return window(window.padding(Padding.of(padding)));
  }

  /** The same layer with the same output padding on both axes. */
  public ConvTranspose2d outputPadding(int padding) {
    return new ConvTranspose2d(inChannels, outChannels, window, padding, padding, groups, bias);
  }

  @Override
  public Shape output(List<Shape> inputs) {
    Shape input = image(inputs);
    ChannelRules.checkInput(kind(), inChannels, input);
    Padding.Explicit padding = (Padding.Explicit) window.padding();
    int height =
        outputSize(
            input.height(),
            window.strideHeight(),
            padding.top() + padding.bottom(),
            window.dilationHeight() * (window.kernelHeight() - 1),
            outputPaddingHeight);
    int width =
        outputSize(
            input.width(),
            window.strideWidth(),
            padding.left() + padding.right(),
            window.dilationWidth() * (window.kernelWidth() - 1),
            outputPaddingWidth);
    return Shape.of(input.batch(), outChannels, height, width);
  }

  private static int outputSize(int input, int stride, int padding, int reach, int outputPadding) {
    long output = (input - 1L) * stride - padding + reach + outputPadding + 1;
    if (output < 1 || output > Integer.MAX_VALUE) {
      throw new ShapeException(
          String.format(
              Locale.ROOT,
              "%s: (%d - 1) x %d - %d + %d + %d + 1 = %d.",
              output < 1 ? "the padding cuts everything off" : "the output is too large",
              input,
              stride,
              padding,
              reach,
              outputPadding,
              output));
    }
    return (int) output;
  }

  /**
   * The weights as {@code inChannels x outChannels/groups x kH x kW}, then the bias if there is
   * one.
   */
  @Override
  public List<ParameterSpec> parameters() {
    int kernel = window.kernelHeight() * window.kernelWidth();
    Shape weight =
        Shape.of(inChannels, outChannels / groups, window.kernelHeight(), window.kernelWidth());
    int fanIn = inChannels / groups * kernel;
    List<ParameterSpec> specs = new ArrayList<>();
    specs.add(new ParameterSpec("weight", weight, true, fanIn));
    if (bias) {
      specs.add(new ParameterSpec("bias", Shape.of(outChannels), true, fanIn));
    }
    return List.copyOf(specs);
  }

  /** Every input value is multiplied with the kernels of its group's output channels. */
  @Override
  public long macs(List<Shape> inputs) {
    long perValue = (long) (outChannels / groups) * window.kernelHeight() * window.kernelWidth();
    return Math.multiplyExact(image(inputs).size(), perValue);
  }

  @Override
  public Optional<Window> asWindow() {
    return Optional.of(window);
  }

  @Override
  public String describe() {
    return String.format(
        Locale.ROOT, "%d transposed filters %s%s", outChannels, window, bias ? "" : ", no bias");
  }
}
