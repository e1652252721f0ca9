package org.receptive.engine.kernels.reference;

import java.util.List;
import java.util.Optional;
import org.receptive.engine.kernels.indexing.Offsets;
import org.receptive.engine.kernels.parallel.Cancellation;
import org.receptive.engine.layer.Arithmetic;
import org.receptive.engine.layer.MatMul;
import org.receptive.engine.layer.PRelu;
import org.receptive.engine.layer.Parameters;
import org.receptive.engine.layer.ReduceMean;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** Operations on two tensors that stretch to fit each other, and means over axes. */
final class Combining {
  private Combining() {}

  /** The operation on every pair of values. */
  static Tensor arithmetic(Arithmetic layer, List<Tensor> inputs, Parameters parameters) {
    Shape shape = layer.output(shapes(inputs));
    Optional<Tensor> stored = stored(layer.operand(), parameters);
    Tensor first = inputs.getFirst();
    Tensor second = stored.orElseGet(inputs::getLast);
    Tensor left = layer.operandFirst() ? second : first;
    Tensor right = layer.operandFirst() ? first : second;
    return paired(layer.kind(), shape, left, right, layer.operation()::apply);
  }

  /** {@code x} if positive, else {@code slope * x}. */
  static Tensor prelu(PRelu layer, Tensor input, Parameters parameters) {
    Shape shape = layer.output(List.of(input.shape()));
    Parameters.of(layer, parameters.asMap());
    Tensor slopes = parameters.get("slope");
    return paired(layer.kind(), shape, input, slopes, (x, slope) -> x < 0 ? slope * x : x);
  }

  /** A function of two values. */
  private interface Pairing {
    float of(float left, float right);
  }

  private static Tensor paired(
      String name, Shape shape, Tensor left, Tensor right, Pairing pairing) {
    Tensor output = Tensor.zeros(shape);
    float[] to = output.data();
    float[] a = left.data();
    float[] b = right.data();
    Offsets.stretched(left.shape(), shape).forEach(name, (out, in) -> to[out] = a[in]);
    Offsets.stretched(right.shape(), shape)
        .forEach(name, (out, in) -> to[out] = pairing.of(to[out], b[in]));
    return output;
  }

  private static Optional<Tensor> stored(Optional<Shape> operand, Parameters parameters) {
    return operand.map(
        shape -> {
          Tensor tensor = parameters.get("operand");
          if (!tensor.shape().equals(shape)) {
            throw new IllegalArgumentException(
                "The stored numbers are %s, but must be %s.".formatted(tensor.shape(), shape));
          }
          return tensor;
        });
  }

  /** {@code out[m, p] = sum over k of left[m, k] * right[k, p]}, matrix by matrix. */
  static Tensor matMul(MatMul layer, List<Tensor> inputs, Parameters parameters) {
    Tensor output = Tensor.zeros(layer.output(shapes(inputs)));
    Optional<Tensor> stored = stored(layer.operand(), parameters);
    Tensor left = layer.left(inputs, stored);
    Tensor right = layer.right(inputs, stored);
    int rows = left.shape().dim(-2);
    int sum = left.shape().dim(-1);
    int columns = right.shape().dim(-1);
    Shape each = output.shape();
    int matrices = output.size() / (rows * columns);
    int[] leftAt = starts(left.shape(), each, matrices);
    int[] rightAt = starts(right.shape(), each, matrices);
    for (int matrix = 0; matrix < matrices; matrix++) {
      for (int row = 0; row < rows; row++) {
        Cancellation.check("matMul");
        for (int column = 0; column < columns; column++) {
          double total = 0;
          for (int k = 0; k < sum; k++) {
            total +=
                (double) left.data()[leftAt[matrix] + row * sum + k]
                    * right.data()[rightAt[matrix] + k * columns + column];
          }
          output.data()[(matrix * rows + row) * columns + column] = (float) total;
        }
      }
    }
    return output;
  }

  /** Where the matrix of a factor begins that each matrix of the output is made of. */
  private static int[] starts(Shape factor, Shape output, int matrices) {
    int[] starts = new int[matrices];
    if (output.rank() > 2 && factor.rank() > 2) {
      Shape batch = leading(factor);
      int size = factor.dim(-1) * factor.dim(-2);
      Offsets.stretched(batch, leading(output))
          .forEach("matMul", (out, in) -> starts[out] = in * size);
    }
    return starts;
  }

  /** All axes but the last two. */
  private static Shape leading(Shape shape) {
    return Shape.of(java.util.Arrays.copyOf(shape.dims(), shape.rank() - 2));
  }

  /** The mean over some axes. */
  static Tensor reduceMean(ReduceMean layer, Tensor input) {
    Shape kept = layer.kept(input.shape());
    double[] sums = new double[Math.toIntExact(kept.size())];
    // The mean stretches back to the input: each of its values is met once for every summand.
    Offsets.stretched(kept, input.shape())
        .forEach("reduceMean", (from, to) -> sums[to] += input.data()[from]);
    int count = input.size() / sums.length;
    Tensor output = Tensor.zeros(layer.output(List.of(input.shape())));
    for (int i = 0; i < sums.length; i++) {
      output.data()[i] = (float) (sums[i] / count);
    }
    return output;
  }

  private static List<Shape> shapes(List<Tensor> inputs) {
    return inputs.stream().map(Tensor::shape).toList();
  }
}
