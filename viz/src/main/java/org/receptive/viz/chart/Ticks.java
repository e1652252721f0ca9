package org.receptive.viz.chart;

import java.util.List;
import java.util.stream.IntStream;

/** Values and what is written at them. */
final class Ticks {
  private Ticks() {}

  static List<Tick> of(List<Double> values, List<String> texts) {
    return IntStream.range(0, values.size())
        .mapToObj(i -> new Tick(values.get(i), texts.get(i)))
        .toList();
  }
}
