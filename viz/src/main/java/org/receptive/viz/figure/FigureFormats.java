package org.receptive.viz.figure;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** The formats of a figure that are made from its scene and words. */
final class FigureFormats {
  /** How far a page may shrink a picture. */
  private static final double LEAST = 0.8;

  private FigureFormats() {}

  /** The scene as a PNG file with {@code scale} pixels for every px. */
  static byte[] png(Scene scene, double scale) {
    if (!(scale > 0)) {
      throw new IllegalArgumentException("the scale of a PNG is above 0; given was " + scale);
    }
    int width = (int) Math.ceil(scene.width() * scale);
    int height = (int) Math.ceil(scene.height() * scale);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = image.createGraphics();
    graphics.scale(scale, scale);
    ScenePainter.paint(scene, graphics);
    graphics.dispose();
    return Png.encode(image);
  }

  /** The static form of {@code figure}. */
  static String html(Figure figure) {
    byte[] svg = figure.svg().getBytes(StandardCharsets.UTF_8);
    StringBuilder out = new StringBuilder("<figure style=\"margin:0;overflow-x:auto\">");
    out.append("<img alt=\"").append(SvgMarkup.escape(figure.description()));
    out.append("\" width=\"").append(whole(figure.width()));
    // Small print must stay legible: in a narrow place the picture scrolls.
    out.append("\" style=\"max-width:100%;min-width:").append(whole(LEAST * figure.width()));
    out.append("px;height:auto\" src=\"data:image/svg+xml;base64,");
    out.append(Base64.getEncoder().encodeToString(svg)).append("\">");
    if (!figure.caption().isBlank()) {
      out.append("<figcaption style=\"margin-top:4px\">");
      out.append(SvgMarkup.escape(figure.caption())).append("</figcaption>");
    }
    return out.append("</figure>").toString();
  }

  /** A page of its own around the HTML of {@code figure}. */
  static String page(Figure figure) {
    return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>"
        + SvgMarkup.escape(figure.title())
        + "</title></head>\n<body style=\"font-family:sans-serif\">\n"
        + figure.html()
        + "\n</body></html>\n";
  }

  private static String whole(double px) {
    return String.format(Locale.ROOT, "%.0f", px);
  }
}
