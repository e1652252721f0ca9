package org.receptive.lessons.exercise;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Draws the numbers of an exercise so that every wrong answer can be told from the right one. */
final class Instances {
  private static final int TRIES = 10_000;

  private Instances() {}

  /**
   * An instance with its answer.
   *
   * @param givens the numbers in the question
   * @param answer the right answer
   * @param mistakes the usual wrong ones
   */
  record Instance<T>(T givens, double answer, List<Mistake> mistakes) {

    /** Whether no two of the answers are the same, right, wrong, and 0 for none yet. */
    boolean unambiguous() {
      long different =
          mistakes.stream()
              .mapToDouble(Mistake::value)
              .filter(value -> value != answer && value != 0)
              .distinct()
              .count();
      return different == mistakes.size();
    }
  }

  /** The first unambiguous instance of a stream of random numbers. */
  static <T> Instance<T> draw(
      SplittableRandom random, Function<SplittableRandom, Instance<T>> candidate) {
    for (int i = 0; i < TRIES; i++) {
      Instance<T> instance = candidate.apply(random);
      if (instance.unambiguous()) {
        return instance;
      }
    }
    throw new IllegalStateException("No unambiguous instance among " + TRIES + ".");
  }

  /** A random element. */
  static int oneOf(SplittableRandom random, int... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
