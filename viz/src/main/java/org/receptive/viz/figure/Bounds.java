package org.receptive.viz.figure;

/**
 * An upright rectangle in px, y pointing down.
 *
 * @param x left edge
 * @param y top edge
 * @param width width, not negative
 * @param height height, not negative
 */
public record Bounds(double x, double y, double width, double height) {
  /** Checks that no side is negative. */
  public Bounds {
    if (!(width >= 0) || !(height >= 0)) {
      throw new IllegalArgumentException("bounds of " + width + " x " + height + " px");
    }
  }

  /** The right edge. */
  public double right() {
    return x + width;
  }

  /** The bottom edge. */
  public double bottom() {
    return y + height;
  }

  /** The middle between left and right. */
  public double centerX() {
    return x + width / 2;
  }

  /** The middle between top and bottom. */
  public double centerY() {
    return y + height / 2;
  }

  /** Whether the two rectangles share more than {@code tolerance} px both ways. */
  public boolean overlaps(Bounds other, double tolerance) {
    return Math.min(right(), other.right()) - Math.max(x, other.x) > tolerance
        && Math.min(bottom(), other.bottom()) - Math.max(y, other.y) > tolerance;
  }

  /** Whether {@code other} lies inside, give or take {@code tolerance} px. */
  public boolean contains(Bounds other, double tolerance) {
    return other.x >= x - tolerance
        && other.y >= y - tolerance
        && other.right() <= right() + tolerance
        && other.bottom() <= bottom() + tolerance;
  }

  /** The smallest rectangle around both. */
  public Bounds union(Bounds other) {
    double left = Math.min(x, other.x);
    double top = Math.min(y, other.y);
    return new Bounds(
        left,
        top,
        Math.max(right(), other.right()) - left,
        Math.max(bottom(), other.bottom()) - top);
  }

  /** The rectangle moved by ({@code dx}, {@code dy}). */
  public Bounds translated(double dx, double dy) {
    return new Bounds(x + dx, y + dy, width, height);
  }

  /** The rectangle with {@code margin} px more on every side (less, when negative). */
  public Bounds grown(double margin) {
    return new Bounds(x - margin, y - margin, width + 2 * margin, height + 2 * margin);
  }
}
