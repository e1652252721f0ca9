package org.receptive.engine.kernels.vector;

import static org.receptive.engine.kernels.vector.Lanes.BLOCK;

import org.receptive.engine.kernels.program.Layout;

/**
 * The transform of filters in Winograd's minimal filtering (Lavin and Gray, 2015), {@code G g G^T},
 * in double precision: product, pair of registers, channel, filter.
 */
final class WinogradFilters {
  private static final WinogradFilters TWO =
      new WinogradFilters(new double[][] {{1, 0, 0}, {.5, .5, .5}, {.5, -.5, .5}, {0, 0, 1}});

  private static final WinogradFilters FOUR =
      new WinogradFilters(
          new double[][] {
            {1. / 4, 0, 0},
            {-1. / 6, -1. / 6, -1. / 6},
            {-1. / 6, 1. / 6, -1. / 6},
            {1. / 24, 1. / 12, 1. / 6},
            {1. / 24, -1. / 12, 1. / 6},
            {0, 0, 1}
          });

  private final double[][] g;

  private WinogradFilters(double[][] g) {
    this.g = g;
  }

  /** For the given side of an output tile. */
  static WinogradFilters of(int tile) {
    return tile == 4 ? FOUR : TWO;
  }

  /** Packs one pair of registers of filters. */
  void pack(int filters, int channels, float[] from, float[] to, int pair) {
    int first = pair * BLOCK;
    int width = FilterOrder.width(filters, first);
    int real = Math.clamp(filters - first, 0, width);
    int padded = Layout.BLOCKED.blocks(channels) * Layout.BLOCK;
    int productPitch = padded * Layout.BLOCKED.blocks(filters) * Layout.BLOCK;
    double[][] taps = new double[9][BLOCK];
    for (int c = 0; c < channels; c++) {
      for (int lane = 0; lane < real; lane++) {
        int at = ((first + lane) * channels + c) * 9;
        for (int tap = 0; tap < 9; tap++) {
          taps[tap][lane] = from[at + tap];
        }
      }
      transform(taps, to, first * padded + c * width, width, productPitch);
    }
  }

  private void transform(double[][] taps, float[] to, int at, int width, int productPitch) {
    double[][] half = new double[3][BLOCK];
    for (int i = 0; i < g.length; i++) {
      for (int j = 0; j < 3; j++) {
        sum(g[i], taps[j], taps[3 + j], taps[6 + j], half[j]);
      }
      for (int j = 0; j < g.length; j++) {
        int out = at + (i * g.length + j) * productPitch;
        double[] row = g[j];
        for (int lane = 0; lane < width; lane++) {
          to[out + lane] =
              (float) (row[0] * half[0][lane] + row[1] * half[1][lane] + row[2] * half[2][lane]);
        }
      }
    }
  }

  private static void sum(double[] row, double[] a, double[] b, double[] c, double[] to) {
    for (int lane = 0; lane < to.length; lane++) {
      to[lane] = row[0] * a[lane] + row[1] * b[lane] + row[2] * c[lane];
    }
  }
}
