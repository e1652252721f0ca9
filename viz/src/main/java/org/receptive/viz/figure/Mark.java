package org.receptive.viz.figure;

import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One thing on a picture. Coordinates are px of the scene, y pointing down. */
public sealed interface Mark {

  /** A mark that is a filled or outlined shape. */
  sealed interface Shaped extends Mark {
    /** Its geometry. */
    Shape shape();

    /** How it is painted. */
    Style style();
  }

  /**
   * An upright rectangle.
   *
   * @param bounds where it is
   * @param radius of its corners in px, 0 for sharp ones
   * @param style how it is painted
   */
  record Rect(Bounds bounds, double radius, Style style) implements Shaped {
    @Override
    public Shape shape() {
      return radius == 0
          ? new Rectangle2D.Double(bounds.x(), bounds.y(), bounds.width(), bounds.height())
          : new RoundRectangle2D.Double(
              bounds.x(), bounds.y(), bounds.width(), bounds.height(), 2 * radius, 2 * radius);
    }
  }

  /**
   * A straight line.
   *
   * @param x1 x of its start
   * @param y1 y of its start
   * @param x2 x of its end
   * @param y2 y of its end
   * @param style how it is painted
   */
  record Line(double x1, double y1, double x2, double y2, Style style) implements Shaped {
    @Override
    public Shape shape() {
      return new Line2D.Double(x1, y1, x2, y2);
    }
  }

  /**
   * A circle.
   *
   * @param cx x of its centre
   * @param cy y of its centre
   * @param radius its radius
   * @param style how it is painted
   */
  record Circle(double cx, double cy, double radius, Style style) implements Shaped {
    @Override
    public Shape shape() {
      return new Ellipse2D.Double(cx - radius, cy - radius, 2 * radius, 2 * radius);
    }
  }

  /** Any outline of lines and curves. */
  final class Path implements Shaped {
    private final Path2D.Double path;
    private final Style style;

    /** Copies {@code shape}. */
    public Path(Shape shape, Style style) {
      this.path = new Path2D.Double(shape);
      this.style = style;
    }

    @Override
    public Shape shape() {
      return new Path2D.Double(path);
    }

    @Override
    public Style style() {
      return style;
    }
  }

  /**
   * One line of text.
   *
   * @param text its runs
   * @param x where its anchor is
   * @param y its baseline
   * @param style how it is set
   * @param container the box that it must stay in, where one is declared
   */
  record Label(RichText text, double x, double y, TextStyle style, Optional<Bounds> container)
      implements Mark {
    /** Its width in px, unturned. */
    public double width() {
      return text.width(style.size());
    }

    /** The upright box around it. */
    public Bounds box() {
      return TextMetrics.box(width(), x, y, style);
    }

    /** The upright box around it in a front end whose letters are wider than ours. */
    Bounds reservedBox() {
      return isTight() ? box() : TextMetrics.box(width() * TextMetrics.RESERVE, x, y, style);
    }

    /**
     * Whether another font of the front end could push the letters out of place: runs that continue
     * each other, and labels that fill their container. Such text is given its length; other text
     * keeps the natural look of whatever font there is.
     */
    boolean isTight() {
      double reserved = width() * TextMetrics.RESERVE;
      return text.runs().size() > 1 || container.filter(box -> box.width() < reserved).isPresent();
    }
  }

  /** A raster picture, such as a photo or a large grid of values. */
  final class Raster implements Mark {
    private final Bounds bounds;
    private final byte[] png;
    private final boolean smooth;

    /**
     * Copies the file.
     *
     * @param bounds where it is
     * @param png a PNG file
     * @param smooth whether enlarging may blur; false keeps every value a sharp square
     */
    public Raster(Bounds bounds, byte[] png, boolean smooth) {
      this.bounds = bounds;
      this.png = png.clone();
      this.smooth = smooth;
    }

    /** Where it is. */
    public Bounds bounds() {
      return bounds;
    }

    /** The PNG file. */
    public byte[] png() {
      return png.clone();
    }

    /** Whether enlarging may blur. */
    public boolean smooth() {
      return smooth;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Raster that
          && bounds.equals(that.bounds)
          && smooth == that.smooth
          && Arrays.equals(png, that.png);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(png);
    }
  }

  /**
   * Marks that belong together.
   *
   * @param key names the group within its figure (it becomes part of an id); empty for none
   * @param title what the group is, for readers of the picture's structure; empty for none
   * @param marks painted in this order
   */
  record Group(String key, String title, List<Mark> marks) implements Mark {
    /** Copies the list and checks the key. */
    public Group {
      marks = List.copyOf(marks);
      if (!key.matches("[A-Za-z0-9_.-]*")) {
        throw new IllegalArgumentException(
            "the key '" + key + "' of a group may hold letters, digits, '_', '.' and '-' only");
      }
    }
  }
}
