package org.receptive.engine.io;

import java.util.List;
import org.receptive.engine.tensor.Shape;

/**
 * The part of a graph model that becomes a network: between the value of one node and those of
 * others. What lies ahead (the resizing of a photo) and behind (the decoding of boxes) is cut off.
 *
 * @param input the node whose value the network takes in its place
 * @param shape the shape of that value as this engine has it, {@code 1 x C x H x W}
 * @param outputs the nodes that give the network's outputs, the main one first
 */
public record GraphSection(String input, Shape shape, List<String> outputs) {

  /** Copies the list, which must name at least one node. */
  public GraphSection {
    outputs = List.copyOf(outputs);
    if (outputs.isEmpty()) {
      throw new IllegalArgumentException("A section of a graph model needs at least one output.");
    }
  }
}
