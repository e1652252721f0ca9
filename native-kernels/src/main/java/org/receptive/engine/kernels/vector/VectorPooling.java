package org.receptive.engine.kernels.vector;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.receptive.engine.kernels.program.Operation;
import org.receptive.engine.kernels.program.Step;
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
  private final int inAt;
  private final float[] out;
  private final int outAt;

  private VectorPooling(
      Window window, Shape input, Shape output, float[] in, int inAt, float[] out, int outAt) {
    this.shape = output;
    this.rows = window.alongHeight(input.height());
    this.columns = window.alongWidth(input.width());
    this.in = in;
    this.inAt = inAt;
    this.out = out;
    this.outAt = outAt;
  }

  private static VectorPooling of(Window window, Tensor input, Tensor output) {
    return new VectorPooling(
        window, input.shape(), output.shape(), input.data(), 0, output.data(), 0);
  }

  static Tensor max(MaxPool2d layer, Tensor input, VectorOperations operations) {
    Tensor output = Tensor.zeros(layer.output(List.of(input.shape())));
    of(layer.window(), input, output).maxima("maxPool2d", operations);
    return output;
  }

  static Tensor average(AvgPool2d layer, Tensor input, VectorOperations operations) {
    Tensor output = Tensor.zeros(layer.output(List.of(input.shape())));
    of(layer.window(), input, output).means("avgPool2d", layer.countIncludePad(), operations);
    return output;
  }

  /** A step of a program, on planar values within larger arrays. */
  static void step(
      Step step, Operation.Pooling pooling, HeapMemory memory, VectorOperations operations) {
    VectorPooling planar =
        new VectorPooling(
            pooling.window(),
            step.input().shape(),
            step.output().shape(),
            memory.of(step.input()),
            HeapMemory.start(step.input()),
            memory.of(step.output()),
            HeapMemory.start(step.output()));
    if (pooling.maximum()) {
      planar.maxima(step.name(), operations);
    } else {
      planar.means(step.name(), pooling.countPadding(), operations);
    }
  }

  private void maxima(String name, VectorOperations operations) {
    run(name, operations, Optional.empty());
  }

  private void means(String name, boolean countPadding, VectorOperations operations) {
    Divisors divisors = new Divisors(counts(rows, countPadding), counts(columns, countPadding));
    run(name, operations, Optional.of(divisors));
  }

  /** How many elements count in the mean, of each window along each axis. */
  private record Divisors(int[] rows, int[] columns) {}

  /** Real elements and, if asked, padding; never what hangs over the padded input in ceil mode. */
  private static int[] counts(WindowAxis axis, boolean padded) {
    int[] counts = new int[axis.output()];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = padded ? axis.realOrPadding(i) : axis.real(i);
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
    return y < 0 || y >= rows.input() ? -1 : inAt + (plane * rows.input() + y) * columns.input();
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
    int to = outAt + line * shape.width();
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
    int to = outAt + line * shape.width();
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
    int to = outAt + line * shape.width();
    int high = divisors.rows()[line % shape.height()];
    for (int i = 0; i < shape.width(); i++) {
      out[to + i] /= Math.max(1, high * divisors.columns()[i]);
    }
  }
}
