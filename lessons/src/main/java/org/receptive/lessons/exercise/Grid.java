package org.receptive.lessons.exercise;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** Plain {@code double[rows][columns]} arrays, in which students write their loops. */
final class Grid {
  private Grid() {}

  /** Whole numbers from -4 to 4, so that a student can follow them by hand. */
  static double[][] random(int rows, int columns, SplittableRandom random) {
    double[][] grid = new double[rows][columns];
    for (double[] row : grid) {
      Arrays.setAll(row, i -> random.nextInt(-4, 5));
    }
    return grid;
  }

  /** As {@code 1 x 1 x H x W}. */
  static Tensor toTensor(double[][] grid) {
    Tensor tensor = Tensor.zeros(Shape.of(1, 1, grid.length, grid[0].length));
    for (int y = 0; y < grid.length; y++) {
      for (int x = 0; x < grid[0].length; x++) {
        tensor.data()[y * grid[0].length + x] = (float) grid[y][x];
      }
    }
    return tensor;
  }

  /** The first channel of {@code 1 x C x H x W}. */
  static double[][] fromTensor(Tensor tensor) {
    double[][] grid = new double[tensor.shape().height()][tensor.shape().width()];
    for (int y = 0; y < grid.length; y++) {
      for (int x = 0; x < grid[y].length; x++) {
        grid[y][x] = tensor.at(0, 0, y, x);
      }
    }
    return grid;
  }

  static boolean sameSize(double[][] a, double[][] b) {
    return a.length == b.length && Arrays.stream(a).allMatch(row -> row.length == b[0].length);
  }

  /** What is wrong with the rows, which must be as long as the first one; empty if nothing is. */
  static Optional<String> raggedness(double[][] grid) {
    for (int y = 0; y < grid.length; y++) {
      if (grid[y] == null) {
        return Optional.of(
            String.format(
                Locale.ROOT,
                "row %d of the output is null; new double[rows][columns] makes all rows.",
                y));
      }
      if (grid[y].length != grid[0].length) {
        return Optional.of(
            String.format(
                Locale.ROOT,
                "the rows of the output differ in length: row 0 has %d %s, row %d has %d.",
                grid[0].length,
                grid[0].length == 1 ? "value" : "values",
                y,
                grid[y].length));
      }
    }
    return Optional.empty();
  }

  /** Where the first value is that is no finite number, and how many there are; empty if none. */
  static Optional<String> notFinite(double[][] grid) {
    long all = 0;
    long bad = 0;
    String first = "";
    for (int y = 0; y < grid.length; y++) {
      for (int x = 0; x < grid[y].length; x++) {
        all++;
        if (!Double.isFinite(grid[y][x])) {
          first =
              bad++ == 0
                  ? String.format(Locale.ROOT, "row %d, column %d is %s", y, x, grid[y][x])
                  : first;
        }
      }
    }
    return bad == 0
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "of the %2$d values of the output %3$d %4$s no finite number: %1$s. NaN comes of"
                    + " 0.0 / 0.0 or of a NaN before it, Infinity of a division by zero or of a"
                    + " start value that nothing replaces.",
                first,
                all,
                bad,
                bad == 1 ? "is" : "are"));
  }

  static String size(double[][] grid) {
    return grid.length == 0 ? "empty" : grid.length + " x " + grid[0].length;
  }

  /** The largest difference, relative to the largest absolute value of {@code right}. */
  static double relativeError(double[][] given, double[][] right) {
    double difference = 0;
    double scale = Double.MIN_NORMAL;
    for (int y = 0; y < right.length; y++) {
      for (int x = 0; x < right[y].length; x++) {
        if (!Double.isFinite(given[y][x])) {
          return Double.POSITIVE_INFINITY;
        }
        difference = Math.max(difference, Math.abs(given[y][x] - right[y][x]));
        scale = Math.max(scale, Math.abs(right[y][x]));
      }
    }
    return difference / scale;
  }

  static double[][] turned(double[][] grid) {
    int rows = grid.length;
    int columns = grid[0].length;
    double[][] result = new double[rows][columns];
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++) {
        result[y][x] = grid[rows - 1 - y][columns - 1 - x];
      }
    }
    return result;
  }

  static double[][] transposed(double[][] grid) {
    double[][] result = new double[grid[0].length][grid.length];
    for (int y = 0; y < grid.length; y++) {
      for (int x = 0; x < grid[0].length; x++) {
        result[x][y] = grid[y][x];
      }
    }
    return result;
  }

  /** The values as rows of text, at most {@code limit} rows and columns. */
  static String text(double[][] grid, int limit) {
    StringBuilder out = new StringBuilder();
    for (int y = 0; y < Math.min(limit, grid.length); y++) {
      for (int x = 0; x < Math.min(limit, grid[y].length); x++) {
        out.append(x == 0 ? "" : "  ")
            .append(org.receptive.lessons.claim.Numbers.write(grid[y][x]));
      }
      out.append('\n');
    }
    return out.toString().strip();
  }
}
