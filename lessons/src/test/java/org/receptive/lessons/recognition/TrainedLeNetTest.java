package org.receptive.lessons.recognition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.receptive.engine.kernels.Kernels;
import org.receptive.engine.kernels.KernelsUnavailableException;
import org.receptive.engine.kernels.selection.KernelSelection;
import org.receptive.engine.network.Inference;
import org.receptive.engine.network.Network;
import org.receptive.engine.tensor.Shape;
import org.receptive.lessons.data.Digits;
import org.receptive.lessons.networks.Networks;
import org.receptive.viz.figure.FigureRules;

class TrainedLeNetTest {

  @ParameterizedTest
  @ValueSource(strings = {"reference", "vector", "cpp"})
  void gets1958Of2000TestDigitsRight(String name) {
    Kernels kernels = availableHere(name);
    try (Inference inference = Networks.trainedLeNet().inference(kernels)) {
      TestScore score = Recognizer.score(inference, Digits.test());
      assertEquals(2000, score.total());
      assertEquals(1958, score.right());
      assertEquals(List.of(18, 247, 321, 340, 445), score.wrongIndices().subList(0, 5));
    }
  }

  /** The C++ kernels need a compiler at build time; where there was none, this says so. */
  private static Kernels availableHere(String name) {
    try {
      return KernelSelection.choose(name).kernels();
    } catch (KernelsUnavailableException unavailable) {
      System.out.println("NOT TESTED: " + unavailable.getMessage());
      return Assumptions.abort(unavailable.getMessage());
    }
  }

  @Test
  void itHasTheParametersOfTheCousinAndNotOfLeNet5() {
    Network trained = Networks.trainedLeNet();
    assertEquals(44_426, trained.parameterCount());
    assertEquals(Shape.of(1, 1, 28, 28), trained.inputShape());
  }

  @Test
  void aDigitIsRecognisedAndAMisreadOneIsNot() {
    Recognition seven = Recognizer.recognize(Networks.trainedLeNet(), Digits.test(0));
    assertTrue(seven.right(), seven.toString());
    assertEquals(7, seven.predicted());
    Recognition misread = Recognizer.recognize(Networks.trainedLeNet(), Digits.test(18));
    assertFalse(misread.right(), misread.toString());
    for (Recognition recognition : List.of(seven, misread)) {
      assertEquals(List.of(), FigureRules.violations(recognition.figure()));
    }
  }

  @Test
  void theScoreShowsTheFirstMisreadDigits() {
    TestScore score = Recognizer.score(Networks.trainedLeNet(), Digits.test().subList(0, 500));
    assertEquals(List.of(), FigureRules.violations(score.figure()));
    assertTrue(score.toString().contains("no. 18, a 3"), score.toString());
  }

  @Test
  void digitsAreCentredInTheFieldThatLeNet5Takes() {
    var digit = Digits.test(7);
    assertEquals(Shape.of(1, 1, 32, 32), digit.image().shape());
    assertEquals(digit.pixels().at(0, 0, 10, 12), digit.image().at(0, 0, 12, 14));
    assertEquals(digit.pixels(), digit.image(28));
    assertEquals(digit.pixels().at(0, 0, 10, 12), digit.moved(3, -1).at(0, 0, 9, 15));
    assertEquals(Shape.of(1, 10), Networks.leNet5().run(digit.image()).output().shape());
  }

  @Test
  void aDigitThatIsNotThereIsRefusedWithTheRange() {
    String message =
        assertThrows(IndexOutOfBoundsException.class, () -> Digits.test(2000)).getMessage();
    assertTrue(message.contains("0 to 1,999"), message);
  }
}
