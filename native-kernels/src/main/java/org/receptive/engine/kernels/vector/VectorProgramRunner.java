package org.receptive.engine.kernels.vector;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import org.receptive.engine.kernels.Kernels;
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

/** Runs programs on the Vector API, with activations and packed weights in arrays. */
final class VectorProgramRunner implements ProgramRunner {
  /** Programs that are kept ready: inputs of ever new shapes must not pile up. */
  private static final int MOST_PROGRAMS = 8;

  /** What a core of the 2020s computes for each lane at best, in 10^9 operations a second. */
  private static final double GIGAFLOPS_A_LANE = 10;

  private static final double GIGABYTES = 10;

  /** Floats behind all activations: tiles that are not full read beyond the last of them. */
  private static final int SLACK = 4096;

  private final Target target;
  private final VectorFilters filters;
  private final BlockSteps blocked;
  private final PlaneSteps planar;
  private final IdentityHashMap<Program, List<ReadyStep>> ready = new IdentityHashMap<>();
  private float[] work = new float[0];
  private long workFloats;

  VectorProgramRunner(Kernels kernels, Workers workers, VectorOperations operations) {
    this.target =
        new Target(
            Lanes.FILTERS_TOGETHER,
            Lanes.TILE,
            workers.threads(),
            GIGAFLOPS_A_LANE * Lanes.COUNT,
            GIGABYTES,
            1 << 20,
            false);
    this.filters = new VectorFilters(workers);
    this.blocked = new BlockSteps(workers, target, filters);
    this.planar = new PlaneSteps(kernels, workers, operations, filters);
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
    List<ReadyStep> steps = readied(program);
    HeapMemory memory = new HeapMemory(input, output, work);
    for (int i = 0; i < steps.size(); i++) {
      Step step = program.steps().get(i);
      Cancellation.check(step.name());
      long start = System.nanoTime();
      steps.get(i).run(memory);
      listener.done(step, System.nanoTime() - start, () -> read(memory, step.output()));
    }
  }

  private List<ReadyStep> readied(Program program) {
    List<ReadyStep> known = ready.get(program);
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
    if (workFloats < program.workFloats()) {
      work = new float[0];
      work = new float[arrayLength(program)];
      workFloats = program.workFloats();
    }
    return known;
  }

  private static int arrayLength(Program program) {
    long floats = program.workFloats() + SLACK;
    if (floats > Integer.MAX_VALUE - SLACK) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "Inputs of %s need %,d values of working memory, more than an array of Java holds;"
                  + " use a smaller batch.",
              program.input(),
              program.workFloats()));
    }
    return (int) floats;
  }

  private ReadyStep readied(Step step) {
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
  private Tensor read(HeapMemory memory, Placement place) {
    if (place.layout() == Layout.PLANAR) {
      return planar.read(memory, place);
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
    blocked.convert(copy).run(new HeapMemory(memory.input(), tensor.data(), memory.work()));
    return tensor;
  }

  @Override
  public long heapBytes(Program program) {
    return Math.max(0, program.workFloats() - workFloats) * Float.BYTES;
  }

  @Override
  public long bytes() {
    return filters.bytes() + workFloats * Float.BYTES;
  }

  @Override
  public void close() {
    ready.clear();
    filters.clear();
    planar.close();
    work = new float[0];
    workFloats = 0;
  }
}
