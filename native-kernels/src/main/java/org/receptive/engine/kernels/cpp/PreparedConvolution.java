package org.receptive.engine.kernels.cpp;

import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.receptive.engine.kernels.PreparedLayer;
import org.receptive.engine.kernels.convolution.ConvolutionPlan;
import org.receptive.engine.kernels.convolution.RegisterTile;
import org.receptive.engine.kernels.parallel.Workers;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/**
 * A convolution whose weights are packed outside the Java heap, once. What depends on the input's
 * shape is planned when a shape is first seen and kept while the shape stays. Several threads may
 * run it; closing waits until they are done.
 */
final class PreparedConvolution implements PreparedLayer {
  private record Ready(CppConvolution convolution, MemorySegment weights) {}

  private final NativeLibrary library;
  private final Workers workers;
  private final RegisterTile tile;
  private final Conv2d layer;
  private final Tensor weight;
  private final Optional<Tensor> bias;
  private final boolean relu;
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
      Conv2d layer,
      Tensor weight,
      Optional<Tensor> bias,
      boolean relu) {
    this.library = library;
    this.workers = workers;
    this.tile = tile;
    this.layer = layer;
    this.weight = weight;
    this.bias = bias;
    this.relu = relu;
    this.memory = memory.region();
  }

  /** What to do with a convolution that is ready, and open while it lasts. */
  private interface Use<T> {
    T with(Ready ready, Tensor input);
  }

  @Override
  public Tensor run(List<Tensor> inputs) {
    return use(inputs, (ready, input) -> ready.convolution().run(workers, input, ready.weights()));
  }

  @Override
  public void run(List<Tensor> inputs, float[] output) {
    use(
        inputs,
        (ready, input) -> {
          ready.convolution().run(workers, input, ready.weights(), output);
          return output;
        });
  }

  private <T> T use(List<Tensor> inputs, Use<T> use) {
    layer.output(inputs.stream().map(Tensor::shape).toList());
    Tensor input = inputs.getFirst();
    open.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException(
            "This prepared convolution (%s) was closed; prepare it again."
                .formatted(layer.describe()));
      }
      return use.with(readyFor(input.shape()), input);
    } finally {
      open.readLock().unlock();
    }
  }

  private Ready readyFor(Shape shape) {
    Optional<Ready> known = last;
    if (known.isPresent() && known.get().convolution().plan().input().equals(shape)) {
      return known.get();
    }
    ConvolutionPlan plan = ConvolutionPlan.of(layer, shape, tile, relu);
    CppConvolution convolution = new CppConvolution(library, plan);
    Ready ready = new Ready(convolution, weightsFor(convolution));
    last = Optional.of(ready);
    return ready;
  }

  private MemorySegment weightsFor(CppConvolution convolution) {
    synchronized (packed) {
      return packed.computeIfAbsent(
          convolution.plan().weightLayout(),
          layout -> {
            MemorySegment segment = memory.floats(convolution.plan().packedWeights());
            convolution.pack(weight, bias, segment);
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
      memory.close();
    } finally {
      open.writeLock().unlock();
    }
  }
}
