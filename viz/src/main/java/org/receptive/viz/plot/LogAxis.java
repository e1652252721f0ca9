package org.receptive.viz.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A logarithmic axis of a picture.
 *
 * @param low the value at the start
 * @param high the value at the end
 * @param start where it starts, px
 * @param end where it ends, px
 */
record LogAxis(double low, double high, double start, double end) {
  private static final double[] STEPS = {1, 2, 5};
  private static final double MANY_DECADES = 2.5;

  LogAxis {
    if (!(low > 0) || !(high > low)) {
      throw new IllegalArgumentException("a logarithmic axis from " + low + " to " + high);
    }
  }

  /** Where a value stands, px; values beyond the ends stand at the ends. */
  double at(double value) {
    double share = Math.log(Math.clamp(value, low, high) / low) / Math.log(high / low);
    return start + share * (end - start);
  }

  /** Round values: 1, 2, 5 of every power of ten, or only 1 where there are many powers. */
  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    boolean many = Math.log10(high / low) > MANY_DECADES;
    for (double power = Math.pow(10, Math.floor(Math.log10(low))); power <= high; power *= 10) {
      for (double step : STEPS) {
        double tick = step * power;
        if (tick >= low && tick <= high && (step == 1 || !many)) {
          ticks.add(tick);
        }
      }
    }
    return ticks;
  }

  static String text(double value) {
    return value >= 1
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%.3f", value).replaceAll("0+$", "");
  }
}
