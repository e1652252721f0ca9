package org.receptive.engine.bench;

import org.receptive.engine.tensor.Tensor;

/** Someone who computes the same layer. */
interface Peer extends AutoCloseable {
  /** The name in the table and in the JSON. */
  String name();

  /** Computes the layer once: what is timed. */
  void run();

  /** The output of the last run. */
  Tensor output();

  @Override
  void close();
}
