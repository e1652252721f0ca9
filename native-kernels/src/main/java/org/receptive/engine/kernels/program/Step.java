package org.receptive.engine.kernels.program;

import java.util.List;

/**
 * One step of a program.
 *
 * @param nodes the network's nodes that it computes, in order; the last one's value comes out.
 *     Empty for conversions
 * @param operation what is computed
 * @param inputs what it reads
 * @param output what it writes
 * @param epilogue the activation at its end
 * @param estimate how long it should take, in nanoseconds of all threads together
 */
public record Step(
    List<String> nodes,
    Operation operation,
    List<Placement> inputs,
    Placement output,
    Epilogue epilogue,
    double estimate) {

  /** Copies the lists. */
  public Step {
    nodes = List.copyOf(nodes);
    inputs = List.copyOf(inputs);
  }

  /** The first input. */
  public Placement input() {
    return inputs.getFirst();
  }

  /** The name for messages: the nodes, or {@code layout}. */
  public String name() {
    return nodes.isEmpty() ? "layout" : String.join(" + ", nodes);
  }
}
