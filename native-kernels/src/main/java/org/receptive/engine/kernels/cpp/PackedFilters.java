package org.receptive.engine.kernels.cpp;

import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.receptive.engine.kernels.convolution.ConvolutionPlan;
import org.receptive.engine.kernels.parallel.Workers;
import org.receptive.engine.kernels.program.Algorithm;
import org.receptive.engine.kernels.program.FilterBank;
import org.receptive.engine.kernels.program.Layout;
import org.receptive.engine.kernels.program.Operation;
import org.receptive.engine.layer.Conv2d;

/** The filters of a network's convolutions in the order in which kernels read them, packed once. */
final class PackedFilters implements AutoCloseable {
  private final BlockedLibrary library;
  private final Workers workers;
  private final OffHeapMemory memory;
  private final Map<String, Packed> packed = new HashMap<>();

  PackedFilters(BlockedLibrary library, Workers workers, OffHeapMemory memory) {
    this.library = library;
    this.workers = workers;
    this.memory = memory;
  }

  /**
   * Filters and biases.
   *
   * @param weights of all groups of the layer
   * @param groupWeights floats from one group of the layer to the next
   * @param bias a value for each filter, to the end of the last group of each
   * @param groupBias floats from one group's biases to the next
   */
  record Packed(
      OffHeapMemory.Region region,
      MemorySegment weights,
      long groupWeights,
      MemorySegment bias,
      long groupBias) {}

  /** The filters for a convolution on blocks. */
  Packed of(Operation.Convolution convolution) {
    String key = convolution.algorithm() + " " + convolution.key();
    return known(key, () -> pack(convolution));
  }

  /** The filters for a planar convolution, biases among the weights. */
  Packed of(Operation.Convolution convolution, CppConvolution planar) {
    ConvolutionPlan plan = planar.plan();
    String key = convolution.algorithm() + " " + convolution.key() + " " + plan.packing();
    return known(
        key,
        () -> {
          OffHeapMemory.Region region = memory.region();
          MemorySegment weights = region.floats(plan.packedWeights());
          FilterBank bank = convolution.filters().get();
          planar.pack(bank.weight(), java.util.Optional.of(bank.bias()), weights);
          return new Packed(region, weights, 0, MemorySegment.NULL, 0);
        });
  }

  private Packed known(String key, Supplier<Packed> make) {
    Packed known = packed.get(key);
    if (known == null) {
      known = make.get();
      packed.put(key, known);
    }
    return known;
  }

  private Packed pack(Operation.Convolution convolution) {
    Conv2d layer = convolution.layer();
    Algorithm algorithm = convolution.algorithm();
    FilterBank bank = convolution.filters().get();
    int parts = convolution.parts();
    int filters = layer.outChannels() / parts;
    int together = algorithm == Algorithm.DEPTHWISE ? Layout.BLOCK : library.filtersTogether();
    long groupBias = convolution.paddedFilters(library.filtersTogether());
    int groups = Math.toIntExact(groupBias / together);
    long groupWeights = groupBias * convolution.weightsPerFilter();
    OffHeapMemory.Region region = memory.region();
    MemorySegment bias = region.floats(groupBias * parts);
    MemorySegment weights = region.floats(groupWeights * parts);
    Packed result = new Packed(region, weights, groupWeights, bias, groupBias);
    MemorySegment from = MemorySegment.ofArray(bank.weight().data());
    long each = (long) bank.weight().size() / parts;
    for (int part = 0; part < parts; part++) {
      MemorySegment.copy(
          MemorySegment.ofArray(bank.bias().data()),
          (long) part * filters * Float.BYTES,
          bias,
          part * groupBias * Float.BYTES,
          (long) filters * Float.BYTES);
      pack(
          layer,
          algorithm,
          groups,
          from.asSlice(part * each * Float.BYTES),
          weights.asSlice(part * groupWeights * Float.BYTES));
    }
    return result;
  }

  private void pack(
      Conv2d layer, Algorithm algorithm, int groups, MemorySegment from, MemorySegment to) {
    long taps = (long) layer.window().kernelHeight() * layer.window().kernelWidth();
    long filters = layer.outChannels() / layer.groups();
    long channels = layer.inChannels() / layer.groups();
    if (algorithm == Algorithm.DEPTHWISE) {
      library.depthwisePack(layer.outChannels(), taps, from, to);
      return;
    }
    long together = algorithm.input().pixel();
    int tile = algorithm.tile();
    workers.run(
        "packing",
        groups,
        groups > 1,
        (group, scratch) -> {
          if (tile > 0) {
            library.winogradPack(tile, filters, channels, from, to, group, group + 1);
          } else {
            library.directPack(filters, channels, taps, together, from, to, group, group + 1);
          }
        });
  }

  @Override
  public void close() {
    packed.values().forEach(each -> each.region().close());
    packed.clear();
  }
}
