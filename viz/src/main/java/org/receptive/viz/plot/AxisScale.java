package org.receptive.viz.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.receptive.viz.figure.TextMetrics;
import org.receptive.viz.figure.TextStyle;

/**
 * From values to places along an axis, with round ticks.
 *
 * @param low the value at the start
 * @param high the value at the end
 * @param logarithmic whether equal ratios are equally long
 */
record AxisScale(double low, double high, boolean logarithmic) {
  private static final double[] STEPS = {1, 2, 5, 10};

  /** A scale with room for all values; a linear one starts at 0 where {@code fromZero}. */
  static AxisScale of(List<Double> values, boolean fromZero, boolean logarithmic) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      if (Double.isFinite(value) && (!logarithmic || value > 0)) {
        min = Math.min(min, value);
        max = Math.max(max, value);
      }
    }
    if (max < min) {
      min = logarithmic ? 1 : 0;
      max = 1;
    }
    if (logarithmic) {
      double top = Math.pow(10, Math.ceil(Math.log10(max) - 1e-9));
      double bottom = Math.pow(10, Math.floor(Math.log10(min) + 1e-9));
      return new AxisScale(bottom == top ? bottom / 10 : bottom, top, true);
    }
    if (fromZero) {
      min = Math.min(0, min);
      max = Math.max(0, max);
    }
    double step = step(min, max);
    double bottom = Math.floor(min / step + 1e-9) * step;
    double top = Math.ceil(max / step - 1e-9) * step;
    return new AxisScale(bottom, top > bottom ? top : bottom + step, false);
  }

  private static double step(double min, double max) {
    // Values that are all alike get an axis of a fifth of their size.
    double size = Math.max(Math.abs(min), Math.abs(max));
    double span = max - min > 1e-9 * size ? max - min : size > 0 ? size / 5 : 1;
    double rough = Math.max(span, 1e-12) / 5;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    for (double step : STEPS) {
      if (rough <= step * power * 1.0001) {
        return step * power;
      }
    }
    return 10 * power;
  }

  /** How far along the axis a value lies, 0 to 1. */
  double share(double value) {
    double share =
        logarithmic
            ? Math.log(Math.max(value, low) / low) / Math.log(high / low)
            : (value - low) / (high - low);
    return Math.clamp(share, 0, 1);
  }

  /** Round values at equal distances. */
  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    if (logarithmic) {
      for (double tick = low; tick <= high * 1.0001; tick *= 10) {
        ticks.add(tick);
      }
      return ticks;
    }
    double step = step(low, high);
    for (int i = 0; low + i * step <= high + step * 1e-6; i++) {
      ticks.add(low + i * step);
    }
    return ticks;
  }

  /** The room that the widest tick takes, px. */
  double tickWidth() {
    return ticks().stream()
        .mapToDouble(t -> TextMetrics.reservedWidth(text(t), TextStyle.small()))
        .max()
        .orElse(0);
  }

  /** A value with k, M or G where it is large. */
  static String text(double value) {
    double size = Math.abs(value);
    if (size >= 1e13) {
      return String.format(Locale.ROOT, "%.0e", value).replace("e+", "e").replace('-', '\u2212');
    }
    if (size >= 1e9) {
      return trimmed(value / 1e9) + " G";
    }
    if (size >= 1e6) {
      return trimmed(value / 1e6) + " M";
    }
    return size >= 1e4 ? trimmed(value / 1e3) + " k" : trimmed(value);
  }

  private static String trimmed(double value) {
    double size = Math.abs(value);
    int decimals = size >= 100 || value == Math.rint(value) ? 0 : size >= 10 ? 1 : 2;
    String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
    if (text.contains(".")) {
      text = text.replaceAll("0+$", "").replaceAll("\\.$", "");
    }
    return text.replace('-', '−');
  }
}
