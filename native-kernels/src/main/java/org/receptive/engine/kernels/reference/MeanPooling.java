package org.receptive.engine.kernels.reference;

import java.util.List;
import org.receptive.engine.kernels.Cancellation;
import org.receptive.engine.layer.AdaptiveAvgPool2d;
import org.receptive.engine.layer.AvgPool2d;
import org.receptive.engine.layer.WindowAxis;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** Average pooling: the sum of each window, divided by the number of elements that count. */
final class MeanPooling {
  private MeanPooling() {}

  static Tensor of(AvgPool2d layer, Tensor input) {
    Shape shape = layer.output(List.of(input.shape()));
    WindowAxis height = layer.window().alongHeight(input.shape().height());
    WindowAxis width = layer.window().alongWidth(input.shape().width());
    Taps[] rows = Taps.all(height);
    Taps[] columns = Taps.all(width);
    return pool(
        "avgPool2d",
        input,
        shape,
        new Axis(rows, layer.countIncludePad() ? paddedCounts(height) : counts(rows)),
        new Axis(columns, layer.countIncludePad() ? paddedCounts(width) : counts(columns)));
  }

  static Tensor of(AdaptiveAvgPool2d layer, Tensor input) {
    Shape shape = layer.output(List.of(input.shape()));
    Taps[] rows = Taps.bins(input.shape().height(), layer.height());
    Taps[] columns = Taps.bins(input.shape().width(), layer.width());
    return pool(
        "adaptiveAvgPool2d",
        input,
        shape,
        new Axis(rows, counts(rows)),
        new Axis(columns, counts(columns)));
  }

  /** The windows along one axis, and how many elements of each count in the divisor. */
  private record Axis(Taps[] taps, int[] counts) {}

  /** Real elements only. */
  private static int[] counts(Taps[] taps) {
    int[] counts = new int[taps.length];
    for (int i = 0; i < taps.length; i++) {
      counts[i] = taps[i].count();
    }
    return counts;
  }

  /** Real elements and padding, but not what hangs over the padded input in ceil mode. */
  private static int[] paddedCounts(WindowAxis axis) {
    int[] counts = new int[axis.output()];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = Math.min(axis.kernel(), axis.input() + axis.padAfter() - axis.start(i));
    }
    return counts;
  }

  private static Tensor pool(String name, Tensor input, Shape shape, Axis rows, Axis columns) {
    Tensor output = Tensor.zeros(shape);
    int width = input.shape().width();
    int area = input.shape().height() * width;
    int at = 0;
    for (int plane = 0; plane < shape.batch() * shape.channels(); plane++) {
      for (int y = 0; y < rows.taps.length; y++) {
        Cancellation.check(name);
        for (int x = 0; x < columns.taps.length; x++) {
          double sum = sum(input.data(), plane * area, width, rows.taps[y], columns.taps[x]);
          // A window that sees only padding which does not count has no mean: 0, as PyTorch gives.
          output.data()[at++] =
              (float) (sum / Math.max(1L, (long) rows.counts[y] * columns.counts[x]));
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
