package org.receptive.engine.kernels.vector;

import static org.receptive.engine.kernels.vector.Lanes.BLOCK;
import static org.receptive.engine.kernels.vector.Lanes.COUNT;
import static org.receptive.engine.kernels.vector.Lanes.FILTERS_TOGETHER;
import static org.receptive.engine.kernels.vector.Lanes.TILE;

import java.util.Optional;
import org.receptive.engine.kernels.parallel.Scratch;
import org.receptive.engine.kernels.program.BlockedWork;
import org.receptive.engine.kernels.program.Epilogue;
import org.receptive.engine.kernels.program.Layout;

/**
 * Direct convolution into blocks of channels, from blocks or from a picture's planes. A unit is a
 * band of output rows of one image x a group of filters, which is one pair of registers or two.
 */
final class DirectUnits {
  private final BlockedWork work;
  private final Blocks in;
  private final Blocks out;
  private final Optional<Blocks> residual;
  private final int[] offsets;
  private final int steps;
  private final int biasAt;
  private final int weightsAt;
  private final int pixelStep;
  private final int rowStep;
  private final boolean relu;
  private final TileSums sums;

  /** Of one group of the layer: its part of input and output. */
  DirectUnits(
      BlockedWork work,
      Blocks in,
      Blocks out,
      Optional<Blocks> residual,
      VectorFilters.Packed packed,
      int part) {
    this.work = work;
    this.in = in;
    this.out = out;
    this.residual = residual;
    this.offsets = offsets(work, in);
    this.steps = offsets.length * in.pixel();
    this.weightsAt = part * packed.groupWeights();
    this.biasAt = part * packed.groupBias();
    this.pixelStep = work.columns().stride() * in.pixel();
    this.rowStep = work.rows().stride() * in.row();
    this.relu = residual.isEmpty() && work.epilogue().kind() == Epilogue.Kind.RELU;
    this.sums =
        work.planar()
            ? new PlaneSums(in.data(), pixelStep, offsets, packed.weights(), packed.bias())
            : new BlockSums(in.data(), pixelStep, offsets, packed.weights(), packed.bias());
  }

  /** From a pixel's first tap to every tap of every block (or plane). */
  private static int[] offsets(BlockedWork work, Blocks in) {
    int rows = work.rows().kernel();
    int columns = work.columns().kernel();
    int[] offsets = new int[work.inputBlocks() * rows * columns];
    int at = 0;
    for (int block = 0; block < work.inputBlocks(); block++) {
      for (int r = 0; r < rows; r++) {
        for (int c = 0; c < columns; c++) {
          offsets[at++] =
              block * in.block()
                  + r * work.rows().dilation() * in.row()
                  + c * work.columns().dilation() * in.pixel();
        }
      }
    }
    return offsets;
  }

  void run(long begin, long end, Scratch scratch) {
    float[] tile = scratch.floats(TILE * BLOCK);
    int groups = Math.ceilDiv(work.outputBlocks() * Layout.BLOCK, FILTERS_TOGETHER);
    int images = work.output().shape().batch();
    for (long number = begin; number < end; number++) {
      int unit = (int) number;
      if (work.filtersInside()) {
        int rest = unit / groups;
        unit(rest / work.bands(), rest % work.bands(), unit % groups, tile);
      } else {
        int rest = unit / work.bands();
        unit(rest % images, unit % work.bands(), rest / images, tile);
      }
    }
  }

  private void unit(int image, int band, int group, float[] tile) {
    int first = band * work.bandRows();
    int last = Math.min(out.height(), first + work.bandRows());
    int corner =
        in.at(image, 0)
            - work.rows().padBefore() * in.row()
            - work.columns().padBefore() * in.pixel();
    int filters = work.outputBlocks() * Layout.BLOCK;
    int end = Math.min(filters, (group + 1) * FILTERS_TOGETHER);
    for (int y = first; y < last; y++) {
      for (int filter = group * FILTERS_TOGETHER; filter < end; filter += BLOCK) {
        row(corner + y * rowStep, out.at(image, 0) + y * out.row(), filter, end, tile);
      }
      for (int filter = group * FILTERS_TOGETHER; filter < end; filter += Layout.BLOCK) {
        finish(image, filter / Layout.BLOCK, y);
      }
    }
    for (int filter = group * FILTERS_TOGETHER; filter < end; filter += Layout.BLOCK) {
      out.zeroHalo(out.at(image, filter / Layout.BLOCK), first, last);
    }
  }

  /** One row of a pair of registers. A last tile that is not full goes back and computes again. */
  private void row(int from, int row, int filter, int end, float[] tile) {
    int w = weightsAt + filter * steps;
    int s = biasAt + filter;
    boolean half = filter + COUNT >= end;
    int to = row + filter / Layout.BLOCK * out.block() + filter % Layout.BLOCK;
    int second = COUNT == Layout.BLOCK ? out.block() : COUNT;
    int width = out.width();
    for (int x = 0; x < width; x += TILE) {
      int pixels = Math.min(TILE, width - x);
      int computed = TileSums.rounded(pixels);
      if (computed <= width) {
        int first = Math.min(x, width - computed);
        int o = to + first * Layout.BLOCK;
        tile(from + first * pixelStep, w, s, computed, half, out.data(), o, Layout.BLOCK, second);
      } else {
        narrow(from, w, s, half, tile);
        copy(tile, pixels, half, to, second);
      }
    }
  }

  private void tile(
      int from, int w, int s, int pixels, boolean half, float[] to, int at, int pitch, int second) {
    if (half) {
      sums.half(from, w, s, pixels, to, at, pitch, relu);
    } else {
      sums.pair(from, w, s, pixels, to, at, pitch, second, relu);
    }
  }

  /** A map narrower than a tile; pixels beyond it are not used, but must be there to be read. */
  private void narrow(int from, int w, int s, boolean half, float[] tile) {
    int width = out.width();
    int computed = TileSums.rounded(width);
    int last = from + offsets[offsets.length - 1] + (computed - 1) * pixelStep + in.pixel() - 1;
    if (last < in.data().length) {
      tile(from, w, s, computed, half, tile, 0, BLOCK, COUNT);
      return;
    }
    for (int x = 0; x < width; x++) {
      tile(from + x * pixelStep, w, s, 1, half, tile, x * BLOCK, BLOCK, COUNT);
    }
  }

  private void copy(float[] tile, int pixels, boolean half, int to, int second) {
    for (int x = 0; x < pixels; x++) {
      int o = to + x * Layout.BLOCK;
      System.arraycopy(tile, x * BLOCK, out.data(), o, COUNT);
      if (!half) {
        System.arraycopy(tile, x * BLOCK + COUNT, out.data(), o + second, COUNT);
      }
    }
  }

  private void finish(int image, int block, int y) {
    int at = out.at(image, block) + y * out.row();
    int count = out.width() * Layout.BLOCK;
    if (residual.isPresent()) {
      Blocks more = residual.get();
      int moreAt = more.at(image, block) + y * more.row();
      Ends.add(out.data(), at, more.data(), moreAt, out.data(), at, count);
    }
    if (!relu) {
      Ends.apply(work.epilogue(), out.data(), at, out.data(), at, count);
    }
  }
}
