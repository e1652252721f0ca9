package org.receptive.viz.figure;

import java.util.ArrayList;
import java.util.List;

/**
 * One line of text in runs: plain, slanted, heavier, lowered or raised.
 *
 * @param runs the pieces, left to right
 */
public record RichText(List<Run> runs) {
  /** Subscripts and superscripts are set at this share of the size of the line. */
  private static final double SCRIPT_SCALE = 0.78;

  private static final double SUBSCRIPT_DROP = 0.22;
  private static final double SUPERSCRIPT_RISE = 0.36;

  /**
   * A piece of a line.
   *
   * @param text its letters
   * @param face its face
   * @param scale its size as a share of the size of the line
   * @param rise how far it is raised above the baseline, in em of the line (negative: lowered)
   */
  public record Run(String text, Face face, double scale, double rise) {}

  /** Copies the list. */
  public RichText {
    runs = List.copyOf(runs);
  }

  /** Text that is set as it stands. */
  public static RichText plain(String text, Face face) {
    return new RichText(text.isEmpty() ? List.of() : List.of(new Run(text, face, 1, 0)));
  }

  /**
   * Reads the small mark-up of formula lines: {@code *n*} is slanted, {@code !9!} semibold, {@code
   * _{out}} lowered, {@code ^{2}} raised; a backslash keeps the next character as it is.
   *
   * @param markup the marked-up line
   * @param face the face of everything unmarked
   */
  public static RichText parse(String markup, Face face) {
    List<Run> runs = new ArrayList<>();
    StringBuilder pending = new StringBuilder();
    boolean slanted = false;
    boolean heavy = false;
    double scale = 1;
    double rise = 0;
    for (int i = 0; i < markup.length(); i++) {
      char c = markup.charAt(i);
      Face current = slanted ? Face.ITALIC : heavy ? Face.SEMIBOLD : face;
      boolean script = (c == '_' || c == '^') && markup.startsWith("{", i + 1);
      if (c == '\\' && i + 1 < markup.length()) {
        pending.append(markup.charAt(++i));
      } else if (c == '*' || c == '!' || script || (c == '}' && scale != 1)) {
        flush(pending, new Run("", current, scale, rise), runs);
        slanted ^= c == '*';
        heavy ^= c == '!';
        if (script) {
          i++;
          scale = SCRIPT_SCALE;
          rise = c == '_' ? -SUBSCRIPT_DROP : SUPERSCRIPT_RISE;
        } else if (c == '}') {
          scale = 1;
          rise = 0;
        }
      } else {
        pending.append(c);
      }
    }
    flush(pending, new Run("", face, scale, rise), runs);
    return new RichText(runs);
  }

  private static void flush(StringBuilder pending, Run like, List<Run> runs) {
    if (!pending.isEmpty()) {
      runs.add(new Run(pending.toString(), like.face(), like.scale(), like.rise()));
      pending.setLength(0);
    }
  }

  /** The letters alone. */
  public String letters() {
    StringBuilder all = new StringBuilder();
    runs.forEach(run -> all.append(run.text()));
    return all.toString();
  }

  /** Width in px when set at {@code size} px. */
  public double width(double size) {
    double width = 0;
    for (Run run : runs) {
      width += run.face().width(run.text()) * run.scale() * size;
    }
    return width;
  }
}
