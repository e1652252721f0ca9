package org.receptive.engine.kernels.reference;

import org.receptive.engine.layer.WindowAxis;

/**
 * The kernel elements of one window position that meet the input along one axis; all others lie in
 * the padding. Kernel element {@code k} meets the input at {@code start + k * dilation}.
 *
 * @param first the first kernel element that meets the input
 * @param end one past the last; {@code first == end} if the whole window lies in the padding
 * @param start where kernel element 0 lies, in input coordinates; may be negative
 * @param dilation distance between neighbouring kernel elements
 */
record Taps(int first, int end, int start, int dilation) {

  /** The taps of one window. */
  static Taps of(WindowAxis axis, int window) {
    int start = axis.start(window);
    int first = start >= 0 ? 0 : Math.ceilDiv(-start, axis.dilation());
    int end = Math.clamp(Math.ceilDiv(axis.input() - start, axis.dilation()), 0, axis.kernel());
    return new Taps(Math.min(first, end), end, start, axis.dilation());
  }

  /** The taps of every window along an axis. */
  static Taps[] all(WindowAxis axis) {
    Taps[] taps = new Taps[axis.output()];
    for (int i = 0; i < taps.length; i++) {
      taps[i] = of(axis, i);
    }
    return taps;
  }

  /**
   * The bins of adaptive pooling: bin {@code i} is {@code floor(i*n/bins)} to {@code
   * ceil((i+1)*n/bins)}.
   */
  static Taps[] bins(int input, int bins) {
    Taps[] taps = new Taps[bins];
    for (int i = 0; i < bins; i++) {
      int from = (int) ((long) i * input / bins);
      int to = (int) Math.ceilDiv((i + 1L) * input, (long) bins);
      taps[i] = new Taps(0, to - from, from, 1);
    }
    return taps;
  }

  /** Where kernel element {@code k} meets the input. */
  int position(int k) {
    return start + k * dilation;
  }

  /** How many kernel elements meet the input. */
  int count() {
    return end - first;
  }
}
