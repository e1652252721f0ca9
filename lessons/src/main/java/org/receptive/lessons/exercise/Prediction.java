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

  /** The factor below which a difference in percent would be written as 0.0. */
  private static final double BARELY = 1.0005;

  /** The factor from which a decimal says nothing. */
  private static final double LONG = 1e6;

  /**
   * Checks that something was asked and guessed.
   *
   * @throws IllegalArgumentException if question or guess is null
   */
  public Prediction {
    if (question == null || guess == null) {
      throw new IllegalArgumentException(
          "A prediction needs a question and a guess, a number or some words; the %s is null."
              .formatted(question == null ? "question" : "guess"));
    }
  }

  /** A predicted number. */
  public static Prediction of(String question, double guess) {
    return new Prediction(question, Numbers.write(guess), OptionalDouble.of(guess));
  }

  /** A prediction in words; words with one number in them are a predicted number, too. */
  public static Prediction of(String question, String guess) {
    return new Prediction(
        question, guess, guess == null ? OptionalDouble.empty() : Wording.of(guess).number());
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
    String computed = Numbers.write(actual);
    boolean looksRight = !right && number.isPresent() && guess.equals(computed);
    String predicted = looksRight ? Numbers.writeApart(number.getAsDouble(), actual) : guess;
    return card(tone, predicted, computed, comment);
  }

  /**
   * Puts what comes out beside the guess. Words are compared kindly: case, punctuation, articles,
   * pronouns and the s of a plural do not matter, nor does a word too few or too many; a negation
   * does.
   *
   * @throws IllegalArgumentException if there is nothing to compare with
   */
  public Card reveal(String actual) {
    if (actual == null) {
      throw new IllegalArgumentException(
          "What comes out of \"%s\" is null; a number or some words are needed."
              .formatted(question));
    }
    Wording wording = Wording.of(actual);
    if (number.isPresent() && wording.isNumber()) {
      return reveal(wording.number().getAsDouble());
    }
    boolean right = wording.agreesWith(Wording.of(guess));
    return card(right ? Tone.RIGHT : Tone.WRONG, guess, actual, "");
  }

  private Card card(Tone tone, String predicted, String actual, String comment) {
    String title =
        switch (tone) {
          case RIGHT -> "You predicted it";
          case ROUGHLY -> "Close";
          case WRONG, QUESTION -> "Not what you predicted";
        };
    Part.Sheet sheet =
        Part.Sheet.of(
            question, Part.Line.of("predicted", predicted), Part.Line.total("computed", actual));
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
    if (factor < BARELY) {
      return "Off by %s.".formatted(Numbers.write(Math.abs(guess - actual)));
    }
    return factor < 1.5
        ? String.format(
            Locale.ROOT,
            "%.1f%% too %s.",
            100 * Math.abs(guess / actual - 1),
            guess < actual ? "small" : "large")
        : String.format(
            Locale.ROOT,
            "Too %s by a factor of %s.",
            guess < actual ? "small" : "large",
            factor < LONG
                ? String.format(Locale.ROOT, "%.1f", factor)
                : Numbers.write(Math.rint(factor)));
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
