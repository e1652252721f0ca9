package org.receptive.engine.kernels.cpp;

import java.lang.foreign.MemorySegment;
import org.receptive.engine.kernels.program.DensePlan;

/** Runs planned loops on lines and planes as a whole, on all threads. */
final class ReductionRuns {
  private static final int LINES_TOGETHER = 16;

  private final ReductionLibrary library;
  private final DenseRuns runs;

  ReductionRuns(ReductionLibrary library, DenseRuns runs) {
    this.library = library;
    this.runs = runs;
  }

  DenseRuns.Run reduction(String name, DensePlan.Reduction plan) {
    long pieces = Math.ceilDiv(plan.step(), LINES_TOGETHER);
    DenseRuns.Run reduce =
        (in, out) ->
            runs.share(
                name,
                plan.outer() * pieces,
                (long) plan.count() * Math.min(LINES_TOGETHER, plan.step()),
                (begin, end) ->
                    library.reduce(
                        plan.operation().ordinal(),
                        in.getFirst(),
                        plan.count(),
                        plan.step(),
                        out,
                        begin,
                        end));
    return runs.ordered(
        name, plan.before(), Math.multiplyExact(plan.outer(), plan.count()), reduce);
  }

  DenseRuns.Run top(String name, DensePlan.Top plan) {
    return (in, out) ->
        runs.share(
            name,
            (long) plan.outer() * plan.step(),
            8L * plan.count(),
            (begin, end) ->
                library.top(
                    in.getFirst(),
                    out,
                    plan.count(),
                    plan.step(),
                    plan.most(),
                    plan.largest() ? 1 : 0,
                    plan.indices() ? 1 : 0,
                    MemorySegment.ofArray(new long[plan.count()]),
                    begin,
                    end));
  }

  DenseRuns.Run instances(String name, DensePlan.Instances plan) {
    MemorySegment weight = MemorySegment.ofArray(plan.weight());
    MemorySegment bias = MemorySegment.ofArray(plan.bias());
    return (in, out) ->
        runs.share(
            name,
            plan.planes(),
            3L * plan.area(),
            (begin, end) ->
                library.instanceNorm(
                    in.getFirst(),
                    weight,
                    bias,
                    plan.epsilon(),
                    out,
                    plan.weight().length,
                    plan.area(),
                    begin,
                    end));
  }

  DenseRuns.Run response(String name, DensePlan.Response plan) {
    return (in, out) ->
        runs.share(
            name,
            plan.planes(),
            (plan.layer().size() + 16L) * plan.area() / 4,
            (begin, end) ->
                library.localResponseNorm(
                    in.getFirst(),
                    out,
                    plan.channels(),
                    plan.area(),
                    plan.layer().before(),
                    plan.layer().behind(),
                    plan.layer().factor(),
                    plan.layer().beta(),
                    plan.layer().k(),
                    begin,
                    end));
  }

  DenseRuns.Run bins(String name, DensePlan.Bins plan) {
    return (in, out) ->
        runs.share(
            name,
            plan.planes(),
            (long) plan.height() * plan.width(),
            (begin, end) ->
                library.bins(
                    in.getFirst(),
                    out,
                    plan.height(),
                    plan.width(),
                    plan.rows(),
                    plan.columns(),
                    plan.maximum() ? 1 : 0,
                    begin,
                    end));
  }
}
