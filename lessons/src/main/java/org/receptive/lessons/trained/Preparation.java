package org.receptive.lessons.trained;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.receptive.engine.layer.Arithmetic;
import org.receptive.engine.layer.Arithmetic.Operation;
import org.receptive.engine.layer.Pad;
import org.receptive.engine.layer.Resample;
import org.receptive.engine.layer.Resample.Coordinates;
import org.receptive.engine.layer.Resample.Method;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.NetworkBuilder;
import org.receptive.engine.network.Weights;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/**
 * How a picture becomes what a network was trained to see: made square, resized by bilinear
 * interpolation as TensorFlow does it (output pixel {@code i} lies at {@code i / scale}), and
 * {@code (value - mean) / divisor} of values from 0 to 255. It is a small network of its own.
 *
 * @param side width and height of the result
 * @param fit how a picture that is not square becomes so
 * @param mean red, green, blue, from 0 to 255
 * @param divisor what the rest is divided by
 */
public record Preparation(int side, Fit fit, List<Double> mean, double divisor) {
  private static final int BRIGHTEST = 255;

  /** How a picture becomes square. */
  public enum Fit {
    /** Width and height are scaled differently. */
    STRETCHED,
    /** Black is added at the right or below. */
    TOP_LEFT,
    /** Black is added on both sides, or above and below. */
    CENTRED
  }

  /** Copies the mean. */
  public Preparation {
    mean = List.copyOf(mean);
    if (side < 1 || mean.size() != 3 || divisor == 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "A picture cannot be prepared for side %d, mean %s and divisor %s.",
              side,
              mean,
              divisor));
    }
  }

  /**
   * The preparation as layers.
   *
   * @param picture the shape of the picture, {@code 1 x 3 x H x W}
   */
  public Network network(Shape picture) {
    NetworkBuilder net = Network.builder("Preparation", picture);
    int height = picture.height();
    int width = picture.width();
    if (fit != Fit.STRETCHED && height != width) {
      int down = Math.max(width - height, 0);
      int along = Math.max(height - width, 0);
      int top = before(down);
      int left = before(along);
      net.add("square", Pad.image(top, down - top, left, along - left));
    }
    Shape square = net.lastShape();
    net.add(
        "resize",
        Resample.of(side, side)
            .scales((double) side / square.height(), (double) side / square.width())
            .method(Method.LINEAR)
            .coordinates(Coordinates.ASYMMETRIC));
    Shape channels = Shape.of(3, 1, 1);
    net.add("mean", new Arithmetic(Operation.SUBTRACT, Optional.of(channels), false));
    net.add("scale", new Arithmetic(Operation.MULTIPLY, Optional.of(Shape.of(1)), false));
    Map<String, Tensor> numbers =
        Map.of(
            "mean.operand",
            Tensor.of(channels, of255(0), of255(1), of255(2)),
            "scale.operand",
            Tensor.of(Shape.of(1), (float) (BRIGHTEST / divisor)));
    return net.weights(Weights.of("mean and divisor", numbers)).build();
  }

  private float of255(int channel) {
    return (float) (mean.get(channel) / BRIGHTEST);
  }

  private int before(int added) {
    return fit == Fit.CENTRED ? added / 2 : 0;
  }

  /**
   * The picture as the network wants it.
   *
   * @param picture {@code 1 x 3 x H x W} in [0, 1]
   * @return {@code 1 x 3 x side x side}
   */
  public Tensor apply(Tensor picture) {
    return network(picture.shape()).run(picture).output();
  }

  /**
   * The column of the picture, in pixels, for a place in the prepared one; may lie outside.
   *
   * @param picture the picture's shape
   * @param x from 0 (left) to 1 (right) of the prepared picture
   */
  public double column(Shape picture, double x) {
    return place(picture.width(), picture.height(), x);
  }

  /** The row of the picture for a place in the prepared one, as {@link #column}. */
  public double row(Shape picture, double y) {
    return place(picture.height(), picture.width(), y);
  }

  private double place(int length, int across, double place) {
    return fit == Fit.STRETCHED
        ? place * length
        : place * Math.max(length, across) - before(Math.max(across - length, 0));
  }
}
