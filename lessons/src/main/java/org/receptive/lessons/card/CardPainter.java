package org.receptive.lessons.card;

import java.util.ArrayList;
import java.util.List;
import org.receptive.viz.figure.Palette;
import org.receptive.viz.figure.Scene;
import org.receptive.viz.figure.SceneBuilder;
import org.receptive.viz.figure.Style;
import org.receptive.viz.figure.TextMetrics;
import org.receptive.viz.figure.TextStyle;

/** Paints a card from top to bottom; text wraps by its measured width. */
final class CardPainter {
  private static final double WIDTH = 680;
  private static final double BAR = 6;
  private static final double MARGIN = 22;
  private static final double RIGHT_EDGE = WIDTH - 16;
  private static final double GAP = 12;
  private static final double LINE = 20;
  private static final double PADDING = 8;
  private static final double SYMBOL_RADIUS = 9;

  private final SceneBuilder scene = Scene.builder();
  private double y = 14;

  Scene paint(Card card) {
    symbol(card.tone());
    wrapped(card.title(), TextStyle.heading(), MARGIN + 2 * SYMBOL_RADIUS + 8, RIGHT_EDGE);
    card.parts().forEach(this::paint);
    double height = y + 12;
    scene.rect(0, 0, BAR, height, Style.fill(card.tone().color()));
    return scene.build(WIDTH, height);
  }

  /** The symbols are drawn, since fonts do not agree on their glyphs. */
  private void symbol(Tone tone) {
    double x = MARGIN + SYMBOL_RADIUS;
    double middle = y + LINE / 2;
    scene.circle(x, middle, SYMBOL_RADIUS, Style.fill(tone.color()));
    Style pen = Style.line(Palette.readableOn(tone.color()), 2);
    switch (tone) {
      case RIGHT -> scene.polyline(pen, x - 4, middle, x - 1, middle + 3.5, x + 4.5, middle - 3.5);
      case WRONG -> {
        scene.line(x - 3.5, middle - 3.5, x + 3.5, middle + 3.5, pen);
        scene.line(x - 3.5, middle + 3.5, x + 3.5, middle - 3.5, pen);
      }
      case ROUGHLY -> {
        for (double dy : new double[] {-2.5, 2.5}) {
          double at = middle + dy;
          scene.polyline(pen, x - 4.5, at + 1, x - 2, at - 1, x + 2, at + 1, x + 4.5, at - 1);
        }
      }
      case QUESTION -> {
        TextStyle letter = TextStyle.of(13).semibold().on(tone.color()).centered();
        scene.text(x, middle + TextMetrics.baselineBelowMiddle(letter), "?", letter);
      }
    }
  }

  private void paint(Part part) {
    y += 6;
    switch (part) {
      case Part.Paragraph paragraph -> paragraph(paragraph.lead(), paragraph.text());
      case Part.Link link -> paragraph(link.lead(), link.text());
      case Part.Sheet sheet -> y = sheet(sheet, MARGIN, RIGHT_EDGE);
      case Part.Comparison both -> {
        double half = (RIGHT_EDGE - MARGIN - GAP) / 2;
        double top = y;
        double leftEnd = sheet(both.left(), MARGIN, MARGIN + half);
        y = top;
        double rightEnd = sheet(both.right(), MARGIN + half + GAP, RIGHT_EDGE);
        y = Math.max(leftEnd, rightEnd);
      }
    }
  }

  private void paragraph(String words, String text) {
    double left = MARGIN;
    if (!words.isEmpty()) {
      TextStyle lead = TextStyle.body().semibold();
      scene.text(left, y + LINE * 0.7, words, lead);
      left += TextMetrics.reservedWidth(words, lead) + GAP;
    }
    wrapped(text, TextStyle.body(), left, RIGHT_EDGE);
  }

  /** Paints a sheet from the current height and gives where it ends. */
  private double sheet(Part.Sheet sheet, double left, double right) {
    double top = y;
    SceneBuilder content = Scene.builder();
    double line = top + PADDING;
    TextStyle heading = TextStyle.body().semibold().color(Palette.MUTED_TEXT).on(Palette.FAINT);
    for (String words : lines(sheet.heading(), heading, right - left - 2 * PADDING)) {
      content.text(left + PADDING, line + LINE * 0.7, words, heading);
      line += LINE;
    }
    for (Part.Line row : sheet.lines()) {
      line = row(row, content, line, left + PADDING, right - PADDING);
    }
    double bottom = line + PADDING;
    scene.rect(left, top, right - left, bottom - top, 3, Style.fill(Palette.FAINT));
    scene.scene(0, 0, content.build(WIDTH, bottom));
    return bottom;
  }

  private static double row(
      Part.Line row, SceneBuilder content, double top, double left, double right) {
    TextStyle style = TextStyle.body().on(Palette.FAINT);
    TextStyle letters = row.strong() ? style.semibold() : style;
    if (row.strong()) {
      content.line(left, top + 1, right, top + 1, Style.line(Palette.OUTLINE, 1));
    }
    double result = TextMetrics.reservedWidth(row.result(), letters);
    content.text(right, top + LINE * 0.7, row.result(), letters.endingHere());
    double y = top;
    for (String line : lines(row.text(), letters, right - left - result - GAP)) {
      content.text(left, y + LINE * 0.7, line, letters);
      y += LINE;
    }
    return Math.max(y, top + LINE);
  }

  private void wrapped(String text, TextStyle style, double left, double right) {
    for (String line : lines(text, style, right - left)) {
      scene.text(left, y + LINE * 0.7, line, style);
      y += LINE;
    }
  }

  /** Breaks text between words so that no line is wider than the given px. */
  static List<String> lines(String text, TextStyle style, double width) {
    List<String> lines = new ArrayList<>();
    for (String paragraph : text.split("\n", -1)) {
      StringBuilder line = new StringBuilder();
      for (String word : paragraph.split(" ")) {
        String longer = line.isEmpty() ? word : line + " " + word;
        if (!line.isEmpty() && TextMetrics.reservedWidth(longer, style) > width) {
          lines.add(line.toString());
          line.setLength(0);
          line.append(word);
        } else {
          line.setLength(0);
          line.append(longer);
        }
      }
      lines.add(line.toString());
    }
    return lines;
  }
}
