package org.receptive.viz.plot;

/**
 * One series of grouped bars.
 *
 * @param name for the legend
 * @param values one for each group; NaN where there is none
 */
public record GroupedSeries(String name, double... values) {
  /** Copies the values. */
  public GroupedSeries {
    values = values.clone();
  }

  /** A copy of the values. */
  @Override
  public double[] values() {
    return values.clone();
  }
}
