package org.receptive.viz.chart;

import java.util.List;

/** Where the values of a series stand along the axis of positions. */
public sealed interface Positions {
  /** How many values there are. */
  int size();

  /** The position of a value in words. */
  String label(int index);

  /**
   * Numbers.
   *
   * @param values one for each value
   */
  record Numbers(List<Double> values) implements Positions {
    /** Copies the list. */
    public Numbers {
      values = List.copyOf(values);
    }

    @Override
    public int size() {
      return values.size();
    }

    @Override
    public String label(int index) {
      return NumberText.of(values.get(index));
    }
  }

  /**
   * Words.
   *
   * @param labels one for each value
   */
  record Categories(List<String> labels) implements Positions {
    /** Copies the list. */
    public Categories {
      labels = List.copyOf(labels);
    }

    @Override
    public int size() {
      return labels.size();
    }

    @Override
    public String label(int index) {
      return labels.get(index);
    }
  }

  /**
   * Neighbouring ranges, as a histogram has them.
   *
   * @param edges one more than there are values, rising
   */
  record Bins(List<Double> edges) implements Positions {
    /** Copies the list and checks the order. */
    public Bins {
      edges = List.copyOf(edges);
      for (int i = 1; i < edges.size(); i++) {
        if (!(edges.get(i - 1) < edges.get(i))) {
          throw new IllegalArgumentException("the edges of bins must rise; given " + edges);
        }
      }
      if (edges.size() < 2) {
        throw new IllegalArgumentException("bins need at least two edges; given " + edges);
      }
    }

    @Override
    public int size() {
      return edges.size() - 1;
    }

    @Override
    public String label(int index) {
      return NumberText.of(edges.get(index)) + " to " + NumberText.of(edges.get(index + 1));
    }
  }
}
