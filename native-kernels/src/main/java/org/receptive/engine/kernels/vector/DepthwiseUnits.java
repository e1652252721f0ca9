package org.receptive.engine.kernels.vector;

import static org.receptive.engine.kernels.vector.Lanes.COUNT;
import static org.receptive.engine.kernels.vector.Lanes.SPECIES;

import java.util.Optional;
import jdk.incubator.vector.FloatVector;
import org.receptive.engine.kernels.program.BlockedWork;
import org.receptive.engine.kernels.program.Layout;

/** Depthwise convolution on blocks of 16 channels: every lane has its own filter. */
final class DepthwiseUnits {
  private final BlockedWork work;
  private final Blocks in;
  private final Blocks out;
  private final Optional<Blocks> residual;
  private final float[] weights;
  private final float[] bias;
  private final int[] taps;
  private final int step;

  DepthwiseUnits(
      BlockedWork work,
      Blocks in,
      Blocks out,
      Optional<Blocks> residual,
      VectorFilters.Packed packed) {
    this.work = work;
    this.in = in;
    this.out = out;
    this.residual = residual;
    this.weights = packed.weights();
    this.bias = packed.bias();
    this.step = work.columns().stride() * Layout.BLOCK;
    int columns = work.columns().kernel();
    this.taps = new int[work.rows().kernel() * columns];
    for (int tap = 0; tap < taps.length; tap++) {
      taps[tap] =
          tap / columns * work.rows().dilation() * in.row()
              + tap % columns * work.columns().dilation() * Layout.BLOCK;
    }
  }

  void run(long begin, long end) {
    Bands.each(work, begin, end, this::band);
  }

  private void band(int image, int block, int first, int last) {
    int corner =
        in.at(image, block)
            - work.rows().padBefore() * in.row()
            - work.columns().padBefore() * Layout.BLOCK;
    for (int y = first; y < last; y++) {
      int to = out.at(image, block) + y * out.row();
      for (int lane = 0; lane < Layout.BLOCK; lane += COUNT) {
        int from = corner + y * work.rows().stride() * in.row() + lane;
        row(
            from,
            block * Layout.BLOCK + lane,
            block * taps.length * Layout.BLOCK + lane,
            to + lane);
      }
      finish(image, block, y, to);
    }
    out.zeroHalo(out.at(image, block), first, last);
  }

  /** A last tile that is not full goes back and computes again. */
  private void row(int from, int b, int w, int to) {
    int width = out.width();
    int tile = width >= 8 ? 8 : width >= 4 ? 4 : 1;
    for (int x = 0; x < width; x += tile) {
      int at = Math.min(x, width - tile);
      int i = from + at * step;
      int o = to + at * Layout.BLOCK;
      switch (tile) {
        case 8 -> eight(i, b, w, o);
        case 4 -> four(i, b, w, o);
        default -> one(i, b, w, o);
      }
    }
  }

  private void eight(int i, int b, int w, int o) {
    float[] data = in.data();
    FloatVector a0 = FloatVector.fromArray(SPECIES, bias, b);
    FloatVector a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, a6 = a0, a7 = a0;
    int at = w;
    for (int tap : taps) {
      int t = i + tap;
      FloatVector f = FloatVector.fromArray(SPECIES, weights, at);
      a0 = FloatVector.fromArray(SPECIES, data, t).fma(f, a0);
      a1 = FloatVector.fromArray(SPECIES, data, t + step).fma(f, a1);
      a2 = FloatVector.fromArray(SPECIES, data, t + 2 * step).fma(f, a2);
      a3 = FloatVector.fromArray(SPECIES, data, t + 3 * step).fma(f, a3);
      a4 = FloatVector.fromArray(SPECIES, data, t + 4 * step).fma(f, a4);
      a5 = FloatVector.fromArray(SPECIES, data, t + 5 * step).fma(f, a5);
      a6 = FloatVector.fromArray(SPECIES, data, t + 6 * step).fma(f, a6);
      a7 = FloatVector.fromArray(SPECIES, data, t + 7 * step).fma(f, a7);
      at += Layout.BLOCK;
    }
    float[] to = out.data();
    a0.intoArray(to, o);
    a1.intoArray(to, o + Layout.BLOCK);
    a2.intoArray(to, o + 2 * Layout.BLOCK);
    a3.intoArray(to, o + 3 * Layout.BLOCK);
    a4.intoArray(to, o + 4 * Layout.BLOCK);
    a5.intoArray(to, o + 5 * Layout.BLOCK);
    a6.intoArray(to, o + 6 * Layout.BLOCK);
    a7.intoArray(to, o + 7 * Layout.BLOCK);
  }

  private void four(int i, int b, int w, int o) {
    float[] data = in.data();
    FloatVector a0 = FloatVector.fromArray(SPECIES, bias, b);
    FloatVector a1 = a0, a2 = a0, a3 = a0;
    int at = w;
    for (int tap : taps) {
      int t = i + tap;
      FloatVector f = FloatVector.fromArray(SPECIES, weights, at);
      a0 = FloatVector.fromArray(SPECIES, data, t).fma(f, a0);
      a1 = FloatVector.fromArray(SPECIES, data, t + step).fma(f, a1);
      a2 = FloatVector.fromArray(SPECIES, data, t + 2 * step).fma(f, a2);
      a3 = FloatVector.fromArray(SPECIES, data, t + 3 * step).fma(f, a3);
      at += Layout.BLOCK;
    }
    float[] to = out.data();
    a0.intoArray(to, o);
    a1.intoArray(to, o + Layout.BLOCK);
    a2.intoArray(to, o + 2 * Layout.BLOCK);
    a3.intoArray(to, o + 3 * Layout.BLOCK);
  }

  private void one(int i, int b, int w, int o) {
    FloatVector a = FloatVector.fromArray(SPECIES, bias, b);
    int at = w;
    for (int tap : taps) {
      FloatVector f = FloatVector.fromArray(SPECIES, weights, at);
      a = FloatVector.fromArray(SPECIES, in.data(), i + tap).fma(f, a);
      at += Layout.BLOCK;
    }
    a.intoArray(out.data(), o);
  }

  private void finish(int image, int block, int y, int at) {
    int count = out.width() * Layout.BLOCK;
    if (residual.isPresent()) {
      Blocks more = residual.get();
      int moreAt = more.at(image, block) + y * more.row();
      Ends.add(out.data(), at, more.data(), moreAt, out.data(), at, count);
    }
    Ends.apply(work.epilogue(), out.data(), at, out.data(), at, count);
  }
}
