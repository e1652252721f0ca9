package org.receptive.engine.kernels.convolution;

import java.util.List;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.Window;
import org.receptive.engine.layer.WindowAxis;
import org.receptive.engine.tensor.Shape;

/**
 * One convolution on inputs of one shape, with everything decided: how it is computed, how the work
 * is cut into units, and where in the packed input each tap finds its value.
 *
 * <p>A unit is one image x one group x a block of output rows x a block of filters. It packs the
 * padded input rows it reads as {@code channel, row, phase, position}: with a column stride of
 * {@code s}, the padded columns are sorted by their remainder modulo {@code s} (the phase), so that
 * neighbouring output pixels read neighbouring values whatever the stride. Units that differ in
 * their filters only are neighbours, and share what was packed.
 */
public final class ConvolutionPlan {
  /** The most floats that one unit packs, unless a single row needs more: 384 KiB, for the L2. */
  private static final int PACKED = 96 << 10;

  /** The most multiply-accumulates of one unit, unless a single row needs more: about 0.5 ms. */
  private static final long UNIT_MACS = 32L << 20;

  /** A convolution of this many multiply-accumulates is cut into units for several threads. */
  private static final long SHARED_MACS = 2 << 20;

  /** Into how many at least, if it has the rows. */
  private static final int UNITS_TO_SHARE = 4;

  /** How the lanes of a register are used. The order is the C++ side's. */
  public enum Method {
    /** One pixel of several filters. */
    FILTERS_IN_LANES,
    /** Several pixels of one filter. */
    PIXELS_IN_LANES,
    /** Several pixels of one filter, read in place: 1x1 kernels with stride 1 and no padding. */
    POINTWISE
  }

  private final Conv2d layer;
  private final Shape input;
  private final Shape output;
  private final boolean relu;
  private final RegisterTile tile;
  private final WindowAxis rows;
  private final WindowAxis columns;
  private final Method method;
  private final int blockFilters;
  private final int blockRows;
  private final int rowBlocks;
  private final PackedInput packed;

  private ConvolutionPlan(Conv2d layer, Shape input, RegisterTile tile, boolean relu) {
    this.layer = layer;
    this.input = input;
    this.output = layer.output(List.of(input));
    this.relu = relu;
    this.tile = tile;
    this.rows = layer.window().alongHeight(input.height());
    this.columns = layer.window().alongWidth(input.width());
    this.method = chooseMethod();
    this.blockFilters = chooseBlockFilters();
    int rowsInAll = method == Method.POINTWISE ? slots(plane()) : output.height();
    int most = Math.min(rowsInAll, method == Method.POINTWISE ? pointwiseSlots() : mostRows());
    this.rowBlocks = (rowsInAll + most - 1) / most;
    this.blockRows = (rowsInAll + rowBlocks - 1) / rowBlocks;
    this.packed = PackedInput.of(this, method == Method.POINTWISE);
  }

  /**
   * Plans a convolution.
   *
   * @param input {@code N x C x H x W}
   * @param tile what the kernels hold in registers
   * @param relu whether negative results become 0 on their way out
   * @throws org.receptive.engine.layer.ShapeException if the layer cannot take the input
   */
  public static ConvolutionPlan of(Conv2d layer, Shape input, RegisterTile tile, boolean relu) {
    return new ConvolutionPlan(layer, input, tile, relu);
  }

  private Method chooseMethod() {
    int filters = groupFilters();
    // Registers of results that each way needs for the filters of one group.
    long filtersInLanes = (long) plane() * ((filters + tile.lanes() - 1) / tile.lanes());
    if (tile.pointwise() && isPointwise()) {
      // Reading in place saves the packing and the transposition, some tenth of a small layer.
      long pixelsInLanes = (long) slots(plane()) * filters;
      return pixelsInLanes * 10 <= filtersInLanes * 11 ? Method.POINTWISE : Method.FILTERS_IN_LANES;
    }
    long pixelsInLanes = (long) output.height() * slots(output.width()) * filters;
    return pixelsInLanes < filtersInLanes ? Method.PIXELS_IN_LANES : Method.FILTERS_IN_LANES;
  }

  private boolean isPointwise() {
    Window window = layer.window();
    return window.kernelHeight() == 1
        && window.kernelWidth() == 1
        && rows.paddedInput() == rows.output()
        && columns.paddedInput() == columns.output()
        && rows.padBefore() + rows.padAfter() + columns.padBefore() + columns.padAfter() == 0;
  }

  private int chooseBlockFilters() {
    if (method == Method.FILTERS_IN_LANES) {
      return tile.filters();
    }
    // Blocks as equal as possible: 16 filters are 8 + 8, not 14 + 2.
    int blocks = (groupFilters() + tile.pixels() - 1) / tile.pixels();
    return (groupFilters() + blocks - 1) / blocks;
  }

  /** Slots of a plane that keep the first-level cache warm while all filters pass over them. */
  private int pointwiseSlots() {
    int slots = Math.max(1, PACKED / 8 / (layer.inChannels() / layer.groups() * tile.lanes()));
    return Math.max(8, slots / 8 * 8);
  }

  private int mostRows() {
    int channels = layer.inChannels() / layer.groups();
    long perRow = (long) channels * columns.paddedInput();
    long fitting = (PACKED / perRow - rows.extent()) / rows.stride() + 1;
    long macsPerRow = (long) output.width() * steps() * Math.min(blockFilters, groupFilters());
    long affordable = UNIT_MACS / macsPerRow;
    return Math.clamp(Math.min(Math.min(fitting, affordable), shareable()), 2, Integer.MAX_VALUE);
  }

  /** Rows that leave several threads something to share, where there is enough to be shared. */
  private long shareable() {
    long others = (long) input.batch() * layer.groups() * filterBlocks();
    return macs() < SHARED_MACS ? output.height() : output.height() * others / UNITS_TO_SHARE;
  }

  private int slots(int pixels) {
    return (pixels + tile.lanes() - 1) / tile.lanes();
  }

  private int plane() {
    return output.height() * output.width();
  }

  /** The layer. */
  public Conv2d layer() {
    return layer;
  }

  /** The shape of the input, {@code N x C x H x W}. */
  public Shape input() {
    return input;
  }

  /** The shape of the output, {@code N x filters x H' x W'}. */
  public Shape output() {
    return output;
  }

  /** Whether negative results become 0 on their way out. */
  public boolean relu() {
    return relu;
  }

  /** The arithmetic along the height. */
  public WindowAxis rows() {
    return rows;
  }

  /** The arithmetic along the width. */
  public WindowAxis columns() {
    return columns;
  }

  /** How it is computed. */
  public Method method() {
    return method;
  }

  /** Filters of one group. */
  public int groupFilters() {
    return layer.outChannels() / layer.groups();
  }

  /** Channels of one group. */
  public int groupChannels() {
    return layer.inChannels() / layer.groups();
  }

  /** Products that one output value sums: channels of its group x kernel height x width. */
  public int steps() {
    return groupChannels() * layer.window().kernelHeight() * layer.window().kernelWidth();
  }

  /** Filters of a block; the last one of a group may have fewer. */
  public int blockFilters() {
    return blockFilters;
  }

  /** Blocks of filters in a group. */
  public int filterBlocks() {
    return (groupFilters() + blockFilters - 1) / blockFilters;
  }

  /** Output rows of a block (registers of pixels if pointwise); the last one may have fewer. */
  public int blockRows() {
    return blockRows;
  }

  /** Blocks of rows in an image. */
  public int rowBlocks() {
    return rowBlocks;
  }

  /** Where the packed input of a unit keeps what. */
  public PackedInput packed() {
    return packed;
  }

  /** Units of work: images x groups x blocks of rows x blocks of filters. */
  public long units() {
    return (long) input.batch() * layer.groups() * rowBlocks * filterBlocks();
  }

  /** Multiply-accumulates of the whole convolution. */
  public long macs() {
    return layer.macs(List.of(input));
  }

  /** Floats that the packed weights and biases take: for each filter a bias and its steps. */
  public long packedWeights() {
    long filters =
        method == Method.FILTERS_IN_LANES
            ? (long) layer.groups() * filterBlocks() * blockFilters
            : layer.outChannels();
    return filters * (steps() + 1L);
  }

  /** Plans of one layer with equal values here share their packed weights. */
  public int weightLayout() {
    return method == Method.FILTERS_IN_LANES ? 0 : blockFilters;
  }

  /** What tells packed filters of one bank from others: the method and the layout. */
  public String packing() {
    return method() + " " + weightLayout();
  }

  /**
   * Units that one thread takes at once: few enough to share out evenly and to be stopped soon
   * after an interrupt, many enough to be worth the taking.
   */
  public long unitsPerChunk(int threads) {
    long macsPerUnit = Math.max(1, macs() / units());
    long soon = Math.max(1, 2 * UNIT_MACS / macsPerUnit);
    return threads == 1 ? soon : Math.clamp(units() / (threads * 4L), 1, soon);
  }
}
