package org.receptive.engine.kernels.vector;

import static org.receptive.engine.kernels.vector.Lanes.COUNT;
import static org.receptive.engine.kernels.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;
import org.receptive.engine.kernels.program.BlockedWork;
import org.receptive.engine.kernels.program.Layout;
import org.receptive.engine.layer.WindowAxis;

/** Pooling on blocks of 16 channels: the taps of a window are whole registers. */
final class PoolingUnits {
  private final BlockedWork work;
  private final WindowAxis rows;
  private final WindowAxis columns;
  private final Blocks in;
  private final Blocks out;

  PoolingUnits(BlockedWork work, Blocks in, Blocks out) {
    this.work = work;
    this.rows = work.rows();
    this.columns = work.columns();
    this.in = in;
    this.out = out;
  }

  void run(long begin, long end) {
    Bands.each(work, begin, end, this::band);
  }

  private void band(int image, int block, int first, int last) {
    int from = in.at(image, block);
    int to = out.at(image, block);
    for (int y = first; y < last; y++) {
      for (int x = 0; x < out.width(); x++) {
        pixel(from, y, x, to + y * out.row() + x * Layout.BLOCK);
      }
    }
    out.zeroHalo(to, first, last);
  }

  private void pixel(int from, int y, int x, int to) {
    int firstRow = first(rows, y);
    int firstColumn = first(columns, x);
    int down = rows.real(y);
    int right = columns.real(x);
    int at =
        from
            + (rows.start(y) + firstRow * rows.dilation()) * in.row()
            + (columns.start(x) + firstColumn * columns.dilation()) * Layout.BLOCK;
    if (work.maximum()) {
      maximum(at, down, right, to);
      return;
    }
    // Padding may count, but never what hangs over the padded input.
    int count =
        work.countPadding() ? rows.realOrPadding(y) * columns.realOrPadding(x) : down * right;
    // A window that sees only padding which does not count has no mean: 0, as PyTorch gives.
    mean(at, down, right, 1f / Math.max(1, count), to);
  }

  /** The first tap of a window that is no padding. */
  private static int first(WindowAxis axis, int i) {
    int start = axis.start(i);
    return start >= 0 ? 0 : Math.ceilDiv(-start, axis.dilation());
  }

  private void maximum(int at, int down, int right, int to) {
    int row = rows.dilation() * in.row();
    int column = columns.dilation() * Layout.BLOCK;
    for (int lane = 0; lane < Layout.BLOCK; lane += COUNT) {
      FloatVector most = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
      for (int r = 0; r < down; r++) {
        int from = at + lane + r * row;
        for (int c = 0; c < right; c++) {
          most = most.max(FloatVector.fromArray(SPECIES, in.data(), from + c * column));
        }
      }
      most.intoArray(out.data(), to + lane);
    }
  }

  private void mean(int at, int down, int right, float factor, int to) {
    int row = rows.dilation() * in.row();
    int column = columns.dilation() * Layout.BLOCK;
    for (int lane = 0; lane < Layout.BLOCK; lane += COUNT) {
      FloatVector sum = FloatVector.zero(SPECIES);
      for (int r = 0; r < down; r++) {
        int from = at + lane + r * row;
        for (int c = 0; c < right; c++) {
          sum = sum.add(FloatVector.fromArray(SPECIES, in.data(), from + c * column));
        }
      }
      sum.mul(factor).intoArray(out.data(), to + lane);
    }
  }
}
