package org.receptive.engine.kernels.vector;

import org.receptive.engine.kernels.parallel.Scratch;
import org.receptive.engine.kernels.program.AxisMix;
import org.receptive.engine.kernels.program.BlockedWork;
import org.receptive.engine.kernels.program.Operation;
import org.receptive.engine.kernels.program.TransposedAxis;

/**
 * Other heights and widths, on blocks of 16 channels or on planes: interpolation, and the sums that
 * a transposed convolution ends with.
 */
final class ResamplingUnits {
  private final BlockedWork work;
  private final Blocks in;
  private final Blocks out;
  private final int pixel;

  ResamplingUnits(BlockedWork work, Blocks in, Blocks out) {
    this.work = work;
    this.in = in;
    this.out = out;
    this.pixel = out.pixel();
  }

  private void halo(int at, int first, int last) {
    if (pixel > 1) {
      out.zeroHalo(at, first, last);
    }
  }

  void resample(Operation.Resampling mixes, Scratch scratch, long begin, long end) {
    Bands.each(
        work,
        begin,
        end,
        (image, block, first, last) -> {
          int from = in.at(image, block);
          int to = out.at(image, block);
          for (int y = first; y < last; y++) {
            row(mixes, scratch, y, from, to + y * out.row());
          }
          halo(to, first, last);
        });
  }

  private void row(Operation.Resampling mixes, Scratch scratch, int y, int from, int to) {
    AxisMix rows = mixes.rows();
    if (rows.taps() == 1) {
      columns(mixes.columns(), in.data(), from + rows.positions()[y] * in.row(), to);
      return;
    }
    int count = in.width() * pixel;
    float[] mixed = scratch.floats(count);
    for (int tap = 0; tap < rows.taps(); tap++) {
      int at = y * rows.taps() + tap;
      int start = from + rows.positions()[at] * in.row();
      addScaled(in.data(), start, rows.weights()[at], mixed, count, tap == 0);
    }
    columns(mixes.columns(), mixed, 0, to);
  }

  private static void addScaled(
      float[] from, int at, float weight, float[] to, int count, boolean first) {
    if (first) {
      for (int i = 0; i < count; i++) {
        to[i] = weight * from[at + i];
      }
    } else {
      for (int i = 0; i < count; i++) {
        to[i] += weight * from[at + i];
      }
    }
  }

  private void columns(AxisMix columns, float[] from, int at, int to) {
    float[] into = out.data();
    int taps = columns.taps();
    for (int x = 0; x < out.width(); x++) {
      int pixelAt = to + x * pixel;
      if (taps == 1) {
        System.arraycopy(from, at + columns.positions()[x] * pixel, into, pixelAt, pixel);
        continue;
      }
      for (int lane = 0; lane < pixel; lane++) {
        float sum = 0;
        for (int tap = x * taps; tap < (x + 1) * taps; tap++) {
          sum += columns.weights()[tap] * from[at + columns.positions()[tap] * pixel + lane];
        }
        into[pixelAt + lane] = sum;
      }
    }
  }

  void overlap(Operation.Overlap overlap, float[] bias, long begin, long end) {
    int filters = overlap.work().filters() / pixel;
    int taps = overlap.work().taps();
    Bands.each(
        work,
        begin,
        end,
        (image, block, first, last) -> {
          int start = block / filters * filters * taps + block % filters;
          int from = in.at(image, start);
          int to = out.at(image, block);
          for (int y = first; y < last; y++) {
            overlapRow(overlap, bias, block * pixel, y, from, to + y * out.row());
            if (pixel > 1) {
              int at = to + y * out.row();
              Ends.apply(work.epilogue(), out.data(), at, out.data(), at, out.width() * pixel);
            }
          }
          halo(to, first, last);
        });
  }

  private void overlapRow(
      Operation.Overlap overlap, float[] bias, int channel, int y, int from, int to) {
    TransposedAxis rows = overlap.rows();
    TransposedAxis columns = overlap.columns();
    float[] into = out.data();
    int tapPitch = overlap.work().filters() / pixel * in.block();
    int across = overlap.work().layer().window().kernelWidth();
    for (int x = 0; x < out.width(); x++) {
      int at = to + x * pixel;
      System.arraycopy(bias, channel, into, at, pixel);
      for (int r = rows.starts()[y]; r < rows.starts()[y + 1]; r++) {
        int line = from + rows.positions()[r] * in.row() + rows.taps()[r] * across * tapPitch;
        for (int c = columns.starts()[x]; c < columns.starts()[x + 1]; c++) {
          int value = line + columns.taps()[c] * tapPitch + columns.positions()[c] * pixel;
          for (int lane = 0; lane < pixel; lane++) {
            into[at + lane] += in.data()[value + lane];
          }
        }
      }
    }
  }
}
