package org.receptive.engine.kernels.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.receptive.engine.kernels.Kernels;
import org.receptive.engine.kernels.PreparedLayer;
import org.receptive.engine.kernels.convolution.ConvolutionPlan;
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
final class PlaneSteps implements AutoCloseable {
  private final Kernels kernels;
  private final Workers workers;
  private final VectorOperations operations;
  private final VectorFilters filters;
  private final List<PreparedLayer> prepared = new ArrayList<>();

  PlaneSteps(Kernels kernels, Workers workers, VectorOperations operations, VectorFilters filters) {
    this.kernels = kernels;
    this.workers = workers;
    this.operations = operations;
    this.filters = filters;
  }

  ReadyStep convolution(Step step, Operation.Convolution convolution) {
    boolean shortcut = step.inputs().size() > 1;
    boolean relu = !shortcut && step.epilogue().kind() == Epilogue.Kind.RELU;
    ConvolutionPlan plan =
        ConvolutionPlan.of(convolution.layer(), step.input().shape(), Lanes.tile(), relu);
    float[] weights = filters.of(convolution, plan);
    return memory -> {
      VectorConvolution.run(
          plan,
          workers,
          memory.of(step.input()),
          HeapMemory.start(step.input()),
          weights,
          memory.of(step.output()),
          HeapMemory.start(step.output()));
      if (shortcut) {
        add(step, memory, step.output(), step.inputs().get(1));
      }
      if (!relu) {
        activate(step, memory, step.output());
      }
    };
  }

  /** The sum of two, to the step's output. */
  private void add(Step step, HeapMemory memory, Placement first, Placement second) {
    float[] a = memory.of(first);
    float[] b = memory.of(second);
    float[] out = memory.of(step.output());
    int aAt = HeapMemory.start(first);
    int bAt = HeapMemory.start(second);
    int outAt = HeapMemory.start(step.output());
    operations.share(
        step.name(),
        Math.toIntExact(step.output().shape().size()),
        1,
        (begin, end) -> Ends.add(a, aAt + begin, b, bAt + begin, out, outAt + begin, end - begin));
  }

  /** The epilogue of other values, or of the step's own where they lie. */
  private void activate(Step step, HeapMemory memory, Placement values) {
    Epilogue end = step.epilogue();
    if (end.isNone() && values.equals(step.output())) {
      return;
    }
    float[] in = memory.of(values);
    float[] out = memory.of(step.output());
    int inAt = HeapMemory.start(values);
    int outAt = HeapMemory.start(step.output());
    operations.share(
        step.name(),
        Math.toIntExact(step.output().shape().size()),
        end.isCheap() ? 1 : 8,
        (first, last) -> Ends.apply(end, in, inAt + first, out, outAt + first, last - first));
  }

  /** A step whose epilogue is a pass of its own. */
  ReadyStep then(Step step, ReadyStep first) {
    return memory -> {
      first.run(memory);
      activate(step, memory, step.output());
    };
  }

  /** The epilogue alone, or a copy. */
  ReadyStep activate(Step step) {
    return memory -> activate(step, memory, step.input());
  }

  ReadyStep pooling(Step step, Operation.Pooling pooling) {
    return memory -> {
      VectorPooling.step(step, pooling, memory, operations);
      activate(step, memory, step.output());
    };
  }

  ReadyStep sum(Step step) {
    return memory -> {
      add(step, memory, step.input(), step.inputs().get(1));
      for (Placement more : step.inputs().subList(2, step.inputs().size())) {
        add(step, memory, step.output(), more);
      }
      activate(step, memory, step.output());
    };
  }

  ReadyStep scale(Step step, Operation.Scale operation) {
    float[] numbers = operation.numbers().get().data();
    int channels = step.input().shape().channels();
    int area = step.input().shape().height() * step.input().shape().width();
    int planes = step.input().shape().batch() * channels;
    return memory -> {
      float[] in = memory.of(step.input());
      float[] out = memory.of(step.output());
      int from = HeapMemory.start(step.input());
      int to = HeapMemory.start(step.output());
      operations.share(
          step.name(),
          planes,
          area,
          (begin, end) -> {
            for (int plane = begin; plane < end; plane++) {
              int c = plane % channels;
              float mean = numbers[c];
              float scale = numbers[channels + c];
              float shift = numbers[2 * channels + c];
              for (int i = plane * area; i < (plane + 1) * area; i++) {
                out[to + i] = (in[from + i] - mean) * scale + shift;
              }
            }
          });
      activate(step, memory, step.output());
    };
  }

  ReadyStep fullyConnected(Step step, Operation.FullyConnected operation) {
    Linear layer = operation.layer();
    Parameters parameters = operation.parameters().get();
    Tensor weight = parameters.get("weight");
    Optional<Tensor> bias = parameters.find("bias");
    return memory -> {
      operations.linear(
          step.name(),
          layer,
          weight,
          bias,
          step.input().shape().batch(),
          memory.of(step.input()),
          HeapMemory.start(step.input()),
          memory.of(step.output()),
          HeapMemory.start(step.output()));
      activate(step, memory, step.output());
    };
  }

  /** Any layer: a loop where the values are, or else through tensors. */
  ReadyStep whole(Step step, Operation.Whole operation) {
    List<Shape> shapes = step.inputs().stream().map(Placement::shape).toList();
    return DensePlan.of(operation.layer(), shapes, operation.parameters().get())
        .map(plan -> dense(step, plan))
        .orElseGet(() -> onHeap(step, operation));
  }

  private ReadyStep dense(Step step, DensePlan plan) {
    DenseLoops loops = new DenseLoops(operations);
    return memory -> {
      loops.run(
          step.name(),
          plan,
          step.inputs().stream().map(place -> span(memory, place)).toList(),
          span(memory, step.output()));
      activate(step, memory, step.output());
    };
  }

  private static DenseLoops.Span span(HeapMemory memory, Placement place) {
    return new DenseLoops.Span(memory.of(place), HeapMemory.start(place));
  }

  private ReadyStep onHeap(Step step, Operation.Whole operation) {
    PreparedLayer layer = kernels.prepare(operation.layer(), operation.parameters().get());
    prepared.add(layer);
    return memory -> {
      List<Tensor> inputs = step.inputs().stream().map(place -> read(memory, place)).toList();
      Tensor result = layer.run(inputs);
      float[] out = memory.of(step.output());
      copy(step.name(), result.data(), 0, out, HeapMemory.start(step.output()), result.size());
      activate(step, memory, step.output());
    };
  }

  /** A dense planar activation as a tensor. */
  Tensor read(HeapMemory memory, Placement place) {
    Tensor tensor = Tensor.zeros(place.shape());
    copy("copy", memory.of(place), HeapMemory.start(place), tensor.data(), 0, tensor.size());
    return tensor;
  }

  /** Copies piece by piece, so that an interrupt is heard. */
  private void copy(String name, float[] from, int at, float[] to, int toAt, int count) {
    operations.share(
        name,
        count,
        1,
        (begin, end) -> System.arraycopy(from, at + begin, to, toAt + begin, end - begin));
  }

  @Override
  public void close() {
    prepared.forEach(PreparedLayer::close);
    prepared.clear();
  }
}
