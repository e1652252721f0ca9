package org.receptive.lessons.exercise;

import org.receptive.lessons.card.Card;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.Picture;

/**
 * An answer that is not right yet, with what probably happened and a hint. It is thrown so that a
 * notebook that runs without errors is solved. It has no stack trace: there is nothing to debug.
 */
public sealed class CheckFailed extends RuntimeException implements Picture permits NoAnswerYet {
  private static final long serialVersionUID = 1L;

  private final transient Card card;

  CheckFailed(Card card) {
    super(card.text(), null, false, false);
    this.card = card;
  }

  @Override
  public Figure figure() {
    return card;
  }

  /** The message alone, without the name of a class. */
  @Override
  public String toString() {
    return getMessage();
  }
}
