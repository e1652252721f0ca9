package org.receptive.engine.kernels.reference;

import java.util.List;
import org.receptive.engine.kernels.parallel.Cancellation;
import org.receptive.engine.layer.AdaptiveMaxPool2d;
import org.receptive.engine.layer.MaxPool2d;
import org.receptive.engine.layer.Window;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/**
 * Max pooling that also says where each maximum was found.
 *
 * <p>Padding counts as minus infinity. Of equal values the first in reading order wins. A NaN beats
 * every number; of several NaN the last one is named (both as PyTorch does).
 */
public final class MaxPooling {
  private final Tensor values;
  private final int[] positions;

  private MaxPooling(Tensor values, int[] positions) {
    this.values = values;
    this.positions = positions;
  }

  /** The maxima, {@code N x C x H' x W'}. */
  public Tensor values() {
    return values;
  }

  /**
   * Where each maximum was found, in the order of {@link #values}: its index {@code y * W + x} in
   * the input's plane, or -1 for a window that saw nothing but padding. A copy.
   */
  public int[] positions() {
    return positions.clone();
  }

  /** The maximum of each window, with positions. */
  public static MaxPooling of(MaxPool2d layer, Tensor input) {
    Shape shape = layer.output(List.of(input.shape()));
    Window window = layer.window();
    return pool(
        "maxPool2d",
        input,
        shape,
        Taps.all(window.alongHeight(input.shape().height())),
        Taps.all(window.alongWidth(input.shape().width())));
  }

  /** The maximum of each bin, with positions. */
  public static MaxPooling of(AdaptiveMaxPool2d layer, Tensor input) {
    Shape shape = layer.output(List.of(input.shape()));
    return pool(
        "adaptiveMaxPool2d",
        input,
        shape,
        Taps.bins(input.shape().height(), layer.height()),
        Taps.bins(input.shape().width(), layer.width()));
  }

  private static MaxPooling pool(
      String name, Tensor input, Shape shape, Taps[] rows, Taps[] columns) {
    Tensor values = Tensor.zeros(shape);
    int[] positions = new int[values.size()];
    int width = input.shape().width();
    int area = input.shape().height() * width;
    int at = 0;
    for (int plane = 0; plane < shape.batch() * shape.channels(); plane++) {
      for (Taps row : rows) {
        Cancellation.check(name);
        for (Taps column : columns) {
          int best = largest(input.data(), plane * area, width, row, column);
          positions[at] = best;
          values.data()[at++] =
              best < 0 ? Float.NEGATIVE_INFINITY : input.data()[plane * area + best];
        }
      }
    }
    return new MaxPooling(values, positions);
  }

  private static int largest(float[] input, int plane, int width, Taps row, Taps column) {
    int best = -1;
    float max = Float.NEGATIVE_INFINITY;
    for (int ky = row.first(); ky < row.end(); ky++) {
      for (int kx = column.first(); kx < column.end(); kx++) {
        int position = row.position(ky) * width + column.position(kx);
        float value = input[plane + position];
        if (best < 0 || value > max || Float.isNaN(value)) {
          best = position;
          max = value;
        }
      }
    }
    return best;
  }
}
