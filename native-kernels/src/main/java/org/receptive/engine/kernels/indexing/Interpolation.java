package org.receptive.engine.kernels.indexing;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.receptive.engine.kernels.parallel.Cancellation;
import org.receptive.engine.layer.Resize;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/**
 * Another height and width by nearest neighbour or bilinear interpolation. Both axes are alike:
 * each output row lies between two input rows, and so does each column.
 */
public final class Interpolation {
  private Interpolation() {}

  /**
   * Where an output row or column lies in the input.
   *
   * @param low the input row below
   * @param high the input row above; {@code low} at the end
   * @param fraction how far it lies from {@code low} towards {@code high}, 0 to 1
   */
  private record Between(int low, int high, double fraction) {}

  public static Tensor resize(Resize layer, Tensor input) {
    Shape shape = layer.output(List.of(input.shape()));
    return layer.mode() == Resize.Mode.NEAREST
        ? nearest(input, shape)
        : bilinear(layer, input, shape);
  }

  /** Copies values, so that infinities stay what they are. */
  private static Tensor nearest(Tensor input, Shape shape) {
    Tensor output = Tensor.zeros(shape);
    Shape in = input.shape();
    int at = 0;
    for (int plane = 0; plane < shape.batch() * shape.channels(); plane++) {
      for (int y = 0; y < shape.height(); y++) {
        Cancellation.check("resize");
        int row = (int) ((long) y * in.height() / shape.height());
        int start = (plane * in.height() + row) * in.width();
        for (int x = 0; x < shape.width(); x++) {
          output.data()[at++] = input.data()[start + (int) ((long) x * in.width() / shape.width())];
        }
      }
    }
    return output;
  }

  private static Tensor bilinear(Resize layer, Tensor input, Shape shape) {
    Tensor output = Tensor.zeros(shape);
    Between[] rows = axis(layer.mode(), input.shape().height(), layer.height());
    Between[] columns = axis(layer.mode(), input.shape().width(), layer.width());
    int width = input.shape().width();
    int area = input.shape().height() * width;
    int at = 0;
    for (int plane = 0; plane < shape.batch() * shape.channels(); plane++) {
      for (Between row : rows) {
        Cancellation.check("resize");
        int low = plane * area + row.low * width;
        int high = plane * area + row.high * width;
        for (Between column : columns) {
          double above = blend(input.data(), low, column);
          double below = blend(input.data(), high, column);
          output.data()[at++] = (float) blend(above, below, row.fraction);
        }
      }
    }
    return output;
  }

  private static double blend(float[] input, int row, Between column) {
    return blend(input[row + column.low], input[row + column.high], column.fraction);
  }

  private static double blend(double low, double high, double fraction) {
    return low * (1 - fraction) + high * fraction;
  }

  /** What each row (or column) of an output is made of; a copy where one input row is enough. */
  public static List<Resampling.Mix> mixes(Resize.Mode mode, int in, int out) {
    if (mode == Resize.Mode.NEAREST) {
      return IntStream.range(0, out)
          .mapToObj(i -> new int[] {(int) ((long) i * in / out)})
          .map(position -> new Resampling.Mix(position, new double[] {1}))
          .toList();
    }
    return Arrays.stream(axis(mode, in, out))
        .map(
            one ->
                new Resampling.Mix(
                    new int[] {one.low, one.high}, new double[] {1 - one.fraction, one.fraction}))
        .toList();
  }

  private static Between[] axis(Resize.Mode mode, int in, int out) {
    Between[] axis = new Between[out];
    for (int i = 0; i < out; i++) {
      axis[i] = between(mode == Resize.Mode.BILINEAR ? centre(i, in, out) : corner(i, in, out), in);
    }
    return axis;
  }

  private static double centre(int i, int in, int out) {
    return Math.max(0, (i + 0.5) * in / out - 0.5);
  }

  private static double corner(int i, int in, int out) {
    return out == 1 ? 0 : (double) i * (in - 1) / (out - 1);
  }

  private static Between between(double position, int in) {
    int low = Math.min((int) position, in - 1);
    return new Between(low, Math.min(low + 1, in - 1), Math.min(position - low, 1));
  }
}
