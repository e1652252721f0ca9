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
      Tensor plane = planes.get(i);
      text.append(
          String.format(
              Locale.ROOT,
              "\n%s: min %.4g, mean %.4g, max %.4g",
              names.get(i),
              plane.min(),
              plane.mean(),
              plane.max()));
    }
    return text.toString();
  }

  /** How many planes are zero everywhere. */
  static long dead(List<Tensor> planes) {
    return planes.stream().filter(p -> p.min() == 0 && p.max() == 0).count();
  }
}
