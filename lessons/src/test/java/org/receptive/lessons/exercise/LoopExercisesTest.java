package org.receptive.lessons.exercise;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.receptive.lessons.Lessons;

class LoopExercisesTest {
  private static final Student ADA = new Student("ada");

  private static double[][] convolve(double[][] x, double[][] w) {
    double[][] y = new double[x.length - w.length + 1][x[0].length - w.length + 1];
    for (int i = 0; i < y.length; i++) {
      for (int j = 0; j < y[0].length; j++) {
        double sum = 0;
        for (int u = 0; u < w.length; u++) {
          for (int v = 0; v < w.length; v++) {
            sum += w[u][v] * x[i + u][j + v];
          }
        }
        y[i][j] = sum;
      }
    }
    return y;
  }

  private static String failure(Convolution loops) {
    LoopExercise<Convolution> exercise = ReviewExercises.ownConvolution(ADA);
    return assertThrows(CheckFailed.class, () -> Lessons.check(exercise).answer(loops))
        .getMessage();
  }

  private static String failure(Pooling loops) {
    LoopExercise<Pooling> exercise = ClassicNetworkExercises.ownMaxPooling(ADA);
    return assertThrows(CheckFailed.class, () -> Lessons.check(exercise).answer(loops))
        .getMessage();
  }

  @Test
  void textbookLoopsAgreeWithTheEngine() {
    String praise =
        Lessons.check(ReviewExercises.ownConvolution(ADA))
            .answer(LoopExercisesTest::convolve)
            .toString();
    assertTrue(praise.contains("relative error is below 1e-6"), praise);
  }

  @Test
  void loopsThatChangeTheirInputAreNotMistakenForWrongOnes() {
    Lessons.check(ReviewExercises.ownConvolution(ADA))
        .answer(
            (x, w) -> {
              double[][] y = convolve(x, w);
              Arrays.fill(x[0], 99);
              return y;
            });
  }

  @Test
  void aTurnedKernelIsRecognised() {
    String message = failure((x, w) -> convolve(x, Grid.turned(w)));
    assertTrue(message.contains("180 degrees"), message);
  }

  @Test
  void exchangedIndicesAreRecognised() {
    String message = failure((x, w) -> convolve(x, Grid.transposed(w)));
    assertTrue(message.contains("exchanged"), message);
  }

  @Test
  void aSumThatIsNeverResetIsRecognised() {
    String message =
        failure(
            (x, w) -> {
              double[][] y = convolve(x, w);
              double sum = 0;
              for (double[] row : y) {
                for (int j = 0; j < row.length; j++) {
                  sum += row[j];
                  row[j] = sum;
                }
              }
              return y;
            });
    assertTrue(message.contains("never set back"), message);
  }

  @Test
  void aWrongSizeIsSaidWithBothSizes() {
    String message = failure((x, w) -> new double[x.length][x[0].length]);
    assertTrue(message.matches("(?s).*is \\d+ x \\d+, but must be \\d+ x \\d+.*"), message);
  }

  @Test
  void aRowOfOneValueHasNoPlural() {
    String message = failure((x, w) -> new double[][] {{0}, {0, 1, 2}});
    assertTrue(message.contains("row 0 has 1 value, row 1 has 3."), message);
  }

  @Test
  void theFirstRowOfAnotherLengthIsNamedWithBothLengths() {
    String message =
        failure(
            (x, w) -> {
              double[][] y = convolve(x, w);
              y[2] = new double[y[0].length + 3];
              y[3] = new double[1];
              return y;
            });
    assertTrue(message.matches("(?s).*row 0 has (\\d+) values, row 2 has (\\d+)\\..*"), message);
    assertTrue(
        failure(
                (x, w) -> {
                  double[][] y = convolve(x, w);
                  y[1] = null;
                  return y;
                })
            .contains("row 1 of the output is null"));
  }

  @Test
  void valuesThatAreNoNumbersAreCountedAndTheFirstIsNamed() {
    String message =
        failure(
            (x, w) -> {
              double[][] y = convolve(x, w);
              y[1][2] = 0.0 / 0.0;
              y[2][0] = 1 / 0.0;
              return y;
            });
    assertTrue(message.contains("row 1, column 2 is NaN"), message);
    assertTrue(message.contains("2 are no finite number"), message);
    String all =
        failure(
            (x, w) -> {
              double[][] y = convolve(x, w);
              for (double[] row : y) {
                Arrays.fill(row, Double.NaN);
              }
              return y;
            });
    assertTrue(all.contains("row 0, column 0 is NaN"), all);
  }

  @Test
  void loopsThatLeaveTheArrayAreToldSo() {
    String message =
        failure(
            (x, w) -> {
              double[][] y = new double[x.length][x[0].length];
              y[0][0] = x[x.length][0];
              return y;
            });
    assertTrue(message.contains("leave the array"), message);
  }

  @Test
  void unknownMistakesShowTheFirstValuesOfBoth() {
    String message =
        failure(
            (x, w) -> {
              double[][] y = convolve(x, w);
              y[0][0] += 1000;
              return y;
            });
    assertTrue(message.contains("relative error") && message.contains("should be"), message);
  }

  @Test
  void nothingReturnedIsSaid() {
    assertTrue(failure((x, w) -> null).contains("return the output array"));
  }

  private static double[][] pool(double[][] x, double start) {
    double[][] y = new double[x.length / 2][x[0].length / 2];
    for (int i = 0; i < y.length; i++) {
      for (int j = 0; j < y[0].length; j++) {
        double max = start;
        for (int u = 0; u < 2; u++) {
          for (int v = 0; v < 2; v++) {
            max = Math.max(max, x[2 * i + u][2 * j + v]);
          }
        }
        y[i][j] = max;
      }
    }
    return y;
  }

  @Test
  void rightPoolingPasses() {
    Lessons.check(ClassicNetworkExercises.ownMaxPooling(ADA))
        .answer(x -> pool(x, Double.NEGATIVE_INFINITY));
  }

  @Test
  void aMaximumThatStartsAtZeroIsRecognised() {
    String message = failure((Pooling) x -> pool(x, 0));
    assertTrue(message.contains("starts at 0"), message);
  }

  @Test
  void aMeanIsRecognised() {
    String message =
        failure(
            (Pooling)
                x -> {
                  double[][] y = new double[x.length / 2][x[0].length / 2];
                  for (int i = 0; i < y.length; i++) {
                    for (int j = 0; j < y[0].length; j++) {
                      y[i][j] =
                          (x[2 * i][2 * j]
                                  + x[2 * i + 1][2 * j]
                                  + x[2 * i][2 * j + 1]
                                  + x[2 * i + 1][2 * j + 1])
                              / 4;
                    }
                  }
                  return y;
                });
    assertTrue(message.contains("mean"), message);
  }

  /** A residual block; {@code early} takes the ReLU before the sum. */
  private static double[][] residual(double[][] x, double[][] w, double times, boolean early) {
    int p = w.length / 2;
    double[][] padded = new double[x.length + 2 * p][x[0].length + 2 * p];
    for (int i = 0; i < x.length; i++) {
      System.arraycopy(x[i], 0, padded[i + p], p, x[i].length);
    }
    double[][] y = convolve(padded, w);
    for (int i = 0; i < y.length; i++) {
      for (int j = 0; j < y[0].length; j++) {
        double z = early ? Math.max(0, y[i][j]) : y[i][j];
        y[i][j] = z + times * x[i][j];
        y[i][j] = early ? y[i][j] : Math.max(0, y[i][j]);
      }
    }
    return y;
  }

  private static String residualFailure(Convolution loops) {
    LoopExercise<Convolution> exercise = ResidualExercises.ownResidualBlock(ADA);
    return assertThrows(CheckFailed.class, () -> Lessons.check(exercise).answer(loops))
        .getMessage();
  }

  @Test
  void aResidualBlockOfOnesOwnAgreesWithTheEngine() {
    Lessons.check(ResidualExercises.ownResidualBlock(ADA))
        .answer((x, w) -> residual(x, w, 1, false));
  }

  @Test
  void aBlockWithoutItsShortcutOrWithTheReluTooEarlyIsRecognised() {
    assertTrue(residualFailure((x, w) -> residual(x, w, 0, false)).contains("plain block"));
    assertTrue(residualFailure((x, w) -> residual(x, w, 1, true)).contains("before the sum"));
    assertTrue(residualFailure((x, w) -> residual(x, w, 2, false)).contains("added twice"));
  }

  private static double[][] unroll(double[][] x, int f) {
    int width = x[0].length - f + 1;
    double[][] columns = new double[f * f][(x.length - f + 1) * width];
    for (int i = 0; i <= x.length - f; i++) {
      for (int j = 0; j < width; j++) {
        for (int u = 0; u < f; u++) {
          for (int v = 0; v < f; v++) {
            columns[u * f + v][i * width + j] = x[i + u][j + v];
          }
        }
      }
    }
    return columns;
  }

  private static String unrollingFailure(Unrolling loops) {
    LoopExercise<Unrolling> exercise = SpeedExercises.ownIm2col(ADA);
    return assertThrows(CheckFailed.class, () -> Lessons.check(exercise).answer(loops))
        .getMessage();
  }

  @Test
  void windowsInColumnsAgreeWithTheEngine() {
    String praise =
        Lessons.check(SpeedExercises.ownIm2col(ADA)).answer(LoopExercisesTest::unroll).toString();
    assertTrue(praise.contains("loops and the engine agree"), praise);
  }

  @Test
  void windowsInRowsAreRecognisedByTheirSize() {
    String message = unrollingFailure((x, f) -> Grid.transposed(unroll(x, f)));
    assertTrue(message.matches("(?s).*is \\d+ x \\d+, but must be \\d+ x \\d+.*"), message);
  }

  @Test
  void windowsInAnotherOrderAreRecognised() {
    String message =
        unrollingFailure(
            (x, f) -> {
              double[][] turned = unroll(Grid.transposed(x), f);
              double[][] y = new double[f * f][];
              for (int t = 0; t < f * f; t++) {
                y[t % f * f + t / f] = turned[t];
              }
              return y;
            });
    assertTrue(message.contains("windows are in another order"), message);
  }

  @Test
  void placesOfAWindowInAnotherOrderAreRecognised() {
    String message =
        unrollingFailure(
            (x, f) -> {
              double[][] right = unroll(x, f);
              double[][] y = new double[f * f][];
              for (int t = 0; t < f * f; t++) {
                y[t % f * f + t / f] = right[t];
              }
              return y;
            });
    assertTrue(message.contains("places of a window"), message);
  }

  @Test
  void oneAndTheSamePixelIsRecognised() {
    String message =
        unrollingFailure(
            (x, f) -> {
              double[][] y = unroll(x, f);
              java.util.Arrays.fill(y, y[0]);
              return y;
            });
    assertTrue(message.contains("same pixel"), message);
  }

  @Test
  void loopsThatAreNotWrittenYetAreNoWrongAnswerAndCostNoHint() {
    LoopExercise<Convolution> exercise = ReviewExercises.ownConvolution(ADA);
    Convolution stub = (x, w) -> new double[x.length - w.length + 1][x[0].length - w.length + 1];
    for (int i = 0; i < 2; i++) {
      NoAnswerYet none =
          assertThrows(NoAnswerYet.class, () -> Lessons.check(exercise).answer(stub));
      assertTrue(none.getMessage().contains("no answer yet"), none.getMessage());
    }
    assertTrue(exercise.hint().text().contains("Hint 1"));
  }

  @Test
  void anOutputThatIsZeroAndOfTheWrongSizeIsAWrongAnswer() {
    String message = failure((x, w) -> new double[x.length][x[0].length]);
    assertTrue(message.contains("but must be"), message);
  }

  @Test
  void rowsThatWereNeverMadeAreTold() {
    String message = failure((x, w) -> new double[x.length - w.length + 1][]);
    assertTrue(message.contains("row 0 of the output is null"), message);
  }
}
