package org.receptive.lessons.exercise;

import org.receptive.lessons.card.Card;
import org.receptive.lessons.card.Part;
import org.receptive.lessons.card.Tone;
import org.receptive.viz.figure.Unanswered;

/** The answer is still the one that the notebook came with. It costs no hint. */
public final class NoAnswerYet extends CheckFailed implements Unanswered {
  private static final long serialVersionUID = 1L;

  NoAnswerYet(String title, Part.Paragraph... parts) {
    super(Card.of(Tone.QUESTION, title + ": no answer yet", parts));
  }
}
