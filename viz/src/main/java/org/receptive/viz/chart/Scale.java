package org.receptive.viz.chart;

import java.util.List;

/** From values to places along an axis. */
public sealed interface Scale permits LinearScale, LogScale, BandScale {
  /** How far along the axis a value lies: 0 at its start, 1 at its end. */
  double share(double value);

  /** Whether a value has a place on an axis of this kind; infinities and NaN have none. */
  boolean holds(double value);

  /**
   * Where the axis is marked, in order.
   *
   * @param most at most so many marks, 2 or more; categories are all marked
   */
  List<Tick> ticks(int most);

  /** Where a value stands on an axis from {@code start} to {@code end} px. */
  default double px(double value, double start, double end) {
    return start + share(value) * (end - start);
  }
}
