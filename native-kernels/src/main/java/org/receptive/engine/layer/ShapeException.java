package org.receptive.engine.layer;

/** A layer cannot take the input it was given. The message shows the arithmetic. */
public class ShapeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final String layer;

  /** An error of a layer that has no name yet. */
  public ShapeException(String message) {
    super(message);
    this.layer = "";
  }

  private ShapeException(String layer, String message, ShapeException cause) {
    super(layer + ": " + message, cause);
    this.layer = layer;
  }

  /** The same error, saying which layer of a network it happened in. */
  public ShapeException at(String layerName) {
    return new ShapeException(layerName, getMessage(), this);
  }

  /** The name of the layer that failed, or the empty string if it has none. */
  public String layer() {
    return layer;
  }
}
