package org.receptive.engine.network;

import org.receptive.engine.kernels.program.Algorithm;
import org.receptive.engine.kernels.program.Layout;
import org.receptive.engine.kernels.program.Target;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.tensor.Shape;

/**
 * How long a convolution takes on one thread, in nanoseconds: its arithmetic at the share of the
 * peak that the algorithm reaches, and the memory traffic beyond the cache. It only has to rank the
 * algorithms, and to come close enough for people to see where time goes.
 */
final class CostModel {
  /** The share of peak that the direct kernels reach with full tiles. */
  private static final double DIRECT = 0.93;

  /** The same for few input channels, where a tile's sum is short. */
  private static final double FIRST = 0.8;

  /** The same for planar kernels, whose lanes the model fills below. */
  private static final double SMALL = 0.55;

  /** The same for Winograd's matrix products. */
  private static final double PRODUCTS = 0.85;

  /** Nanoseconds to transform 16 channels of a tile, in and out: F(2x2), F(4x4). */
  private static final double[][] TRANSFORMS = {{16, 12}, {42, 32}};

  /** A step costs so much before it computes anything. */
  private static final double START = 400;

  private final Target target;

  CostModel(Target target) {
    this.target = target;
  }

  /** A convolution by one algorithm. */
  double convolution(Conv2d layer, Shape input, Shape output, Algorithm algorithm) {
    double pixels = (double) output.batch() * output.height() * output.width();
    double taps = (double) layer.window().kernelHeight() * layer.window().kernelWidth();
    double channels = (double) layer.inChannels() / layer.groups();
    double filters = layer.outChannels();
    return START
        + switch (algorithm) {
          case DIRECT, POINTWISE -> {
            double packed = whole(filters) * whole(channels) * taps;
            yield flops(pixels * packed, DIRECT * fill(output)) + stream(packed);
          }
          case FIRST -> flops(pixels * whole(filters) * channels * taps, FIRST * fill(output));
          case DEPTHWISE -> flops(pixels * whole(filters) * taps, 0.8);
          case SMALL -> small(layer, output, channels * taps);
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
    return flops(tiles * products, PRODUCTS * Math.sqrt(share))
        + tiles * (channels * transform[0] + filters * transform[1]) / Layout.BLOCK
        + stream(products);
  }

  /** Lanes hold pixels or filters, whichever wastes less. */
  private double small(Conv2d layer, Shape output, double steps) {
    double rows = (double) output.batch() * output.height();
    double pixelsInLanes = rows * whole(output.width()) * layer.outChannels();
    double perGroup = (double) layer.outChannels() / layer.groups();
    double filtersInLanes = rows * output.width() * whole(perGroup) * layer.groups();
    return flops(Math.min(pixelsInLanes, filtersInLanes) * steps, SMALL);
  }

  /** The share of a tile that a row of output fills. */
  private double fill(Shape output) {
    int rows = output.width() * 2 <= target.tile() ? 2 : 1;
    int tiles = Math.ceilDiv(output.width() * rows, target.tile());
    // A tile that is not full waits for its loads, but not for as long as it is not full.
    return Math.sqrt((double) output.width() * rows / (tiles * (double) target.tile()));
  }

  /** Weights that do not stay in the cache are read from memory. */
  private double stream(double weights) {
    double bytes = weights * Float.BYTES;
    return bytes > target.cacheBytes() ? bytes / target.gigabytes() : 0;
  }

  private double flops(double macs, double share) {
    return 2 * macs / (target.gigaflops() * share);
  }

  /** A fully connected layer: as fast as its weights come. */
  double fullyConnected(long weights, int batch) {
    return START
        + Math.max(flops((double) weights * batch, 0.5), weights * 4.0 / target.gigabytes());
  }

  /** An operation that reads and writes values once. */
  double pass(long values) {
    return START + values * 4.0 / target.gigabytes();
  }

  private static double whole(double channels) {
    return Math.ceil(channels / Layout.BLOCK) * Layout.BLOCK;
  }
}
