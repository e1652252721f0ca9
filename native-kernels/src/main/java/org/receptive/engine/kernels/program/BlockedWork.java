package org.receptive.engine.kernels.program;

import java.util.Optional;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.Window;
import org.receptive.engine.layer.WindowAxis;

/**
 * A step on blocks of channels cut into units of work, the same way for every implementation.
 *
 * <p>Units of passes, pooling and depthwise convolutions: images x bands of rows x blocks. Units of
 * a direct convolution: images x bands x groups of filters, in the order that keeps the smaller of
 * weights and rows in the cache. Units of Winograd: chunks of tiles x parts of the filters.
 *
 * @param input what is read, pixels and halo
 * @param output what is written
 * @param residual the second summand
 * @param channels that are real: of conversions
 * @param inputBlocks blocks (or planes) that a convolution sums over
 * @param outputBlocks blocks that are written
 * @param planar whether a convolution reads planes
 * @param rows the window along the height
 * @param columns the window along the width
 * @param epilogue the activation
 * @param bandRows rows of a band (tiles of a chunk)
 * @param bands bands of an image (chunks of the batch)
 * @param filtersInside whether neighbouring units differ in their filters, not in their rows
 * @param filterParts parts of the filters that a chunk is computed in
 * @param winograd the side of a Winograd tile, or 0
 * @param maximum whether pooling takes the maximum
 * @param countPadding whether padding is in a mean's divisor
 * @param units in all
 * @param unitNanos what a unit should take
 */
public record BlockedWork(
    Placement input,
    Placement output,
    Optional<Placement> residual,
    int channels,
    int inputBlocks,
    int outputBlocks,
    boolean planar,
    WindowAxis rows,
    WindowAxis columns,
    Epilogue epilogue,
    int bandRows,
    int bands,
    boolean filtersInside,
    int filterParts,
    int winograd,
    boolean maximum,
    boolean countPadding,
    long units,
    double unitNanos) {
  /** Direct convolutions whose weights fit beside the rows take all filters for each band. */
  private static final long WEIGHTS_IN_CACHE = 600 << 10;

  /** Chunks of Winograd tiles: transformed inputs and sums take so much of the cache ... */
  private static final double CACHE_SHARE = 0.5;

  /** ... or more, up to so many tiles, where larger chunks spare reading many weights again. */
  private static final int MOST_TILES = 64;

  /** Winograd weights of so many caches are soon read once more, by another thread. */
  private static final double WEIGHTS_READ_AGAIN = 3;

  /** Values of a band of a pass: a few microseconds ... */
  private static final int BAND_VALUES = 1 << 13;

  /** ... but so many rows, for neighbouring rows read the same. */
  private static final int BAND_ROWS = 8;

  /** Bands that threads can share, where rows are so many. */
  private static final int BANDS = 4;

  private static final WindowAxis ONE = new WindowAxis(1, 1, 1, 0, 0, 1, false);

  /** A conversion, a sum, a scale or an activation. */
  public static BlockedWork pass(Step step) {
    return plain(step, ONE, ONE, false, false);
  }

  /** Another height and width, in blocks or planes. */
  public static BlockedWork resampling(Step step) {
    return plain(step, ONE, ONE, false, false, step.output().layout());
  }

  /** What a transposed convolution ends with, in blocks or planes. */
  public static BlockedWork overlap(Step step, Window window) {
    return plain(
        step,
        new WindowAxis(window.kernelHeight(), window.kernelHeight(), 1, 0, 0, 1, false),
        new WindowAxis(window.kernelWidth(), window.kernelWidth(), 1, 0, 0, 1, false),
        false,
        false,
        step.output().layout());
  }

  /** Pooling on blocks. */
  public static BlockedWork pooling(Step step, Operation.Pooling pooling) {
    Window window = pooling.window();
    return plain(
        step,
        window.alongHeight(step.input().shape().height()),
        window.alongWidth(step.input().shape().width()),
        pooling.maximum(),
        pooling.countPadding());
  }

  private static BlockedWork plain(
      Step step, WindowAxis rows, WindowAxis columns, boolean maximum, boolean countPadding) {
    return plain(step, rows, columns, maximum, countPadding, Layout.BLOCKED);
  }

  private static BlockedWork plain(
      Step step,
      WindowAxis rows,
      WindowAxis columns,
      boolean maximum,
      boolean countPadding,
      Layout layout) {
    Placement output = step.output();
    int height = output.shape().height();
    // An even number of rows: depthwise kernels take two at once.
    int fitting = Math.max(BAND_ROWS, BAND_VALUES / (output.shape().width() * Layout.BLOCK));
    fitting = Math.min(fitting, Math.ceilDiv(height, BANDS) + 1);
    int bandRows = Math.clamp(fitting / 2 * 2L, 1, height);
    int bands = Math.ceilDiv(height, bandRows);
    int blocks = layout.blocks(output.shape().channels());
    long units = (long) output.shape().batch() * blocks * bands;
    return new BlockedWork(
        step.input(),
        output,
        step.inputs().size() > 1 ? Optional.of(step.inputs().get(1)) : Optional.empty(),
        output.shape().channels(),
        blocks,
        blocks,
        layout == Layout.PLANAR,
        rows,
        columns,
        step.epilogue(),
        bandRows,
        bands,
        false,
        1,
        0,
        maximum,
        countPadding,
        units,
        step.estimate() / units);
  }

  /** A convolution, or one group of it. */
  public static BlockedWork convolution(
      Step step, Operation.Convolution convolution, Target target) {
    return switch (convolution.algorithm()) {
      case DEPTHWISE -> depthwise(step, convolution.layer());
      case WINOGRAD_2, WINOGRAD_4 ->
          winograd(step, convolution.layer(), convolution.algorithm().tile(), target);
      default -> direct(step, convolution, target);
    };
  }

  private static BlockedWork depthwise(Step step, Conv2d layer) {
    Window window = layer.window();
    WindowAxis rows = window.alongHeight(step.input().shape().height());
    WindowAxis columns = window.alongWidth(step.input().shape().width());
    return plain(step, rows, columns, false, false);
  }

  private static BlockedWork direct(Step step, Operation.Convolution operation, Target target) {
    Conv2d layer = operation.layer();
    boolean planar = operation.algorithm() == Algorithm.FIRST;
    Layout layout = planar ? Layout.PLANAR : Layout.BLOCKED;
    int inputBlocks = layout.blocks(layer.inChannels() / layer.groups());
    int outputBlocks = Layout.BLOCKED.blocks(layer.outChannels() / layer.groups());
    Window window = layer.window();
    long taps = (long) window.kernelHeight() * window.kernelWidth();
    int groups = Math.ceilDiv(outputBlocks * Layout.BLOCK, target.filtersTogether());
    long weights = inputBlocks * layout.pixel() * taps * groups * target.filtersTogether();
    int height = step.output().shape().height();
    int images = step.output().shape().batch();
    // Enough bands for every thread, but at least two rows, which narrow maps compute together.
    double rowNanos = step.estimate() / ((double) height * images * groups * layer.groups());
    int wanted = (int) Math.clamp(40_000 / Math.max(1, rowNanos), 2, height + 1.0);
    int share = Math.ceilDiv(height * images * groups, target.threads() * 4);
    int bandRows = Math.clamp(Math.min(wanted, Math.max(2, share)), 1, Math.max(1, height));
    bandRows = evenly(bandRows, height, images * groups, target.threads());
    int bands = Math.ceilDiv(height, bandRows);
    long units = (long) images * bands * groups;
    return new BlockedWork(
        step.input(),
        step.output(),
        step.inputs().size() > 1 ? Optional.of(step.inputs().get(1)) : Optional.empty(),
        step.output().shape().channels(),
        inputBlocks,
        outputBlocks,
        planar,
        window.alongHeight(step.input().shape().height()),
        window.alongWidth(step.input().shape().width()),
        step.epilogue(),
        bandRows,
        bands,
        weights * Float.BYTES < WEIGHTS_IN_CACHE,
        1,
        0,
        false,
        false,
        units,
        step.estimate() / layer.groups() / units);
  }

  /** So many rows, or a few less, that the thread with the most rows has the fewest. */
  private static int evenly(int bandRows, int height, int each, int threads) {
    int best = bandRows;
    long least = Long.MAX_VALUE;
    for (int rows = bandRows; rows >= Math.min(bandRows, 2); rows--) {
      long units = (long) Math.ceilDiv(height, rows) * each;
      long most = Math.ceilDiv(units, threads) * rows;
      if (most < least) {
        best = rows;
        least = most;
      }
    }
    return best;
  }

  private static BlockedWork winograd(Step step, Conv2d layer, int tile, Target target) {
    int inputBlocks = Layout.BLOCKED.blocks(layer.inChannels());
    int outputBlocks = Layout.BLOCKED.blocks(layer.outChannels());
    int products = (tile + 2) * (tile + 2);
    int height = step.output().shape().height();
    int width = step.output().shape().width();
    int tiles =
        step.output().shape().batch() * Math.ceilDiv(height, tile) * Math.ceilDiv(width, tile);
    int channels = inputBlocks * Layout.BLOCK;
    int filters = outputBlocks * Layout.BLOCK;
    double weightBytes = (double) products * channels * filters * Float.BYTES;
    double tileBytes = (double) products * (channels + filters) * Float.BYTES;
    double fitting = target.cacheBytes() * CACHE_SHARE / tileBytes;
    // So many tiles that weights and tiles, written and read, are as many bytes.
    double balanced = weightBytes / (2 * tileBytes);
    int wanted = (int) Math.min(MOST_TILES, Math.max(fitting, balanced));
    int most = Math.max(target.tile(), wanted / target.tile() * target.tile());
    int chunks = Math.ceilDiv(tiles, Math.min(tiles, most));
    int groups = Math.ceilDiv(filters, target.filtersTogether());
    int parts = 1;
    int threads = target.threads();
    if (chunks >= threads || weightBytes < WEIGHTS_READ_AGAIN * target.cacheBytes()) {
      // Each thread has chunks of its own, and reads all filters.
      if (chunks < 3 * threads) {
        chunks = Math.min(tiles, Math.ceilDiv(chunks, threads) * threads);
      }
    } else {
      // Few chunks: threads share the filters, and each transforms the inputs for itself.
      parts = Math.min(groups, threads);
      if (parts < threads) {
        chunks = Math.max(chunks, Math.min(tiles, threads));
      }
    }
    int bandRows = Math.ceilDiv(tiles, chunks);
    chunks = Math.ceilDiv(tiles, bandRows);
    long units = (long) chunks * parts;
    Window window = layer.window();
    return new BlockedWork(
        step.input(),
        step.output(),
        step.inputs().size() > 1 ? Optional.of(step.inputs().get(1)) : Optional.empty(),
        step.output().shape().channels(),
        inputBlocks,
        outputBlocks,
        false,
        window.alongHeight(step.input().shape().height()),
        window.alongWidth(step.input().shape().width()),
        step.epilogue(),
        bandRows,
        chunks,
        false,
        parts,
        tile,
        false,
        false,
        units,
        step.estimate() / units);
  }

  /** Whether a convolution reads planes that have no zeros around, and puts them there itself. */
  public boolean surrounds() {
    return planar && input.halo().equals(Halo.NONE) && !Halo.of(rows, columns).equals(Halo.NONE);
  }

  /** For each plane, what a row of the output reads, zeros around included. */
  private int surroundedFloats() {
    int height = rows.extent();
    int width = (columns.output() - 1) * columns.stride() + columns.extent();
    return Math.multiplyExact(Math.multiplyExact(height, width), inputBlocks);
  }

  /** Floats of working memory that one thread needs. */
  public int scratchFloats(Target target) {
    if (winograd == 0) {
      return surrounds() ? surroundedFloats() : 0;
    }
    int products = (winograd + 2) * (winograd + 2);
    int groups = Math.ceilDiv(outputBlocks * Layout.BLOCK, target.filtersTogether());
    int groupsOfPart = Math.ceilDiv(groups, filterParts);
    int perTile = inputBlocks * Layout.BLOCK + groupsOfPart * target.filtersTogether();
    // A cache line keeps the products apart, of the inputs and of each group.
    int lines = Math.multiplyExact(1 + groupsOfPart, Layout.BLOCK);
    int perProduct = Math.addExact(Math.multiplyExact(bandRows, perTile), lines);
    return Math.addExact(Math.multiplyExact(products, perProduct), Layout.BLOCK);
  }

  /**
   * Units that one thread takes at once: half a millisecond's worth, or fewer to share them out.
   */
  public long unitsPerChunk(int threads) {
    long soon = Math.max(1, (long) (500_000 / Math.max(1, unitNanos)));
    return threads == 1 ? soon : Math.clamp(units / (threads * 4L), 1, soon);
  }
}
