package org.receptive.engine.kernels.vector;

/**
 * The transforms of Winograd's minimal filtering F(m x m, 3 x 3) (Lavin and Gray, 2015): a tile of
 * m x m outputs reads (m + 2) x (m + 2) inputs.
 *
 * <pre>
 *   output = A^T [ (G g G^T) * (B^T d B) ] A        (* element by element)
 * </pre>
 */
sealed interface WinogradTransform permits WinogradTwo, WinogradFour {

  /** For the given side of an output tile. */
  static WinogradTransform of(int tile) {
    return tile == 4 ? new WinogradFour() : new WinogradTwo();
  }

  /**
   * {@code B^T d B} of 16 channels of one tile.
   *
   * @param at the tile's first pixel
   * @param row from a row to the next
   * @param half working memory, a register for each of the tile's pixels
   * @param to where the first product's channels go
   * @param pitch from a product to the next
   */
  void input(float[] in, int at, int row, float[] half, float[] out, int to, int pitch);

  /**
   * {@code A^T s A} of one register of filters of one tile, plus the bias.
   *
   * @param from where the first product's sums lie
   * @param pitch from a product to the next
   * @param b where the register's biases lie
   * @param to the tile's first pixel
   * @param row from a row to the next
   * @param relu whether negative values become 0
   */
  void output(
      float[] sums,
      int from,
      int pitch,
      float[] half,
      float[] bias,
      int b,
      float[] out,
      int to,
      int row,
      boolean relu);
}
