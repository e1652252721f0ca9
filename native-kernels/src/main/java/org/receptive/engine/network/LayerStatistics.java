package org.receptive.engine.network;

import java.util.List;
import org.receptive.engine.tensor.Shape;

/**
 * The arithmetic of one node for a batch of one.
 *
 * @param node the node
 * @param inputs the shapes that go in
 * @param output the shape that comes out
 * @param parameters trainable parameters, biases included; 0 where weights are shared and counted
 *     elsewhere
 * @param macs multiply-accumulates of convolutions and linear layers, biases not counted
 * @param receptiveField what one output value sees of the network's input
 */
public record LayerStatistics(
    Node node,
    List<Shape> inputs,
    Shape output,
    long parameters,
    long macs,
    ReceptiveField receptiveField) {

  /** The size of the output in bytes, 4 for each float32. */
  public long activationBytes() {
    return output.size() * Float.BYTES;
  }
}
