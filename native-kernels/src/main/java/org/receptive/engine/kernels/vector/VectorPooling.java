package org.receptive.engine.kernels.vector;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.receptive.engine.layer.AvgPool2d;
import org.receptive.engine.layer.MaxPool2d;
import org.receptive.engine.layer.Window;
import org.receptive.engine.layer.WindowAxis;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/**
 * Pooling, one row of outputs at a time: for each element of the window, all outputs of the row
 * take their value in one loop, which knows which of them see the padding and needs no test inside.
 */
final class VectorPooling {
  private final Shape shape;
  private final WindowAxis rows;
  private final WindowAxis columns;
  private final float[] in;
  private final float[] out;

  private VectorPooling(Window window, Tensor input, Tensor output) {
    this.shape = output.shape();
    this.rows = window.alongHeight(input.shape().height());
    this.columns = window.alongWidth(input.shape().width());
    this.in = input.data();
    this.out = output.data();
  }

  static Tensor max(MaxPool2d layer, Tensor input, VectorOperations operations) {
    Tensor output = Tensor.zeros(layer.output(List.of(input.shape())));
    VectorPooling pooling = new VectorPooling(layer.window(), input, output);
    pooling.run("maxPool2d", operations, Optional.empty());
    return output;
  }

  static Tensor average(AvgPool2d layer, Tensor input, VectorOperations operations) {
    Tensor output = Tensor.zeros(layer.output(List.of(input.shape())));
    VectorPooling pooling = new VectorPooling(layer.window(), input, output);
    Divisors divisors =
        new Divisors(
            counts(pooling.rows, layer.countIncludePad()),
            counts(pooling.columns, layer.countIncludePad()));
    pooling.run("avgPool2d", operations, Optional.of(divisors));
    return output;
  }

  /** How many elements count in the mean, of each window along each axis. */
  private record Divisors(int[] rows, int[] columns) {}

  /** Real elements and, if asked, padding; never what hangs over the padded input in ceil mode. */
  private static int[] counts(WindowAxis axis, boolean padded) {
    int[] counts = new int[axis.output()];
    for (int i = 0; i < counts.length; i++) {
      for (int k = 0; k < axis.kernel(); k++) {
        int position = axis.start(i) + k * axis.dilation();
        boolean real = position >= 0 && position < axis.input();
        counts[i] += real || padded && position < axis.input() + axis.padAfter() ? 1 : 0;
      }
    }
    return counts;
  }

  private void run(String name, VectorOperations operations, Optional<Divisors> mean) {
    int lines = shape.batch() * shape.channels() * shape.height();
    long valuesEach = (long) rows.kernel() * columns.kernel() * shape.width();
    operations.share(
        name,
        lines,
        valuesEach,
        (begin, end) -> {
          for (int line = begin; line < end; line++) {
            if (mean.isPresent()) {
              sums(line);
              divide(line, mean.get());
            } else {
              maxima(line);
            }
          }
        });
  }

  /** Where the input's row for element {@code k} of a line's windows begins, or -1: padding. */
  private int row(int line, int k) {
    int y = rows.start(line % shape.height()) + k * rows.dilation();
    int plane = line / shape.height();
    return y < 0 || y >= rows.input() ? -1 : (plane * rows.input() + y) * columns.input();
  }

  /** The first output of a row whose element {@code k} is no padding. */
  private int first(int k) {
    return Math.max(0, Math.ceilDiv(-offset(k), columns.stride()));
  }

  /** Behind the last output of a row whose element {@code k} is no padding. */
  private int end(int k) {
    return Math.min(
        shape.width(), Math.floorDiv(columns.input() - 1 - offset(k), columns.stride()) + 1);
  }

  /** Where element {@code k} of the first window lies. */
  private int offset(int k) {
    return columns.start(0) + k * columns.dilation();
  }

  private void maxima(int line) {
    int to = line * shape.width();
    Arrays.fill(out, to, to + shape.width(), Float.NEGATIVE_INFINITY);
    int stride = columns.stride();
    for (int ky = 0; ky < rows.kernel(); ky++) {
      int row = row(line, ky);
      for (int kx = 0; row >= 0 && kx < columns.kernel(); kx++) {
        int from = row + offset(kx);
        int last = end(kx);
        for (int i = first(kx); i < last; i++) {
          out[to + i] = Math.max(out[to + i], in[from + i * stride]);
        }
      }
    }
  }

  private void sums(int line) {
    int to = line * shape.width();
    Arrays.fill(out, to, to + shape.width(), 0);
    int stride = columns.stride();
    for (int ky = 0; ky < rows.kernel(); ky++) {
      int row = row(line, ky);
      for (int kx = 0; row >= 0 && kx < columns.kernel(); kx++) {
        int from = row + offset(kx);
        int last = end(kx);
        for (int i = first(kx); i < last; i++) {
          out[to + i] += in[from + i * stride];
        }
      }
    }
  }

  /** A window that sees only padding which does not count has no mean: 0, as PyTorch gives. */
  private void divide(int line, Divisors divisors) {
    int to = line * shape.width();
    int high = divisors.rows()[line % shape.height()];
    for (int i = 0; i < shape.width(); i++) {
      out[to + i] /= Math.max(1, high * divisors.columns()[i]);
    }
  }
}
