package org.receptive.engine.layer;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.receptive.engine.tensor.Shape;

/**
 * Two inputs joined value by value, or one input with stored numbers. The shapes stretch to fit
 * (NumPy's broadcasting): {@code C x 1 x 1} numbers work on every pixel of their channel. Two
 * inputs of one shape are summed by {@link Add}.
 *
 * @param operation what is done with each pair of values
 * @param operand the shape of the stored numbers, the parameter {@code operand}; empty if both
 *     values are inputs
 * @param operandFirst whether the stored numbers stand on the left: {@code 1 - x}
 */
public record Arithmetic(Operation operation, Optional<Shape> operand, boolean operandFirst)
    implements Layer {

  /** What is done with each pair of values. */
  public enum Operation {
    /** The sum. */
    ADD("+"),
    /** The difference. */
    SUBTRACT("-"),
    /** The product. */
    MULTIPLY("×"),
    /** The quotient. */
    DIVIDE("/"),
    /** The larger; a NaN wins. */
    MAXIMUM("max"),
    /** The smaller; a NaN wins. */
    MINIMUM("min");

    private final String sign;

    Operation(String sign) {
      this.sign = sign;
    }

    /** The sign between the two: {@code +}. */
    public String sign() {
      return sign;
    }

    /** The operation on two values. */
    public float apply(float a, float b) {
      return switch (this) {
        case ADD -> a + b;
        case SUBTRACT -> a - b;
        case MULTIPLY -> a * b;
        case DIVIDE -> a / b;
        case MAXIMUM -> Math.max(a, b);
        case MINIMUM -> Math.min(a, b);
      };
    }
  }

  /** The operation on two inputs. */
  public static Arithmetic of(Operation operation) {
    return new Arithmetic(operation, Optional.empty(), false);
  }

  /** The operation on an input and stored numbers behind it. */
  public static Arithmetic with(Operation operation, Shape operand) {
    return new Arithmetic(operation, Optional.of(operand), false);
  }

  @Override
  public Shape output(List<Shape> inputs) {
    int expected = operand.isPresent() ? 1 : 2;
    if (inputs.size() != expected) {
      throw new ShapeException(
          String.format(
              Locale.ROOT,
              "Arithmetic (%s) takes %s, but %d were given.",
              operation.sign(),
              expected == 1 ? "one input" : "two inputs",
              inputs.size()));
    }
    return Axes.broadcast(kind(), inputs.getFirst(), operand.orElseGet(inputs::getLast));
  }

  /** The stored numbers, if there are any. */
  @Override
  public List<ParameterSpec> parameters() {
    return operand
        .map(shape -> List.of(new ParameterSpec("operand", shape, true, 1)))
        .orElse(List.of());
  }

  @Override
  public String describe() {
    return operand
        .map(
            shape ->
                operandFirst
                    ? "%s stored numbers %s x".formatted(shape, operation.sign())
                    : "x %s %s stored numbers".formatted(operation.sign(), shape))
        .orElse("a %s b".formatted(operation.sign()));
  }
}
