package org.receptive.lessons.exercise;

/** A student's own im2col of one channel: stride 1, no padding. */
@FunctionalInterface
public interface Unrolling {

  /**
   * What the student's loops give.
   *
   * @param x the input, {@code H x W}
   * @param f the side of the window
   * @return {@code f*f} rows and {@code (H-f+1)*(W-f+1)} columns: a window in each column
   */
  double[][] of(double[][] x, int f);
}
