package org.receptive.engine.io;

import org.receptive.engine.tensor.Tensor;

/** What a value of a TensorFlow graph is in a network of this engine. */
sealed interface GraphValue {
  /** Stored numbers, in TensorFlow's order of axes. */
  record Known(Tensor numbers) implements GraphValue {}

  /** Maps, {@code N x H x W x C} in TensorFlow and {@code N x C x H x W} here. */
  record Maps(String node) implements GraphValue {}

  /** Anything else, with the same axes as in TensorFlow. */
  record Plain(String node) implements GraphValue {}
}
