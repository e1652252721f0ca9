package org.receptive.engine.kernels.reference;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.receptive.engine.kernels.parallel.Cancellation;
import org.receptive.engine.layer.AdaptiveAvgPool2d;
import org.receptive.engine.layer.AvgPool2d;
import org.receptive.engine.layer.WindowAxis;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** Average pooling: the sum of each window, divided by the number of elements that count. */
final class MeanPooling {
  private MeanPooling() {}

  /** One window along one axis, and how many of its elements count in the divisor. */
  private record Stretch(Taps taps, int count) {}

  static Tensor of(AvgPool2d layer, Tensor input) {
    Shape shape = layer.output(List.of(input.shape()));
    WindowAxis height = layer.window().alongHeight(input.shape().height());
    WindowAxis width = layer.window().alongWidth(input.shape().width());
    boolean padded = layer.countIncludePad();
    return pool("avgPool2d", input, shape, stretches(height, padded), stretches(width, padded));
  }

  static Tensor of(AdaptiveAvgPool2d layer, Tensor input) {
    Shape shape = layer.output(List.of(input.shape()));
    Taps[] rows = Taps.bins(input.shape().height(), layer.height());
    Taps[] columns = Taps.bins(input.shape().width(), layer.width());
    return pool("adaptiveAvgPool2d", input, shape, realOnly(rows), realOnly(columns));
  }

  /**
   * Counts real elements and, if asked, padding; but never what hangs over the padded input in ceil
   * mode.
   */
  private static List<Stretch> stretches(WindowAxis axis, boolean padded) {
    if (!padded) {
      return realOnly(Taps.all(axis));
    }
    return IntStream.range(0, axis.output())
        .mapToObj(i -> new Stretch(Taps.of(axis, i), axis.realOrPadding(i)))
        .toList();
  }

  private static List<Stretch> realOnly(Taps[] taps) {
    return Arrays.stream(taps).map(each -> new Stretch(each, each.count())).toList();
  }

  private static Tensor pool(
      String name, Tensor input, Shape shape, List<Stretch> rows, List<Stretch> columns) {
    Tensor output = Tensor.zeros(shape);
    int width = input.shape().width();
    int area = input.shape().height() * width;
    int at = 0;
    for (int plane = 0; plane < shape.batch() * shape.channels(); plane++) {
      for (Stretch row : rows) {
        Cancellation.check(name);
        for (Stretch column : columns) {
          double sum = sum(input.data(), plane * area, width, row.taps, column.taps);
          // A window that sees only padding which does not count has no mean: 0, as PyTorch gives.
          output.data()[at++] = (float) (sum / Math.max(1L, (long) row.count * column.count));
        }
      }
    }
    return output;
  }

  private static double sum(float[] input, int plane, int width, Taps row, Taps column) {
    double sum = 0;
    for (int ky = row.first(); ky < row.end(); ky++) {
      for (int kx = column.first(); kx < column.end(); kx++) {
        sum += input[plane + row.position(ky) * width + column.position(kx)];
      }
    }
    return sum;
  }
}
