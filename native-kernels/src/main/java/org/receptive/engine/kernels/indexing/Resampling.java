package org.receptive.engine.kernels.indexing;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.receptive.engine.kernels.parallel.Cancellation;
import org.receptive.engine.layer.Resample;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** Another height and width: each output row mixes some input rows, and each column columns. */
public final class Resampling {
  private Resampling() {}

  /**
   * What one output row or column is made of.
   *
   * @param positions input rows
   * @param weights their shares
   */
  @SuppressWarnings("ArrayRecordComponent") // Loops index them; nobody compares.
  public record Mix(int[] positions, double[] weights) {}

  public static Tensor resample(Resample layer, Tensor input) {
    Shape shape = layer.output(List.of(input.shape()));
    Tensor output = Tensor.zeros(shape);
    int height = input.shape().height();
    int width = input.shape().width();
    List<Mix> rows = rows(layer, height);
    List<Mix> columns = columns(layer, width);
    int at = 0;
    for (int plane = 0; plane < shape.batch() * shape.channels(); plane++) {
      for (Mix row : rows) {
        Cancellation.check("resample");
        for (Mix column : columns) {
          output.data()[at++] = mixed(input.data(), plane * height * width, width, row, column);
        }
      }
    }
    return output;
  }

  private static float mixed(float[] input, int plane, int width, Mix row, Mix column) {
    if (row.positions.length == 1 && column.positions.length == 1) {
      // A copy, so that infinities stay what they are.
      return input[plane + row.positions[0] * width + column.positions[0]];
    }
    double sum = 0;
    for (int y = 0; y < row.positions.length; y++) {
      int start = plane + row.positions[y] * width;
      for (int x = 0; x < column.positions.length; x++) {
        sum += row.weights[y] * column.weights[x] * input[start + column.positions[x]];
      }
    }
    return (float) sum;
  }

  /** What each row of the output is made of, for an input of the given height. */
  public static List<Mix> rows(Resample layer, int height) {
    return mixes(layer, height, layer.height(), row -> layer.row(row, height));
  }

  /** What each column of the output is made of, for an input of the given width. */
  public static List<Mix> columns(Resample layer, int width) {
    return mixes(layer, width, layer.width(), column -> layer.column(column, width));
  }

  private static List<Mix> mixes(Resample layer, int in, int out, IntToDoubleFunction positions) {
    Mix[] mixes = new Mix[out];
    for (int o = 0; o < out; o++) {
      double position = positions.applyAsDouble(o);
      mixes[o] =
          switch (layer.method()) {
            case NEAREST -> nearest(layer.rounding(), position, in);
            case LINEAR -> linear(position, in);
            case CUBIC -> cubic(layer, position, in);
          };
    }
    return List.of(mixes);
  }

  private static Mix nearest(Resample.Rounding rounding, double position, int in) {
    double nearest =
        switch (rounding) {
          case HALF_DOWN -> Math.ceil(position - 0.5);
          case HALF_UP -> Math.floor(position + 0.5);
          case FLOOR -> Math.floor(position);
          case CEIL -> Math.ceil(position);
        };
    return new Mix(new int[] {inside((long) nearest, in)}, new double[] {1});
  }

  private static int inside(long position, int in) {
    return Math.clamp(position, 0, in - 1);
  }

  private static Mix linear(double position, int in) {
    double low = Math.floor(position);
    double fraction = position - low;
    int[] positions = {inside((long) low, in), inside((long) low + 1, in)};
    return new Mix(positions, new double[] {1 - fraction, fraction});
  }

  /** Keys' curve through four neighbours. */
  private static Mix cubic(Resample layer, double position, int in) {
    double low = Math.floor(position);
    double fraction = position - low;
    double a = layer.cubicA();
    int[] positions = new int[4];
    double[] weights = new double[4];
    for (int i = 0; i < 4; i++) {
      long neighbour = (long) low - 1 + i;
      positions[i] = inside(neighbour, in);
      boolean outside = neighbour < 0 || neighbour >= in;
      weights[i] = outside && layer.excludeOutside() ? 0 : keys(a, Math.abs(fraction + 1 - i));
    }
    double sum = Arrays.stream(weights).sum();
    return layer.excludeOutside()
        ? new Mix(positions, Arrays.stream(weights).map(weight -> weight / sum).toArray())
        : new Mix(positions, weights);
  }

  private static double keys(double a, double distance) {
    double d = distance;
    if (d <= 1) {
      return ((a + 2) * d - (a + 3)) * d * d + 1;
    }
    return d < 2 ? ((a * d - 5 * a) * d + 8 * a) * d - 4 * a : 0;
  }
}
