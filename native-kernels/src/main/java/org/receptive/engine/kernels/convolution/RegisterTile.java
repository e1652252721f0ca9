package org.receptive.engine.kernels.convolution;

/**
 * What one set of kernels computes in registers at once: {@code pixels} x two registers of {@code
 * lanes} filters, or {@code pixels} filters x registers of pixels.
 *
 * @param lanes floats in one register
 * @param pixels pixels (or filters) of a tile
 * @param pointwise whether 1x1 convolutions with stride 1 may read the input in place
 */
public record RegisterTile(int lanes, int pixels, boolean pointwise) {
  /** Filters that a tile computes when filters lie in the lanes. */
  public int filters() {
    return 2 * lanes;
  }
}
