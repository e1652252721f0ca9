package org.receptive.viz.architecture;

import org.receptive.viz.figure.Scene;

/**
 * What a block graph shows.
 *
 * @param detail how much each box says
 * @param grouped whether equal neighbours are drawn once, with how often they repeat
 * @param costs whether a strip under the diagram shows where parameters and multiply-accumulates
 *     are
 * @param width the most that the picture may take, in px
 */
public record GraphOptions(Detail detail, boolean grouped, boolean costs, double width) {
  private static final int FEW = 14;
  private static final int MANY = 44;

  /** How much each box says. */
  public enum Detail {
    /** As much as the number of boxes allows. */
    AUTOMATIC,
    /** Kernel and filters: {@code 3×3, 64}. */
    DENSE,
    /** Kind, kernel, filters and stride: {@code conv 3×3, 64, /2}. */
    COMPACT,
    /** The name and every option as well. */
    NAMED,
    /** All that, and how the output size is computed, numbers put in. */
    FORMULA
  }

  /** Grouped, with costs, at notebook width, as detailed as suits the size. */
  public static GraphOptions standard() {
    return new GraphOptions(Detail.AUTOMATIC, true, true, Scene.NOTEBOOK_WIDTH);
  }

  /** The same with another level of detail. */
  public GraphOptions detail(Detail other) {
    return new GraphOptions(other, grouped, costs, width);
  }

  /** The same with repeats drawn once or each time. */
  public GraphOptions grouped(boolean yes) {
    return new GraphOptions(detail, yes, costs, width);
  }

  /** The same with or without the strip of costs. */
  public GraphOptions costs(boolean yes) {
    return new GraphOptions(detail, grouped, yes, width);
  }

  /** The same at most {@code px} wide. */
  public GraphOptions width(double px) {
    return new GraphOptions(detail, grouped, costs, px);
  }

  /** The level of detail for a number of boxes. */
  Detail detailFor(int boxes) {
    if (detail != Detail.AUTOMATIC) {
      return detail;
    }
    return boxes <= FEW ? Detail.NAMED : boxes <= MANY ? Detail.COMPACT : Detail.DENSE;
  }
}
