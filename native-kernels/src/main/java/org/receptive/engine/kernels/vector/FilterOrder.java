package org.receptive.engine.kernels.vector;

import static org.receptive.engine.kernels.vector.Lanes.BLOCK;

import org.receptive.engine.kernels.program.Layout;

/** Brings filters into the order in which kernels on blocks read them. */
final class FilterOrder {
  private FilterOrder() {}

  /** Filters that the pair of registers from the given filter on holds: whole blocks' only. */
  static int width(int filters, int first) {
    return Math.min(BLOCK, Layout.BLOCKED.blocks(filters) * Layout.BLOCK - first);
  }

  /**
   * One pair of registers: block of channels, tap, channel of the block, filter. Channels and
   * filters that fill up their blocks are 0.
   *
   * @param together channels of a block
   * @param first the pair's first filter
   */
  static void direct(
      int filters,
      int channels,
      int taps,
      int together,
      float[] from,
      int at,
      float[] to,
      int toAt,
      int first) {
    int width = width(filters, first);
    int real = Math.clamp(filters - first, 0, width);
    int blocks = Math.ceilDiv(channels, together);
    int out = toAt + first * blocks * taps * together;
    for (int block = 0; block < blocks; block++) {
      for (int tap = 0; tap < taps; tap++) {
        for (int c = block * together; c < (block + 1) * together; c++, out += width) {
          for (int lane = 0; lane < real && c < channels; lane++) {
            to[out + lane] = from[at + ((first + lane) * channels + c) * taps + tap];
          }
        }
      }
    }
  }

  /** Block of channels, tap, channel of the block. */
  static void depthwise(int channels, int taps, float[] from, float[] to) {
    for (int c = 0; c < channels; c++) {
      for (int tap = 0; tap < taps; tap++) {
        to[(c / Layout.BLOCK * taps + tap) * Layout.BLOCK + c % Layout.BLOCK] =
            from[c * taps + tap];
      }
    }
  }
}
