package org.receptive.engine.kernels.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.receptive.engine.kernels.parallel.Scratch;
import org.receptive.engine.kernels.parallel.Workers;
import org.receptive.engine.kernels.program.BlockedWork;
import org.receptive.engine.kernels.program.Epilogue;
import org.receptive.engine.kernels.program.Layout;
import org.receptive.engine.kernels.program.Operation;
import org.receptive.engine.kernels.program.Placement;
import org.receptive.engine.kernels.program.Step;
import org.receptive.engine.kernels.program.Target;
import org.receptive.engine.tensor.Tensor;

/** Steps that read or write blocks of channels. */
final class BlockSteps {
  private static final long WORTH_SHARING_NANOS = 8_000;

  private final Workers workers;
  private final Target target;
  private final VectorFilters filters;

  BlockSteps(Workers workers, Target target, VectorFilters filters) {
    this.workers = workers;
    this.target = target;
    this.filters = filters;
  }

  /** A range of a step's units, on one thread. */
  private interface Units {
    void run(long begin, long end, Scratch scratch);
  }

  private void share(String name, BlockedWork work, long units, Units range) {
    long perChunk = work.unitsPerChunk(workers.threads());
    boolean parallel = units > 1 && units * work.unitNanos() > WORTH_SHARING_NANOS;
    workers.run(
        name,
        Math.ceilDiv(units, perChunk),
        parallel,
        (chunk, scratch) ->
            range.run(chunk * perChunk, Math.min(units, (chunk + 1) * perChunk), scratch));
  }

  ReadyStep convolution(Step step, Operation.Convolution convolution) {
    BlockedWork work = BlockedWork.convolution(step, convolution, target);
    VectorFilters.Packed packed = filters.of(convolution);
    int parts = convolution.parts();
    return memory -> {
      for (int part = 0; part < parts; part++) {
        Units units = units(step, convolution, work, packed, memory, part);
        share(step.name(), work, work.units(), units);
      }
    };
  }

  private static Units units(
      Step step,
      Operation.Convolution convolution,
      BlockedWork work,
      VectorFilters.Packed packed,
      HeapMemory memory,
      int part) {
    int parts = convolution.parts();
    Blocks in = group(memory, step.input(), part, parts);
    Blocks out = group(memory, step.output(), part, parts);
    Optional<Blocks> residual =
        step.inputs().stream().skip(1).findFirst().map(place -> group(memory, place, part, parts));
    return switch (convolution.algorithm()) {
      case DEPTHWISE -> {
        DepthwiseUnits units = new DepthwiseUnits(work, in, out, residual, packed);
        yield (begin, end, scratch) -> units.run(begin, end);
      }
      case WINOGRAD_2, WINOGRAD_4 -> new WinogradUnits(work, in, out, residual, packed)::run;
      default -> new DirectUnits(work, in, out, residual, packed, part)::run;
    };
  }

  /** The channels of one group. */
  private static Blocks group(HeapMemory memory, Placement place, int part, int parts) {
    Blocks all = Blocks.of(memory, place);
    return all.from(part * (place.shape().channels() / parts / place.layout().pixel()));
  }

  ReadyStep pooling(Step step, Operation.Pooling pooling) {
    BlockedWork work = BlockedWork.pooling(step, pooling);
    return memory -> {
      PoolingUnits units =
          new PoolingUnits(work, Blocks.of(memory, step.input()), Blocks.of(memory, step.output()));
      share(step.name(), work, work.units(), (begin, end, scratch) -> units.run(begin, end));
    };
  }

  /** Sums two by two; the last sum activates. */
  ReadyStep sum(Step step) {
    List<ReadyStep> sums = new ArrayList<>();
    int count = step.inputs().size();
    for (int i = 1; i < count; i++) {
      sums.add(
          add(
              new Step(
                  step.nodes(),
                  step.operation(),
                  List.of(i == 1 ? step.input() : step.output(), step.inputs().get(i)),
                  step.output(),
                  i == count - 1 ? step.epilogue() : Epilogue.NONE,
                  step.estimate())));
    }
    return memory -> sums.forEach(sum -> sum.run(memory));
  }

  private ReadyStep add(Step step) {
    BlockedWork work = BlockedWork.pass(step);
    return memory -> {
      PassUnits units = pass(step, work, memory);
      Blocks more = Blocks.of(memory, step.inputs().get(1));
      share(step.name(), work, work.units(), (begin, end, scratch) -> units.add(more, begin, end));
    };
  }

  private static PassUnits pass(Step step, BlockedWork work, HeapMemory memory) {
    return new PassUnits(work, Blocks.of(memory, step.input()), Blocks.of(memory, step.output()));
  }

  /** Two values joined. */
  ReadyStep pair(Step step, Operation.Pair pair) {
    BlockedWork work = BlockedWork.pass(step);
    return memory -> {
      PassUnits units = pass(step, work, memory);
      Blocks second = Blocks.of(memory, step.inputs().get(1));
      share(
          step.name(),
          work,
          work.units(),
          (begin, end, scratch) -> units.pair(pair, second, begin, end));
    };
  }

  /** Another height and width, in blocks or planes. */
  ReadyStep resample(Step step, Operation.Resampling mixes) {
    BlockedWork work = BlockedWork.resampling(step);
    return memory -> {
      ResamplingUnits units =
          new ResamplingUnits(
              work, Blocks.of(memory, step.input()), Blocks.of(memory, step.output()));
      share(
          step.name(),
          work,
          work.units(),
          (begin, end, scratch) -> units.resample(mixes, scratch, begin, end));
    };
  }

  /** What a transposed convolution ends with, in blocks or planes. */
  ReadyStep overlap(Step step, Operation.Overlap overlap) {
    BlockedWork work = BlockedWork.overlap(step, overlap.work().layer().window());
    float[] bias = overlap.bias().get();
    return memory -> {
      ResamplingUnits units =
          new ResamplingUnits(
              work, Blocks.of(memory, step.input()), Blocks.of(memory, step.output()));
      share(
          step.name(),
          work,
          work.units(),
          (begin, end, scratch) -> units.overlap(overlap, bias, begin, end));
    };
  }

  /** Means, scales and shifts, filled up to whole blocks with zeros. */
  ReadyStep scale(Step step, Operation.Scale operation) {
    Tensor numbers = operation.numbers().get();
    int channels = numbers.shape().dim(1);
    float[][] each = new float[3][Layout.BLOCKED.blocks(channels) * Layout.BLOCK];
    for (int i = 0; i < 3; i++) {
      System.arraycopy(numbers.data(), i * channels, each[i], 0, channels);
    }
    BlockedWork work = BlockedWork.pass(step);
    return memory -> {
      PassUnits units = pass(step, work, memory);
      share(
          step.name(), work, work.units(), (begin, end, scratch) -> units.scale(each, begin, end));
    };
  }

  /** The epilogue alone, or a copy. */
  ReadyStep activate(Step step) {
    BlockedWork work = BlockedWork.pass(step);
    return memory -> {
      PassUnits units = pass(step, work, memory);
      share(step.name(), work, work.units(), (begin, end, scratch) -> units.activate(begin, end));
    };
  }

  /** From one layout to the other, or planes with a halo. */
  ReadyStep convert(Step step) {
    Layout from = step.input().layout();
    Layout to = step.output().layout();
    if (from == Layout.BLOCKED && to == Layout.BLOCKED) {
      return activate(step);
    }
    BlockedWork work = BlockedWork.pass(step);
    boolean pad = from == to;
    long planes = (long) step.output().shape().batch() * step.output().shape().channels();
    return memory -> {
      PassUnits units = pass(step, work, memory);
      Units range =
          pad
              ? (begin, end, scratch) -> units.padPlanes(begin, end)
              : to == Layout.BLOCKED
                  ? (begin, end, scratch) -> units.toBlocks(begin, end)
                  : (begin, end, scratch) -> units.toPlanes(begin, end);
      share(step.name(), work, pad ? planes : work.units(), range);
    };
  }
}
