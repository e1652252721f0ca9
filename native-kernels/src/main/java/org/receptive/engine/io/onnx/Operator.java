package org.receptive.engine.io.onnx;

/** How nodes of one operator become nodes of ours. */
@FunctionalInterface
interface Operator {

  /**
   * Adds what a node computes.
   *
   * @throws NotCovered if it means something that no layer computes
   * @throws org.receptive.engine.layer.ShapeException if it cannot take its inputs
   */
  void translate(OnnxNode node, Wiring wiring);
}
