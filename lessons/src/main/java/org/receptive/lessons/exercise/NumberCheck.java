package org.receptive.lessons.exercise;

/**
 * Takes the answer to a {@link NumberExercise}.
 *
 * @param exercise the exercise
 */
public record NumberCheck(NumberExercise exercise) {

  /**
   * Checks an answer.
   *
   * @return the praise, with the worked solution
   * @throws CheckFailed if the answer is wrong, with what probably happened and the next hint
   */
  public Passed answer(double number) {
    return exercise.answer(number);
  }
}
