package org.receptive.lessons.networks;

/**
 * How a residual block carries its input past its convolutions: the options that section 4.1 of He
 * et al. compares. Where input and output have the same shape, B adds the input itself.
 */
public enum Shortcut {
  /** There is none: the plain network. */
  NONE,
  /**
   * Where the shape changes: every second pixel of the input, and zeros as the channels that it
   * lacks. No parameters. The paper does not say where the zeros go; here they stand behind, as in
   * its authors' later code.
   */
  A,
  /** Where the shape changes: a projection, that is a 1x1 convolution with the stride. */
  B,
  /** A projection at every block. */
  C
}
