package org.receptive.engine.kernels.reference;

import java.util.List;
import org.receptive.engine.kernels.parallel.Cancellation;
import org.receptive.engine.layer.Softmax;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/**
 * Softmax and its logarithm along any axis. The maximum is subtracted before the exponential, so
 * that the largest term is {@code exp(0) = 1} and nothing overflows.
 */
final class SoftmaxLoops {
  private final float[] input;
  private final int count;
  private final int step;

  private SoftmaxLoops(float[] input, int count, int step) {
    this.input = input;
    this.count = count;
    this.step = step;
  }

  static Tensor softmax(Softmax layer, Tensor input) {
    return run("softmax", layer, input, (x, max, sum) -> Math.exp(x - max) / sum);
  }

  static Tensor logSoftmax(Softmax layer, Tensor input) {
    return run("logSoftmax", layer, input, (x, max, sum) -> x - max - Math.log(sum));
  }

  /** One value from the input, the largest of its row, and the row's sum of exponentials. */
  private interface Term {
    double of(double x, double max, double sum);
  }

  private static Tensor run(String name, Softmax layer, Tensor input, Term term) {
    Shape shape = layer.output(List.of(input.shape()));
    Tensor output = Tensor.zeros(shape);
    int axis = layer.axis() < 0 ? shape.rank() + layer.axis() : layer.axis();
    int count = shape.dim(axis);
    int step = 1;
    for (int inner = axis + 1; inner < shape.rank(); inner++) {
      step *= shape.dim(inner);
    }
    SoftmaxLoops loops = new SoftmaxLoops(input.data(), count, step);
    for (int outer = 0; outer < input.size(); outer += count * step) {
      for (int inner = 0; inner < step; inner++) {
        Cancellation.check(name);
        loops.row(outer + inner, output.data(), term);
      }
    }
    return output;
  }

  private void row(int first, float[] output, Term term) {
    double max = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      max = Math.max(max, input[first + i * step]);
    }
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += Math.exp(input[first + i * step] - max);
    }
    for (int i = 0; i < count; i++) {
      output[first + i * step] = (float) term.of(input[first + i * step], max, sum);
    }
  }
}
