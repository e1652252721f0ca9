package org.receptive.lessons.claim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.receptive.lessons.Lessons.claim;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.receptive.lessons.claim.Verdict.Ruling;
import org.receptive.lessons.exercise.Prediction;
import org.receptive.lessons.networks.Networks;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.FigureRules;

class ClaimTest {

  @Test
  void theSumOfSlideSixIsWrongAndBothComputationsAreShown() {
    Verdict verdict = claim("slide 6", 338_460).about(Networks.introNet().parameterCount());
    assertEquals(Ruling.WRONG, verdict.ruling());
    for (String shown : List.of("338,460", "392,460", "1,690", "1,960", "13 x 13 x 10", "260")) {
      assertTrue(verdict.toString().contains(shown), shown + " in\n" + verdict);
    }
  }

  @Test
  void whatComesOfADivisionByZeroIsRightNowhere() {
    for (double nonsense : new double[] {1.0 / 0, -1.0 / 0, Double.NaN}) {
      String refused =
          assertThrows(IllegalArgumentException.class, () -> claim("slide 6", nonsense))
              .getMessage();
      assertEquals(
          "The claim on slide 6 can't be that it is %s; a finite number is needed."
              .formatted(nonsense),
          refused);
      String guessed = Prediction.of("q", nonsense).reveal(392_460).toString();
      assertTrue(guessed.contains("Not what you predicted"), guessed);
      assertTrue(guessed.contains("no finite number"), guessed);
      String computed = Prediction.of("q", 392_460).reveal(nonsense).toString();
      assertTrue(computed.contains("Not what you predicted"), computed);
    }
  }

  @Test
  void aboutSixtyThousandIsImpreciseForTheRemakeAndHoldsForTheNetworkOf1998() {
    Claim claim = claim("slide 8", 60_000);
    assertEquals(Ruling.IMPRECISE, claim.about(61_706).ruling());
    assertEquals(Ruling.HOLDS, claim.about(60_000).ruling());
  }

  @Test
  void theLayersParametersAndMemoryOfAlexNetAreJudged() {
    long parameters = Networks.alexNet().parameterCount();
    assertEquals(Ruling.WRONG, claim("slide 9", 12).about(8).ruling());
    assertEquals(Ruling.IMPRECISE, claim("slide 9", 60e6).about(parameters).ruling());
    Verdict memory = claim("slide 9", 255, "MB").about(4 * parameters / 1e6);
    assertEquals(Ruling.WRONG, memory.ruling());
    assertTrue(memory.toString().contains("243.9 MB"), memory.toString());
    assertTrue(memory.toString().contains("249.5 MB"), memory.toString());
  }

  @Test
  void theMemoryOfVggIsWrongInMegabytesAndInMebibytes() {
    double bytes = 4.0 * Networks.vgg16().parameterCount();
    for (double unit : new double[] {1e6, 1024 * 1024}) {
      Verdict verdict = claim("slide 10", 522, "MB").about(bytes / unit);
      assertEquals(Ruling.WRONG, verdict.ruling());
      assertTrue(verdict.toString().contains("553.4 MB"), verdict.toString());
      assertTrue(verdict.toString().contains("527.8 MiB"), verdict.toString());
    }
  }

  @Test
  void aPercentSignStandsAtItsNumber() {
    String text = claim("slide 17", 15.3, "%").about(18.2).toString();
    assertTrue(text.contains("Slide 17 says 15.3%. That is imprecise: it is 18.2%."), text);
    assertTrue(claim("slide 1", 3, "%").about(4).toString().contains("3%"));
  }

  @Test
  void aClaimThatHoldsIsASentence() {
    String text = claim("slide 13", 0, "difference").about(0).toString();
    assertTrue(text.contains("Slide 13 says 0 difference. That is right."), text);
    String condition = claim("slide 9", 13, "pixels").about(11).toString();
    assertTrue(condition.contains("without it, it is 11 pixels."), condition);
  }

  @Test
  void aNegativeNumberHasAMinusSign() {
    String text = claim("a web page", 3).about(-2.5).toString();
    assertTrue(text.contains("it is \u22122.5."), text);
  }

  @Test
  void aFairRoundingHolds() {
    Verdict verdict = claim("slide 10", 138e6).about(Networks.vgg16().parameterCount());
    assertEquals(Ruling.HOLDS, verdict.ruling());
  }

  @Test
  void theMissingFloorOfSlideFiveIsExplained() {
    Verdict verdict = claim("slide 5", 54.25).about(54);
    assertEquals(Ruling.IMPRECISE, verdict.ruling());
    assertTrue(verdict.toString().contains("rounds down"), verdict.toString());
  }

  @Test
  void aFactorOfAKnownConventionIsNamed() {
    double bytes = 4.0 * Networks.vgg19().parameterCount();
    String megabytes =
        claim("a web page", bytes / (1024 * 1024), "MB").about(bytes / 1e6).toString();
    assertTrue(megabytes.contains("MiB"), megabytes);
    String operations = claim("a web page", 2e9).about(1e9).toString();
    assertTrue(operations.contains("multiply-accumulates"), operations);
  }

  @Test
  void everySlideOfTheFirstFourNotebooksThatErrsIsListedWithinTheRulesOfFigures() {
    Set<Integer> slides =
        Errata.all().list().stream().map(Erratum::slide).collect(Collectors.toSet());
    assertEquals(Set.of(4, 5, 6, 8, 9, 10, 12, 15, 17, 19, 23, 24, 25, 27), slides);
    assertEquals(List.of(), FigureRules.violations(painted(Errata.all().figure())));
    for (Erratum erratum : Errata.all().list()) {
      assertEquals(List.of(), FigureRules.violations(painted(erratum.figure())), erratum.says());
    }
  }

  /** A card as a picture, which is held to the rules of pictures. */
  private static Figure painted(Figure card) {
    return Figure.of(card.scene(), card.title(), card.description(), card.text());
  }

  @Test
  void theComputedNumbersOfTheErrataAreThoseOfTheList() {
    String all =
        Errata.all().list().stream().map(e -> e.figure().text()).collect(Collectors.joining());
    for (String number :
        List.of(
            "392,460",
            "61,706",
            "60,000",
            "60,965,224",
            "62,378,344",
            "138,357,544",
            "6,176",
            "1,930",
            "13,378,280")) {
      assertTrue(all.contains(number), number);
    }
  }

  @Test
  void theNumbersOfSlidesSeventeenToTwentyFiveAreJudged() {
    assertEquals(Ruling.IMPRECISE, claim("slide 17", 15.3, "%").about(18.2).ruling());
    Verdict growth = claim("slide 19", 224, "channels").about(32);
    assertEquals(Ruling.WRONG, growth.ruling());
    assertTrue(growth.toString().contains("k0 + k L"), growth.toString());
    Verdict naive =
        claim("slide 25", 256, "channels")
            .about(Networks.inceptionNaive().outputShape().channels());
    assertEquals(Ruling.WRONG, naive.ruling());
    assertTrue(naive.toString().contains("416"), naive.toString());
  }

  @Test
  void wordsCannotBeComparedWithANumber() {
    Claim words = claim("slide 4", "invariant to translation");
    assertThrows(IllegalArgumentException.class, () -> words.about(3));
    assertThrows(IllegalArgumentException.class, () -> claim("slide 6", 3).about(Double.NaN));
  }

  @Test
  void nothingIsNoClaimAndTheRefusalSaysWhatIsNeeded() {
    assertRefused(() -> claim(null, 3), "slide 6");
    assertRefused(() -> claim(null, "words"), "slide 6");
    assertRefused(() -> claim("slide 6", null), "some words");
    assertRefused(() -> claim("slide 6", 3, null), "unit");
    assertRefused(() -> claim("slide 4", "words").about(null), "measured");
  }

  private static void assertRefused(Executable claim, String needed) {
    String message = assertThrows(IllegalArgumentException.class, claim).getMessage();
    assertTrue(message.contains("null") && message.contains(needed), message);
  }

  @Test
  void theErrataOfASlideAreListedAndASlideWithoutSaysSo() {
    String nine = Errata.ofSlide(9).toString();
    for (String says : List.of("12 layers", "60 million", "255 MB", "need p = 1")) {
      assertTrue(nine.contains(says), nine);
    }
    assertTrue(Errata.ofSlide(7).toString().contains("Nothing is known"));
  }

  @Test
  void aNumberThatIsRightUnderAConditionGetsOneVerdictThatNamesIt() {
    Verdict verdict = claim("slide 9", 13, "pixels").about(11);
    assertEquals(Verdict.Ruling.IMPRECISE, verdict.ruling());
    String text = verdict.toString();
    assertTrue(text.contains("right with p = 1"), text);
    assertFalse(text.contains("wrong"), text);
  }

  @Test
  void aClaimLeadsToItsErratumAndAnErratumToItsNotebook() {
    String claim = claim("slide 9", 13, "pixels").about(11).toString();
    assertTrue(claim.contains("Errata.ofSlide(9)"), claim);
    String errata = Errata.ofSlide(9).figure().html();
    assertTrue(errata.contains("href=\"02-classic-networks.ipynb\""), errata);
    for (Erratum erratum : Errata.all().list()) {
      assertTrue(erratum.figure().html().contains(".ipynb\""), erratum::says);
    }
  }
}
