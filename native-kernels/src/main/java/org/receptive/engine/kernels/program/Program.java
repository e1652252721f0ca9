package org.receptive.engine.kernels.program;

import java.util.List;
import org.receptive.engine.tensor.Shape;

/**
 * A network for inputs of one shape, ready to run.
 *
 * @param steps in order
 * @param input the shape of the input, batch included
 * @param output the shape of the output
 * @param workFloats the working memory, reused by activations that are never alive together
 */
public record Program(List<Step> steps, Shape input, Shape output, long workFloats) {

  /** Copies the steps. */
  public Program {
    steps = List.copyOf(steps);
  }
}
