package org.receptive.engine.kernels.vector;

import static org.receptive.engine.kernels.vector.Lanes.BLOCK;
import static org.receptive.engine.kernels.vector.Lanes.COUNT;
import static org.receptive.engine.kernels.vector.Lanes.TILE;

import java.util.Locale;
import org.receptive.engine.kernels.convolution.ConvolutionPlan;
import org.receptive.engine.kernels.convolution.ConvolutionPlan.Method;
import org.receptive.engine.kernels.parallel.Scratch;
import org.receptive.engine.kernels.parallel.Workers;
import org.receptive.engine.tensor.Tensor;

/** One run of a planned convolution. */
final class VectorConvolution {
  /** Below this many multiply-accumulates one thread is done before others wake up. */
  private static final long WORTH_SHARING = 1 << 20;

  private final ConvolutionPlan plan;
  private final InputPacker packer;
  private final float[] input;
  private final int inputAt;
  private final float[] weights;
  private final float[] output;
  private final int outputAt;
  private final int width;
  private final int plane;

  private VectorConvolution(
      ConvolutionPlan plan,
      float[] input,
      int inputAt,
      float[] weights,
      float[] output,
      int outputAt) {
    this.plan = plan;
    this.packer = new InputPacker(plan);
    this.input = input;
    this.inputAt = inputAt;
    this.weights = weights;
    this.output = output;
    this.outputAt = outputAt;
    this.width = plan.output().width();
    this.plane = plan.output().height() * width;
  }

  /**
   * Computes a convolution.
   *
   * @param weights as {@link WeightPacker} makes them for this plan
   */
  static Tensor run(ConvolutionPlan plan, Workers workers, Tensor input, float[] weights) {
    Tensor output = Tensor.zeros(plan.output());
    run(plan, workers, input, weights, output.data());
    return output;
  }

  /** Computes a convolution into memory of exactly the output's length. */
  static void run(
      ConvolutionPlan plan, Workers workers, Tensor input, float[] weights, float[] output) {
    if (output.length != plan.output().size()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "The output %s holds %,d values, but memory for %,d was given.",
              plan.output(),
              plan.output().size(),
              output.length));
    }
    run(plan, workers, input.data(), 0, weights, output, 0);
  }

  /**
   * Computes a convolution of values within a larger array into another.
   *
   * @param inputAt where the input begins
   * @param outputAt where the output begins
   */
  static void run(
      ConvolutionPlan plan,
      Workers workers,
      float[] input,
      int inputAt,
      float[] weights,
      float[] output,
      int outputAt) {
    VectorConvolution convolution =
        new VectorConvolution(plan, input, inputAt, weights, output, outputAt);
    boolean parallel = plan.macs() > WORTH_SHARING;
    long perChunk = plan.unitsPerChunk(parallel ? workers.threads() : 1);
    long chunks = Math.ceilDiv(plan.units(), perChunk);
    workers.run(
        "conv2d",
        chunks,
        parallel,
        (chunk, scratch) -> {
          long end = Math.min(plan.units(), (chunk + 1) * perChunk);
          for (long unit = chunk * perChunk; unit < end; unit++) {
            convolution.unit(unit, scratch);
          }
        });
  }

  private void unit(long number, Scratch scratch) {
    long rest = number / plan.filterBlocks();
    int filterBlock = (int) (number % plan.filterBlocks());
    int rowBlock = (int) (rest % plan.rowBlocks());
    int imageGroup = (int) (rest / plan.rowBlocks());
    int group = imageGroup % plan.layer().groups();
    int filter = imageGroup * plan.groupFilters() + filterBlock * plan.blockFilters();
    int filters =
        Math.min(plan.blockFilters(), plan.groupFilters() - filterBlock * plan.blockFilters());
    int channel = imageGroup * plan.groupChannels();
    int from = inputAt + channel * plan.rows().input() * plan.columns().input();
    int firstRow = rowBlock * plan.blockRows();
    int rows = Math.min(plan.blockRows(), plan.output().height() - firstRow);
    float[] packed = scratch.floats(plan.packed().length(plan.groupChannels()));
    if (scratch.note(this, -1) != rest) {
      packer.pack(input, from, firstRow, rows, packed);
      scratch.leaveNote(this, rest);
    }
    int to = outputAt + filter * plane + firstRow * width;
    if (plan.method() == Method.FILTERS_IN_LANES) {
      filtersInLanes(packed, to, weightsAt(group, filterBlock), filters, rows);
    } else {
      pixelsInLanes(packed, to, weightsAt(group, filterBlock), filters, rows);
    }
  }

  private int weightsAt(int group, int filterBlock) {
    int filters =
        plan.method() == Method.FILTERS_IN_LANES
            ? group * plan.filterBlocks() * plan.blockFilters()
            : group * plan.groupFilters();
    return (filters + filterBlock * plan.blockFilters()) * (plan.steps() + 1);
  }

  private void filtersInLanes(float[] packed, int to, int w, int filters, int rows) {
    FiltersInLanes kernel = new FiltersInLanes(plan, packed, weights);
    int inputRow = plan.rows().stride() * plan.packed().rowPitch();
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < width; x += TILE) {
        int pixels = Math.min(TILE, width - x);
        float[] tile = kernel.sum(y * inputRow + x, w, pixels, filters);
        transpose(tile, to + y * width + x, filters, pixels);
      }
    }
  }

  /** Pixel by pixel the filters become filter by filter the pixels. */
  private void transpose(float[] tile, int to, int filters, int pixels) {
    for (int filter = 0; filter < filters; filter++) {
      int at = to + filter * plane;
      if (pixels == 8) {
        output[at] = tile[filter];
        output[at + 1] = tile[filter + BLOCK];
        output[at + 2] = tile[filter + 2 * BLOCK];
        output[at + 3] = tile[filter + 3 * BLOCK];
        output[at + 4] = tile[filter + 4 * BLOCK];
        output[at + 5] = tile[filter + 5 * BLOCK];
        output[at + 6] = tile[filter + 6 * BLOCK];
        output[at + 7] = tile[filter + 7 * BLOCK];
      } else {
        for (int pixel = 0; pixel < pixels; pixel++) {
          output[at + pixel] = tile[pixel * BLOCK + filter];
        }
      }
    }
  }

  /** Slots are rows below each other, a register wide. */
  private void pixelsInLanes(float[] packed, int to, int w, int filters, int rows) {
    int inputRow = plan.rows().stride() * plan.packed().rowPitch();
    PixelsInLanes kernel = new PixelsInLanes(plan, packed, weights, output, inputRow, width);
    for (int x = 0; x < width; x += COUNT) {
      kernel.column(x, to + x, w, filters, rows, Math.min(COUNT, width - x));
    }
  }
}
