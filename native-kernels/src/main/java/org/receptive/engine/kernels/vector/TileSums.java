package org.receptive.engine.kernels.vector;

/**
 * Sums of a tile: neighbouring pixels x two registers of filters (or one, where half of a pair is
 * left over), kept in registers over all taps and channels. Direct convolution and Winograd's
 * products are such sums:
 *
 * <pre>
 *   for every tap of every block, channel of the block:
 *     for every pixel of the tile: sum[pixel] += input[pixel][channel] * weights[filters]
 * </pre>
 */
sealed interface TileSums permits BlockSums, PlaneSums {
  /** Pixels that are computed where so many are wanted: the least tile that holds them. */
  static int rounded(int pixels) {
    return pixels > 4 ? 8 : pixels > 1 ? 4 : 1;
  }

  /**
   * Sums of two registers of filters.
   *
   * @param at the first pixel's own position in the input
   * @param w where the pair's weights begin
   * @param s where its starts begin
   * @param pixels of the tile, one of those that {@link #rounded} gives
   * @param out takes the sums: of the first pixel at {@code to}
   * @param pitch from a pixel to the next
   * @param second from the first register to the second
   * @param relu whether negative sums become 0
   */
  void pair(
      int at, int w, int s, int pixels, float[] out, int to, int pitch, int second, boolean relu);

  /** The same of one register, whose weights lie without gaps. */
  void half(int at, int w, int s, int pixels, float[] out, int to, int pitch, boolean relu);
}
