package org.receptive.viz.architecture;

import java.util.ArrayList;
import java.util.List;
import org.receptive.viz.figure.TextMetrics;
import org.receptive.viz.figure.TextStyle;

/** Breaks text into lines. */
final class Words {
  private Words() {}

  /** Keeps two words on one line. */
  static final char GLUE = '\u00a0';

  /** Lines of at most {@code width} px, broken at spaces; a longer word stands alone. */
  static List<String> wrap(String text, double width, TextStyle style) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && TextMetrics.reservedWidth(longer, style) > width) {
        lines.add(line.toString().replace(GLUE, ' '));
        line.setLength(0);
        line.append(word);
      } else {
        line.setLength(0);
        line.append(longer);
      }
    }
    lines.add(line.toString().replace(GLUE, ' '));
    return List.copyOf(lines);
  }
}
