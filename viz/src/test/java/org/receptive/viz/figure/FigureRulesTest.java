package org.receptive.viz.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.util.List;
import org.junit.jupiter.api.Test;

class FigureRulesTest {
  private static List<String> rulesBrokenBy(SceneBuilder marks, double width, double height) {
    return FigureRules.violations(Figure.of(marks.build(width, height), "t", "d", "w"));
  }

  private static void assertBroken(String part, List<String> found) {
    assertEquals(1, found.size(), found.toString());
    assertTrue(found.getFirst().contains(part), found.toString());
  }

  @Test
  void overlappingLabelsAreFound() {
    SceneBuilder marks =
        Scene.builder()
            .text(10, 20, "first", TextStyle.body())
            .text(20, 22, "second", TextStyle.body());
    assertBroken("overlap", rulesBrokenBy(marks, 100, 40));
  }

  @Test
  void aPictureWiderThanTheNotebookIsFound() {
    assertBroken("721 px wide", rulesBrokenBy(Scene.builder(), 721, 40));
  }

  @Test
  void smallLettersAreFound() {
    SceneBuilder marks = Scene.builder().text(10, 20, "tiny", TextStyle.of(9));
    assertBroken("appears at 9.0 px", rulesBrokenBy(marks, 100, 40));
  }

  @Test
  void aHyphenForAMinusIsFound() {
    SceneBuilder marks = Scene.builder().text(10, 20, "\u230a-10 / 2\u230b", TextStyle.body());
    assertBroken("has a hyphen for a minus", rulesBrokenBy(marks, 100, 40));
    SceneBuilder right = Scene.builder().text(10, 20, "VGG-16, \u22121, 1e-7", TextStyle.body());
    assertEquals(List.of(), rulesBrokenBy(right, 200, 40));
  }

  @Test
  void aLabelThatLeavesItsContainerIsFound() {
    SceneBuilder marks =
        Scene.builder().textIn(new Bounds(10, 10, 20, 20), "too long for it", TextStyle.body());
    assertBroken("leaves its container", rulesBrokenBy(marks, 200, 40).subList(1, 2));
  }

  @Test
  void aLabelThatLeavesThePanelIsFound() {
    SceneBuilder marks = Scene.builder().text(80, 20, "outside", TextStyle.body());
    assertBroken("leaves the panel", rulesBrokenBy(marks, 100, 40));
  }

  /** A front end without our font sets it wider, and would cut its end off. */
  @Test
  void aLabelThatFillsThePanelToItsEdgeIsFound() {
    String words = "up to the edge of the panel";
    double width = TextMetrics.width(words, TextStyle.body());
    SceneBuilder marks = Scene.builder().text(10, 20, words, TextStyle.body());
    assertBroken("leaves the panel", rulesBrokenBy(marks, 10 + width + 1, 40));
  }

  @Test
  void lettersThatAreHardToReadAreFound() {
    SceneBuilder marks =
        Scene.builder().text(10, 20, "pale", TextStyle.body().color(Color.LIGHT_GRAY));
    assertBroken("contrast", rulesBrokenBy(marks, 100, 40));
  }

  @Test
  void aLetterOutsideTheFontIsFound() {
    SceneBuilder marks = Scene.builder().text(10, 20, "\u6f22", TextStyle.body());
    assertBroken("U+6F22", rulesBrokenBy(marks, 100, 40));
  }
}
