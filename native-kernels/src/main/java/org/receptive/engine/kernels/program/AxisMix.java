package org.receptive.engine.kernels.program;

import java.util.List;
import org.receptive.engine.kernels.indexing.Interpolation;
import org.receptive.engine.kernels.indexing.Resampling;
import org.receptive.engine.layer.Resample;
import org.receptive.engine.layer.Resize;

/**
 * Which input rows each output row of an interpolation is made of, and with which shares; and so
 * for columns.
 *
 * @param taps input rows for each output row: 1, 2 or 4
 * @param positions {@code output x taps} input rows
 * @param weights their shares
 */
@SuppressWarnings("ArrayRecordComponent") // Kernels index them; nobody compares.
public record AxisMix(int taps, int[] positions, float[] weights) {

  /** The rows of a layer. */
  public static AxisMix rows(Resample layer, int in) {
    return of(Resampling.rows(layer, in));
  }

  /** The columns of a layer. */
  public static AxisMix columns(Resample layer, int in) {
    return of(Resampling.columns(layer, in));
  }

  /** The rows (or columns) of a layer: {@code in} become {@code out}. */
  public static AxisMix of(Resize layer, int in, int out) {
    return of(Interpolation.mixes(layer.mode(), in, out));
  }

  private static AxisMix of(List<Resampling.Mix> mixes) {
    int taps = mixes.getFirst().positions().length;
    int[] positions = new int[mixes.size() * taps];
    float[] weights = new float[positions.length];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = mixes.get(i / taps).positions()[i % taps];
      weights[i] = (float) mixes.get(i / taps).weights()[i % taps];
    }
    return new AxisMix(taps, positions, weights);
  }
}
