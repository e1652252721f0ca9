package org.receptive.lessons.exercise;

/** A student's own 2x2 max pooling of one channel with stride 2. */
@FunctionalInterface
public interface Pooling {

  /**
   * What the student's loops compute.
   *
   * @param x the input, {@code H x W}
   * @return the output, {@code floor(H/2) x floor(W/2)}
   */
  double[][] of(double[][] x);
}
