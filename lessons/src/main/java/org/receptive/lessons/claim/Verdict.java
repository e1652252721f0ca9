package org.receptive.lessons.claim;

import org.receptive.lessons.card.Card;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.Picture;

/**
 * Whether a claim holds, with the two computations side by side and the reason.
 *
 * @param ruling how it ended
 * @param card what is shown
 */
public record Verdict(Ruling ruling, Card card) implements Picture {

  /** How the comparison of a claim ended. */
  public enum Ruling {
    /** The claim is right. */
    HOLDS,
    /** The claim is nearly right, or right by a convention that it does not name. */
    IMPRECISE,
    /** The claim is wrong. */
    WRONG
  }

  @Override
  public Figure figure() {
    return card;
  }

  @Override
  public String toString() {
    return card.text();
  }
}
