package org.receptive.engine.kernels.cpp;

import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.receptive.engine.kernels.PreparedLayer;
import org.receptive.engine.kernels.convolution.ConvolutionPlan;
import org.receptive.engine.kernels.convolution.RegisterTile;
import org.receptive.engine.kernels.parallel.Workers;
import org.receptive.engine.kernels.program.Algorithm;
import org.receptive.engine.kernels.program.FilterBank;
import org.receptive.engine.kernels.program.LayerProgram;
import org.receptive.engine.kernels.program.Program;
import org.receptive.engine.kernels.program.ProgramRunner;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/**
 * A convolution whose weights are packed outside the Java heap, once, computed by the algorithm
 * that should be done soonest: on planes as they are, or in blocks of channels with conversions
 * before and behind. What depends on the input's shape is planned when a shape is first seen and
 * kept while the shape stays. Several threads may run it, in blocks one after the other; closing
 * waits until they are done.
 */
final class PreparedConvolution implements PreparedLayer {
  private final NativeLibrary library;
  private final Workers workers;
  private final RegisterTile tile;
  private final Conv2d layer;
  private final FilterBank filters;
  private final CppProgramRunner blocks;
  private final ReentrantLock turn = new ReentrantLock();
  private final OffHeapMemory.Region memory;
  private final Map<Integer, MemorySegment> packed = new HashMap<>();
  private final ReentrantReadWriteLock open = new ReentrantReadWriteLock();
  private volatile Optional<Ready> last = Optional.empty();
  private boolean closed;

  PreparedConvolution(
      NativeLibrary library,
      Workers workers,
      RegisterTile tile,
      OffHeapMemory memory,
      CppProgramRunner blocks,
      Conv2d layer,
      FilterBank filters) {
    this.library = library;
    this.workers = workers;
    this.tile = tile;
    this.layer = layer;
    this.filters = filters;
    this.blocks = blocks;
    this.memory = memory.region();
  }

  /** Computes inputs of one shape. */
  @FunctionalInterface
  private interface Way {
    void run(Tensor input, float[] output);
  }

  private record Ready(Shape input, Way way) {}

  @Override
  public Tensor run(List<Tensor> inputs) {
    Tensor output = Tensor.zeros(outputOf(inputs));
    run(inputs, output.data());
    return output;
  }

  private Shape outputOf(List<Tensor> inputs) {
    return layer.output(inputs.stream().map(Tensor::shape).toList());
  }

  @Override
  public void run(List<Tensor> inputs, float[] output) {
    Shape shape = outputOf(inputs);
    if (output.length != shape.size()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "The output %s holds %,d values, but memory for %,d was given.",
              shape,
              shape.size(),
              output.length));
    }
    open.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException(
            "This prepared convolution (%s) was closed; prepare it again."
                .formatted(layer.describe()));
      }
      Tensor input = inputs.getFirst();
      readyFor(input.shape()).way().run(input, output);
    } finally {
      open.readLock().unlock();
    }
  }

  private Ready readyFor(Shape shape) {
    Optional<Ready> known = last;
    if (known.isPresent() && known.get().input().equals(shape)) {
      return known.get();
    }
    Way way =
        LayerProgram.of(layer, shape, blocks.target(), Algorithm.winogradAllowed(), () -> filters)
            .map(this::inBlocks)
            .orElseGet(() -> onPlanes(shape));
    Ready ready = new Ready(shape, way);
    last = Optional.of(ready);
    return ready;
  }

  private Way inBlocks(Program program) {
    return (input, output) -> {
      turn.lock();
      try {
        blocks.run(program, input.data(), output, ProgramRunner.Listener.NONE);
      } finally {
        turn.unlock();
      }
    };
  }

  private Way onPlanes(Shape shape) {
    CppConvolution convolution =
        new CppConvolution(library, ConvolutionPlan.of(layer, shape, tile, false));
    MemorySegment weights = weightsFor(convolution);
    return (input, output) -> convolution.run(workers, input, weights, output);
  }

  private MemorySegment weightsFor(CppConvolution convolution) {
    synchronized (packed) {
      return packed.computeIfAbsent(
          convolution.plan().weightLayout(),
          layout -> {
            MemorySegment segment = memory.floats(convolution.plan().packedWeights());
            convolution.pack(filters.weight(), Optional.of(filters.bias()), segment);
            return segment;
          });
    }
  }

  @Override
  public void close() {
    open.writeLock().lock();
    try {
      closed = true;
      last = Optional.empty();
      blocks.close();
      memory.close();
    } finally {
      open.writeLock().unlock();
    }
  }
}
