package org.receptive.viz.architecture.layered;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.receptive.viz.architecture.layered.Layers.Cell;
import org.receptive.viz.architecture.layered.Layers.Link;

/**
 * Gives every cell its x: as near as possible to the mean of its neighbours above and below, or to
 * those at the other end of a straight edge if it has any, with room between cells of one layer.
 * Within a layer this is an isotonic regression, solved by pooling adjacent violators.
 */
final class Placement {
  private static final int SWEEPS = 60;

  /** Ends that are no further apart than this are put on one axis. */
  private static final double NEAR = 40;

  /** For rounding to half pixels. */
  private static final double SLACK = 1;

  private static final double STRAIGHT_WEIGHT = 1e5;
  private static final double LANE_WEIGHT = 20;

  private Placement() {}

  /**
   * Sets {@code x} of every cell; the smallest left edge becomes 0, the right {@code maxWidth} or
   * less.
   */
  static void place(Layers layers, double maxWidth) {
    for (List<Cell> layer : layers.layers) {
      double[] offsets = offsets(layer);
      double middle = (offsets[0] + offsets[layer.size() - 1]) / 2;
      for (int i = 0; i < layer.size(); i++) {
        layer.get(i).x = offsets[i] - middle;
      }
    }
    int n = layers.layers.size();
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      for (int i = 0; i < n; i++) {
        settle(layers.layers.get(sweep % 2 == 0 ? i : n - 1 - i));
      }
    }
    // Twice: a lane may have to wait until its neighbour is out of the way.
    for (int pass = 0; pass < 2; pass++) {
      layers.chains.forEach(chain -> straighten(layers, chain));
    }
    alignEnds(layers);
    confine(layers, maxWidth);
    shiftToZero(layers);
  }

  /** Puts an edge that passes several layers on one x, if there is one with room in all of them. */
  private static void straighten(Layers layers, List<Link> chain) {
    List<Cell> lanes = chain.stream().map(Link::to).filter(Cell::isLane).toList();
    if (lanes.isEmpty()) {
      return;
    }
    double low = Double.NEGATIVE_INFINITY;
    double high = Double.POSITIVE_INFINITY;
    for (Cell lane : lanes) {
      List<Cell> layer = layers.layers.get(lane.layer);
      if (lane.position > 0) {
        Cell left = layer.get(lane.position - 1);
        low = Math.max(low, left.x + left.right + Layers.gap(left, lane) + lane.left);
      }
      if (lane.position + 1 < layer.size()) {
        Cell right = layer.get(lane.position + 1);
        high = Math.min(high, right.x - right.left - Layers.gap(lane, right) - lane.right);
      }
    }
    if (low <= high) {
      double mean = lanes.stream().mapToDouble(lane -> lane.x).average().orElseThrow();
      // Straight down from its source if nothing is in the way there: a bend less.
      double above = chain.getFirst().from().x;
      double x = Math.clamp(low <= above && above <= high ? above : mean, low, high);
      lanes.forEach(lane -> lane.x = x);
    }
  }

  /**
   * Puts the last box under the first where both have their layer for themselves; where only the
   * first has, the first over the last.
   */
  private static void alignEnds(Layers layers) {
    List<Cell> first = layers.layers.getFirst();
    List<Cell> last = layers.layers.getLast();
    Cell start = first.getFirst();
    Cell end = last.stream().max(Comparator.comparingInt(cell -> cell.vertex)).orElseThrow();
    if (first.size() == 1 && Math.abs(start.x - end.x) < NEAR) {
      boolean tied = last.size() > 1 || end.above.stream().anyMatch(Link::straight);
      (tied ? start : end).x = (tied ? end : start).x;
    }
  }

  /** Pushes cells inwards where all together are too wide; a layer that fits packed then fits. */
  private static void confine(Layers layers, double maxWidth) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (List<Cell> layer : layers.layers) {
      low = Math.min(low, layer.getFirst().x - layer.getFirst().left);
      high = Math.max(high, layer.getLast().x + layer.getLast().right);
    }
    double room = maxWidth - SLACK;
    if (high - low <= room) {
      return;
    }
    double right = (low + high + room) / 2;
    for (List<Cell> layer : layers.layers) {
      double[] offsets = offsets(layer);
      int last = layer.size() - 1;
      for (int i = last; i >= 0; i--) {
        Cell cell = layer.get(i);
        double limit = right - layer.get(last).right - (offsets[last] - offsets[i]);
        cell.x = Math.min(cell.x, limit);
      }
      for (int i = 0; i <= last; i++) {
        Cell cell = layer.get(i);
        cell.x = Math.max(cell.x, right - room + layer.getFirst().left + offsets[i]);
      }
    }
  }

  private static void shiftToZero(Layers layers) {
    List<Cell> cells = layers.layers.stream().flatMap(List::stream).toList();
    // On half pixels, so that lines of one px are crisp.
    cells.forEach(cell -> cell.x = Math.round(cell.x * 2) / 2.0);
    double left = cells.stream().mapToDouble(cell -> cell.x - cell.left).min().orElse(0);
    double shift = Math.floor(left * 2) / 2.0;
    cells.forEach(cell -> cell.x -= shift);
  }

  /** Where the cells stand if the first is at 0 and all are packed. */
  private static double[] offsets(List<Cell> layer) {
    double[] offsets = new double[layer.size()];
    for (int i = 1; i < layer.size(); i++) {
      offsets[i] =
          offsets[i - 1]
              + layer.get(i - 1).right
              + Layers.gap(layer.get(i - 1), layer.get(i))
              + layer.get(i).left;
    }
    return offsets;
  }

  private static void settle(List<Cell> layer) {
    double[] offsets = offsets(layer);
    List<double[]> pools = new ArrayList<>();
    for (int i = 0; i < layer.size(); i++) {
      double[] wish = wish(layer.get(i));
      double[] pool = {(wish[0] - offsets[i]) * wish[1], wish[1], 1};
      while (!pools.isEmpty() && mean(pools.getLast()) >= mean(pool)) {
        double[] before = pools.removeLast();
        pool = new double[] {pool[0] + before[0], pool[1] + before[1], pool[2] + before[2]};
      }
      pools.add(pool);
    }
    int i = 0;
    for (double[] pool : pools) {
      for (int k = 0; k < pool[2]; k++, i++) {
        layer.get(i).x = mean(pool) + offsets[i];
      }
    }
  }

  private static double mean(double[] pool) {
    return pool[0] / pool[1];
  }

  /** Where a cell wants to be, and how strongly. */
  private static double[] wish(Cell cell) {
    double sum = 0;
    double straightSum = 0;
    int count = 0;
    int straight = 0;
    for (int side = 0; side < 2; side++) {
      for (Link link : side == 0 ? cell.above : cell.below) {
        double x = side == 0 ? link.from().x : link.to().x;
        sum += x;
        count++;
        if (link.straight()) {
          straightSum += x;
          straight++;
        }
      }
    }
    if (straight > 0) {
      return new double[] {straightSum / straight, cell.isLane() ? LANE_WEIGHT : STRAIGHT_WEIGHT};
    }
    return count > 0
        ? new double[] {sum / count, cell.isLane() ? 0.5 : 1}
        : new double[] {cell.x, 0.1};
  }
}
