package org.receptive.engine.layer;

import java.util.List;
import java.util.Optional;
import org.receptive.engine.tensor.Shape;

/**
 * An operator of a model file that this engine does not compute. It keeps its place and name, so
 * that the network can be drawn and read; only running it fails.
 *
 * @param operator the operator as the file calls it: {@code NonMaxSuppression}
 * @param reason why it is not computed
 * @param shape the shape of its output for a batch of one, where the file says it
 */
public record Unsupported(String operator, String reason, Optional<Shape> shape) implements Layer {

  /**
   * The shape that the file says, with the batch of the first input.
   *
   * @throws ShapeException if the file does not say it
   */
  @Override
  public Shape output(List<Shape> inputs) {
    return shape.orElseThrow(
        () ->
            new ShapeException("the operator %s is not computed: %s".formatted(operator, reason)));
  }

  @Override
  public String describe() {
    return "not computed: " + reason;
  }
}
