package org.receptive.engine.io.onnx;

/** A node is valid, but means something that this engine does not compute. */
final class NotCovered extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** The reason, as a sentence's end: {@code "1-dimensional convolution"}. */
  NotCovered(String reason) {
    super(reason, null, false, false);
  }
}
