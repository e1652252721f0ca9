package org.receptive.viz.chart;

/**
 * Room between the frame of a plot and the ends of its scales, which labels of values and whole
 * points need, px.
 *
 * @param top above
 * @param right behind
 * @param bottom below
 * @param left before
 */
record Insets(double top, double right, double bottom, double left) {
  static final Insets NONE = new Insets(0, 0, 0, 0);

  /** As much of each as the larger of the two. */
  Insets union(Insets other) {
    return new Insets(
        Math.max(top, other.top),
        Math.max(right, other.right),
        Math.max(bottom, other.bottom),
        Math.max(left, other.left));
  }
}
