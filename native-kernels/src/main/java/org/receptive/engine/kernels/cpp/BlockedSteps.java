package org.receptive.engine.kernels.cpp;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
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
final class BlockedSteps {
  private static final long WORTH_SHARING_NANOS = 8_000;

  private final BlockedLibrary library;
  private final Workers workers;
  private final Target target;
  private final PackedFilters filters;

  BlockedSteps(BlockedLibrary library, Workers workers, Target target, PackedFilters filters) {
    this.library = library;
    this.workers = workers;
    this.target = target;
    this.filters = filters;
  }

  /** A range of a step's units, on one thread. */
  private interface Units {
    void run(Operands at, Scratch scratch, long begin, long end);
  }

  private void share(String name, BlockedWork work, long units, Operands at, Units range) {
    long perChunk = work.unitsPerChunk(workers.threads());
    boolean parallel = units > 1 && units * work.unitNanos() > WORTH_SHARING_NANOS;
    workers.run(
        name,
        Math.ceilDiv(units, perChunk),
        parallel,
        (chunk, scratch) ->
            range.run(at, scratch, chunk * perChunk, Math.min(units, (chunk + 1) * perChunk)));
  }

  private static MemorySegment second(Step step, StepMemory memory) {
    return step.inputs().size() > 1 ? memory.at(step.inputs().get(1)) : MemorySegment.NULL;
  }

  StepRun convolution(Step step, Operation.Convolution convolution) {
    BlockedWork work = BlockedWork.convolution(step, convolution, target);
    BlockedCall call = BlockedCall.of(work);
    PackedFilters.Packed packed = filters.of(convolution);
    int scratchFloats = work.scratchFloats(target);
    Units units =
        switch (convolution.algorithm()) {
          case DEPTHWISE -> (at, scratch, begin, end) -> library.depthwise(call, at, begin, end);
          case WINOGRAD_2, WINOGRAD_4 ->
              (at, scratch, begin, end) ->
                  library.winograd(
                      call, at, MemorySegment.ofArray(scratch.floats(scratchFloats)), begin, end);
          default ->
              work.surrounds()
                  ? (at, scratch, begin, end) ->
                      library.picture(
                          call,
                          at,
                          MemorySegment.ofArray(scratch.floats(scratchFloats)),
                          begin,
                          end)
                  : (at, scratch, begin, end) -> library.direct(call, at, begin, end);
        };
    int parts = convolution.parts();
    return memory -> {
      MemorySegment residual = second(step, memory);
      for (int part = 0; part < parts; part++) {
        Operands at =
            Operands.of(
                    group(memory.at(step.input()), step.input(), part, parts),
                    group(memory.at(step.output()), step.output(), part, parts))
                .with(
                    packed.weights().asSlice(part * packed.groupWeights() * Float.BYTES),
                    packed.bias().asSlice(part * packed.groupBias() * Float.BYTES))
                .and(residual);
        share(step.name(), work, work.units(), at, units);
      }
    };
  }

  /** The channels of one group. */
  private static MemorySegment group(MemorySegment all, Placement place, int part, int parts) {
    long blocks = place.shape().channels() / parts / place.layout().pixel();
    return part == 0 ? all : all.asSlice(part * blocks * place.blockPitch() * Float.BYTES);
  }

  StepRun pooling(Step step, Operation.Pooling pooling) {
    BlockedWork work = BlockedWork.pooling(step, pooling);
    BlockedCall call = BlockedCall.of(work);
    return memory ->
        share(
            step.name(),
            work,
            work.units(),
            Operands.of(memory.at(step.input()), memory.at(step.output())),
            (at, scratch, begin, end) -> library.pool(call, at, begin, end));
  }

  /** Sums two by two; the last sum activates. */
  StepRun sum(Step step) {
    BlockedWork work = BlockedWork.pass(step);
    BlockedCall last = BlockedCall.of(work);
    int count = step.inputs().size();
    if (count == 2) {
      return memory -> add(step, work, last, memory, step.input(), step.inputs().get(1));
    }
    StepRun[] runs = new StepRun[count - 1];
    for (int i = 1; i < count; i++) {
      Placement so = i == 1 ? step.input() : step.output();
      Placement more = step.inputs().get(i);
      Step partial =
          new Step(
              step.nodes(),
              step.operation(),
              List.of(so, more),
              step.output(),
              i == count - 1 ? step.epilogue() : Epilogue.NONE,
              step.estimate());
      BlockedWork part = BlockedWork.pass(partial);
      BlockedCall call = BlockedCall.of(part);
      runs[i - 1] = memory -> add(partial, part, call, memory, so, more);
    }
    return memory -> Arrays.stream(runs).forEach(run -> run.run(memory));
  }

  private void add(
      Step step, BlockedWork work, BlockedCall call, StepMemory memory, Placement a, Placement b) {
    Operands operands = Operands.of(memory.at(a), memory.at(step.output())).and(memory.at(b));
    share(
        step.name(),
        work,
        work.units(),
        operands,
        (at, scratch, begin, end) -> library.pair(call, 0, Layout.BLOCK, at, begin, end));
  }

  /** Two values joined. */
  StepRun pair(Step step, Operation.Pair pair) {
    BlockedWork work = BlockedWork.pass(step);
    BlockedCall call = BlockedCall.of(work);
    long operation = pair.operation().ordinal();
    long each = pair.spread() ? 0 : Layout.BLOCK;
    return memory ->
        share(
            step.name(),
            work,
            work.units(),
            Operands.of(memory.at(step.input()), memory.at(step.output()))
                .and(second(step, memory)),
            (at, scratch, begin, end) -> library.pair(call, operation, each, at, begin, end));
  }

  /** Another height and width, in blocks or planes. */
  StepRun resample(Step step, Operation.Resampling mixes) {
    BlockedWork work = BlockedWork.resampling(step);
    BlockedCall call = BlockedCall.of(work);
    BlockedLibrary.Mix rows = BlockedLibrary.Mix.of(mixes.rows());
    BlockedLibrary.Mix columns = BlockedLibrary.Mix.of(mixes.columns());
    int row = step.input().shape().width() * step.input().layout().pixel();
    return memory ->
        share(
            step.name(),
            work,
            work.units(),
            Operands.of(memory.at(step.input()), memory.at(step.output())),
            (at, scratch, begin, end) ->
                library.resample(
                    call,
                    rows,
                    columns,
                    at,
                    MemorySegment.ofArray(scratch.floats(row)),
                    begin,
                    end));
  }

  /** What a transposed convolution ends with, in blocks or planes. */
  StepRun overlap(Step step, Operation.Overlap overlap) {
    BlockedWork work = BlockedWork.overlap(step, overlap.work().layer().window());
    BlockedCall call = BlockedCall.of(work);
    BlockedLibrary.Meetings rows = BlockedLibrary.Meetings.of(overlap.rows());
    BlockedLibrary.Meetings columns = BlockedLibrary.Meetings.of(overlap.columns());
    MemorySegment bias = MemorySegment.ofArray(overlap.bias().get());
    long filters = overlap.work().filters() / step.input().layout().pixel();
    long tapPitch = filters * step.input().blockPitch();
    int taps = overlap.work().taps();
    return memory ->
        share(
            step.name(),
            work,
            work.units(),
            Operands.of(memory.at(step.input()), memory.at(step.output()))
                .with(MemorySegment.NULL, bias),
            (at, scratch, begin, end) ->
                library.overlap(call, rows, columns, tapPitch, filters, taps, at, begin, end));
  }

  /** Means, scales and shifts, filled up to whole blocks with zeros. */
  StepRun scale(Step step, Operation.Scale operation) {
    Tensor numbers = operation.numbers().get();
    int channels = numbers.shape().dim(1);
    int whole = Layout.BLOCKED.blocks(channels) * Layout.BLOCK;
    MemorySegment[] each = new MemorySegment[3];
    for (int i = 0; i < 3; i++) {
      float[] padded = new float[whole];
      System.arraycopy(numbers.data(), i * channels, padded, 0, channels);
      each[i] = MemorySegment.ofArray(padded);
    }
    return scale(step, each);
  }

  /** The epilogue alone, or a copy. */
  StepRun activate(Step step) {
    return scale(step, MemorySegment.NULL, MemorySegment.NULL, MemorySegment.NULL);
  }

  private StepRun scale(Step step, MemorySegment... numbers) {
    BlockedWork work = BlockedWork.pass(step);
    BlockedCall call = BlockedCall.of(work);
    return memory ->
        share(
            step.name(),
            work,
            work.units(),
            Operands.of(memory.at(step.input()), memory.at(step.output())),
            (at, scratch, begin, end) ->
                library.scale(call, at, numbers[0], numbers[1], numbers[2], begin, end));
  }

  /** From one layout to the other, or planes with a halo. */
  StepRun convert(Step step) {
    BlockedWork work = BlockedWork.pass(step);
    BlockedCall call = BlockedCall.of(work);
    Layout from = step.input().layout();
    Layout to = step.output().layout();
    if (from == Layout.BLOCKED && to == Layout.BLOCKED) {
      return activate(step);
    }
    boolean pad = from == to;
    Units range =
        pad
            ? (at, scratch, begin, end) -> library.padPlanes(call, at, begin, end)
            : to == Layout.BLOCKED
                ? (at, scratch, begin, end) -> library.toBlocks(call, at, begin, end)
                : (at, scratch, begin, end) -> library.toPlanes(call, at, begin, end);
    long planes = (long) step.output().shape().batch() * step.output().shape().channels();
    return memory ->
        share(
            step.name(),
            work,
            pad ? planes : work.units(),
            Operands.of(memory.at(step.input()), memory.at(step.output())),
            range);
  }
}
