package org.receptive.lessons.exercise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.receptive.lessons.Lessons;
import org.receptive.lessons.claim.Numbers;

class NumberExercisesTest {
  private static final int STUDENTS = 200;

  static List<Function<Student, NumberExercise>> exercises() {
    return List.of(
        ReviewExercises::outputSize,
        WayBackExercise::of,
        ReviewExercises::convolutionParameters,
        ClassicNetworkExercises::firstFullyConnected,
        ClassicNetworkExercises::multiplyAccumulates,
        ResidualExercises::halvingBlock,
        ResidualExercises::bottleneck,
        DenseInceptionExercises::denseBlock,
        DenseInceptionExercises::reducedBranch,
        DenseInceptionExercises::globalAveragePooling,
        SpeedExercises::im2colSize,
        SpeedExercises::winogradProducts);
  }

  private static Stream<Student> students() {
    return IntStream.range(0, STUDENTS).mapToObj(i -> new Student("student " + i));
  }

  @ParameterizedTest
  @MethodSource("exercises")
  void everyMistakeOfEveryStudentIsToldFromTheRightAnswerAndFromTheOthers(
      Function<Student, NumberExercise> exercise) {
    students()
        .forEach(
            student -> {
              NumberExercise instance = exercise.apply(student);
              Set<Double> values = new HashSet<>();
              values.add(instance.rightAnswer());
              for (Mistake mistake : instance.mistakes()) {
                assertTrue(values.add(mistake.value()), instance + " " + mistake);
                CheckFailed failure =
                    assertThrows(
                        CheckFailed.class,
                        () -> Lessons.check(exercise.apply(student)).answer(mistake.value()));
                assertTrue(
                    failure.getMessage().contains(mistake.diagnosis()), failure.getMessage());
              }
            });
  }

  @ParameterizedTest
  @MethodSource("exercises")
  void theRightAnswerPassesAndShowsTheWorkedSolution(Function<Student, NumberExercise> exercise) {
    students()
        .forEach(
            student -> {
              NumberExercise instance = exercise.apply(student);
              String praise = Lessons.check(instance).answer(instance.rightAnswer()).toString();
              assertTrue(praise.contains(Numbers.write(instance.rightAnswer()) + "."), praise);
            });
  }

  @ParameterizedTest
  @MethodSource("exercises")
  void threeHintsComeBeforeTheSolutionAndNeverSayTheAnswer(
      Function<Student, NumberExercise> exercise) {
    NumberExercise instance = exercise.apply(new Student("hints"));
    String answer = Numbers.write(instance.rightAnswer());
    for (int hint = 1; hint <= 3; hint++) {
      String message =
          assertThrows(CheckFailed.class, () -> Lessons.check(instance).answer(-7)).getMessage();
      assertTrue(message.contains("Hint " + hint + " of 3"), message);
      assertFalse(message.matches("(?s).*\\b" + answer + "\\b.*"), message);
    }
    String fourth =
        assertThrows(CheckFailed.class, () -> Lessons.check(instance).answer(-7)).getMessage();
    assertTrue(fourth.contains("Solution") && fourth.contains(answer), fourth);
  }

  @ParameterizedTest
  @MethodSource("exercises")
  void studentsGetDifferentNumbersAndEachAlwaysTheSame(Function<Student, NumberExercise> exercise) {
    assertEquals(
        exercise.apply(new Student("ada")).toString(),
        exercise.apply(new Student("ada")).toString());
    long different =
        students().map(student -> exercise.apply(student).toString()).distinct().count();
    assertTrue(different > 20, different + " different questions");
  }

  @Test
  void aNumberThatTheQuestionDoesNotGiveIsRefusedWithThoseItGives() {
    NumberExercise exercise = ReviewExercises.outputSize(new Student("ada"));
    String message =
        assertThrows(IllegalArgumentException.class, () -> exercise.given("d")).getMessage();
    assertTrue(message.contains("n, f, p, s"), message);
  }

  @Test
  void theLoopsThatAStudentWritesCountWhatThePictureOfTheWayBackShows() {
    students()
        .forEach(
            student -> {
              NumberExercise exercise = WayBackExercise.of(student);
              int n = exercise.given("n");
              int windows = 0;
              for (int f = 1; f <= exercise.given("F"); f++) {
                for (int s = 1; s <= exercise.given("S"); s++) {
                  for (int p = 0; p < f; p++) {
                    if ((n + 2 * p - f) / s + 1 == 14) {
                      windows++;
                    }
                  }
                }
              }
              assertEquals(windows, exercise.rightAnswer());
              assertTrue(windows >= 5, exercise::toString);
            });
  }

  @Test
  void anUnansweredExerciseAsksAgainAndUsesUpNoHint() {
    NumberExercise exercise = ReviewExercises.outputSize(new Student("ada"));
    String unanswered =
        assertThrows(NoAnswerYet.class, () -> Lessons.check(exercise).answer(0)).getMessage();
    assertTrue(unanswered.contains("no answer yet") && !unanswered.contains("Hint"), unanswered);
    String wrong =
        assertThrows(CheckFailed.class, () -> Lessons.check(exercise).answer(-7)).getMessage();
    assertTrue(wrong.contains("Hint 1 of 3"), wrong);
  }

  @Test
  void aFailedCheckCarriesNoStackTraceAndReadsAsItsMessage() {
    NumberExercise exercise = ReviewExercises.outputSize(new Student("ada"));
    CheckFailed failure =
        assertThrows(CheckFailed.class, () -> Lessons.check(exercise).answer(0.5));
    assertEquals(0, failure.getStackTrace().length);
    assertEquals(failure.getMessage(), failure.toString());
    assertTrue(failure.getMessage().contains("whole number"), failure.getMessage());
  }

  private static String failure(NumberExercise exercise, double answer) {
    return assertThrows(CheckFailed.class, () -> Lessons.check(exercise).answer(answer))
        .getMessage();
  }

  @ParameterizedTest
  @MethodSource("exercises")
  void offByOneSpeaksOfNoFingers(Function<Student, NumberExercise> exercise) {
    NumberExercise instance = exercise.apply(new Student("ada"));
    for (int off : new int[] {-1, 1}) {
      String message = failure(instance, instance.rightAnswer() + off);
      assertFalse(message.contains("fingers"), message);
    }
  }

  @ParameterizedTest
  @MethodSource("exercises")
  void aWrongAnswerIsNeverWrittenAsTheRightOne(Function<Student, NumberExercise> exercise) {
    NumberExercise instance = exercise.apply(new Student("ada"));
    double right = instance.rightAnswer();
    for (double given : new double[] {right * (1 + 2e-9), right * (1 - 2e-9), right * (1 + 1e-7)}) {
      String message = failure(instance, given);
      assertFalse(message.contains(" " + Numbers.write(right) + " is not it"), message);
    }
  }

  @Test
  void smallAndLargeAnswersAreWrittenWithAPowerOfTen() {
    NumberExercise exercise = ReviewExercises.outputSize(new Student("ada"));
    assertTrue(failure(exercise, 1e300).contains(" 1e300 is not it"));
    assertTrue(failure(exercise, -1e-7).contains(" \u22121e\u22127 is not it"));
    assertThrows(NoAnswerYet.class, () -> Lessons.check(exercise).answer(-0.0));
  }

  @Test
  void theSeedOfANameIsTheSameOnEveryMachine() {
    assertEquals(new Student("lecture").seed(), new Student("lecture").seed());
    assertNotEquals(new Student("lecture").seed(), new Student("Lecture").seed());
    assertEquals(1125899906842597L, new Student("").seed());
  }
}
