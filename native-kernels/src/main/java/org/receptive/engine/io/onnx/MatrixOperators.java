package org.receptive.engine.io.onnx;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.receptive.engine.layer.Arithmetic;
import org.receptive.engine.layer.Arithmetic.Operation;
import org.receptive.engine.layer.Layer;
import org.receptive.engine.layer.Linear;
import org.receptive.engine.layer.MatMul;
import org.receptive.engine.layer.Transpose;
import org.receptive.engine.tensor.Shape;
import org.receptive.engine.tensor.Tensor;

/** Products of matrices; with stored weights they are fully connected layers. */
final class MatrixOperators {
  private MatrixOperators() {}

  static void register(Map<String, Operator> operators) {
    operators.put("MatMul", MatrixOperators::matMul);
    operators.put("Gemm", MatrixOperators::gemm);
  }

  private static void matMul(OnnxNode node, Wiring wiring) {
    Optional<Constant> left = wiring.constant(node, 0);
    Optional<Constant> right = wiring.constant(node, 1);
    if (left.isEmpty() && right.isEmpty()) {
      List<String> inputs = List.of(wiring.computed(node, 0), wiring.computed(node, 1));
      wiring.finish(node, MatMul.ofInputs(), Map.of(), inputs);
      return;
    }
    String input = wiring.computed(node, left.isPresent() ? 1 : 0);
    Tensor stored = left.or(() -> right).orElseThrow().tensor();
    Shape shape = stored.shape();
    if (left.isEmpty() && shape.rank() == 2 && wiring.shape(input).rank() == 2) {
      Layer layer = new Linear(shape.dim(0), shape.dim(1), false);
      wiring.finish(node, layer, Map.of("weight", transposed(wiring, stored)), List.of(input));
      return;
    }
    Layer layer = new MatMul(Optional.of(shape), left.isPresent());
    wiring.finish(node, layer, Map.of("operand", stored), List.of(input));
  }

  /** {@code alpha * A' * B' + beta * C}, where ' transposes if asked. */
  private static void gemm(OnnxNode node, Wiring wiring) {
    Optional<Constant> b = wiring.constant(node, 1);
    Optional<Constant> c = wiring.constant(node, 2);
    boolean plainC = !node.hasInput(2) || c.isPresent();
    if (b.isPresent() && b.get().dims().size() == 2 && plainC) {
      Tensor stored = b.get().tensor();
      Tensor weight = node.integer("transB", 0) != 0 ? stored : transposed(wiring, stored);
      Optional<Tensor> bias = c.flatMap(constant -> bias(constant, weight.shape().dim(0)));
      if (bias.isPresent() || c.isEmpty()) {
        linear(node, wiring, weight, bias);
        return;
      }
    }
    general(node, wiring);
  }

  private static void linear(OnnxNode node, Wiring wiring, Tensor weight, Optional<Tensor> bias) {
    float alpha = node.number("alpha", 1);
    float beta = node.number("beta", 1);
    Map<String, Tensor> parameters = new LinkedHashMap<>();
    parameters.put("weight", times(wiring, weight, alpha));
    bias.ifPresent(numbers -> parameters.put("bias", times(wiring, numbers, beta)));
    Layer layer = new Linear(weight.shape().dim(1), weight.shape().dim(0), bias.isPresent());
    wiring.finish(node, layer, parameters, List.of(left(node, wiring)));
  }

  /** One number for each neuron; a single number is every neuron's. */
  private static Optional<Tensor> bias(Constant c, int neurons) {
    if (c.size() == 1) {
      return Optional.of(Tensor.full(Shape.of(neurons), (float) c.number(0)));
    }
    boolean row = c.size() == neurons && c.dims().getLast() == neurons;
    return row ? Optional.of(c.tensor().reshape(neurons)) : Optional.empty();
  }

  private static String left(OnnxNode node, Wiring wiring) {
    String input = wiring.computed(node, 0);
    return node.integer("transA", 0) == 0 ? input : flipped(node, wiring, input, "_a");
  }

  private static String flipped(OnnxNode node, Wiring wiring, String input, String suffix) {
    return wiring.add(node.name() + suffix, Transpose.of(1, 0), Map.of(), List.of(input));
  }

  private static void general(OnnxNode node, Wiring wiring) {
    String product = product(node, wiring);
    float alpha = node.number("alpha", 1);
    float beta = node.number("beta", 1);
    if (alpha != 1) {
      product = scaled(node, wiring, product, alpha, "_alpha");
    }
    if (!node.hasInput(2)) {
      wiring.define(node.outputs().getFirst(), new Wiring.Value.Computed(product));
      return;
    }
    Optional<Constant> c = wiring.constant(node, 2);
    if (c.isPresent()) {
      Tensor operand = times(wiring, c.get().tensor(), beta);
      Layer layer = Arithmetic.with(Operation.ADD, operand.shape());
      wiring.finish(node, layer, Map.of("operand", operand), List.of(product));
      return;
    }
    String sum = wiring.computed(node, 2);
    sum = beta == 1 ? sum : scaled(node, wiring, sum, beta, "_beta");
    wiring.finish(node, Arithmetic.of(Operation.ADD), Map.of(), List.of(product, sum));
  }

  private static String product(OnnxNode node, Wiring wiring) {
    String name =
        node.hasInput(2) || node.number("alpha", 1) != 1 ? node.name() + "_ab" : node.name();
    Optional<Constant> a = wiring.constant(node, 0);
    Optional<Constant> b = wiring.constant(node, 1);
    boolean flipA = node.integer("transA", 0) != 0;
    boolean flipB = node.integer("transB", 0) != 0;
    if (a.isPresent() || b.isPresent()) {
      boolean first = a.isPresent();
      Tensor stored = a.or(() -> b).orElseThrow().tensor();
      Tensor operand = (first ? flipA : flipB) ? transposed(wiring, stored) : stored;
      String input = wiring.computed(node, first ? 1 : 0);
      input = (first ? flipB : flipA) ? flipped(node, wiring, input, "_t") : input;
      Layer layer = new MatMul(Optional.of(operand.shape()), first);
      return wiring.add(name, layer, Map.of("operand", operand), List.of(input));
    }
    String right = wiring.computed(node, 1);
    right = flipB ? flipped(node, wiring, right, "_b") : right;
    List<String> inputs = List.of(left(node, wiring), right);
    return wiring.add(name, MatMul.ofInputs(), Map.of(), inputs);
  }

  private static String scaled(
      OnnxNode node, Wiring wiring, String input, float factor, String suffix) {
    Shape one = Shape.of(1);
    return wiring.add(
        node.name() + suffix,
        Arithmetic.with(Operation.MULTIPLY, one),
        Map.of("operand", Tensor.full(one, factor)),
        List.of(input));
  }

  private static Tensor times(Wiring wiring, Tensor stored, float factor) {
    return factor == 1
        ? stored
        : wiring.derived(stored, "times " + factor, all -> all.map(value -> factor * value));
  }

  private static Tensor transposed(Wiring wiring, Tensor matrix) {
    return wiring.derived(matrix, "transposed", MatrixOperators::transposed);
  }

  /** A matrix with rows and columns exchanged. */
  static Tensor transposed(Tensor matrix) {
    if (matrix.shape().rank() != 2) {
      throw new NotCovered("a product with a tensor of " + matrix.shape());
    }
    int rows = matrix.shape().dim(0);
    int columns = matrix.shape().dim(1);
    float[] values = new float[matrix.size()];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        values[column * rows + row] = matrix.data()[row * columns + column];
      }
    }
    return Tensor.of(Shape.of(columns, rows), values);
  }
}
