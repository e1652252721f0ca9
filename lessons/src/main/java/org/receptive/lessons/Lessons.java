package org.receptive.lessons;

import org.receptive.lessons.card.Captioned;
import org.receptive.lessons.claim.Claim;
import org.receptive.lessons.exercise.LoopCheck;
import org.receptive.lessons.exercise.LoopExercise;
import org.receptive.lessons.exercise.NumberCheck;
import org.receptive.lessons.exercise.NumberExercise;
import org.receptive.lessons.exercise.Prediction;
import org.receptive.viz.Views;

/** The words with which cells of the lecture begin; a notebook imports them by default. */
public final class Lessons {
  private Lessons() {}

  /**
   * Something that a slide says: {@code claim("slide 6",
   * 338_460).about(introNet.parameterCount())}.
   *
   * @param where where it says so
   * @param number the number that it says
   */
  public static Claim claim(String where, double number) {
    return Claim.of(where, number, "");
  }

  /**
   * A number with a unit that a slide says: {@code claim("slide 10", 522, "MB").about(bytes /
   * 1e6)}.
   *
   * @param where where it says so
   * @param number the number that it says
   * @param unit its unit; the number it is compared with is in the same
   */
  public static Claim claim(String where, double number, String unit) {
    return Claim.of(where, number, unit);
  }

  /**
   * Something that a slide says in words, to be compared with something measured.
   *
   * @param where where it says so
   * @param statement what it says
   */
  public static Claim claim(String where, String statement) {
    return Claim.of(where, statement);
  }

  /** Takes the answer to an exercise: {@code check(exercise1).answer(14)}. */
  public static NumberCheck check(NumberExercise exercise) {
    return new NumberCheck(exercise);
  }

  /** Takes loops: {@code check(exercise3).answer((x, w) -> convolve(x, w))}. */
  public static <F> LoopCheck<F> check(LoopExercise<F> exercise) {
    return new LoopCheck<>(exercise);
  }

  /**
   * A figure with a sentence under it: {@code look(Architecture.of(lenet), "The maps shrink.")}.
   *
   * @param value a figure, or any value that has one
   * @param caption what to look at
   * @throws IllegalArgumentException if nobody draws values of its type
   */
  public static Captioned look(Object value, String caption) {
    return Views.of(value)
        .map(figure -> new Captioned(figure, caption))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no picture of %s."
                        .formatted(
                            value == null ? "null" : "a " + value.getClass().getSimpleName())));
  }

  /** Writes a guess down before the answer is known. */
  public static Prediction predict(String question, double guess) {
    return Prediction.of(question, guess);
  }

  /** Writes a guess in words down before the answer is known. */
  public static Prediction predict(String question, String guess) {
    return Prediction.of(question, guess);
  }
}
