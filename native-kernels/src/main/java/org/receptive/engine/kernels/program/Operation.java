package org.receptive.engine.kernels.program;

import java.util.Map;
import java.util.function.Supplier;
import org.receptive.engine.layer.Arithmetic;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.layer.Linear;
import org.receptive.engine.layer.Parameters;
import org.receptive.engine.layer.Window;
import org.receptive.engine.tensor.Tensor;

/** What a step computes. Numbers are supplied when they are first needed. */
public sealed interface Operation {

  /**
   * A convolution. A second input, if there is one, is added to its output (a shortcut).
   *
   * @param layer kernel, stride, padding, groups
   * @param algorithm how it is computed
   * @param filters its numbers
   * @param key equal for steps whose packed filters are the same
   * @param considered nanoseconds that each algorithm was estimated to take, with the conversions
   *     that it causes
   */
  record Convolution(
      Conv2d layer,
      Algorithm algorithm,
      Supplier<FilterBank> filters,
      String key,
      Map<Algorithm, Double> considered)
      implements Operation {

    /** Groups of channels that are packed and computed one by one. */
    public int parts() {
      return algorithm == Algorithm.DEPTHWISE ? 1 : layer.groups();
    }

    /** Filters of a part, filled up to whole register tiles. */
    public long paddedFilters(int filtersTogether) {
      int filters = layer.outChannels() / parts();
      int together = algorithm == Algorithm.DEPTHWISE ? Layout.BLOCK : filtersTogether;
      return (long) Math.ceilDiv(filters, together) * together;
    }

    /** Floats that are packed for one filter, its bias not counted. */
    public long weightsPerFilter() {
      long taps = (long) layer.window().kernelHeight() * layer.window().kernelWidth();
      int channels = layer.inChannels() / layer.groups();
      long whole = (long) Layout.BLOCKED.blocks(channels) * Layout.BLOCK;
      return switch (algorithm) {
        case DEPTHWISE -> taps;
        case FIRST, SMALL -> channels * taps;
        case WINOGRAD_2 -> 16 * whole;
        case WINOGRAD_4 -> 36 * whole;
        case DIRECT, POINTWISE -> whole * taps;
      };
    }

    /**
     * Floats of packed weights and biases; of planar kernels without what fills up their last
     * registers.
     */
    public long packedFloats(int filtersTogether) {
      long filters =
          algorithm == Algorithm.SMALL
              ? layer.outChannels()
              : parts() * paddedFilters(filtersTogether);
      return filters * (weightsPerFilter() + 1);
    }
  }

  /**
   * Pooling.
   *
   * @param window kernel, stride, padding; dilation only for the maximum
   * @param maximum the maximum, or else the mean
   * @param countPadding of the mean: whether padding is in the divisor
   */
  record Pooling(Window window, boolean maximum, boolean countPadding) implements Operation {}

  /**
   * Two values joined, in blocks.
   *
   * @param operation sum, difference or product
   * @param spread whether the second input has one pixel, for all pixels of the first
   */
  record Pair(Arithmetic.Operation operation, boolean spread) implements Operation {}

  /**
   * Another height and width.
   *
   * @param rows what output rows are made of
   * @param columns what output columns are made of
   */
  record Resampling(AxisMix rows, AxisMix columns) implements Operation {}

  /**
   * The products of a transposed convolution added up where they fall.
   *
   * @param work how it is computed
   * @param rows what meets in an output row
   * @param columns what meets in an output column
   * @param bias one for each filter, filled up as they are
   */
  record Overlap(
      TransposedWork work, TransposedAxis rows, TransposedAxis columns, Supplier<float[]> bias)
      implements Operation {}

  /** The sum of all inputs. */
  record Sum() implements Operation {}

  /**
   * {@code (x - mean) * scale + shift}, one of each a channel.
   *
   * @param numbers {@code 3 x C}: means, scales, shifts
   */
  record Scale(Supplier<Tensor> numbers) implements Operation {}

  /** The epilogue alone. */
  record Activate() implements Operation {}

  /**
   * A fully connected layer, planar.
   *
   * @param layer its sizes
   * @param parameters its numbers, used where they are
   */
  record FullyConnected(Linear layer, Supplier<Parameters> parameters) implements Operation {}

  /** Planar to blocked, blocked to planar, or planar with another halo; also a mere copy. */
  record Convert() implements Operation {}

  /**
   * Any other layer, planar, computed by {@link org.receptive.engine.kernels.Kernels#apply}.
   *
   * @param layer the layer
   * @param parameters its numbers
   */
  record Whole(Layer layer, Supplier<Parameters> parameters) implements Operation {}
}
