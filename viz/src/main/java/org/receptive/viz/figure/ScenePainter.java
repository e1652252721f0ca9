package org.receptive.viz.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

/** Paints a scene on any {@code Graphics2D}. Letters are drawn as outlines of the bundled font. */
public final class ScenePainter {
  private static final double PANEL_RADIUS = 6;
  private static final float MITER_LIMIT = 4;

  private ScenePainter() {}

  /** Paints the panel and every mark. */
  public static void paint(Scene scene, Graphics2D graphics) {
    Graphics2D own = (Graphics2D) graphics.create();
    try {
      own.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      own.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      paint(panel(scene), own);
      paintAll(scene.marks(), own);
    } finally {
      own.dispose();
    }
  }

  /** The opaque light panel under every scene. */
  static Mark.Rect panel(Scene scene) {
    Bounds all = new Bounds(0, 0, scene.width(), scene.height());
    return new Mark.Rect(all, PANEL_RADIUS, Style.fill(Palette.PANEL));
  }

  private static void paintAll(List<Mark> marks, Graphics2D graphics) {
    for (Mark mark : marks) {
      switch (mark) {
        case Mark.Shaped shaped -> paint(shaped, graphics);
        case Mark.Label label -> paintLabel(label, graphics);
        case Mark.Raster raster -> paintRaster(raster, graphics);
        case Mark.Group group -> paintAll(group.marks(), graphics);
      }
    }
  }

  /** Fills and outlines one shape. */
  static void paint(Mark.Shaped mark, Graphics2D graphics) {
    Style style = mark.style();
    Shape shape = mark.shape();
    style
        .fill()
        .ifPresent(
            fill -> {
              graphics.setPaint(paintOf(fill, shape.getBounds2D(), style.opacity()));
              graphics.fill(shape);
            });
    style
        .stroke()
        .ifPresent(
            color -> {
              graphics.setPaint(translucent(color, style.opacity()));
              graphics.setStroke(strokeOf(style));
              graphics.draw(shape);
            });
  }

  private static Paint paintOf(Style.Fill fill, Rectangle2D bounds, double opacity) {
    return switch (fill) {
      case Style.Fill.Solid solid -> translucent(solid.color(), opacity);
      case Style.Fill.Gradient gradient -> {
        float x = (float) bounds.getMinX();
        float y = (float) bounds.getMinY();
        Color from = translucent(gradient.from(), opacity);
        Color to = translucent(gradient.to(), opacity);
        yield gradient.vertical()
            ? new GradientPaint(x, y, from, x, (float) bounds.getMaxY(), to)
            : new GradientPaint(x, y, from, (float) bounds.getMaxX(), y, to);
      }
    };
  }

  private static Color translucent(Color color, double opacity) {
    int alpha = (int) Math.round(color.getAlpha() * opacity);
    return new Color(color.getRed(), color.getGreen(), color.getBlue(), alpha);
  }

  private static BasicStroke strokeOf(Style style) {
    float width = (float) style.strokeWidth();
    int cap = BasicStroke.CAP_BUTT;
    int join = BasicStroke.JOIN_MITER;
    if (style.dash().isEmpty()) {
      return new BasicStroke(width, cap, join, MITER_LIMIT);
    }
    float[] dash = new float[style.dash().size()];
    for (int i = 0; i < dash.length; i++) {
      dash[i] = style.dash().get(i).floatValue();
    }
    return new BasicStroke(width, cap, join, MITER_LIMIT, dash, 0);
  }

  private static void paintLabel(Mark.Label label, Graphics2D graphics) {
    TextStyle style = label.style();
    graphics.setPaint(style.color());
    AffineTransform place = AffineTransform.getTranslateInstance(label.x(), label.y());
    place.rotate(Math.toRadians(style.angle()));
    double x = -label.width() * style.anchor().share();
    for (RichText.Run run : label.text().runs()) {
      double size = style.size() * run.scale();
      AffineTransform letters = new AffineTransform(place);
      letters.translate(x, -run.rise() * style.size());
      letters.scale(size, size);
      Path2D outline = run.face().outline(run.text());
      outline.transform(letters);
      graphics.fill(outline);
      x += run.face().width(run.text()) * size;
    }
  }

  private static void paintRaster(Mark.Raster raster, Graphics2D graphics) {
    BufferedImage image = Png.decode(raster.png());
    Bounds bounds = raster.bounds();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION,
        raster.smooth()
            ? RenderingHints.VALUE_INTERPOLATION_BILINEAR
            : RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
    AffineTransform place = AffineTransform.getTranslateInstance(bounds.x(), bounds.y());
    place.scale(bounds.width() / image.getWidth(), bounds.height() / image.getHeight());
    graphics.drawImage(image, place, null);
  }
}
