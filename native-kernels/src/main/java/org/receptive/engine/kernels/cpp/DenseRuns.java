package org.receptive.engine.kernels.cpp;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import org.receptive.engine.kernels.parallel.Workers;
import org.receptive.engine.kernels.program.DensePlan;

/** Runs planned loops on dense arrays, on all threads; heap and other memory alike. */
final class DenseRuns {
  /** Values that one chunk touches. */
  private static final long CHUNK = 1 << 16;

  private static final int MOST_AXES = 8;

  private final NativeLibrary library;
  private final DenseLibrary dense;
  private final Workers workers;
  private final ReductionRuns reductions;

  DenseRuns(NativeLibrary library, Workers workers) {
    this.library = library;
    this.dense = library.dense();
    this.workers = workers;
    this.reductions = new ReductionRuns(dense.reductions(), this);
  }

  /** A plan, ready to run. */
  @FunctionalInterface
  interface Run {
    /** Runs it; the memory is as long as the shapes that it was planned for say. */
    void run(List<MemorySegment> inputs, MemorySegment output);
  }

  /** A part of a loop. */
  interface Range {
    void compute(long begin, long end);
  }

  /** Shares out a loop among the threads. */
  void share(String name, long count, long valuesEach, Range range) {
    long perChunk = Math.max(1, CHUNK / Math.max(1, valuesEach));
    long chunks = Math.ceilDiv(count, perChunk);
    workers.run(
        name,
        chunks,
        chunks > 1,
        (chunk, scratch) ->
            range.compute(chunk * perChunk, Math.min(count, (chunk + 1) * perChunk)));
  }

  /** Whether there is a loop for a plan; axes are as many as C counts. */
  static boolean knows(DensePlan plan) {
    return switch (plan) {
      case DensePlan.Pair pair -> pair.lengths().length <= MOST_AXES;
      case DensePlan.Arrange arrange -> arrange.lengths().length <= MOST_AXES;
      case DensePlan.Mean mean -> mean.before().map(DenseRuns::knows).orElse(true);
      case DensePlan.Reduction lines -> lines.before().map(DenseRuns::knows).orElse(true);
      default -> true;
    };
  }

  /** Makes a plan ready. */
  Run ready(String name, DensePlan plan) {
    return switch (plan) {
      case DensePlan.Pair pair -> pair(name, pair);
      case DensePlan.Arrange arrange -> arrange(name, arrange);
      case DensePlan.Turn turn ->
          (in, out) ->
              share(
                  name,
                  (long) turn.matrices() * Math.ceilDiv(turn.rows(), library.lanes()),
                  (long) turn.columns() * library.lanes() * 2,
                  (begin, end) ->
                      dense.transpose(turn.rows(), turn.columns(), in.getFirst(), out, begin, end));
      case DensePlan.Join join -> (in, out) -> join(name, join, in, out);
      case DensePlan.Mean mean -> mean(name, mean);
      case DensePlan.Softened soft ->
          (in, out) ->
              share(
                  name,
                  (long) soft.outer() * Math.ceilDiv(soft.step(), 64),
                  8L * soft.count() * Math.min(64, soft.step()),
                  (begin, end) ->
                      dense.softmax(
                          in.getFirst(),
                          out,
                          soft.count(),
                          soft.step(),
                          soft.logarithm() ? 1 : 0,
                          begin,
                          end));
      case DensePlan.Product product -> (in, out) -> product(name, product, in, out);
      case DensePlan.Reduction lines -> reductions.reduction(name, lines);
      case DensePlan.Top top -> reductions.top(name, top);
      case DensePlan.Instances norm -> reductions.instances(name, norm);
      case DensePlan.Response norm -> reductions.response(name, norm);
      case DensePlan.Bins bins -> reductions.bins(name, bins);
    };
  }

  private static MemorySegment of(DensePlan.Source source, List<MemorySegment> inputs) {
    return source.stored().map(MemorySegment::ofArray).orElseGet(() -> inputs.get(source.input()));
  }

  private Run pair(String name, DensePlan.Pair plan) {
    int rank = plan.lengths().length;
    long[] fields = new long[1 + 3 * MOST_AXES];
    fields[0] = rank;
    long size = 1;
    for (int axis = 0; axis < rank; axis++) {
      fields[1 + axis] = plan.lengths()[axis];
      fields[1 + MOST_AXES + axis] = plan.leftSteps()[axis];
      fields[1 + 2 * MOST_AXES + axis] = plan.rightSteps()[axis];
      size *= plan.lengths()[axis];
    }
    long count = size;
    MemorySegment strides = MemorySegment.ofArray(fields);
    return (in, out) ->
        share(
            name,
            count,
            1,
            (begin, end) ->
                dense.pair(
                    strides,
                    plan.operation(),
                    of(plan.left(), in),
                    of(plan.right(), in),
                    out,
                    begin,
                    end));
  }

  private Run arrange(String name, DensePlan.Arrange plan) {
    int rank = plan.lengths().length;
    long[] fields = new long[1 + MOST_AXES];
    fields[0] = rank;
    long size = 1;
    int total = 0;
    for (int axis = 0; axis < rank; axis++) {
      fields[1 + axis] = plan.lengths()[axis];
      size *= plan.lengths()[axis];
      total += 2 + plan.lengths()[axis];
    }
    int[] tables = new int[total];
    int at = 0;
    for (int axis = 0; axis < rank; axis++) {
      tables[at] = axis == rank - 1 ? plan.begin() : 0;
      tables[at + 1] = axis == rank - 1 ? plan.end() : 0;
      System.arraycopy(plan.tables()[axis], 0, tables, at + 2, plan.lengths()[axis]);
      at += 2 + plan.lengths()[axis];
    }
    long count = size;
    MemorySegment lengths = MemorySegment.ofArray(fields);
    MemorySegment offsets = MemorySegment.ofArray(tables);
    return (in, out) ->
        share(
            name,
            count,
            1,
            (begin, end) ->
                dense.arrange(lengths, offsets, plan.otherwise(), in.getFirst(), out, begin, end));
  }

  private void join(String name, DensePlan.Join plan, List<MemorySegment> in, MemorySegment out) {
    long whole = 0;
    for (int width : plan.widths()) {
      whole += width;
    }
    long at = 0;
    for (int i = 0; i < plan.widths().length; i++) {
      long width = plan.widths()[i];
      long pitch = whole;
      MemorySegment from = in.get(i);
      MemorySegment to = out.asSlice(at * Float.BYTES);
      if (plan.outer() == 1) {
        // One long row: threads share it.
        share(
            name,
            width,
            1,
            (begin, end) ->
                dense.copyRows(
                    from.asSlice(begin * Float.BYTES),
                    0,
                    to.asSlice(begin * Float.BYTES),
                    0,
                    end - begin,
                    0,
                    1));
      } else {
        share(
            name,
            plan.outer(),
            width,
            (begin, end) -> dense.copyRows(from, width, to, pitch, width, begin, end));
      }
      at += width;
    }
  }

  private Run mean(String name, DensePlan.Mean plan) {
    Run means =
        plan.step() == 1
            ? (in, out) ->
                share(
                    name,
                    plan.outer(),
                    plan.count(),
                    (begin, end) -> dense.meanRows(in.getFirst(), plan.count(), out, begin, end))
            : (in, out) ->
                share(
                    name,
                    plan.outer(),
                    (long) plan.count() * plan.step(),
                    (begin, end) ->
                        dense.meanColumns(
                            in.getFirst(), plan.count(), plan.step(), out, begin, end));
    return ordered(name, plan.before(), Math.multiplyExact(plan.outer(), plan.count()), means);
  }

  /** A run behind a plan that brings values into another order, if there is one. */
  Run ordered(String name, Optional<DensePlan> before, int size, Run run) {
    if (before.isEmpty()) {
      return run;
    }
    Run order = ready(name, before.get());
    return (in, out) -> {
      MemorySegment ordered = MemorySegment.ofArray(new float[size]);
      order.run(in, ordered);
      run.run(List.of(ordered), out);
    };
  }

  private void product(
      String name, DensePlan.Product plan, List<MemorySegment> in, MemorySegment out) {
    MemorySegment left = of(plan.left(), in);
    MemorySegment right = of(plan.right(), in);
    long each = (long) plan.rows() * plan.columns() * Float.BYTES;
    for (int matrix = 0; matrix < plan.leftAt().length; matrix++) {
      MemorySegment a = left.asSlice((long) plan.leftAt()[matrix] * Float.BYTES);
      MemorySegment b = right.asSlice((long) plan.rightAt()[matrix] * Float.BYTES);
      MemorySegment to = out.asSlice(matrix * each);
      share(
          name,
          plan.rows(),
          (long) plan.sum() * plan.columns() / 8,
          (begin, end) ->
              dense.product(a, b, to, plan.rows(), plan.sum(), plan.columns(), begin, end));
    }
  }
}
