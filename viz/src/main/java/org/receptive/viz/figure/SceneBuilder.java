package org.receptive.viz.figure;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Collects marks in painting order. Coordinates are px, y pointing down; {@link #at} shifts the
 * origin for what is drawn inside it.
 */
public final class SceneBuilder {
  private final List<Mark> marks = new ArrayList<>();
  private final double dx;
  private final double dy;

  SceneBuilder() {
    this(0, 0);
  }

  private SceneBuilder(double dx, double dy) {
    this.dx = dx;
    this.dy = dy;
  }

  /** An upright rectangle with sharp corners. */
  public SceneBuilder rect(double x, double y, double width, double height, Style style) {
    return rect(x, y, width, height, 0, style);
  }

  /** An upright rectangle with corners of {@code radius} px. */
  public SceneBuilder rect(
      double x, double y, double width, double height, double radius, Style style) {
    return add(new Mark.Rect(new Bounds(x + dx, y + dy, width, height), radius, style));
  }

  /** A straight line. */
  public SceneBuilder line(double x1, double y1, double x2, double y2, Style style) {
    return add(new Mark.Line(x1 + dx, y1 + dy, x2 + dx, y2 + dy, style));
  }

  /** A circle. */
  public SceneBuilder circle(double cx, double cy, double radius, Style style) {
    return add(new Mark.Circle(cx + dx, cy + dy, radius, style));
  }

  /** Any shape. */
  public SceneBuilder path(Shape shape, Style style) {
    Path2D moved = new Path2D.Double(shape);
    moved.transform(java.awt.geom.AffineTransform.getTranslateInstance(dx, dy));
    return add(new Mark.Path(moved, style));
  }

  /** A closed polygon through {@code xy}: x0, y0, x1, y1, ... */
  public SceneBuilder polygon(Style style, double... xy) {
    return path(Outlines.through(true, xy), style);
  }

  /** An open line through {@code xy}: x0, y0, x1, y1, ... */
  public SceneBuilder polyline(Style style, double... xy) {
    return path(Outlines.through(false, xy), style);
  }

  /** A line through {@code xy} with a filled head at its end, in the colour of its outline. */
  public SceneBuilder arrow(Style style, double... xy) {
    Color color = style.stroke().orElse(Palette.TEXT);
    double head = 4 + 2 * style.strokeWidth();
    path(Outlines.through(false, Outlines.shortened(xy, head * 0.8)), style);
    return path(Outlines.arrowHead(xy, head), Style.fill(color).opacity(style.opacity()));
  }

  /** Slanting lines, {@code spacing} px apart, inside the convex polygon {@code xy}. */
  public SceneBuilder hatch(Style style, double spacing, double... xy) {
    return path(Outlines.hatch(spacing, xy), style);
  }

  /** Slanting lines, {@code spacing} px apart, inside a rectangle. */
  public SceneBuilder hatch(
      double x, double y, double width, double height, double spacing, Style style) {
    return hatch(style, spacing, x, y, x + width, y, x + width, y + height, x, y + height);
  }

  /** A line of text as it stands; {@code y} is its baseline. */
  public SceneBuilder text(double x, double y, String text, TextStyle style) {
    return label(x, y, RichText.plain(text, style.face()), style, Optional.empty());
  }

  /** A line of text in mark-up (see {@link RichText#parse}); {@code y} is its baseline. */
  public SceneBuilder formula(double x, double y, String markup, TextStyle style) {
    return label(x, y, RichText.parse(markup, style.face()), style, Optional.empty());
  }

  /** A line of text centred in a box that it must stay in. */
  public SceneBuilder textIn(Bounds box, String text, TextStyle style) {
    return label(
        box.centerX(),
        box.centerY() + TextMetrics.baselineBelowMiddle(style),
        RichText.plain(text, style.face()),
        style.centered(),
        Optional.of(box));
  }

  /** A line of runs; {@code y} is its baseline, {@code container} the box it must stay in. */
  public SceneBuilder label(
      double x, double y, RichText text, TextStyle style, Optional<Bounds> container) {
    if (text.runs().isEmpty()) {
      return this;
    }
    Optional<Bounds> moved = container.map(box -> box.translated(dx, dy));
    return add(new Mark.Label(text, x + dx, y + dy, style, moved));
  }

  /** A raster picture; with {@code smooth} false every value stays a sharp square. */
  public SceneBuilder image(Bounds where, BufferedImage image, boolean smooth) {
    return add(new Mark.Raster(where.translated(dx, dy), Png.encode(image), smooth));
  }

  /** A group without a name. */
  public SceneBuilder group(Consumer<SceneBuilder> content) {
    return group("", "", content);
  }

  /** Marks that belong together; see {@link Mark.Group} for {@code key} and {@code title}. */
  public SceneBuilder group(String key, String title, Consumer<SceneBuilder> content) {
    SceneBuilder inner = new SceneBuilder(dx, dy);
    content.accept(inner);
    return add(new Mark.Group(key, title, inner.marks));
  }

  /** What {@code content} draws has its origin at ({@code x}, {@code y}). */
  public SceneBuilder at(double x, double y, Consumer<SceneBuilder> content) {
    SceneBuilder inner = new SceneBuilder(dx + x, dy + y);
    content.accept(inner);
    marks.addAll(inner.marks);
    return this;
  }

  /** Another scene with its top left corner at ({@code x}, {@code y}). */
  public SceneBuilder scene(double x, double y, Scene other) {
    other.marks().forEach(mark -> add(Outlines.moved(mark, x + dx, y + dy)));
    return this;
  }

  /** A mark in absolute coordinates of the scene. */
  private SceneBuilder add(Mark mark) {
    marks.add(mark);
    return this;
  }

  /** The scene on a panel of the given size in px. */
  public Scene build(double width, double height) {
    return new Scene(width, height, marks);
  }
}
