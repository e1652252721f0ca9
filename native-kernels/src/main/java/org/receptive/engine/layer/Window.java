package org.receptive.engine.layer;

import java.util.Locale;
import org.receptive.engine.tensor.Shape;

/**
 * A two-dimensional sliding window, as convolution and pooling use it.
 *
 * @param kernelHeight kernel rows, at least 1
 * @param kernelWidth kernel columns, at least 1
 * @param strideHeight rows between windows, at least 1
 * @param strideWidth columns between windows, at least 1
 * @param padding what is added around the input
 * @param dilationHeight distance between kernel rows, at least 1
 * @param dilationWidth distance between kernel columns, at least 1
 * @param ceilMode whether the output size rounds up
 */
public record Window(
    int kernelHeight,
    int kernelWidth,
    int strideHeight,
    int strideWidth,
    Padding padding,
    int dilationHeight,
    int dilationWidth,
    boolean ceilMode) {

  /** Checks everything that does not depend on the input. */
  public Window {
    positive("kernel", kernelHeight, kernelWidth, "");
    positive("stride", strideHeight, strideWidth, ": the window would never move");
    positive("dilation", dilationHeight, dilationWidth, " (1 means a dense kernel)");
    checkExtent(kernelHeight, dilationHeight);
    checkExtent(kernelWidth, dilationWidth);
  }

  /** Keeps the arithmetic of extents within an int. */
  private static void checkExtent(int kernel, int dilation) {
    long extent = (long) dilation * (kernel - 1) + 1;
    if (extent > 1 << 30) {
      throw new ShapeException(
          String.format(
              Locale.ROOT,
              "the window covers %d x (%d - 1) + 1 = %,d elements, more than any input has.",
              dilation,
              kernel,
              extent));
    }
  }

  private static void positive(String what, int height, int width, String why) {
    if (height < 1 || width < 1) {
      throw new ShapeException(
          "the %s is %s, but must be at least 1%s."
              .formatted(what, height == width ? "" + height : height + " x " + width, why));
    }
  }

  /** A square window of the given size: stride 1, no padding, no dilation. */
  public static Window of(int kernel) {
    return of(kernel, kernel);
  }

  /** A window of the given height and width: stride 1, no padding, no dilation. */
  public static Window of(int kernelHeight, int kernelWidth) {
    return new Window(kernelHeight, kernelWidth, 1, 1, Padding.VALID, 1, 1, false);
  }

  /** The same window with another stride. */
  public Window stride(int height, int width) {
    return new Window(
        kernelHeight, kernelWidth, height, width, padding, dilationHeight, dilationWidth, ceilMode);
  }

  /** The same window with another padding. */
  public Window padding(Padding other) {
    return new Window(
        kernelHeight,
        kernelWidth,
        strideHeight,
        strideWidth,
        other,
        dilationHeight,
        dilationWidth,
        ceilMode);
  }

  /** The same window with another dilation. */
  public Window dilation(int height, int width) {
    return new Window(
        kernelHeight, kernelWidth, strideHeight, strideWidth, padding, height, width, ceilMode);
  }

  /** Whether neighbouring kernel elements do not lie side by side. */
  public boolean isDilated() {
    return dilationHeight != 1 || dilationWidth != 1;
  }

  /** The same window, rounding the output size up or down. */
  public Window ceilMode(boolean up) {
    return new Window(
        kernelHeight,
        kernelWidth,
        strideHeight,
        strideWidth,
        padding,
        dilationHeight,
        dilationWidth,
        up);
  }

  /** The arithmetic along the height of an input of the given height. */
  public WindowAxis alongHeight(int input) {
    int[] pad = padding.height(input, dilationHeight * (kernelHeight - 1) + 1, strideHeight);
    return new WindowAxis(
        input, kernelHeight, strideHeight, pad[0], pad[1], dilationHeight, ceilMode);
  }

  /** The arithmetic along the width of an input of the given width. */
  public WindowAxis alongWidth(int input) {
    int[] pad = padding.width(input, dilationWidth * (kernelWidth - 1) + 1, strideWidth);
    return new WindowAxis(input, kernelWidth, strideWidth, pad[0], pad[1], dilationWidth, ceilMode);
  }

  /**
   * The shape after sliding over an {@code N x C x H x W} input, with the given channels.
   *
   * @throws ShapeException if the window does not fit
   */
  public Shape output(Shape input, int channels) {
    return Shape.of(
        input.batch(),
        channels,
        alongHeight(input.height()).output(),
        alongWidth(input.width()).output());
  }

  /** The kernel as it is spoken: {@code 5x5}. */
  public String kernelText() {
    return kernelHeight + "x" + kernelWidth;
  }

  /** Everything that is not the default, after the kernel: {@code 3x3, stride 2, padding 1}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(kernelText());
    if (strideHeight != 1 || strideWidth != 1) {
      text.append(", stride ").append(pair(strideHeight, strideWidth));
    }
    if (!padding.equals(Padding.VALID)) {
      text.append(", padding ").append(padding);
    }
    if (isDilated()) {
      text.append(", dilation ").append(pair(dilationHeight, dilationWidth));
    }
    return text.append(ceilMode ? ", ceil mode" : "").toString();
  }

  private static String pair(int height, int width) {
    return height == width ? Integer.toString(height) : height + " x " + width;
  }
}
