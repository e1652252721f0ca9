package org.receptive.viz.figure;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;

/** Geometry of polygons, arrow heads and hatching. */
final class Outlines {
  private Outlines() {}

  /** A path through the points x0, y0, x1, y1, ... */
  static Path2D through(boolean closed, double... xy) {
    if (xy.length < 4 || xy.length % 2 != 0) {
      throw new IllegalArgumentException(
          "a path needs pairs of x and y, at least two; given were " + xy.length + " numbers");
    }
    Path2D path = new Path2D.Double();
    path.moveTo(xy[0], xy[1]);
    for (int i = 2; i < xy.length; i += 2) {
      path.lineTo(xy[i], xy[i + 1]);
    }
    if (closed) {
      path.closePath();
    }
    return path;
  }

  /** The points with the last one pulled back by {@code length}, so that a head covers the end. */
  static double[] shortened(double[] xy, double length) {
    double[] result = xy.clone();
    double[] back = backwards(xy);
    result[xy.length - 2] += back[0] * length;
    result[xy.length - 1] += back[1] * length;
    return result;
  }

  /** A triangle with its tip at the last point. */
  static Path2D arrowHead(double[] xy, double length) {
    double[] back = backwards(xy);
    double x = xy[xy.length - 2];
    double y = xy[xy.length - 1];
    double baseX = x + back[0] * length;
    double baseY = y + back[1] * length;
    double half = length * 0.45;
    return through(
        true,
        x,
        y,
        baseX - back[1] * half,
        baseY + back[0] * half,
        baseX + back[1] * half,
        baseY - back[0] * half);
  }

  private static double[] backwards(double[] xy) {
    int n = xy.length;
    double x = xy[n - 4] - xy[n - 2];
    double y = xy[n - 3] - xy[n - 1];
    double length = Math.max(1e-9, Math.hypot(x, y));
    return new double[] {x / length, y / length};
  }

  /** Lines x + y = c, {@code spacing} px apart, cut to the convex polygon {@code xy}. */
  static Path2D hatch(double spacing, double... xy) {
    double step = spacing * Math.sqrt(2);
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < xy.length; i += 2) {
      low = Math.min(low, xy[i] + xy[i + 1]);
      high = Math.max(high, xy[i] + xy[i + 1]);
    }
    Path2D lines = new Path2D.Double();
    for (double c = low + step / 2; c < high; c += step) {
      List<double[]> hits = crossings(c, xy);
      if (hits.size() >= 2) {
        lines.moveTo(hits.get(0)[0], hits.get(0)[1]);
        lines.lineTo(hits.get(1)[0], hits.get(1)[1]);
      }
    }
    return lines;
  }

  private static List<double[]> crossings(double c, double[] xy) {
    List<double[]> hits = new ArrayList<>();
    for (int i = 0; i < xy.length; i += 2) {
      int j = (i + 2) % xy.length;
      double a = xy[i] + xy[i + 1] - c;
      double b = xy[j] + xy[j + 1] - c;
      if (a < 0 != b < 0) {
        double t = a / (a - b);
        hits.add(
            new double[] {xy[i] + t * (xy[j] - xy[i]), xy[i + 1] + t * (xy[j + 1] - xy[i + 1])});
      }
    }
    return hits;
  }

  /** The mark shifted by ({@code dx}, {@code dy}). */
  static Mark moved(Mark mark, double dx, double dy) {
    return switch (mark) {
      case Mark.Rect rect ->
          new Mark.Rect(rect.bounds().translated(dx, dy), rect.radius(), rect.style());
      case Mark.Line line ->
          new Mark.Line(
              line.x1() + dx, line.y1() + dy, line.x2() + dx, line.y2() + dy, line.style());
      case Mark.Circle circle ->
          new Mark.Circle(circle.cx() + dx, circle.cy() + dy, circle.radius(), circle.style());
      case Mark.Path path -> {
        Path2D shape = new Path2D.Double(path.shape());
        shape.transform(AffineTransform.getTranslateInstance(dx, dy));
        yield new Mark.Path(shape, path.style());
      }
      case Mark.Label label ->
          new Mark.Label(
              label.text(),
              label.x() + dx,
              label.y() + dy,
              label.style(),
              label.container().map(box -> box.translated(dx, dy)));
      case Mark.Raster raster ->
          new Mark.Raster(raster.bounds().translated(dx, dy), raster.png(), raster.smooth());
      case Mark.Group group ->
          new Mark.Group(
              group.key(),
              group.title(),
              group.marks().stream().map(inner -> moved(inner, dx, dy)).toList());
    };
  }
}
