package org.receptive.lessons.exercise;

/** A student's own convolution of one channel with one kernel: stride 1, no padding, no bias. */
@FunctionalInterface
public interface Convolution {

  /**
   * What the student's loops compute.
   *
   * @param x the input, {@code H x W}
   * @param w the kernel, {@code f x f}
   * @return the output, {@code (H-f+1) x (W-f+1)}
   */
  double[][] of(double[][] x, double[][] w);
}
