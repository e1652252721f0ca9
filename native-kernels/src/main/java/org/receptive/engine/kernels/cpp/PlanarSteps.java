package org.receptive.engine.kernels.cpp;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.receptive.engine.kernels.Kernels;
import org.receptive.engine.kernels.PreparedLayer;
import org.receptive.engine.kernels.convolution.ConvolutionPlan;
import org.receptive.engine.kernels.convolution.RegisterTile;
import org.receptive.engine.kernels.parallel.Workers;
import org.receptive.engine.kernels.program.DensePlan;
import org.receptive.engine.kernels.program.Epilogue;
import org.receptive.engine.kernels.program.Operation;
import org.receptive.engine.kernels.program.Placement;
import org.receptive.engine.kernels.program.Step;
import org.receptive.engine.layer.Linear;
import org.receptive.engine.layer.Parameters;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** Steps on planar activations: small convolutions, fully connected layers, and all the rest. */
final class PlanarSteps implements AutoCloseable {
  /** Values that one chunk touches. */
  private static final long CHUNK = 1 << 18;

  private final Kernels kernels;
  private final NativeLibrary library;
  private final Workers workers;
  private final RegisterTile tile;
  private final PackedFilters filters;
  private final List<PreparedLayer> prepared = new ArrayList<>();

  PlanarSteps(
      Kernels kernels,
      NativeLibrary library,
      Workers workers,
      RegisterTile tile,
      PackedFilters filters) {
    this.kernels = kernels;
    this.library = library;
    this.workers = workers;
    this.tile = tile;
    this.filters = filters;
  }

  private interface Range {
    void compute(long begin, long end);
  }

  private void share(String name, long count, long valuesEach, Range range) {
    long perChunk = Math.max(1, CHUNK / Math.max(1, valuesEach));
    long chunks = Math.ceilDiv(count, perChunk);
    workers.run(
        name,
        chunks,
        chunks > 1,
        (chunk, scratch) ->
            range.compute(chunk * perChunk, Math.min(count, (chunk + 1) * perChunk)));
  }

  private static long planes(Placement place) {
    return (long) place.shape().batch() * place.shape().channels();
  }

  private static long area(Placement place) {
    return (long) place.shape().height() * place.shape().width();
  }

  StepRun convolution(Step step, Operation.Convolution convolution) {
    boolean shortcut = step.inputs().size() > 1;
    boolean relu = !shortcut && step.epilogue().kind() == Epilogue.Kind.RELU;
    CppConvolution planar =
        new CppConvolution(
            library, ConvolutionPlan.of(convolution.layer(), step.input().shape(), tile, relu));
    MemorySegment weights = filters.of(convolution, planar).weights();
    return memory -> {
      MemorySegment out = memory.at(step.output());
      planar.run(workers, memory.at(step.input()), weights, out);
      if (shortcut) {
        addTo(step, out, memory.at(step.inputs().get(1)), out);
      }
      if (!relu) {
        activate(step, out, out);
      }
    };
  }

  private void addTo(Step step, MemorySegment a, MemorySegment b, MemorySegment out) {
    share(step.name(), step.output().size(), 1, (begin, end) -> library.add(a, b, out, begin, end));
  }

  private void activate(Step step, MemorySegment from, MemorySegment to) {
    Epilogue end = step.epilogue();
    if (end.isNone() && from == to) {
      return;
    }
    share(
        step.name(),
        step.output().size(),
        end.isCheap() ? 1 : 8,
        (first, last) ->
            library
                .blocked()
                .activate(from, to, end.kind().ordinal(), end.slope(), end.high(), first, last));
  }

  /** A step whose epilogue is a pass of its own. */
  StepRun then(Step step, StepRun first) {
    return memory -> {
      first.run(memory);
      MemorySegment out = memory.at(step.output());
      activate(step, out, out);
    };
  }

  /** The epilogue alone, or a copy. */
  StepRun activate(Step step) {
    return memory -> activate(step, memory.at(step.input()), memory.at(step.output()));
  }

  StepRun pooling(Step step, Operation.Pooling pooling) {
    MemorySegment description =
        CppOperations.pooling(
            pooling.window(), step.input().shape(), step.output().shape(), pooling.countPadding());
    long each =
        area(step.output()) * pooling.window().kernelHeight() * pooling.window().kernelWidth();
    return memory -> {
      MemorySegment in = memory.at(step.input());
      MemorySegment out = memory.at(step.output());
      share(
          step.name(),
          planes(step.output()),
          each,
          (begin, end) -> {
            if (pooling.maximum()) {
              library.maxPool(description, in, out, begin, end);
            } else {
              library.avgPool(description, in, out, begin, end);
            }
          });
      activate(step, out, out);
    };
  }

  StepRun sum(Step step) {
    return memory -> {
      MemorySegment out = memory.at(step.output());
      addTo(step, memory.at(step.input()), memory.at(step.inputs().get(1)), out);
      for (Placement more : step.inputs().subList(2, step.inputs().size())) {
        addTo(step, out, memory.at(more), out);
      }
      activate(step, out, out);
    };
  }

  StepRun scale(Step step, Operation.Scale operation) {
    MemorySegment numbers = MemorySegment.ofArray(operation.numbers().get().data());
    int channels = step.input().shape().channels();
    MemorySegment scales = numbers.asSlice((long) channels * Float.BYTES);
    MemorySegment shift = numbers.asSlice(2L * channels * Float.BYTES);
    long area = area(step.input());
    return memory -> {
      MemorySegment in = memory.at(step.input());
      MemorySegment out = memory.at(step.output());
      share(
          step.name(),
          planes(step.input()),
          area,
          (begin, end) ->
              library.scale(in, numbers, scales, shift, out, channels, area, begin, end));
      activate(step, out, out);
    };
  }

  StepRun fullyConnected(Step step, Operation.FullyConnected operation) {
    Linear layer = operation.layer();
    Parameters parameters = operation.parameters().get();
    MemorySegment weights = MemorySegment.ofArray(parameters.get("weight").data());
    MemorySegment bias =
        parameters
            .find("bias")
            .map(tensor -> MemorySegment.ofArray(tensor.data()))
            .orElse(MemorySegment.NULL);
    long batch = step.input().shape().batch();
    return memory -> {
      MemorySegment in = memory.at(step.input());
      MemorySegment out = memory.at(step.output());
      share(
          step.name(),
          layer.outFeatures(),
          layer.inFeatures() * Math.max(1, batch / 4),
          (begin, end) ->
              library.linear(
                  in,
                  weights,
                  bias,
                  out,
                  layer.inFeatures(),
                  layer.outFeatures(),
                  batch,
                  begin,
                  end));
      activate(step, out, out);
    };
  }

  /** Any layer: a loop where the values are, or else through tensors on the heap. */
  StepRun whole(Step step, Operation.Whole operation) {
    List<Shape> shapes = step.inputs().stream().map(Placement::shape).toList();
    Optional<DensePlan> plan =
        DensePlan.of(operation.layer(), shapes, operation.parameters().get())
            .filter(DenseRuns::knows);
    return plan.isPresent() ? dense(step, plan.get()) : onHeap(step, operation);
  }

  private StepRun dense(Step step, DensePlan plan) {
    DenseRuns.Run run = new DenseRuns(library, workers).ready(step.name(), plan);
    return memory -> {
      MemorySegment out = memory.at(step.output());
      run.run(step.inputs().stream().map(memory::at).toList(), out);
      activate(step, out, out);
    };
  }

  private StepRun onHeap(Step step, Operation.Whole operation) {
    PreparedLayer layer = kernels.prepare(operation.layer(), operation.parameters().get());
    prepared.add(layer);
    return memory -> {
      List<Tensor> inputs = step.inputs().stream().map(place -> read(memory, place)).toList();
      Tensor result = layer.run(inputs);
      MemorySegment out = memory.at(step.output());
      copy(step.name(), MemorySegment.ofArray(result.data()), out, result.size());
      activate(step, out, out);
    };
  }

  /** A dense planar activation as a tensor. */
  Tensor read(StepMemory memory, Placement place) {
    Tensor tensor = Tensor.zeros(place.shape());
    copy("copy", memory.at(place), MemorySegment.ofArray(tensor.data()), tensor.size());
    return tensor;
  }

  /** Copies piece by piece, so that an interrupt is heard. */
  private void copy(String name, MemorySegment from, MemorySegment to, long count) {
    share(
        name,
        count,
        1,
        (begin, end) ->
            MemorySegment.copy(
                from,
                ValueLayout.JAVA_FLOAT,
                begin * Float.BYTES,
                to,
                ValueLayout.JAVA_FLOAT,
                begin * Float.BYTES,
                end - begin));
  }

  @Override
  public void close() {
    prepared.forEach(PreparedLayer::close);
    prepared.clear();
  }
}
