package org.receptive.viz.figure;

import java.awt.Color;
import java.util.HexFormat;

/**
 * The colours of every picture: Okabe and Ito's set, which stays apart for colour-blind eyes, and a
 * blue-white-red scale for signed values. No meaning rests on a colour alone; a hatch, a letter or
 * a dash says it again.
 */
public final class Palette {
  /** The light panel that every picture brings along. */
  public static final Color PANEL = new Color(0xffffff);

  /** Text on the panel. */
  public static final Color TEXT = new Color(0x1b2733);

  /** Less important text on the panel; contrast above 4.5. */
  public static final Color MUTED_TEXT = new Color(0x55616d);

  /** Outlines of cells and boxes. */
  public static final Color OUTLINE = new Color(0x3c4a57);

  /** Rules, grids and brackets in the background. */
  public static final Color GRID = new Color(0xc9d1d9);

  /** A faint surface for padding cells and legends. */
  public static final Color FAINT = new Color(0xf3f5f7);

  /** Okabe-Ito orange. */
  public static final Color ORANGE = new Color(0xe69f00);

  /** Okabe-Ito sky blue. */
  public static final Color SKY_BLUE = new Color(0x56b4e9);

  /** Okabe-Ito bluish green. */
  public static final Color GREEN = new Color(0x009e73);

  /** Okabe-Ito yellow. */
  public static final Color YELLOW = new Color(0xf0e442);

  /** Okabe-Ito blue. */
  public static final Color BLUE = new Color(0x0072b2);

  /** Okabe-Ito vermillion; marks errors and what is left over. */
  public static final Color VERMILLION = new Color(0xd55e00);

  /** Okabe-Ito reddish purple. */
  public static final Color PURPLE = new Color(0xcc79a7);

  /** A neutral grey beside Okabe-Ito's black. */
  public static final Color GREY = new Color(0x999999);

  /** The least contrast of text against what it stands on (WCAG 2, level AA). */
  public static final double TEXT_CONTRAST = 4.5;

  private static final Color NEGATIVE_END = new Color(0x2166ac);
  private static final Color POSITIVE_END = new Color(0xb2182b);

  private Palette() {}

  /** What a colour stands for in pictures of networks; {@link #letter} is its second cue. */
  public enum Role {
    /** Data coming in. */
    INPUT(GREY, "I"),
    /** Convolutions, transposed ones included. */
    CONVOLUTION(SKY_BLUE, "C"),
    /** Pooling. */
    POOLING(VERMILLION, "P"),
    /** Fully connected layers. */
    LINEAR(GREEN, "F"),
    /** Batch and local response normalisation. */
    NORMALIZATION(YELLOW, "N"),
    /** Non-linear functions. */
    ACTIVATION(PURPLE, "A"),
    /** Additions and concatenations. */
    MERGE(BLUE, "M"),
    /** Reshaping, resizing, dropout. */
    SHAPING(ORANGE, "S");

    private final Color color;
    private final String letter;

    Role(Color color, String letter) {
      this.color = color;
      this.letter = letter;
    }

    /** Its colour. */
    public Color color() {
      return color;
    }

    /** Its letter, where colour alone would have to tell. */
    public String letter() {
      return letter;
    }
  }

  /** The colour of the {@code i}-th series of a plot; repeats after seven. */
  public static Color series(int i) {
    Color[] order = {BLUE, ORANGE, GREEN, VERMILLION, PURPLE, SKY_BLUE, YELLOW};
    return order[Math.floorMod(i, order.length)];
  }

  /** Blue for -1, white for 0, red for 1; beyond that the end colours; grey for NaN. */
  public static Color diverging(double value) {
    if (Double.isNaN(value)) {
      return GREY;
    }
    double strength = Math.min(1, Math.abs(value));
    return mix(Color.WHITE, value < 0 ? NEGATIVE_END : POSITIVE_END, strength);
  }

  /** White for 0, dark blue for 1, for values without a sign. */
  public static Color sequential(double value) {
    return mix(Color.WHITE, new Color(0x08306b), Math.clamp(value, 0, 1));
  }

  /** The colour {@code share} of the way from {@code from} to {@code to}. */
  public static Color mix(Color from, Color to, double share) {
    return new Color(
        channel(from.getRed(), to.getRed(), share),
        channel(from.getGreen(), to.getGreen(), share),
        channel(from.getBlue(), to.getBlue(), share));
  }

  private static int channel(int from, int to, double share) {
    return (int) Math.round(from + (to - from) * Math.clamp(share, 0, 1));
  }

  /** {@code color} with {@code share} of white in it. */
  public static Color tint(Color color, double share) {
    return mix(color, Color.WHITE, share);
  }

  /** {@code color} with {@code share} of black in it. */
  public static Color shade(Color color, double share) {
    return mix(color, Color.BLACK, share);
  }

  /** Dark text or white, whichever is easier to read on {@code surface}. */
  public static Color readableOn(Color surface) {
    return contrast(TEXT, surface) >= contrast(Color.WHITE, surface) ? TEXT : Color.WHITE;
  }

  /** Contrast of two colours, 1 to 21, as WCAG 2 defines it. */
  public static double contrast(Color a, Color b) {
    double first = luminance(a);
    double second = luminance(b);
    return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
  }

  private static double luminance(Color color) {
    return 0.2126 * linear(color.getRed())
        + 0.7152 * linear(color.getGreen())
        + 0.0722 * linear(color.getBlue());
  }

  private static double linear(int channel) {
    double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  }

  /** {@code color} as {@code #rrggbb}. */
  public static String hex(Color color) {
    return "#" + HexFormat.of().toHexDigits(color.getRGB(), 6);
  }
}
