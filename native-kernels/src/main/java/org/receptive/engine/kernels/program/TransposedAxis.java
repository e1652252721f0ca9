package org.receptive.engine.kernels.program;

/**
 * Along one axis of a transposed convolution: which kernel tap of which input row falls on each
 * output row.
 *
 * @param starts output row {@code y} gets pairs {@code starts[y]} to {@code starts[y + 1] - 1}
 * @param taps the kernel's row of each pair
 * @param positions the input's row of each pair
 */
@SuppressWarnings("ArrayRecordComponent") // Kernels index them; nobody compares.
public record TransposedAxis(int[] starts, int[] taps, int[] positions) {

  /**
   * The pairs of an axis: input row {@code i} and tap {@code k} meet in output row {@code i *
   * stride - padding + k * dilation}.
   */
  static TransposedAxis of(int in, int out, int kernel, int stride, int padding, int dilation) {
    int[] starts = new int[out + 1];
    int[] taps = new int[Math.multiplyExact(in, kernel)];
    int[] positions = new int[taps.length];
    int count = 0;
    for (int o = 0; o < out; o++) {
      for (int tap = 0; tap < kernel; tap++) {
        long from = (long) o + padding - (long) tap * dilation;
        if (from >= 0 && from % stride == 0 && from / stride < in) {
          taps[count] = tap;
          positions[count++] = (int) (from / stride);
        }
      }
      starts[o + 1] = count;
    }
    return new TransposedAxis(starts, taps, positions);
  }
}
