package org.receptive.engine.layer;

import java.util.List;
import org.receptive.engine.tensor.Shape;

/**
 * Dropout at inference: nothing happens (Srivastava et al., 2014, inverted form). The shape stays.
 *
 * @param probability how likely training zeroes a value, 0 up to but not 1
 */
public record Dropout(float probability) implements Layer {

  /** Checks the probability. */
  public Dropout {
    if (!(probability >= 0 && probability < 1)) {
      throw new ShapeException(
          "the dropout probability is %s, but must be at least 0 and below 1."
              .formatted(probability));
    }
  }

  @Override
  public Shape output(List<Shape> inputs) {
    return single(inputs);
  }

  @Override
  public String describe() {
    return "p = " + probability + ", passes all at inference";
  }
}
