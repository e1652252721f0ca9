package org.receptive.lessons.exercise;

import org.receptive.lessons.card.Card;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.Picture;

/**
 * A right answer, with the worked solution to compare one's own way with.
 *
 * @param card what is shown
 */
public record Passed(Card card) implements Picture {
  @Override
  public Figure figure() {
    return card;
  }

  @Override
  public String toString() {
    return card.text();
  }
}
