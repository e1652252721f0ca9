package org.receptive.engine.layer;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.receptive.engine.tensor.Shape;

/**
 * The product of matrices, NumPy's {@code matmul}: the last two axes are rows and columns, all
 * before them stretch to fit. {@code N x M x K} times {@code N x K x P} is {@code N x M x P}.
 *
 * @param operand the shape of the stored matrix, the parameter {@code operand}; empty if both
 *     factors are inputs
 * @param operandFirst whether the stored matrix is the left factor
 */
public record MatMul(Optional<Shape> operand, boolean operandFirst) implements Layer {

  /** The product of two inputs. */
  public static MatMul ofInputs() {
    return new MatMul(Optional.empty(), false);
  }

  /** The left factor, given the inputs. */
  public <T> T left(List<T> inputs, Optional<T> stored) {
    return stored.isPresent() && operandFirst ? stored.get() : inputs.getFirst();
  }

  /** The right factor, given the inputs. */
  public <T> T right(List<T> inputs, Optional<T> stored) {
    return stored.isPresent() && !operandFirst ? stored.get() : inputs.getLast();
  }

  @Override
  public Shape output(List<Shape> inputs) {
    int expected = operand.isPresent() ? 1 : 2;
    if (inputs.size() != expected) {
      throw new ShapeException(
          String.format(
              Locale.ROOT,
              "MatMul takes %s, but %d were given.",
              expected == 1 ? "one input" : "two inputs",
              inputs.size()));
    }
    Shape left = left(inputs, operand);
    Shape right = right(inputs, operand);
    if (left.rank() < 2 || right.rank() < 2) {
      throw new ShapeException(
          "MatMul multiplies matrices, but was given %s and %s.".formatted(left, right));
    }
    if (left.dim(-1) != right.dim(-2)) {
      throw new ShapeException(
          String.format(
              Locale.ROOT,
              "MatMul cannot multiply %s with %s: %d columns meet %d rows.",
              left,
              right,
              left.dim(-1),
              right.dim(-2)));
    }
    int[] dims = Axes.broadcast(kind(), batch(left), batch(right)).dims();
    dims[dims.length - 2] = left.dim(-2);
    dims[dims.length - 1] = right.dim(-1);
    return Shape.of(dims);
  }

  /** The shape with a matrix of one value. */
  private static Shape batch(Shape shape) {
    int[] dims = shape.dims();
    dims[dims.length - 2] = 1;
    dims[dims.length - 1] = 1;
    return Shape.of(dims);
  }

  /** The stored matrix, if there is one. */
  @Override
  public List<ParameterSpec> parameters() {
    return operand
        .map(
            shape -> {
              int sum = shape.rank() < 2 ? 1 : shape.dim(operandFirst ? -1 : -2);
              return List.of(new ParameterSpec("operand", shape, true, sum));
            })
        .orElse(List.of());
  }

  /** Every value is a sum over a row and a column. */
  @Override
  public long macs(List<Shape> inputs) {
    return Math.multiplyExact(output(inputs).size(), (long) left(inputs, operand).dim(-1));
  }

  @Override
  public String describe() {
    return operand
        .map(shape -> operandFirst ? shape + " matrix times x" : "x times " + shape + " matrix")
        .orElse("a times b");
  }
}
