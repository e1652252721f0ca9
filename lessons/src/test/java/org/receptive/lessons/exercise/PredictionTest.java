package org.receptive.lessons.exercise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.receptive.lessons.Lessons.predict;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PredictionTest {

  private static boolean isRight(String revealed) {
    return revealed.contains("You predicted it");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"28", " 28 ", "28.0", "28 pixels", "about 28", "28.", "+28", "2.8e1", "is it 28?"})
  void aNumberInWordsIsANumber(String guess) {
    assertTrue(isRight(predict("q", guess).reveal(28).toString()), guess);
    assertTrue(isRight(predict("q", guess).reveal("28").toString()), guess);
  }

  @ParameterizedTest
  @ValueSource(strings = {"27", "not 28", "27 or 28", "28 x 28", "conv28", "VGG-28", "-28", "2,8"})
  void anotherNumberOrSeveralOrNoneIsNoRightOne(String guess) {
    assertFalse(isRight(predict("q", guess).reveal(28).toString()), guess);
  }

  @Test
  void thousandsMillionsAndMinusSignsAreRead() {
    assertTrue(isRight(predict("q", "392,460").reveal(392_460).toString()));
    assertTrue(isRight(predict("q", "392_460").reveal(392_460).toString()));
    assertTrue(isRight(predict("q", "138 million").reveal(138e6).toString()));
    assertTrue(isRight(predict("q", "\u22122.5").reveal(-2.5).toString()));
    assertTrue(isRight(predict("q", 1900).reveal("1900").toString()));
  }

  @Test
  void aWrongNumberInWordsIsToldHowFarItIsOff() {
    assertTrue(predict("q", "27").reveal(28).toString().contains("Off by one."));
  }

  @ParameterizedTest
  @CsvSource({
    "move, move along",
    "moves along, move along",
    "They move along., move along",
    "ALONG, move along",
    "input, the input",
    "its input, the input",
    "the inputs!, the input",
    "the input itself, the input",
    "zero, zeros",
    "all zeros, zeros",
    "vgg19, VGG-19",
    "the VGG 19, VGG-19",
    "ResNet, ResNet-34",
    "It doesn\u2019t move, does not move",
    "FC1, fc1"
  })
  void theSameInOtherWordsIsRight(String guess, String actual) {
    assertTrue(isRight(predict("q", guess).reveal(actual).toString()), guess);
  }

  @ParameterizedTest
  @CsvSource({
    "stay, move along",
    "not the input, the input",
    "never move, move along",
    "It doesn't move along, move along",
    "move along, not move along",
    "it, the input",
    "not, not the input",
    "'', the input",
    "conv2, fc1",
    "ResNet-34, VGG-19",
    "VGG-16, VGG-19",
    "5, 1.5 times"
  })
  void somethingElseIsNot(String guess, String actual) {
    assertFalse(isRight(predict("q", guess).reveal(actual).toString()), guess);
  }

  @Test
  void aGuessIsNeverWrittenAsTheNumberThatItIsNot() {
    String near = predict("q", 6348.0001).reveal(6348).toString();
    assertTrue(near.contains("6,348.0001") && near.contains("Off by 0.0001."), near);
    String far = predict("q", 1e300).reveal(28).toString();
    assertTrue(far.contains("1e300") && far.length() < 200, far);
  }

  @Test
  void nothingIsNoPredictionAndTheRefusalSaysWhatIsNeeded() {
    assertEquals(
        "A prediction needs a question and a guess, a number or some words; the guess is null.",
        refusal(() -> predict("q", null)));
    assertTrue(refusal(() -> predict(null, 3)).contains("the question is null"));
    assertTrue(refusal(() -> predict(null, "stay")).contains("the question is null"));
    assertTrue(refusal(() -> predict("q", "stay").reveal(null)).contains("\"q\" is null"));
  }

  private static String refusal(Executable prediction) {
    return assertThrows(IllegalArgumentException.class, prediction).getMessage();
  }
}
