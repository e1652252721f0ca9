package org.receptive.viz.chart;

import java.util.ArrayList;
import java.util.List;
import org.receptive.viz.figure.TextMetrics;
import org.receptive.viz.figure.TextStyle;

/** Words in lines of a given width. */
final class Wrapping {
  /** After these a line may end. */
  private static final String ENDS = "(?<=[ _/-])";

  private Wrapping() {}

  /** Lines of at most {@code width} px, with the reserve for other fonts; long words are cut. */
  static List<String> lines(String text, double width, TextStyle style) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : text.strip().split(ENDS)) {
      if (!line.isEmpty() && !fits(line + word, width, style)) {
        lines.add(line.strip());
        line = "";
      }
      line += word;
      while (!fits(line, width, style) && line.codePointCount(0, line.length()) > 1) {
        int cut = longestStart(line, width, style);
        lines.add(line.substring(0, cut));
        line = line.substring(cut);
      }
    }
    if (!line.isBlank()) {
      lines.add(line.strip());
    }
    return lines;
  }

  /** The text, or its start with dots behind it where it is longer than {@code width} px. */
  static String shortened(String text, double width, TextStyle style) {
    if (fits(text, width, style)) {
      return text;
    }
    String start = text;
    while (!start.isEmpty() && !fits(start + "\u2026", width, style)) {
      start = start.substring(0, start.offsetByCodePoints(start.length(), -1));
    }
    return start.stripTrailing() + "\u2026";
  }

  /** Whether every word is narrower than {@code width} px. */
  static boolean wordsFit(String text, double width, TextStyle style) {
    for (String word : text.split(ENDS)) {
      if (!fits(word, width, style)) {
        return false;
      }
    }
    return true;
  }

  private static boolean fits(String text, double width, TextStyle style) {
    return TextMetrics.reservedWidth(text.strip(), style) <= width;
  }

  private static int longestStart(String line, double width, TextStyle style) {
    int cut = line.offsetByCodePoints(0, 1);
    while (cut < line.length()) {
      int next = line.offsetByCodePoints(cut, 1);
      if (!fits(line.substring(0, next), width, style)) {
        break;
      }
      cut = next;
    }
    return cut;
  }
}
