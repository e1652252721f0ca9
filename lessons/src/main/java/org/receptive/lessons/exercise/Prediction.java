package org.receptive.lessons.exercise;

import java.util.Locale;
import java.util.OptionalDouble;
import org.receptive.lessons.card.Card;
import org.receptive.lessons.card.Part;
import org.receptive.lessons.card.Tone;
import org.receptive.lessons.claim.Numbers;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.Picture;

/**
 * A guess that is written down before the answer is known, so that the answer can surprise. A wrong
 * prediction is no failure.
 *
 * @param question what is guessed
 * @param guess the guess as it was given, in words
 * @param number the guess, if it is a number
 */
public record Prediction(String question, String guess, OptionalDouble number) implements Picture {
  private static final double NEAR = 0.1;

  /** A predicted number. */
  public static Prediction of(String question, double guess) {
    return new Prediction(question, Numbers.write(guess), OptionalDouble.of(guess));
  }

  /** A prediction in words. */
  public static Prediction of(String question, String guess) {
    return new Prediction(question, guess, OptionalDouble.empty());
  }

  /** Puts what comes out beside the guess. */
  public Card reveal(double actual) {
    boolean right = number.isPresent() && Numbers.same(number.getAsDouble(), actual);
    boolean near =
        number.isPresent()
            && Double.isFinite(actual)
            && Math.abs(number.getAsDouble() - actual) <= NEAR * Math.abs(actual);
    Tone tone = right ? Tone.RIGHT : near ? Tone.ROUGHLY : Tone.WRONG;
    String comment = number.isEmpty() || right ? "" : distance(number.getAsDouble(), actual);
    return card(tone, Numbers.write(actual), comment);
  }

  /** Puts what comes out beside the guess; letters' case and spaces at the ends do not matter. */
  public Card reveal(String actual) {
    boolean right = guess.strip().equalsIgnoreCase(actual.strip());
    return card(right ? Tone.RIGHT : Tone.WRONG, actual, "");
  }

  private Card card(Tone tone, String actual, String comment) {
    String title =
        switch (tone) {
          case RIGHT -> "You predicted it";
          case ROUGHLY -> "Close";
          case WRONG, QUESTION -> "Not what you predicted";
        };
    Part.Sheet sheet =
        Part.Sheet.of(
            question, Part.Line.of("predicted", guess), Part.Line.total("computed", actual));
    return comment.isEmpty()
        ? Card.of(tone, title, sheet)
        : Card.of(tone, title, sheet, Part.paragraph(comment));
  }

  /** How far off a guess is, in the way one would say it. */
  private static String distance(double guess, double actual) {
    if (!Double.isFinite(guess)) {
      return "The guess is no finite number; look for a division by zero.";
    }
    if (!Double.isFinite(actual)) {
      return "What comes out is no finite number; look for a division by zero.";
    }
    if (Math.abs(guess - actual) == 1) {
      return "Off by one.";
    }
    if (guess == 0 || actual == 0 || guess * actual < 0) {
      return "Off by %s.".formatted(Numbers.write(Math.abs(guess - actual)));
    }
    double factor = Math.max(guess / actual, actual / guess);
    return factor < 1.5
        ? String.format(
            Locale.ROOT,
            "%.1f%% too %s.",
            100 * Math.abs(guess / actual - 1),
            guess < actual ? "small" : "large")
        : String.format(
            Locale.ROOT, "Too %s by a factor of %.1f.", guess < actual ? "small" : "large", factor);
  }

  @Override
  public Figure figure() {
    return Card.of(
        Tone.QUESTION,
        question,
        Part.paragraph("Your prediction", guess + ". It is stored; run on to see what comes out."));
  }

  @Override
  public String toString() {
    return figure().text();
  }
}
