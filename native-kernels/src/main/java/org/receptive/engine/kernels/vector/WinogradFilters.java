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

  /**
   * Packs one pair of registers of filters. The products of one block of channels are collected
   * first: they go to places so far apart that they would take the same lines of a cache.
   */
  void pack(int filters, int channels, float[] from, float[] to, int pair) {
    int first = pair * BLOCK;
    int width = FilterOrder.width(filters, first);
    int real = Math.clamp(filters - first, 0, width);
    int padded = Layout.BLOCKED.blocks(channels) * Layout.BLOCK;
    int productPitch = padded * Layout.BLOCKED.blocks(filters) * Layout.BLOCK;
    int together = Layout.BLOCK * width;
    float[] products = new float[g.length * g.length * together];
    double[][] taps = new double[9][BLOCK];
    for (int begin = 0; begin < channels; begin += Layout.BLOCK) {
      int count = Math.min(Layout.BLOCK, channels - begin);
      for (int c = 0; c < count; c++) {
        gather(from, (first * channels + begin + c) * 9, channels * 9, real, taps);
        transform(taps, products, c * width, width, together);
      }
      for (int k = 0; k < g.length * g.length; k++) {
        int out = k * productPitch + first * padded + begin * width;
        System.arraycopy(products, k * together, to, out, count * width);
      }
    }
  }

  private static void gather(float[] from, int at, int pitch, int lanes, double[][] taps) {
    for (int lane = 0; lane < lanes; lane++) {
      for (int tap = 0; tap < 9; tap++) {
        taps[tap][lane] = from[at + lane * pitch + tap];
      }
    }
  }

  private void transform(double[][] taps, float[] to, int at, int width, int pitch) {
    double[][] half = new double[3][BLOCK];
    for (int i = 0; i < g.length; i++) {
      for (int j = 0; j < 3; j++) {
        sum(g[i], taps[j], taps[3 + j], taps[6 + j], half[j]);
      }
      for (int j = 0; j < g.length; j++) {
        sum(g[j], half[0], half[1], half[2], to, at + (i * g.length + j) * pitch, width);
      }
    }
  }

  private static void sum(double[] row, double[] a, double[] b, double[] c, double[] to) {
    double p = row[0];
    double q = row[1];
    double r = row[2];
    for (int lane = 0; lane < to.length; lane++) {
      to[lane] = p * a[lane] + q * b[lane] + r * c[lane];
    }
  }

  private static void sum(
      double[] row, double[] a, double[] b, double[] c, float[] to, int at, int width) {
    double p = row[0];
    double q = row[1];
    double r = row[2];
    for (int lane = 0; lane < width; lane++) {
      to[at + lane] = (float) (p * a[lane] + q * b[lane] + r * c[lane]);
    }
  }
}
