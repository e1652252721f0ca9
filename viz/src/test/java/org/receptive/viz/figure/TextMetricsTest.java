package org.receptive.viz.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.Rectangle2D;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TextMetricsTest {
  @ParameterizedTest
  @EnumSource(Face.class)
  void everyFaceCoversWhatFormulasNeed(Face face) {
    "azAZ09×·−–≤≥≈→←Σ√αβ²³½…•✓⌊⌋⌈⌉()[]{}/%"
        .codePoints()
        .forEach(c -> assertTrue(face.covers(c), () -> face + " lacks " + Character.toString(c)));
  }

  @ParameterizedTest
  @EnumSource(Face.class)
  void anOutlineIsAboutAsWideAsItsAdvance(Face face) {
    String text = "Hamburgefonstiv 0123456789 ⌊n⌋";
    Rectangle2D outline = face.outline(text).getBounds2D();
    assertEquals(face.width(text), outline.getWidth(), 0.35);
  }

  @ParameterizedTest
  @EnumSource(Face.class)
  void numbersOfAsManyDigitsAreEquallyWide(Face face) {
    assertEquals(face.width("8888"), face.width("1117"), 1e-12);
  }

  @Test
  void capitalsReachTheStatedHeight() {
    assertEquals(Face.CAP_HEIGHT, -Face.REGULAR.outline("H").getBounds2D().getMinY(), 0.005);
  }

  @Test
  void markUpGivesRuns() {
    RichText text = RichText.parse("*n*_{out} = !9! \\* x^{2}", Face.REGULAR);
    assertEquals("nout = 9 * x2", text.letters());
    assertEquals(
        List.of(Face.ITALIC, Face.REGULAR, Face.REGULAR, Face.SEMIBOLD, Face.REGULAR, Face.REGULAR),
        text.runs().stream().map(RichText.Run::face).toList());
    assertTrue(text.runs().get(1).rise() < 0);
    assertTrue(text.runs().get(5).rise() > 0);
  }

  @Test
  void aTurnedLabelHasATurnedBox() {
    Bounds flat = TextMetrics.box(50, 100, 100, TextStyle.of(10));
    Bounds turned = TextMetrics.box(50, 100, 100, TextStyle.of(10).rotated(-90));
    assertEquals(flat.width(), turned.height(), 1e-9);
    assertEquals(flat.height(), turned.width(), 1e-9);
    assertEquals(50, turned.y(), 1e-9);
  }
}
