package org.receptive.engine.layer;

import java.util.List;
import java.util.Locale;
import org.receptive.engine.tensor.Shape;

/**
 * Local response normalisation across channels (Krizhevsky et al., 2012): {@code x_c / (k + a * sum
 * of x^2 over the channels c - size/2 to c + (size-1)/2)^beta}. {@code N x C x H x W}; the shape
 * stays. Of an even size, ONNX's window has its further channel ahead instead: {@code c -
 * (size-1)/2} to {@code c + size/2}.
 *
 * @param size channels in the window
 * @param alpha the weight of the sum; how it enters is the convention's
 * @param beta the exponent
 * @param k the constant
 * @param convention whether {@code a} is {@code alpha} or {@code alpha / size}, and where an even
 *     window lies
 */
public record LocalResponseNorm(
    int size, float alpha, float beta, float k, AlphaConvention convention) implements Layer {

  /**
   * How alpha enters the formula: papers and frameworks differ by a factor of the window's size.
   */
  public enum AlphaConvention {
    /** {@code a = alpha}: the AlexNet paper. */
    PAPER,
    /** {@code a = alpha / size}: PyTorch, Caffe. */
    DIVIDED_BY_SIZE,
    /** {@code a = alpha / size}, and an even window reaches further ahead than back: ONNX. */
    DIVIDED_AHEAD
  }

  /** Checks the window. */
  public LocalResponseNorm {
    if (size < 1) {
      throw new ShapeException(
          String.format(
              Locale.ROOT,
              "the window of local response normalisation spans %d channels, but must span at least"
                  + " 1.",
              size));
    }
  }

  /** The constants of the AlexNet paper, section 3.3: size 5, alpha 1e-4, beta 0.75, k 2. */
  public static LocalResponseNorm alexNet() {
    return new LocalResponseNorm(5, 1e-4f, 0.75f, 2, AlphaConvention.PAPER);
  }

  /** The factor that multiplies the sum of squares. */
  public float factor() {
    return convention == AlphaConvention.PAPER ? alpha : alpha / size;
  }

  /** How many channels before its own the window sees. */
  public int before() {
    return convention == AlphaConvention.DIVIDED_AHEAD ? (size - 1) / 2 : size / 2;
  }

  /** How many channels behind its own the window sees. */
  public int behind() {
    return size - 1 - before();
  }

  @Override
  public Shape output(List<Shape> inputs) {
    return image(inputs);
  }

  @Override
  public String describe() {
    return String.format(
        Locale.ROOT,
        "over %d channels, alpha %s%s",
        size,
        alpha,
        convention == AlphaConvention.PAPER ? "" : " / " + size);
  }
}
