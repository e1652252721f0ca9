package org.receptive.engine.layer;

import java.util.List;
import java.util.Locale;
import org.receptive.engine.tensor.Shape;

/**
 * One value in place of all those along some axes: their sum, largest, smallest or product. The
 * mean is {@link ReduceMean}.
 *
 * @param operation what becomes of the values
 * @param axes the axes that go; negative from the end; empty for all
 * @param keepAxes whether they stay, with length 1. If none is left, one of length 1 is
 */
public record Reduce(Operation operation, List<Integer> axes, boolean keepAxes) implements Layer {

  /** What becomes of the values. */
  public enum Operation {
    /** The sum. */
    SUM(0),
    /** The largest; a NaN wins. */
    MAXIMUM(Double.NEGATIVE_INFINITY),
    /** The smallest; a NaN wins. */
    MINIMUM(Double.POSITIVE_INFINITY),
    /** The product. */
    PRODUCT(1),
    /** The sum of the magnitudes. */
    SUM_OF_MAGNITUDES(0),
    /** The sum of the squares. */
    SUM_OF_SQUARES(0),
    /** The length of the vector: the root of the sum of the squares. */
    LENGTH(0);

    private final double start;

    Operation(double start) {
      this.start = start;
    }

    /** What the operation gives for no values at all. */
    public double start() {
      return start;
    }

    /** What is kept of those before and one value more. */
    public double with(double kept, float value) {
      return switch (this) {
        case SUM -> kept + value;
        case MAXIMUM -> Math.max(kept, value);
        case MINIMUM -> Math.min(kept, value);
        case PRODUCT -> kept * value;
        case SUM_OF_MAGNITUDES -> kept + Math.abs(value);
        case SUM_OF_SQUARES, LENGTH -> kept + (double) value * value;
      };
    }

    /** The result, from what is kept of all values. */
    public float result(double kept) {
      return (float) (this == LENGTH ? Math.sqrt(kept) : kept);
    }
  }

  /** Copies the axes. */
  public Reduce {
    axes = List.copyOf(axes);
  }

  private ReduceMean alike() {
    return new ReduceMean(axes, keepAxes);
  }

  /** Whether each axis of an input goes. */
  public boolean[] reduced(Shape input) {
    return alike().summed(input);
  }

  /** The shape of the output with the reduced axes kept. */
  public Shape kept(Shape input) {
    return alike().kept(input);
  }

  @Override
  public Shape output(List<Shape> inputs) {
    return alike().output(List.of(single(inputs)));
  }

  @Override
  public String describe() {
    return "%s over %s"
        .formatted(
            operation.name().toLowerCase(Locale.ROOT).replace('_', ' '),
            axes.isEmpty() ? "everything" : "axes " + axes);
  }
}
