package org.receptive.engine.kernels.program;

import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.Window;
import org.receptive.engine.tensor.Shape;

/**
 * How long a convolution takes, in nanoseconds of all threads together: its arithmetic at the share
 * of the peak that the algorithm reaches, and the memory traffic beyond the cache. It only has to
 * rank the algorithms, and to come close enough for people to see where time goes.
 */
public final class CostModel {
  /** The share of peak that the direct kernels reach with full tiles. */
  private static final double DIRECT = 0.93;

  /** The same for few input channels, where a tile's sum is short. */
  private static final double FIRST = 0.8;

  /** The same for planar kernels with long sums; a short sum waits for its stores. */
  private static final double SMALL = 0.93;

  /** Steps of a sum that take as long as storing it. */
  private static final double STORE_STEPS = 15;

  /** The share of peak of planar kernels with one channel to sum over. */
  private static final double SMALL_DEPTHWISE = 0.2;

  /** The same for Winograd's matrix products. */
  private static final double PRODUCTS = 0.85;

  /** Nanoseconds to transform 16 channels of a tile, in and out: F(2x2), F(4x4). */
  private static final double[][] TRANSFORMS = {{16, 12}, {42, 32}};

  /** What fits in so many second-level caches comes from a cache ... */
  private static final double SHARED_CACHE = 4;

  /** ... so many times faster than from memory. */
  private static final double CACHED = 2.2;

  /** Networks with no more weights, in bytes, find them in the last cache when they run again. */
  private static final long LAST_CACHE = 16 << 20;

  /** What of the shorter of computing and reading is not hidden behind the longer. */
  private static final double NOT_HIDDEN = 0.25;

  /** The share of the memory's speed that reading weights reaches between the products. */
  private static final double WEIGHTS = 0.8;

  /** Nanoseconds to take one value of a plane into a window, and 16 of a block. */
  private static final double POOLED_TAP = 0.8;

  private static final double POOLED_REGISTER = 0.5;

  /** A step costs so much before it computes anything. */
  private static final double START = 400;

  private final Target target;
  private final double weightsPerNano;

  /**
   * A model of the kernels and the machine.
   *
   * @param parameters of the whole network: few stay in a cache from one run to the next
   */
  public CostModel(Target target, long parameters) {
    this.target = target;
    boolean stay = parameters * Float.BYTES <= LAST_CACHE;
    // Threads share the memory, and get more out of it together than one alone.
    this.weightsPerNano =
        WEIGHTS * target.gigabytes() * (stay ? CACHED : 1) / Math.sqrt(target.threads());
  }

  /** The kernels and the machine. */
  Target target() {
    return target;
  }

  /** A convolution by one algorithm. */
  public double convolution(Conv2d layer, Shape input, Shape output, Algorithm algorithm) {
    double pixels = (double) output.batch() * output.height() * output.width();
    double taps = (double) layer.window().kernelHeight() * layer.window().kernelWidth();
    double channels = (double) layer.inChannels() / layer.groups();
    double filters = layer.outChannels();
    return START
        + switch (algorithm) {
          case DIRECT, POINTWISE -> {
            double packed = whole(filters) * whole(channels) * taps;
            yield streaming(flops(pixels * packed, DIRECT * fill(output)), packed);
          }
          case FIRST -> flops(pixels * whole(filters) * channels * taps, FIRST * fill(output));
          case DEPTHWISE -> flops(pixels * whole(filters) * taps, 0.8);
          case SMALL -> streaming(small(layer, output, channels * taps), filters * channels * taps);
          case WINOGRAD_2, WINOGRAD_4 ->
              winograd(output, whole(filters), whole(channels), algorithm.tile());
        };
  }

  private double winograd(Shape output, double filters, double channels, int tile) {
    double[] transform = TRANSFORMS[tile == 2 ? 0 : 1];
    double tiles =
        (double) output.batch()
            * Math.ceilDiv(output.height(), tile)
            * Math.ceilDiv(output.width(), tile);
    int reach = (tile + 2) * (tile + 2);
    double share = Math.min(1, tiles / target.tile());
    double products = reach * channels * filters;
    return streaming(flops(tiles * products, PRODUCTS * Math.sqrt(share)), products)
        + tiles * (channels * transform[0] + filters * transform[1]) / Layout.BLOCK;
  }

  /** Lanes hold pixels or filters, whichever wastes less. */
  private double small(Conv2d layer, Shape output, double steps) {
    double rows = (double) output.batch() * output.height();
    double pixelsInLanes = rows * whole(output.width()) * layer.outChannels();
    double perGroup = (double) layer.outChannels() / layer.groups();
    double filtersInLanes = rows * output.width() * whole(perGroup) * layer.groups();
    boolean depthwise = layer.inChannels() == layer.groups() && layer.groups() > 1;
    double share = depthwise ? SMALL_DEPTHWISE : SMALL * steps / (steps + STORE_STEPS);
    return flops(Math.min(pixelsInLanes, filtersInLanes) * steps, share);
  }

  /** The share of a tile that a row of output fills. */
  private double fill(Shape output) {
    int rows = output.width() * 2 <= target.tile() ? 2 : 1;
    int tiles = Math.ceilDiv(output.width() * rows, target.tile());
    // A tile that is not full waits for its loads, but not for as long as it is not full.
    return Math.sqrt((double) output.width() * rows / (tiles * (double) target.tile()));
  }

  /** Weights that do not stay in the cache are read from memory, most of it meanwhile. */
  private double streaming(double nanos, double weights) {
    double bytes = weights * Float.BYTES;
    double reading = bytes > target.cacheBytes() ? bytes / weightsPerNano : 0;
    return Math.max(nanos, reading) + Math.min(nanos, reading) * NOT_HIDDEN;
  }

  private double flops(double macs, double share) {
    return 2 * macs / (target.gigaflops() * share);
  }

  /** A fully connected layer: as fast as its weights come. */
  public double fullyConnected(long weights, int batch) {
    return START
        + Math.max(flops((double) weights * batch, 0.5), weights * 4.0 / target.gigabytes());
  }

  /** Pooling: planes window by window, blocks 16 channels at once. */
  public double pooling(Shape input, Shape output, Window window, Layout layout) {
    double taps = (double) window.kernelHeight() * window.kernelWidth();
    if (layout == Layout.PLANAR) {
      return START + output.size() * (taps + 1) * POOLED_TAP;
    }
    double pixels = (double) output.batch() * output.height() * output.width();
    double registers = pixels * Layout.BLOCKED.blocks(output.channels()) * taps;
    return Math.max(pass(input.size() + output.size()), START + registers * POOLED_REGISTER);
  }

  /** An operation that reads and writes values once. */
  public double pass(long values) {
    double bytes = values * 4.0;
    boolean cached = bytes <= SHARED_CACHE * target.cacheBytes();
    return START + bytes / (cached ? CACHED * target.gigabytes() : target.gigabytes());
  }

  private static double whole(double channels) {
    return Math.ceil(channels / Layout.BLOCK) * Layout.BLOCK;
  }
}
