package org.receptive.viz.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.receptive.viz.figure.Bounds;

/**
 * Finds free places for names beside points. A place never meets anything that was taken before;
 * where there is none nearby the name is left to the text twin.
 */
public final class LabelPlacement {
  private static final double FARTHEST = 84;
  private static final double PACE = 7;
  private static final double PIECE = 6;

  private final Bounds panel;
  private final List<Bounds> taken = new ArrayList<>();

  /** Nothing is taken yet; every place is inside {@code panel}. */
  public LabelPlacement(Bounds panel) {
    this.panel = panel;
  }

  /** Nothing else may stand here. */
  public void take(Bounds box) {
    taken.add(box);
  }

  /** Nothing may cross this line. */
  public void takeLine(double x1, double y1, double x2, double y2) {
    int pieces = (int) Math.ceil(Math.hypot(x2 - x1, y2 - y1) / PIECE);
    for (int i = 0; i <= pieces; i++) {
      double share = pieces == 0 ? 0 : (double) i / pieces;
      double x = x1 + share * (x2 - x1);
      double y = y1 + share * (y2 - y1);
      take(new Bounds(x - 2, y - 2, 4, 4));
    }
  }

  /** Whether a box is inside the panel and meets nothing. */
  public boolean isFree(Bounds box) {
    return panel.contains(box, 0) && taken.stream().noneMatch(other -> other.overlaps(box, 0));
  }

  /**
   * The nearest free place beside a point, which is taken then; rather one that a line from the
   * point reaches without crossing something else.
   *
   * @param radius of the point
   * @return the place, or empty if there is none nearby
   */
  public Optional<Bounds> beside(double x, double y, double radius, double width, double height) {
    Optional<Bounds> found = Optional.empty();
    for (double away = radius + 2; away < FARTHEST; away += PACE) {
      for (Bounds place : places(x, y, away, width, height)) {
        if (isFree(place)) {
          // A way over something else is better than no name at all.
          found = found.or(() -> Optional.of(place));
          if (!isCrossed(x, y, radius, place)) {
            take(place);
            return Optional.of(place);
          }
        }
      }
    }
    found.ifPresent(this::take);
    return found;
  }

  /** Whether the way from a point to its name leads over something else. */
  private boolean isCrossed(double x, double y, double radius, Bounds place) {
    double toX = Math.clamp(x, place.x(), place.right());
    double toY = Math.clamp(y, place.y(), place.bottom());
    double length = Math.hypot(toX - x, toY - y);
    for (double at = radius + 1; at < length; at += 2) {
      Bounds here =
          new Bounds(x + (toX - x) * at / length - 1, y + (toY - y) * at / length - 1, 2, 2);
      boolean own = Math.hypot(here.centerX() - x, here.centerY() - y) < 1.5 * radius;
      if (!own && taken.stream().anyMatch(other -> other.overlaps(here, 0))) {
        return true;
      }
    }
    return false;
  }

  private static List<Bounds> places(double x, double y, double away, double width, double height) {
    double slanted = away * 0.7;
    return List.of(
        new Bounds(x + away, y - height / 2, width, height),
        new Bounds(x - away - width, y - height / 2, width, height),
        new Bounds(x - width / 2, y + away, width, height),
        new Bounds(x - width / 2, y - away - height, width, height),
        new Bounds(x + slanted, y + slanted, width, height),
        new Bounds(x + slanted, y - slanted - height, width, height),
        new Bounds(x - slanted - width, y + slanted, width, height),
        new Bounds(x - slanted - width, y - slanted - height, width, height));
  }
}
