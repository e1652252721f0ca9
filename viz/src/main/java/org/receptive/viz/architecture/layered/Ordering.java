package org.receptive.viz.architecture.layered;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.receptive.viz.architecture.layered.Layers.Cell;
import org.receptive.viz.architecture.layered.Layers.Link;

/**
 * Orders the cells of each layer so that few edges cross: barycentres, then swaps of neighbours.
 */
final class Ordering {
  private static final int SWEEPS = 12;

  private final Layers layers;

  private Ordering(Layers layers) {
    this.layers = layers;
  }

  /** Reorders; the order that boxes came in stays where it is as good. */
  static void improve(Layers layers) {
    new Ordering(layers).run();
  }

  private void run() {
    Map<Cell, Integer> best = positions();
    long fewest = crossings();
    for (int sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
      boolean down = sweep % 2 == 0;
      int n = layers.layers.size();
      for (int i = 1; i < n; i++) {
        sort(layers.layers.get(down ? i : n - 1 - i), down);
      }
      swapNeighbours();
      long now = crossings();
      if (now < fewest) {
        fewest = now;
        best = positions();
      }
    }
    restore(best);
  }

  private static void sort(List<Cell> layer, boolean down) {
    Map<Cell, Double> center = new HashMap<>();
    for (Cell cell : layer) {
      List<Link> links = down ? cell.above : cell.below;
      center.put(
          cell,
          links.stream()
              .mapToInt(link -> (down ? link.from() : link.to()).position)
              .average()
              .orElse(cell.position));
    }
    layer.sort(Comparator.comparingDouble(center::get));
    number(layer);
  }

  private void swapNeighbours() {
    boolean changed = true;
    for (int round = 0; changed && round < SWEEPS; round++) {
      changed = false;
      for (List<Cell> layer : layers.layers) {
        for (int i = 0; i + 1 < layer.size(); i++) {
          Cell a = layer.get(i);
          Cell b = layer.get(i + 1);
          if (pairCrossings(a, b) > pairCrossings(b, a)) {
            layer.set(i, b);
            layer.set(i + 1, a);
            number(layer);
            changed = true;
          }
        }
      }
    }
  }

  /**
   * Crossings between the links of two neighbours when {@code left} stands left of {@code right}.
   */
  private static long pairCrossings(Cell left, Cell right) {
    long count = 0;
    for (Link a : left.above) {
      for (Link b : right.above) {
        count += a.from().position > b.from().position ? 1 : 0;
      }
    }
    for (Link a : left.below) {
      for (Link b : right.below) {
        count += a.to().position > b.to().position ? 1 : 0;
      }
    }
    return count;
  }

  private long crossings() {
    long count = 0;
    for (List<Cell> layer : layers.layers) {
      List<Link> links = new ArrayList<>();
      layer.forEach(cell -> links.addAll(cell.below));
      for (int i = 0; i < links.size(); i++) {
        for (int j = i + 1; j < links.size(); j++) {
          Link a = links.get(i);
          Link b = links.get(j);
          int upper = Integer.compare(a.from().position, b.from().position);
          int lower = Integer.compare(a.to().position, b.to().position);
          count += upper * lower < 0 ? 1 : 0;
        }
      }
    }
    return count;
  }

  private Map<Cell, Integer> positions() {
    Map<Cell, Integer> positions = new HashMap<>();
    layers.layers.forEach(layer -> layer.forEach(cell -> positions.put(cell, cell.position)));
    return positions;
  }

  private void restore(Map<Cell, Integer> positions) {
    for (List<Cell> layer : layers.layers) {
      layer.sort(Comparator.comparingInt(positions::get));
      number(layer);
    }
  }

  private static void number(List<Cell> layer) {
    for (int i = 0; i < layer.size(); i++) {
      layer.get(i).position = i;
    }
  }
}
