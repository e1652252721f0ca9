package org.receptive.viz.layer;

import java.util.List;
import java.util.Locale;
import org.receptive.engine.tensor.Tensor;

/** Planes in words, for text twins. */
final class MapStatistics {
  private MapStatistics() {}

  /** One line for each plane: its name, smallest, mean and largest value. */
  static String lines(List<Tensor> planes, List<String> names) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < planes.size(); i++) {
      text.append("\n%s: %s".formatted(names.get(i), range(planes.get(i))));
    }
    return text.toString();
  }

  /** The smallest, mean and largest value, with true minus signs. */
  static String range(Tensor values) {
    return "min %s, mean %s, max %s"
        .formatted(digits(values.min()), digits(values.mean()), digits(values.max()));
  }

  private static String digits(double value) {
    return String.format(Locale.ROOT, "%.4g", value).replaceFirst("^-", "\u2212");
  }

  /** How many planes are zero everywhere. */
  static long dead(List<Tensor> planes) {
    return planes.stream().filter(p -> p.min() == 0 && p.max() == 0).count();
  }
}
