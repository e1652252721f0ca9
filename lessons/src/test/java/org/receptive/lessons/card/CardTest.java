package org.receptive.lessons.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.receptive.lessons.Lessons;
import org.receptive.viz.figure.FigureRules;
import org.receptive.viz.figure.MimeBundle;
import org.receptive.viz.figure.TextMetrics;
import org.receptive.viz.figure.TextStyle;

class CardTest {
  private static final String LONG =
      "A sentence that is much longer than a line, so that it has to be broken between words, and"
          + " then once more, because it simply goes on and on until nobody reads it any longer.";

  private static Card card(Tone tone) {
    return Card.of(
        tone,
        "A title with <angle brackets> & \"quotes\"",
        Part.paragraph("Lead", LONG),
        new Part.Comparison(
            Part.Sheet.of("left", Part.Line.of(LONG, "1,690"), Part.Line.total("sum", "338,460")),
            Part.Sheet.of("right", Part.Line.total("sum", "392,460"))));
  }

  @Test
  void everyToneIsDrawnWithinTheRulesOfFigures() {
    for (Tone tone : Tone.values()) {
      assertEquals(List.of(), FigureRules.violations(picture(card(tone))), tone.name());
    }
  }

  /** The picture of a card, whose page form is text. */
  private static org.receptive.viz.figure.Figure picture(Card card) {
    return org.receptive.viz.figure.Figure.of(
        card.scene(), card.title(), card.description(), card.text());
  }

  @Test
  void noMeaningRestsOnColourAlone() {
    assertEquals(
        Tone.values().length,
        java.util.Arrays.stream(Tone.values()).map(Tone::symbol).distinct().count());
    for (Tone tone : Tone.values()) {
      assertTrue(card(tone).html().contains(">" + tone.symbol() + "<"));
      assertTrue(card(tone).text().startsWith(tone.symbol()));
    }
  }

  @Test
  void markupInTextIsEscapedAndNothingNeedsAScript() {
    String html = card(Tone.RIGHT).html();
    assertTrue(html.contains("&lt;angle brackets&gt; &amp; &quot;quotes&quot;"), html);
    for (String refused : List.of("<script", " class=", " id=", "<style")) {
      assertFalse(html.contains(refused), refused);
    }
  }

  @Test
  void linesBreakBetweenWordsAndStayInTheirWidth() {
    TextStyle style = TextStyle.body();
    List<String> lines = CardPainter.lines(LONG, style, 200);
    assertEquals(LONG, String.join(" ", lines));
    for (String line : lines) {
      assertTrue(TextMetrics.reservedWidth(line, style) <= 200, line);
    }
  }

  @Test
  void aCaptionStandsUnderTheFigureAndInItsText() {
    Captioned captioned = Lessons.look(card(Tone.WRONG), "Look at the sum.");
    assertTrue(captioned.html().endsWith("Look at the sum.</div>"));
    String style = captioned.html().substring(captioned.html().lastIndexOf("<div"));
    assertFalse(style.contains("color") || style.contains("background"), "the theme's own colours");
    assertTrue(captioned.mimeBundle().data().get(MimeBundle.TEXT).endsWith("Look at the sum."));
    assertThrows(IllegalArgumentException.class, () -> Lessons.look(card(Tone.WRONG), " "));
    String message =
        assertThrows(IllegalArgumentException.class, () -> Lessons.look(3, "words")).getMessage();
    assertTrue(message.contains("Integer"), message);
  }

  @Test
  void wordsOfASheetHaveTheWholeWidthWhereNothingStandsBesideThem() {
    String html =
        Card.of(Tone.RIGHT, "t", Part.Sheet.of("h", Part.Line.of(LONG, ""), Part.Line.of("a", "1")))
            .html();
    assertTrue(html.contains("table-layout:auto"), "JupyterLab gives all columns one width");
    assertEquals(2, html.split("colspan=\"2\"", -1).length - 1, "heading and long words");
  }
}
