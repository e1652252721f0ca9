package org.receptive.viz.figure;

import java.awt.Color;

/**
 * How a label is set.
 *
 * @param size font size in px
 * @param face the face of unmarked text
 * @param color the colour of the letters
 * @param background what the letters stand on; the contrast rule compares the two
 * @param anchor which end of the text its x names
 * @param angle rotation about the anchor point in degrees, clockwise
 */
public record TextStyle(
    double size, Face face, Color color, Color background, Anchor anchor, double angle) {

  /** Which point of a text line its x coordinate names. */
  public enum Anchor {
    /** The left end. */
    START(0),
    /** The middle. */
    MIDDLE(0.5),
    /** The right end. */
    END(1);

    private final double share;

    Anchor(double share) {
      this.share = share;
    }

    /** The share of the width that lies left of the anchor point. */
    public double share() {
      return share;
    }
  }

  /** Checks the size. */
  public TextStyle {
    if (!(size > 0)) {
      throw new IllegalArgumentException("font size " + size + " px");
    }
  }

  /** Regular dark text on the panel, starting at x. */
  public static TextStyle of(double size) {
    return new TextStyle(size, Face.REGULAR, Palette.TEXT, Palette.PANEL, Anchor.START, 0);
  }

  /** Body text, 13 px. */
  public static TextStyle body() {
    return of(13);
  }

  /** Small text for sizes and axis labels, 11 px, grey. */
  public static TextStyle small() {
    return of(11).color(Palette.MUTED_TEXT);
  }

  /** Headings, 15 px, semibold. */
  public static TextStyle heading() {
    return of(15).semibold();
  }

  /** The same in another size (px). */
  public TextStyle size(double px) {
    return new TextStyle(px, face, color, background, anchor, angle);
  }

  /** The same in the heavier face. */
  public TextStyle semibold() {
    return new TextStyle(size, Face.SEMIBOLD, color, background, anchor, angle);
  }

  /** The same in the slanted face. */
  public TextStyle italic() {
    return new TextStyle(size, Face.ITALIC, color, background, anchor, angle);
  }

  /** The same in another colour. */
  public TextStyle color(Color other) {
    return new TextStyle(size, face, other, background, anchor, angle);
  }

  /**
   * The same on {@code surface}; where the letters would be hard to read on it they turn black or
   * white, whichever has more contrast.
   */
  public TextStyle on(Color surface) {
    Color letters =
        Palette.contrast(color, surface) >= Palette.TEXT_CONTRAST
            ? color
            : Palette.readableOn(surface);
    return new TextStyle(size, face, letters, surface, anchor, angle);
  }

  /** The same with x naming the middle of the text. */
  public TextStyle centered() {
    return new TextStyle(size, face, color, background, Anchor.MIDDLE, angle);
  }

  /** The same with x naming the right end of the text. */
  public TextStyle endingHere() {
    return new TextStyle(size, face, color, background, Anchor.END, angle);
  }

  /** The same turned by {@code degrees} clockwise about its anchor point. */
  public TextStyle rotated(double degrees) {
    return new TextStyle(size, face, color, background, anchor, degrees);
  }
}
