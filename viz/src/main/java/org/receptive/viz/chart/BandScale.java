package org.receptive.viz.chart;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Categories in bands of equal width; the value of a category is its index.
 *
 * @param labels of the categories, in order
 */
public record BandScale(List<String> labels) implements Scale {
  /** Copies the list. */
  public BandScale {
    labels = List.copyOf(labels);
    if (labels.isEmpty()) {
      throw new IllegalArgumentException("a scale of categories needs at least one");
    }
  }

  /** The width of a band as a share of the axis. */
  public double band() {
    return 1.0 / labels.size();
  }

  /** The middle of the band. */
  @Override
  public double share(double value) {
    return Math.clamp((value + 0.5) * band(), 0, 1);
  }

  @Override
  public boolean holds(double value) {
    return value >= 0 && value < labels.size();
  }

  @Override
  public List<Tick> ticks(int most) {
    return IntStream.range(0, labels.size()).mapToObj(i -> new Tick(i, labels.get(i))).toList();
  }
}
