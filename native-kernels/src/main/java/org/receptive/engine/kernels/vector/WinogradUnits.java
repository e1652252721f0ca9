package org.receptive.engine.kernels.vector;

import static org.receptive.engine.kernels.vector.Lanes.BLOCK;
import static org.receptive.engine.kernels.vector.Lanes.COUNT;
import static org.receptive.engine.kernels.vector.Lanes.FILTERS_TOGETHER;
import static org.receptive.engine.kernels.vector.Lanes.TILE;

import java.util.Arrays;
import java.util.Optional;
import org.receptive.engine.kernels.parallel.Scratch;
import org.receptive.engine.kernels.program.BlockedWork;
import org.receptive.engine.kernels.program.Epilogue;
import org.receptive.engine.kernels.program.Layout;

/**
 * 3x3 convolution with stride 1 by Winograd's minimal filtering, on blocks of 16 channels. A unit
 * is a chunk of tiles x a part of the filters:
 *
 * <pre>
 *   transform the chunk's inputs                   V[product][block][tile][16]
 *   for every product (16 or 36), pair of registers of filters:
 *     a matrix product over the channels           S[pair][product][tile][filter]
 *   transform the sums to outputs, add the bias and the shortcut, activate
 * </pre>
 */
final class WinogradUnits {
  /** Floats between products, so that those of a tile do not take the same place in the cache. */
  private static final int LINE = 16;

  private final BlockedWork work;
  private final Blocks in;
  private final Blocks out;
  private final Optional<Blocks> residual;
  private final VectorFilters.Packed packed;
  private final WinogradTransform transform;
  private final int tile;
  private final int reach;
  private final int products;
  private final int across;
  private final int down;
  private final int channels;
  private final int filters;
  private final boolean relu;

  WinogradUnits(
      BlockedWork work,
      Blocks in,
      Blocks out,
      Optional<Blocks> residual,
      VectorFilters.Packed packed) {
    this.work = work;
    this.in = in;
    this.out = out;
    this.residual = residual;
    this.packed = packed;
    this.tile = work.winograd();
    this.transform = WinogradTransform.of(tile);
    this.reach = tile + 2;
    this.products = reach * reach;
    this.across = Math.ceilDiv(out.width(), tile);
    this.down = Math.ceilDiv(out.height(), tile);
    this.channels = work.inputBlocks() * Layout.BLOCK;
    this.filters = work.outputBlocks() * Layout.BLOCK;
    this.relu = residual.isEmpty() && work.epilogue().kind() == Epilogue.Kind.RELU;
  }

  /** One thread's working memory, and the chunk whose inputs it holds. */
  private final class Chunk {
    private final float[] memory;
    private final float[] half = new float[reach * reach * Layout.BLOCK];
    private final float[] edge = new float[reach * reach * Layout.BLOCK];
    private int first;
    private int count;

    Chunk(Scratch scratch) {
      this.count = work.bandRows();
      int groups = Math.ceilDiv(filters, FILTERS_TOGETHER);
      int pairs = Math.ceilDiv(groups, work.filterParts()) * (FILTERS_TOGETHER / BLOCK);
      long floats = sums() + (long) pairs * pairPitch();
      this.memory = scratch.floats(Math.toIntExact(floats));
    }

    int inputPitch() {
      return count * channels + LINE;
    }

    int sumsPitch() {
      return count * BLOCK + LINE;
    }

    /** Whole tiles are stored, also where a part of one is wanted. */
    int pairPitch() {
      return products * sumsPitch() + TILE * BLOCK;
    }

    /** Where sums begin: behind the inputs, and what is read beyond them. */
    int sums() {
      return products * inputPitch() + TILE * Layout.BLOCK;
    }
  }

  void run(long begin, long end, Scratch scratch) {
    Chunk chunk = new Chunk(scratch);
    int tiles = work.output().shape().batch() * across * down;
    int groups = Math.ceilDiv(filters, FILTERS_TOGETHER);
    int ready = -1;
    for (long number = begin; number < end; number++) {
      int index = (int) (number / work.filterParts());
      int part = (int) (number % work.filterParts());
      chunk.first = index * work.bandRows();
      chunk.count = Math.min(work.bandRows(), tiles - chunk.first);
      if (ready != index) {
        transformInputs(chunk);
        ready = index;
      }
      int from = part * groups / work.filterParts() * FILTERS_TOGETHER;
      int to = Math.min(filters, (part + 1) * groups / work.filterParts() * FILTERS_TOGETHER);
      multiply(chunk, from, to);
      for (int block = from; block < to; block += Layout.BLOCK) {
        transformOutputs(chunk, from, block / Layout.BLOCK);
      }
    }
  }

  private void transformInputs(Chunk chunk) {
    for (int block = 0; block < work.inputBlocks(); block++) {
      for (int t = 0; t < chunk.count; t++) {
        int number = chunk.first + t;
        int y = number / across % down * tile - work.rows().padBefore();
        int x = number % across * tile - work.columns().padBefore();
        int at = in.at(number / across / down, block) + y * in.row() + x * Layout.BLOCK;
        int to = (block * chunk.count + t) * Layout.BLOCK;
        // What lies beyond the halo is read by outputs that do not exist.
        int rows = Math.min(reach, in.height() + in.halo().bottom() - y);
        int columns = Math.min(reach, in.width() + in.halo().right() - x);
        if (rows == reach && columns == reach) {
          transform.input(
              in.data(), at, in.row(), chunk.half, chunk.memory, to, chunk.inputPitch());
        } else {
          copyEdge(at, rows, columns, chunk.edge);
          transform.input(
              chunk.edge,
              0,
              reach * Layout.BLOCK,
              chunk.half,
              chunk.memory,
              to,
              chunk.inputPitch());
        }
      }
    }
  }

  private void copyEdge(int at, int rows, int columns, float[] edge) {
    Arrays.fill(edge, 0);
    for (int r = 0; r < rows; r++) {
      System.arraycopy(
          in.data(), at + r * in.row(), edge, r * reach * Layout.BLOCK, columns * Layout.BLOCK);
    }
  }

  /** The matrix products of some filters. The weights stream by in the order in which they lie. */
  private void multiply(Chunk chunk, int from, int to) {
    int[] offsets = new int[work.inputBlocks()];
    for (int block = 0; block < offsets.length; block++) {
      offsets[block] = block * chunk.count * Layout.BLOCK;
    }
    float[] zeros = new float[BLOCK];
    BlockSums sums = new BlockSums(chunk.memory, Layout.BLOCK, offsets, packed.weights(), zeros);
    for (int k = 0; k < products; k++) {
      for (int filter = from; filter < to; filter += BLOCK) {
        int w = (k * filters + filter) * channels;
        boolean half = filter + COUNT >= to;
        int s = chunk.sums() + (filter - from) / BLOCK * chunk.pairPitch() + k * chunk.sumsPitch();
        for (int t = 0; t < chunk.count; t += TILE) {
          int in = k * chunk.inputPitch() + t * Layout.BLOCK;
          int out = s + t * BLOCK;
          int pixels = TileSums.rounded(Math.min(TILE, chunk.count - t));
          if (half) {
            sums.half(in, w, 0, pixels, chunk.memory, out, BLOCK, false);
          } else {
            sums.pair(in, w, 0, pixels, chunk.memory, out, BLOCK, COUNT, false);
          }
        }
      }
    }
  }

  private void transformOutputs(Chunk chunk, int from, int block) {
    for (int t = 0; t < chunk.count; t++) {
      int number = chunk.first + t;
      int image = number / across / down;
      int y = number / across % down * tile;
      int x = number % across * tile;
      int rows = Math.min(tile, out.height() - y);
      int columns = Math.min(tile, out.width() - x);
      int to = out.at(image, block) + y * out.row() + x * Layout.BLOCK;
      if (rows == tile && columns == tile) {
        transformOutput(chunk, from, block, t, out.data(), to, out.row());
      } else {
        transformOutput(chunk, from, block, t, chunk.edge, 0, tile * Layout.BLOCK);
        for (int r = 0; r < rows; r++) {
          System.arraycopy(
              chunk.edge,
              r * tile * Layout.BLOCK,
              out.data(),
              to + r * out.row(),
              columns * Layout.BLOCK);
        }
      }
      finish(image, block, y, x, rows, columns);
      if (x == 0) {
        out.zeroHalo(out.at(image, block), y, y + rows);
      }
    }
  }

  /** A block's registers, one after the other. */
  private void transformOutput(
      Chunk chunk, int from, int block, int t, float[] to, int at, int row) {
    for (int lane = 0; lane < Layout.BLOCK; lane += COUNT) {
      int filter = block * Layout.BLOCK + lane - from;
      int s = chunk.sums() + filter / BLOCK * chunk.pairPitch() + t * BLOCK + filter % BLOCK;
      transform.output(
          chunk.memory,
          s,
          chunk.sumsPitch(),
          chunk.half,
          packed.bias(),
          block * Layout.BLOCK + lane,
          to,
          at + lane,
          row,
          relu);
    }
  }

  private void finish(int image, int block, int y, int x, int rows, int columns) {
    if (relu || residual.isEmpty() && work.epilogue().isNone()) {
      return;
    }
    int count = columns * Layout.BLOCK;
    for (int r = y; r < y + rows; r++) {
      int at = out.at(image, block) + r * out.row() + x * Layout.BLOCK;
      if (residual.isPresent()) {
        Blocks more = residual.get();
        int moreAt = more.at(image, block) + r * more.row() + x * Layout.BLOCK;
        Ends.add(out.data(), at, more.data(), moreAt, out.data(), at, count);
      }
      Ends.apply(work.epilogue(), out.data(), at, out.data(), at, count);
    }
  }
}
