package org.receptive.viz.figure;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The three faces that pictures are set in: the bundled Inter font, regular, semibold, italic. */
public enum Face {
  /** Upright text. */
  REGULAR("Inter-Regular.ttf"),
  /** Upright and heavier, for headings and results. */
  SEMIBOLD("Inter-SemiBold.ttf"),
  /** Slanted, for variables. */
  ITALIC("Inter-Italic.ttf");

  /** What SVG asks the front end for: our own font, then its nearest common relatives. */
  static final String FAMILY = "Inter, 'Helvetica Neue', Helvetica, Arial, sans-serif";

  /** Height of capitals and digits, in em. */
  static final double CAP_HEIGHT = 0.727;

  /** How far letters reach above the baseline, in em. */
  static final double ASCENT = 0.78;

  /** How far letters reach below the baseline, in em. */
  static final double DESCENT = 0.22;

  /** Floor and ceiling brackets are not in the font; they are an upright with one foot. */
  private static final String BRACKETS = "\u230A\u230B\u2308\u2309";

  private static final double BRACKET_ADVANCE = 0.36;
  private static final double BRACKET_PEN = 0.08;
  private static final double BRACKET_FOOT = 0.2;
  private static final double BRACKET_TOP = -0.80;
  private static final double BRACKET_BOTTOM = 0.14;

  private final TrueTypeFont font;

  Face(String file) {
    try (InputStream in = Face.class.getResourceAsStream("inter/" + file)) {
      if (in == null) {
        throw new IllegalStateException("the bundled font inter/" + file + " is missing");
      }
      this.font = TrueTypeFont.read(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("the bundled font inter/" + file + " cannot be read", e);
    }
  }

  /** Whether a glyph for {@code codePoint} is bundled. */
  boolean covers(int codePoint) {
    return isBracket(codePoint) || font.covers(codePoint);
  }

  /**
   * The advance of {@code codePoint}, in em. Digits are all as wide as a 0, so that columns of
   * numbers stand straight and the fonts of front ends, whose digits do the same, fit.
   */
  double advance(int codePoint) {
    if (isBracket(codePoint)) {
      return BRACKET_ADVANCE;
    }
    return font.advance(isDigit(codePoint) ? '0' : codePoint);
  }

  /** The width of {@code text}, in em. */
  double width(String text) {
    double width = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      width += advance(text.codePointAt(i));
    }
    return width;
  }

  /** The outline of {@code text} in em, y pointing down, starting at the origin on the baseline. */
  Path2D outline(String text) {
    Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO);
    double x = 0;
    for (int codePoint : text.codePoints().toArray()) {
      Path2D glyph = isBracket(codePoint) ? bracket(codePoint) : font.outline(codePoint);
      double shift = isDigit(codePoint) ? (advance(codePoint) - font.advance(codePoint)) / 2 : 0;
      AffineTransform place = AffineTransform.getTranslateInstance(x + shift, 0);
      path.append(glyph.getPathIterator(place), false);
      x += advance(codePoint);
    }
    return path;
  }

  private static boolean isDigit(int codePoint) {
    return codePoint >= '0' && codePoint <= '9';
  }

  private static boolean isBracket(int codePoint) {
    return BRACKETS.indexOf(codePoint) >= 0;
  }

  private static Path2D bracket(int codePoint) {
    int kind = BRACKETS.indexOf(codePoint);
    boolean opening = kind % 2 == 0;
    boolean floor = kind < 2;
    double margin = (BRACKET_ADVANCE - BRACKET_FOOT) / 2;
    double upright = opening ? margin : BRACKET_ADVANCE - margin - BRACKET_PEN;
    double footTop = floor ? BRACKET_BOTTOM - BRACKET_PEN : BRACKET_TOP;
    Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO);
    appendBar(path, upright, BRACKET_TOP, BRACKET_PEN, BRACKET_BOTTOM - BRACKET_TOP);
    appendBar(path, margin, footTop, BRACKET_FOOT, BRACKET_PEN);
    return path;
  }

  private static void appendBar(Path2D path, double x, double y, double width, double height) {
    path.moveTo(x, y);
    path.lineTo(x + width, y);
    path.lineTo(x + width, y + height);
    path.lineTo(x, y + height);
    path.closePath();
  }
}
