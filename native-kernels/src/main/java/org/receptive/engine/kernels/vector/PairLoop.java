package org.receptive.engine.kernels.vector;

import java.util.Arrays;
import org.receptive.engine.kernels.program.DensePlan;
import org.receptive.engine.layer.Arithmetic;

/** Two values joined, row by row; where a row repeats one value, it is spread out before. */
final class PairLoop {
  private static final Arithmetic.Operation[] OPERATIONS = Arithmetic.Operation.values();

  private final DensePlan.Pair plan;
  private final DenseLoops.Span left;
  private final DenseLoops.Span right;
  private final DenseLoops.Span out;
  private final int width;

  PairLoop(DensePlan.Pair plan, DenseLoops.Span left, DenseLoops.Span right, DenseLoops.Span out) {
    this.plan = plan;
    this.left = left;
    this.right = right;
    this.out = out;
    this.width = plan.lengths()[plan.lengths().length - 1];
  }

  void share(String name, VectorOperations operations) {
    int rows = Arrays.stream(plan.lengths()).reduce(1, Math::multiplyExact) / width;
    if (rows == 1) {
      operations.share(name, width, 1, (begin, end) -> piece(0, begin, end));
      return;
    }
    operations.share(
        name,
        rows,
        width,
        (begin, end) -> {
          for (int row = begin; row < end; row++) {
            piece(row, 0, width);
          }
        });
  }

  private static int start(int row, int[] lengths, int... steps) {
    int at = 0;
    int rest = row;
    for (int axis = lengths.length - 2; axis >= 0; axis--) {
      at += rest % lengths[axis] * steps[axis];
      rest /= lengths[axis];
    }
    return at;
  }

  private void piece(int row, int begin, int end) {
    int last = plan.lengths().length - 1;
    int aStep = plan.leftSteps()[last];
    int bStep = plan.rightSteps()[last];
    int a = left.at() + start(row, plan.lengths(), plan.leftSteps()) + begin * aStep;
    int b = right.at() + start(row, plan.lengths(), plan.rightSteps()) + begin * bStep;
    int to = out.at() + row * width + begin;
    int count = end - begin;
    if (aStep == 1 && bStep == 1) {
      both(left.data(), a, right.data(), b, to, count);
    } else if (aStep == 1 && bStep == 0) {
      repeatedRight(left.data(), a, right.data()[b], to, count);
    } else {
      for (int i = 0; i < count; i++) {
        out.data()[to + i] = one(left.data()[a + i * aStep], right.data()[b + i * bStep]);
      }
    }
  }

  private float one(float a, float b) {
    return plan.operation() == DensePlan.SLOPE
        ? a < 0 ? b * a : a
        : OPERATIONS[plan.operation()].apply(a, b);
  }

  private void both(float[] a, int aAt, float[] b, int bAt, int to, int count) {
    float[] into = out.data();
    switch (plan.operation()) {
      case 0 -> {
        for (int i = 0; i < count; i++) {
          into[to + i] = a[aAt + i] + b[bAt + i];
        }
      }
      case 1 -> {
        for (int i = 0; i < count; i++) {
          into[to + i] = a[aAt + i] - b[bAt + i];
        }
      }
      case 2 -> {
        for (int i = 0; i < count; i++) {
          into[to + i] = a[aAt + i] * b[bAt + i];
        }
      }
      default -> {
        for (int i = 0; i < count; i++) {
          into[to + i] = one(a[aAt + i], b[bAt + i]);
        }
      }
    }
  }

  private void repeatedRight(float[] a, int aAt, float b, int to, int count) {
    float[] into = out.data();
    switch (plan.operation()) {
      case 0 -> {
        for (int i = 0; i < count; i++) {
          into[to + i] = a[aAt + i] + b;
        }
      }
      case 2 -> {
        for (int i = 0; i < count; i++) {
          into[to + i] = a[aAt + i] * b;
        }
      }
      default -> {
        for (int i = 0; i < count; i++) {
          into[to + i] = one(a[aAt + i], b);
        }
      }
    }
  }
}
