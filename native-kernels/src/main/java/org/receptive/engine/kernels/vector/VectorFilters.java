package org.receptive.engine.kernels.vector;

import static org.receptive.engine.kernels.vector.Lanes.BLOCK;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.receptive.engine.kernels.convolution.ConvolutionPlan;
import org.receptive.engine.kernels.parallel.Workers;
import org.receptive.engine.kernels.program.Algorithm;
import org.receptive.engine.kernels.program.FilterBank;
import org.receptive.engine.kernels.program.Layout;
import org.receptive.engine.kernels.program.Operation;
import org.receptive.engine.layer.Conv2d;

/** The filters of a network's convolutions in the order in which kernels read them, packed once. */
final class VectorFilters {
  /** What an array of Java holds, but for a few values that JVMs may need themselves. */
  private static final int MOST_FLOATS = Integer.MAX_VALUE - 8;

  private final Workers workers;
  private final Map<String, Packed> packed = new HashMap<>();

  VectorFilters(Workers workers) {
    this.workers = workers;
  }

  /**
   * Filters and biases.
   *
   * @param weights of all groups of the layer
   * @param groupWeights floats from one group of the layer to the next
   * @param bias a value for each filter, to the end of the last group of each
   * @param groupBias floats from one group's biases to the next
   */
  @SuppressWarnings("ArrayRecordComponent") // Kernels index them; nobody compares.
  record Packed(float[] weights, int groupWeights, float[] bias, int groupBias) {
    long bytes() {
      return ((long) weights.length + bias.length) * Float.BYTES;
    }
  }

  /** The filters for a convolution on blocks. */
  Packed of(Operation.Convolution convolution) {
    return known(
        convolution.algorithm() + " " + convolution.key(),
        () -> {
          requireArray(convolution);
          return pack(convolution, convolution.filters().get());
        });
  }

  /** The filters for a planar convolution, biases among the weights. */
  float[] of(Operation.Convolution convolution, ConvolutionPlan plan) {
    String key = convolution.algorithm() + " " + convolution.key() + " " + plan.packing();
    return known(
            key,
            () -> {
              FilterBank bank = convolution.filters().get();
              float[] all = WeightPacker.pack(plan, bank.weight(), Optional.of(bank.bias()));
              return new Packed(all, 0, new float[0], 0);
            })
        .weights();
  }

  private Packed known(String key, Supplier<Packed> make) {
    Packed known = packed.get(key);
    if (known == null) {
      known = make.get();
      packed.put(key, known);
    }
    return known;
  }

  /** Winograd's filters are up to four times as many values as the layer has. */
  private static void requireArray(Operation.Convolution convolution) {
    long floats = convolution.packedFloats(Lanes.FILTERS_TOGETHER);
    if (floats > MOST_FLOATS) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "The filters of '%s', %s, packed for %s are %,d values, but an array of Java holds at"
                  + " most %,d; let the plan do without Winograd (-Dreceptive.winograd=off), or use"
                  + " the C++ kernels.",
              convolution.key(),
              convolution.layer(),
              convolution.algorithm(),
              floats,
              MOST_FLOATS));
    }
  }

  private Packed pack(Operation.Convolution convolution, FilterBank bank) {
    Conv2d layer = convolution.layer();
    int parts = convolution.parts();
    int filters = layer.outChannels() / parts;
    int groupBias = Math.toIntExact(convolution.paddedFilters(Lanes.FILTERS_TOGETHER));
    int groupWeights = Math.toIntExact(groupBias * convolution.weightsPerFilter());
    float[] bias = new float[Math.multiplyExact(groupBias, parts)];
    float[] weights = new float[Math.multiplyExact(groupWeights, parts)];
    int each = bank.weight().size() / parts;
    for (int part = 0; part < parts; part++) {
      System.arraycopy(bank.bias().data(), part * filters, bias, part * groupBias, filters);
      pack(convolution, bank.weight().data(), part * each, weights, part * groupWeights);
    }
    return new Packed(weights, groupWeights, bias, groupBias);
  }

  private void pack(Operation.Convolution convolution, float[] from, int at, float[] to, int toAt) {
    Conv2d layer = convolution.layer();
    int taps = layer.window().kernelHeight() * layer.window().kernelWidth();
    if (convolution.algorithm() == Algorithm.DEPTHWISE) {
      FilterOrder.depthwise(layer.outChannels(), taps, from, to);
      return;
    }
    int filters = layer.outChannels() / layer.groups();
    int channels = layer.inChannels() / layer.groups();
    int tile = convolution.algorithm().tile();
    int together = convolution.algorithm().input().pixel();
    int pairs = Math.ceilDiv(Layout.BLOCKED.blocks(filters) * Layout.BLOCK, BLOCK);
    workers.run(
        "packing",
        pairs,
        pairs > 1,
        (pair, scratch) -> {
          if (tile > 0) {
            WinogradFilters.of(tile).pack(filters, channels, from, to, (int) pair);
          } else {
            FilterOrder.direct(
                filters, channels, taps, together, from, at, to, toAt, (int) pair * BLOCK);
          }
        });
  }

  long bytes() {
    return packed.values().stream().mapToLong(Packed::bytes).sum();
  }

  void clear() {
    packed.clear();
  }
}
