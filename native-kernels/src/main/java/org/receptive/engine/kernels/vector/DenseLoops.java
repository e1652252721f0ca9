package org.receptive.engine.kernels.vector;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.receptive.engine.kernels.program.DensePlan;

/**
 * Runs planned loops on dense values within arrays, on all threads. Inner loops are simple enough
 * for the JIT compiler to make vectors of.
 */
final class DenseLoops {
  private final VectorOperations operations;
  private final ReductionLoops reductions;

  DenseLoops(VectorOperations operations) {
    this.operations = operations;
    this.reductions = new ReductionLoops(operations);
  }

  /**
   * Values within an array.
   *
   * @param data the array
   * @param at where they begin
   */
  @SuppressWarnings("ArrayRecordComponent") // Kernels index it; nobody compares.
  record Span(float[] data, int at) {}

  void run(String name, DensePlan plan, List<Span> inputs, Span output) {
    switch (plan) {
      case DensePlan.Pair pair ->
          new PairLoop(pair, of(pair.left(), inputs), of(pair.right(), inputs), output)
              .share(name, operations);
      case DensePlan.Arrange arrange -> arrange(name, arrange, inputs.getFirst(), output);
      case DensePlan.Turn turn -> turn(name, turn, inputs.getFirst(), output);
      case DensePlan.Join join -> join(name, join, inputs, output);
      case DensePlan.Mean mean -> mean(name, mean, inputs, output);
      case DensePlan.Softened soft -> soften(name, soft, inputs.getFirst(), output);
      case DensePlan.Product product -> product(name, product, inputs, output);
      case DensePlan.Reduction reduction ->
          reductions.reduce(
              name,
              reduction,
              ordered(name, reduction.before(), reduction.outer() * reduction.count(), inputs),
              output);
      case DensePlan.Top top -> reductions.top(name, top, inputs.getFirst(), output);
      case DensePlan.Instances norm -> reductions.instances(name, norm, inputs.getFirst(), output);
      case DensePlan.Response norm -> reductions.response(name, norm, inputs.getFirst(), output);
      case DensePlan.Bins bins -> reductions.bins(name, bins, inputs.getFirst(), output);
    }
  }

  private static Span of(DensePlan.Source source, List<Span> inputs) {
    return source
        .stored()
        .map(data -> new Span(data, 0))
        .orElseGet(() -> inputs.get(source.input()));
  }

  private void arrange(String name, DensePlan.Arrange plan, Span in, Span out) {
    int width = plan.lengths()[plan.lengths().length - 1];
    int rows = Arrays.stream(plan.lengths()).reduce(1, Math::multiplyExact) / width;
    operations.share(
        name,
        rows,
        width,
        (begin, end) -> {
          for (int row = begin; row < end; row++) {
            arrangeRow(plan, row, in, out.data(), out.at() + row * width, width);
          }
        });
  }

  private static void arrangeRow(
      DensePlan.Arrange plan, int row, Span in, float[] out, int to, int width) {
    int last = plan.lengths().length - 1;
    int from = in.at();
    int rest = row;
    for (int axis = last - 1; axis >= 0; axis--) {
      int offset = plan.tables()[axis][rest % plan.lengths()[axis]];
      if (offset < 0) {
        Arrays.fill(out, to, to + width, plan.otherwise());
        return;
      }
      from += offset;
      rest /= plan.lengths()[axis];
    }
    int[] table = plan.tables()[last];
    if (plan.end() > plan.begin()) {
      int count = plan.end() - plan.begin();
      System.arraycopy(in.data(), from + table[plan.begin()], out, to + plan.begin(), count);
    }
    pick(plan, table, in.data(), from, out, to, 0, plan.begin());
    pick(plan, table, in.data(), from, out, to, plan.end(), width);
  }

  private static void pick(
      DensePlan.Arrange plan,
      int[] table,
      float[] in,
      int from,
      float[] out,
      int to,
      int begin,
      int end) {
    for (int x = begin; x < end; x++) {
      out[to + x] = table[x] < 0 ? plan.otherwise() : in[from + table[x]];
    }
  }

  /** In bands of rows, so that a column's cache lines are used while they are there. */
  private void turn(String name, DensePlan.Turn plan, Span in, Span out) {
    int together = 16;
    int bands = Math.ceilDiv(plan.rows(), together);
    int area = plan.rows() * plan.columns();
    operations.share(
        name,
        plan.matrices() * bands,
        (long) together * plan.columns(),
        (begin, end) -> {
          for (int unit = begin; unit < end; unit++) {
            int from = in.at() + unit / bands * area;
            int to = out.at() + unit / bands * area;
            int first = unit % bands * together;
            int last = Math.min(plan.rows(), first + together);
            for (int x = 0; x < plan.columns(); x++) {
              for (int row = first; row < last; row++) {
                out.data()[to + row * plan.columns() + x] = in.data()[from + x * plan.rows() + row];
              }
            }
          }
        });
  }

  private void join(String name, DensePlan.Join plan, List<Span> inputs, Span out) {
    int whole = Arrays.stream(plan.widths()).sum();
    int start = 0;
    for (int i = 0; i < plan.widths().length; i++) {
      int width = plan.widths()[i];
      Span in = inputs.get(i);
      int at = out.at() + start;
      boolean single = plan.outer() == 1;
      operations.share(
          name,
          single ? width : plan.outer(),
          single ? 1 : width,
          (begin, end) -> {
            if (single) {
              System.arraycopy(in.data(), in.at() + begin, out.data(), at + begin, end - begin);
              return;
            }
            for (int row = begin; row < end; row++) {
              System.arraycopy(
                  in.data(), in.at() + row * width, out.data(), at + row * whole, width);
            }
          });
      start += width;
    }
  }

  /** The first input, or what a plan makes of it before. */
  private Span ordered(String name, Optional<DensePlan> before, int size, List<Span> inputs) {
    if (before.isEmpty()) {
      return inputs.getFirst();
    }
    Span ordered = new Span(new float[size], 0);
    run(name, before.get(), inputs, ordered);
    return ordered;
  }

  private void mean(String name, DensePlan.Mean plan, List<Span> inputs, Span out) {
    Span from = ordered(name, plan.before(), plan.outer() * plan.count(), inputs);
    int area = plan.count() * plan.step();
    operations.share(
        name,
        plan.outer(),
        area,
        (begin, end) -> {
          double[] sums = new double[plan.step()];
          for (int outer = begin; outer < end; outer++) {
            Arrays.fill(sums, 0);
            for (int i = 0; i < plan.count(); i++) {
              add(from.data(), from.at() + outer * area + i * plan.step(), sums);
            }
            for (int x = 0; x < sums.length; x++) {
              out.data()[out.at() + outer * plan.step() + x] = (float) (sums[x] / plan.count());
            }
          }
        });
  }

  private static void add(float[] from, int at, double... sums) {
    for (int x = 0; x < sums.length; x++) {
      sums[x] += from[at + x];
    }
  }

  private void soften(String name, DensePlan.Softened plan, Span in, Span out) {
    operations.share(
        name,
        plan.outer() * plan.step(),
        16L * plan.count(),
        (begin, end) -> {
          for (int unit = begin; unit < end; unit++) {
            int start = unit / plan.step() * plan.count() * plan.step() + unit % plan.step();
            softenRow(plan, in.data(), in.at() + start, out.data(), out.at() + start);
          }
        });
  }

  private static void softenRow(DensePlan.Softened plan, float[] in, int at, float[] out, int to) {
    int end = plan.count() * plan.step();
    float most = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < end; i += plan.step()) {
      most = Math.max(most, in[at + i]);
    }
    double sum = 0;
    for (int i = 0; i < end; i += plan.step()) {
      double term = Math.exp((double) in[at + i] - most);
      out[to + i] = (float) term;
      sum += term;
    }
    double logarithm = Math.log(sum);
    for (int i = 0; i < end; i += plan.step()) {
      out[to + i] = (float) (plan.logarithm() ? in[at + i] - most - logarithm : out[to + i] / sum);
    }
  }

  private void product(String name, DensePlan.Product plan, List<Span> inputs, Span out) {
    Span left = of(plan.left(), inputs);
    Span right = of(plan.right(), inputs);
    operations.share(
        name,
        plan.leftAt().length * plan.rows(),
        (long) plan.sum() * plan.columns(),
        (begin, end) -> {
          for (int row = begin; row < end; row++) {
            int matrix = row / plan.rows();
            int a = left.at() + plan.leftAt()[matrix] + row % plan.rows() * plan.sum();
            int b = right.at() + plan.rightAt()[matrix];
            int to = out.at() + row * plan.columns();
            Arrays.fill(out.data(), to, to + plan.columns(), 0);
            for (int k = 0; k < plan.sum(); k++) {
              addScaled(
                  left.data()[a + k],
                  right.data(),
                  b + k * plan.columns(),
                  out.data(),
                  to,
                  plan.columns());
            }
          }
        });
  }

  private static void addScaled(
      float factor, float[] from, int at, float[] to, int toAt, int count) {
    for (int i = 0; i < count; i++) {
      to[toAt + i] += factor * from[at + i];
    }
  }
}
