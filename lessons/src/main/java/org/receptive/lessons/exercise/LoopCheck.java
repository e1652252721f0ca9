package org.receptive.lessons.exercise;

/**
 * Takes the loops for a {@link LoopExercise}.
 *
 * @param exercise the exercise
 * @param <F> the kind of loops
 */
public record LoopCheck<F>(LoopExercise<F> exercise) {

  /**
   * Runs loops beside the engine: {@code answer((x, w) -> convolve(x, w))}.
   *
   * @return the praise, with the relative error
   * @throws CheckFailed if the results differ, with what probably happened and the next hint
   */
  public Passed answer(F loops) {
    return exercise.answer(loops);
  }
}
