package org.receptive.viz.steps;

import java.util.ArrayList;
import java.util.List;
import org.receptive.viz.figure.RichText;
import org.receptive.viz.figure.TextMetrics;
import org.receptive.viz.figure.TextStyle;

/**
 * Words set in lines of a given width.
 *
 * @param lines each a line in the mark-up of formula lines
 * @param style how they are set
 */
record Prose(List<String> lines, TextStyle style) {
  private static final double LEADING = 1.45;

  /** Breaks marked-up text between words; a single word is never broken. */
  static Prose formula(String markup, TextStyle style, double width) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : markup.split(" ")) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty()
          && TextMetrics.formulaWidth(longer, style) * TextMetrics.RESERVE > width) {
        lines.add(line);
        line = word;
      } else {
        line = longer;
      }
    }
    if (!line.isEmpty()) {
      lines.add(line);
    }
    return new Prose(List.copyOf(lines), style);
  }

  /** Breaks plain text between words. */
  static Prose plain(String text, TextStyle style, double width) {
    return formula(text.replaceAll("([\\\\*!_^}])", "\\\\$1"), style, width);
  }

  /** The letters of marked-up text alone. */
  static String letters(String markup, TextStyle style) {
    return RichText.parse(markup, style.face()).letters();
  }

  double lineHeight() {
    return style.size() * LEADING;
  }

  double height() {
    return lines.size() * lineHeight();
  }

  /** Draws the lines below {@code y}. */
  void draw(org.receptive.viz.figure.SceneBuilder scene, double x, double y) {
    double baseline = y + style.size();
    for (String line : lines) {
      scene.formula(x, baseline, line, style);
      baseline += lineHeight();
    }
  }
}
