package org.receptive.engine.measure;

import java.util.List;
import java.util.Locale;

/**
 * How the time of a network depends on one number.
 *
 * @param network the network's name
 * @param along what is varied
 * @param points in order
 */
public record ScalingCurve(String network, Along along, List<Point> points) {

  /** What is varied. */
  public enum Along {
    /** Images that are computed at once. */
    BATCH("images at once"),
    /** The side of a square image. */
    SIDE("side of the image in pixels"),
    /** Threads that compute. */
    THREADS("threads");

    private final String words;

    Along(String words) {
      this.words = words;
    }

    /** In words, with the unit. */
    public String words() {
      return words;
    }
  }

  /**
   * One measurement.
   *
   * @param at the number of images or threads, or the side
   * @param images that were computed at once
   * @param millis the shortest time of a run
   */
  public record Point(int at, int images, double millis) {

    /** Milliseconds for each image. */
    public double millisPerImage() {
      return millis / images;
    }
  }

  /** Copies the list. */
  public ScalingCurve {
    points = List.copyOf(points);
    if (points.isEmpty()) {
      throw new IllegalArgumentException("a curve needs at least one point");
    }
  }

  /** The numbers, a line for each point. */
  public String text() {
    StringBuilder text = new StringBuilder(network).append(", by ").append(along.words());
    for (Point point : points) {
      text.append(
          String.format(
              Locale.ROOT,
              "%n%d: %.3f ms, %.3f ms an image",
              point.at(),
              point.millis(),
              point.millisPerImage()));
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return text();
  }
}
