package org.receptive.viz.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * Numbers counted in bins. A value on an edge counts in the bin above; the last bin holds its upper
 * edge, too.
 *
 * @param bins the ranges
 * @param counts how many numbers are in each
 */
public record Binning(Positions.Bins bins, List<Double> counts) {
  private static final int MOST_WHOLE = 30;
  private static final int FEWEST = 5;
  private static final int MOST = 40;

  /** Copies the list. */
  public Binning {
    counts = List.copyOf(counts);
  }

  /**
   * As many bins as Freedman and Diaconis advise (1981, width 2 IQR / cube root of n), with round
   * edges; few whole numbers have a bin each.
   *
   * @param values finite, at least one
   */
  public static Binning of(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    double low = sorted.getFirst();
    double high = sorted.getLast();
    boolean whole = sorted.stream().allMatch(value -> value == Math.rint(value));
    if (whole && high - low < MOST_WHOLE) {
      return counted(sorted, wholeEdges(low, high));
    }
    if (high == low) {
      double half = Math.max(Math.abs(low) / 10, 1e-12);
      return counted(sorted, List.of(low - half, low + half));
    }
    double quartiles =
        sorted.get(3 * (sorted.size() - 1) / 4) - sorted.get((sorted.size() - 1) / 4);
    double advised = 2 * quartiles / Math.cbrt(sorted.size());
    double width = Math.clamp(advised, (high - low) / MOST, (high - low) / FEWEST);
    RoundStep step = RoundStep.notBelow(whole ? Math.max(1, width) : width);
    List<Double> edges = step.within(step.below(low), step.above(high));
    // The last edge counts in the last bin; a greatest value between edges needs one more.
    return counted(sorted, edges);
  }

  /**
   * So many bins of equal width.
   *
   * @param values finite, at least one
   */
  public static Binning of(List<Double> values, int bins) {
    List<Double> sorted = values.stream().sorted().toList();
    double low = sorted.getFirst();
    double high = sorted.getLast();
    if (high == low) {
      double half = Math.max(Math.abs(low) / 10, 0.5);
      low -= half;
      high += half;
    }
    List<Double> edges = new ArrayList<>();
    for (int i = 0; i <= bins; i++) {
      edges.add(i == bins ? high : low + (high - low) * i / bins);
    }
    return counted(sorted, edges);
  }

  private static List<Double> wholeEdges(double low, double high) {
    List<Double> edges = new ArrayList<>();
    for (double edge = low - 0.5; edge <= high + 0.5; edge++) {
      edges.add(edge);
    }
    return edges;
  }

  private static Binning counted(List<Double> sorted, List<Double> edges) {
    double[] counts = new double[edges.size() - 1];
    int bin = 0;
    for (double value : sorted) {
      while (bin < counts.length - 1 && value >= edges.get(bin + 1)) {
        bin++;
      }
      counts[bin]++;
    }
    List<Double> list = new ArrayList<>();
    for (double count : counts) {
      list.add(count);
    }
    return new Binning(new Positions.Bins(edges), list);
  }
}
