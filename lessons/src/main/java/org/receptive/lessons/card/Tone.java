package org.receptive.lessons.card;

import java.awt.Color;
import org.receptive.viz.figure.Palette;

/**
 * What a card tells at first sight: by its symbol and a word, and by colour only on top of that.
 */
public enum Tone {
  /** Right, holds. */
  RIGHT("\u2713", Palette.GREEN),
  /** Nearly right, imprecise. */
  ROUGHLY("\u2248", Palette.ORANGE),
  /** Wrong, does not hold. */
  WRONG("\u2717", Palette.VERMILLION),
  /** Asks something. */
  QUESTION("?", Palette.BLUE);

  private final String symbol;
  private final Color color;

  Tone(String symbol, Color color) {
    this.symbol = symbol;
    this.color = color;
  }

  /** One character for text and HTML. */
  public String symbol() {
    return symbol;
  }

  /** The colour of its bar and symbol. */
  public Color color() {
    return color;
  }
}
