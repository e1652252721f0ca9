package org.receptive.engine.kernels.cpp;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import org.receptive.engine.kernels.Kernels;
import org.receptive.engine.kernels.convolution.RegisterTile;
import org.receptive.engine.kernels.parallel.Cancellation;
import org.receptive.engine.kernels.parallel.Workers;
import org.receptive.engine.kernels.program.Algorithm;
import org.receptive.engine.kernels.program.Epilogue;
import org.receptive.engine.kernels.program.Halo;
import org.receptive.engine.kernels.program.Layout;
import org.receptive.engine.kernels.program.Operation;
import org.receptive.engine.kernels.program.Placement;
import org.receptive.engine.kernels.program.Program;
import org.receptive.engine.kernels.program.ProgramRunner;
import org.receptive.engine.kernels.program.Step;
import org.receptive.engine.kernels.program.Target;
import org.receptive.engine.tensor.Tensor;

/** Runs programs on the C++ kernels, with activations and packed weights outside the Java heap. */
final class CppProgramRunner implements ProgramRunner {
  /** Programs that are kept ready: inputs of ever new shapes must not pile up. */
  private static final int MOST_PROGRAMS = 8;

  private final Target target;
  private final OffHeapMemory memory;
  private final PackedFilters filters;
  private final BlockedSteps blocked;
  private final PlanarSteps planar;
  private final IdentityHashMap<Program, List<StepRun>> ready = new IdentityHashMap<>();
  private OffHeapMemory.Region workRegion;
  private MemorySegment work = MemorySegment.NULL;
  private long bytesBefore;

  CppProgramRunner(
      Kernels kernels,
      NativeLibrary library,
      Workers workers,
      RegisterTile tile,
      OffHeapMemory memory) {
    this.memory = memory;
    this.target = targetOf(library, workers);
    this.filters = new PackedFilters(library.blocked(), workers, memory);
    this.blocked = new BlockedSteps(library.blocked(), workers, target, filters);
    this.planar = new PlanarSteps(kernels, library, workers, tile, filters);
    this.workRegion = memory.region();
    this.bytesBefore = memory.liveBytes();
  }

  private static Target targetOf(NativeLibrary library, Workers workers) {
    return new Target(
        library.blocked().filtersTogether(),
        library.blocked().tile(),
        workers.threads(),
        library.instructions().gigaflops(),
        library.memoryGigabytes(),
        1 << 20,
        true);
  }

  @Override
  public Target target() {
    return target;
  }

  @Override
  public void run(Program program, float[] input, float[] output, Listener listener) {
    if (input.length != program.input().size() || output.length != program.output().size()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "The program takes %s and gives %s, but memory for %,d and %,d values was given.",
              program.input(),
              program.output(),
              input.length,
              output.length));
    }
    List<StepRun> runs = readied(program);
    StepMemory at =
        new StepMemory(MemorySegment.ofArray(input), MemorySegment.ofArray(output), work);
    for (int i = 0; i < runs.size(); i++) {
      Step step = program.steps().get(i);
      Cancellation.check(step.name());
      long start = System.nanoTime();
      runs.get(i).run(at);
      listener.done(step, System.nanoTime() - start, () -> read(at, step.output()));
    }
  }

  private List<StepRun> readied(Program program) {
    List<StepRun> known = ready.get(program);
    if (known == null) {
      if (ready.size() >= MOST_PROGRAMS) {
        ready.clear();
        planar.close();
      }
      known = new ArrayList<>();
      for (Step step : program.steps()) {
        Cancellation.check(step.name());
        known.add(readied(step));
      }
      ready.put(program, known);
    }
    if (work.byteSize() < program.workFloats() * Float.BYTES) {
      workRegion.close();
      work = MemorySegment.NULL;
      workRegion = memory.region();
      work = workRegion.floats(program.workFloats());
    }
    return known;
  }

  private StepRun readied(Step step) {
    boolean blocks = step.output().layout() == Layout.BLOCKED;
    return switch (step.operation()) {
      case Operation.Convolution conv when conv.algorithm() == Algorithm.SMALL ->
          planar.convolution(step, conv);
      case Operation.Convolution conv -> blocked.convolution(step, conv);
      case Operation.Pooling pool ->
          blocks ? blocked.pooling(step, pool) : planar.pooling(step, pool);
      case Operation.Sum sum -> blocks ? blocked.sum(step) : planar.sum(step);
      case Operation.Pair pair -> blocked.pair(step, pair);
      case Operation.Resampling mixes -> blocked.resample(step, mixes);
      case Operation.Overlap overlap ->
          blocks
              ? blocked.overlap(step, overlap)
              : planar.then(step, blocked.overlap(step, overlap));
      case Operation.Scale scale -> blocks ? blocked.scale(step, scale) : planar.scale(step, scale);
      case Operation.Activate alone -> blocks ? blocked.activate(step) : planar.activate(step);
      case Operation.FullyConnected connected -> planar.fullyConnected(step, connected);
      case Operation.Convert convert ->
          isPlainCopy(step) ? planar.activate(step) : blocked.convert(step);
      case Operation.Whole whole -> planar.whole(step, whole);
    };
  }

  /** Planes without gaps on both sides; features have no rows to pad. */
  private static boolean isPlainCopy(Step step) {
    return step.input().layout() == Layout.PLANAR
        && step.output().layout() == Layout.PLANAR
        && step.output().halo().equals(Halo.NONE);
  }

  /** Any activation as a tensor. */
  private Tensor read(StepMemory at, Placement place) {
    if (place.layout() == Layout.PLANAR) {
      return planar.read(at, place);
    }
    Tensor tensor = Tensor.zeros(place.shape());
    Placement dense = Placement.dense(Placement.Space.OUTPUT, place.shape(), 0);
    Step copy =
        new Step(
            List.of(),
            new Operation.Convert(),
            List.of(place),
            dense,
            Epilogue.NONE,
            tensor.size());
    blocked
        .convert(copy)
        .run(new StepMemory(at.input(), MemorySegment.ofArray(tensor.data()), at.work()));
    return tensor;
  }

  @Override
  public long bytes() {
    return memory.liveBytes() - bytesBefore;
  }

  @Override
  public void close() {
    ready.clear();
    filters.close();
    planar.close();
    workRegion.close();
    work = MemorySegment.NULL;
  }
}
