package org.receptive.viz.figure;

/** Measures text by the bundled font; the same on every machine. */
public final class TextMetrics {
  /** Front ends without our font set text up to this much wider; layouts leave room for it. */
  public static final double RESERVE = 1.15;

  private TextMetrics() {}

  /** The width of {@code text} in px. */
  public static double width(String text, TextStyle style) {
    return style.face().width(text) * style.size();
  }

  /** The width of marked-up text (see {@link RichText#parse}) in px. */
  public static double formulaWidth(String markup, TextStyle style) {
    return RichText.parse(markup, style.face()).width(style.size());
  }

  /** The width of {@code text} in px with the {@link #RESERVE} for fonts of the front end. */
  public static double reservedWidth(String text, TextStyle style) {
    return width(text, style) * RESERVE;
  }

  /** From the top of a line to its bottom, in px, without leading. */
  public static double lineHeight(TextStyle style) {
    return (Face.ASCENT + Face.DESCENT) * style.size();
  }

  /** How far below its middle the baseline of a line of digits and capitals lies, in px. */
  public static double baselineBelowMiddle(TextStyle style) {
    return Face.CAP_HEIGHT * style.size() / 2;
  }

  /**
   * The box of a line of {@code width} px anchored at ({@code x}, {@code y}), y being the baseline;
   * a turned line gives the upright box around it.
   */
  static Bounds box(double width, double x, double y, TextStyle style) {
    double left = -width * style.anchor().share();
    double top = -Face.ASCENT * style.size();
    double height = lineHeight(style);
    if (style.angle() == 0) {
      return new Bounds(x + left, y + top, width, height);
    }
    double radians = Math.toRadians(style.angle());
    double cos = Math.cos(radians);
    double sin = Math.sin(radians);
    double[] cornersX = {left, left + width, left + width, left};
    double[] cornersY = {top, top, top + height, top + height};
    double minX = Double.POSITIVE_INFINITY;
    double minY = Double.POSITIVE_INFINITY;
    double maxX = Double.NEGATIVE_INFINITY;
    double maxY = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < cornersX.length; i++) {
      double turnedX = x + cornersX[i] * cos - cornersY[i] * sin;
      double turnedY = y + cornersX[i] * sin + cornersY[i] * cos;
      minX = Math.min(minX, turnedX);
      maxX = Math.max(maxX, turnedX);
      minY = Math.min(minY, turnedY);
      maxY = Math.max(maxY, turnedY);
    }
    return new Bounds(minX, minY, maxX - minX, maxY - minY);
  }
}
