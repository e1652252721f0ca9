package org.receptive.engine.kernels.vector;

import java.util.Arrays;
import org.receptive.engine.kernels.program.DensePlan;
import org.receptive.engine.layer.Reduce;

/**
 * Lines and planes that become something else as a whole, on all threads. Sums are in double
 * precision and in the same order in every run.
 */
final class ReductionLoops {
  /** Parts of a line, or lines side by side, whose sums do not wait for one another. */
  private static final int TOGETHER = 16;

  /** So few are kept in order while a line is read; more are sorted. */
  private static final int FEW = 128;

  private final VectorOperations operations;

  ReductionLoops(VectorOperations operations) {
    this.operations = operations;
  }

  void reduce(String name, DensePlan.Reduction plan, DenseLoops.Span in, DenseLoops.Span out) {
    int pieces = Math.ceilDiv(plan.step(), TOGETHER);
    operations.share(
        name,
        plan.outer() * pieces,
        (long) plan.count() * Math.min(TOGETHER, plan.step()),
        (begin, end) -> {
          double[] kept = new double[TOGETHER];
          for (int unit = begin; unit < end; unit++) {
            int x = unit % pieces * TOGETHER;
            int from = in.at() + unit / pieces * plan.count() * plan.step() + x;
            int to = out.at() + unit / pieces * plan.step() + x;
            Arrays.fill(kept, plan.operation().start());
            if (plan.step() == 1) {
              line(plan.operation(), in.data(), from, plan.count(), kept);
              out.data()[to] = plan.operation().result(kept[0]);
            } else {
              int width = Math.min(TOGETHER, plan.step() - x);
              for (int i = 0; i < plan.count(); i++) {
                with(plan.operation(), kept, in.data(), from + i * plan.step(), width);
              }
              for (int k = 0; k < width; k++) {
                out.data()[to + k] = plan.operation().result(kept[k]);
              }
            }
          }
        });
  }

  /** What is kept of a whole line, in the first place. */
  private static void line(
      Reduce.Operation operation, float[] in, int at, int count, double... kept) {
    int i = 0;
    for (; i + TOGETHER <= count; i += TOGETHER) {
      with(operation, kept, in, at + i, TOGETHER);
    }
    with(operation, kept, in, at + i, count - i);
    for (int half = TOGETHER / 2; half > 0; half /= 2) {
      for (int k = 0; k < half; k++) {
        kept[k] = joined(operation, kept[k], kept[k + half]);
      }
    }
  }

  private static double joined(Reduce.Operation operation, double a, double b) {
    return switch (operation) {
      case SUM, SUM_OF_MAGNITUDES, SUM_OF_SQUARES, LENGTH -> a + b;
      case PRODUCT -> a * b;
      case MAXIMUM -> Math.max(a, b);
      case MINIMUM -> Math.min(a, b);
    };
  }

  private static void with(
      Reduce.Operation operation, double[] kept, float[] in, int at, int count) {
    switch (operation) {
      case SUM -> {
        for (int k = 0; k < count; k++) {
          kept[k] += in[at + k];
        }
      }
      case SUM_OF_SQUARES, LENGTH -> {
        for (int k = 0; k < count; k++) {
          kept[k] += (double) in[at + k] * in[at + k];
        }
      }
      case MAXIMUM -> {
        for (int k = 0; k < count; k++) {
          kept[k] = Math.max(kept[k], in[at + k]);
        }
      }
      default -> {
        for (int k = 0; k < count; k++) {
          kept[k] = operation.with(kept[k], in[at + k]);
        }
      }
    }
  }

  void top(String name, DensePlan.Top plan, DenseLoops.Span in, DenseLoops.Span out) {
    operations.share(
        name,
        plan.outer() * plan.step(),
        8L * plan.count(),
        (begin, end) -> {
          long[] ranks = new long[plan.count()];
          for (int line = begin; line < end; line++) {
            int outer = line / plan.step();
            int from = in.at() + outer * plan.count() * plan.step() + line % plan.step();
            int to = out.at() + outer * plan.most() * plan.step() + line % plan.step();
            rank(plan, in.data(), from, ranks);
            for (int i = 0; i < plan.most(); i++) {
              int place = (int) ranks[i];
              out.data()[to + i * plan.step()] =
                  plan.indices() ? place : in.data()[from + place * plan.step()];
            }
          }
        });
  }

  /**
   * A line's values as whole numbers of the same order, each with its place behind it, so that
   * equal values come in their order; those that are wanted are first.
   */
  private static void rank(DensePlan.Top plan, float[] in, int at, long... ranks) {
    boolean few = plan.most() <= FEW && plan.most() < ranks.length / 4;
    int found = 0;
    for (int i = 0; i < ranks.length; i++) {
      // With 0 added, -0 is 0.
      int bits = Float.floatToIntBits(in[at + i * plan.step()] + 0f);
      int rising = bits >= 0 ? bits : bits ^ Integer.MAX_VALUE;
      long rank = (long) (plan.largest() ? ~rising : rising) << 32 | i;
      if (!few) {
        ranks[i] = rank;
      } else if (found < plan.most() || rank < ranks[found - 1]) {
        found = Math.min(found + 1, plan.most());
        int to = found - 1;
        for (; to > 0 && ranks[to - 1] > rank; to--) {
          ranks[to] = ranks[to - 1];
        }
        ranks[to] = rank;
      }
    }
    if (!few) {
      Arrays.sort(ranks);
    }
  }

  void instances(String name, DensePlan.Instances plan, DenseLoops.Span in, DenseLoops.Span out) {
    operations.share(
        name,
        plan.planes(),
        3L * plan.area(),
        (begin, end) -> {
          for (int plane = begin; plane < end; plane++) {
            int channel = plane % plan.weight().length;
            normalise(
                plan,
                plan.weight()[channel],
                plan.bias()[channel],
                in.data(),
                in.at() + plane * plan.area(),
                out.data(),
                out.at() + plane * plan.area());
          }
        });
  }

  private static void normalise(
      DensePlan.Instances plan,
      double weight,
      double bias,
      float[] in,
      int at,
      float[] out,
      int to) {
    double[] kept = new double[TOGETHER];
    line(Reduce.Operation.SUM, in, at, plan.area(), kept);
    double mean = kept[0] / plan.area();
    Arrays.fill(kept, 0);
    int i = 0;
    for (; i + TOGETHER <= plan.area(); i += TOGETHER) {
      distances(kept, in, at + i, TOGETHER, mean);
    }
    distances(kept, in, at + i, plan.area() - i, mean);
    double variance = Arrays.stream(kept).reduce(0, Double::sum) / plan.area();
    double scale = weight / Math.sqrt(variance + plan.epsilon());
    for (i = 0; i < plan.area(); i++) {
      out[to + i] = (float) ((in[at + i] - mean) * scale + bias);
    }
  }

  private static void distances(double[] kept, float[] in, int at, int count, double mean) {
    for (int k = 0; k < count; k++) {
      double distance = in[at + k] - mean;
      kept[k] += distance * distance;
    }
  }

  void response(String name, DensePlan.Response plan, DenseLoops.Span in, DenseLoops.Span out) {
    operations.share(
        name,
        plan.planes(),
        (plan.layer().size() + 16L) * plan.area(),
        (begin, end) -> {
          float[] sums = new float[plan.area()];
          for (int plane = begin; plane < end; plane++) {
            respond(plan, plane, in, out, sums);
          }
        });
  }

  private static void respond(
      DensePlan.Response plan, int plane, DenseLoops.Span in, DenseLoops.Span out, float... sums) {
    int area = plan.area();
    int channel = plane % plan.channels();
    int first = Math.max(0, channel - plan.layer().before());
    int last = Math.min(plan.channels() - 1, channel + plan.layer().behind());
    Arrays.fill(sums, 0);
    for (int other = first; other <= last; other++) {
      addSquares(in.data(), in.at() + (plane - channel + other) * area, sums);
    }
    float k = plan.layer().k();
    float factor = plan.layer().factor();
    float[] from = in.data();
    int at = in.at() + plane * area;
    int to = out.at() + plane * area;
    if (plan.layer().beta() == 0.75f) {
      for (int i = 0; i < area; i++) {
        // x^(3/4) is two square roots.
        float root = (float) Math.sqrt(k + factor * sums[i]);
        out.data()[to + i] = from[at + i] / (root * (float) Math.sqrt(root));
      }
    } else {
      double beta = plan.layer().beta();
      for (int i = 0; i < area; i++) {
        out.data()[to + i] = (float) (from[at + i] / Math.pow(k + factor * sums[i], beta));
      }
    }
  }

  private static void addSquares(float[] from, int at, float... sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += from[at + i] * from[at + i];
    }
  }

  void bins(String name, DensePlan.Bins plan, DenseLoops.Span in, DenseLoops.Span out) {
    operations.share(
        name,
        plan.planes() * plan.rows(),
        (long) plan.width() * Math.ceilDiv(plan.height(), plan.rows()),
        (begin, end) -> {
          double[] columns = new double[plan.width()];
          for (int unit = begin; unit < end; unit++) {
            row(plan, unit, in, columns);
            for (int x = 0; x < plan.columns(); x++) {
              out.data()[out.at() + unit * plan.columns() + x] = bin(plan, unit, x, columns);
            }
          }
        });
  }

  /** Of every column, the sum or maximum of the rows of a row of bins. */
  private static void row(DensePlan.Bins plan, int unit, DenseLoops.Span in, double... columns) {
    int row = unit % plan.rows();
    int plane = in.at() + unit / plan.rows() * plan.height() * plan.width();
    Arrays.fill(columns, plan.maximum() ? Double.NEGATIVE_INFINITY : 0);
    int bottom = DensePlan.Bins.end(row, plan.height(), plan.rows());
    for (int y = DensePlan.Bins.begin(row, plan.height(), plan.rows()); y < bottom; y++) {
      with(
          plan.maximum() ? Reduce.Operation.MAXIMUM : Reduce.Operation.SUM,
          columns,
          in.data(),
          plane + y * plan.width(),
          plan.width());
    }
  }

  private static float bin(DensePlan.Bins plan, int unit, int column, double... columns) {
    int row = unit % plan.rows();
    int left = DensePlan.Bins.begin(column, plan.width(), plan.columns());
    int right = DensePlan.Bins.end(column, plan.width(), plan.columns());
    double kept = columns[left];
    for (int x = left + 1; x < right; x++) {
      kept = plan.maximum() ? Math.max(kept, columns[x]) : kept + columns[x];
    }
    int height =
        DensePlan.Bins.end(row, plan.height(), plan.rows())
            - DensePlan.Bins.begin(row, plan.height(), plan.rows());
    return (float) (plan.maximum() ? kept : kept / ((double) height * (right - left)));
  }
}
