package org.receptive.engine.kernels.program;

/** The ways to compute a convolution. */
public enum Algorithm {
  /** The sum as it is written, on blocks of 16 channels. */
  DIRECT("direct"),
  /** {@link #DIRECT} of a 1x1 kernel. */
  POINTWISE("pointwise"),
  /** A filter a channel, on blocks of 16 channels. */
  DEPTHWISE("depthwise"),
  /** The sum as it is written, from few planes (a picture) to blocks. */
  FIRST("few channels"),
  /** The sum as it is written, planar in and out: for layers too small to fill blocks. */
  SMALL("small, planar"),
  /** Winograd F(2x2, 3x3): 2.25 times fewer products. */
  WINOGRAD_2("Winograd F(2x2)"),
  /** Winograd F(4x4, 3x3): 4 times fewer products. */
  WINOGRAD_4("Winograd F(4x4)");

  private final String text;

  Algorithm(String text) {
    this.text = text;
  }

  /**
   * Whether Winograd's algorithm may be used where nobody says otherwise: unless {@code
   * -Dreceptive.winograd=off}.
   *
   * @throws IllegalArgumentException if that property is neither on nor off
   */
  public static boolean winogradAllowed() {
    String winograd = System.getProperty("receptive.winograd", "on");
    return switch (winograd) {
      case "on" -> true;
      case "off" -> false;
      default ->
          throw new IllegalArgumentException(
              "-Dreceptive.winograd is '%s', but must be on or off.".formatted(winograd));
    };
  }

  /** The side of a Winograd output tile; 0 for the others. */
  public int tile() {
    return this == WINOGRAD_2 ? 2 : this == WINOGRAD_4 ? 4 : 0;
  }

  /** The layout that it reads. */
  public Layout input() {
    return this == FIRST || this == SMALL ? Layout.PLANAR : Layout.BLOCKED;
  }

  /** The layout that it writes. */
  public Layout output() {
    return this == SMALL ? Layout.PLANAR : Layout.BLOCKED;
  }

  @Override
  public String toString() {
    return text;
  }
}
