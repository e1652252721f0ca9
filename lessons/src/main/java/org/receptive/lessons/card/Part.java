package org.receptive.lessons.card;

import java.util.List;

/** A piece of a card, from top to bottom. */
public sealed interface Part {

  /**
   * A paragraph.
   *
   * @param lead a word or two in heavier letters before it; empty for none
   * @param text plain text
   */
  record Paragraph(String lead, String text) implements Part {}

  /**
   * A way to another place.
   *
   * @param lead a word or two in heavier letters before it
   * @param text what is there
   * @param target its address, such as the name of a file beside the notebook
   */
  record Link(String lead, String text, String target) implements Part {}

  /**
   * Two lists side by side, to be compared.
   *
   * @param left the first
   * @param right the second
   */
  record Comparison(Sheet left, Sheet right) implements Part {}

  /**
   * A list of lines with a result at the right end of each.
   *
   * @param heading above the lines
   * @param lines from top to bottom
   */
  record Sheet(String heading, List<Line> lines) implements Part {
    /** Copies the list. */
    public Sheet {
      lines = List.copyOf(lines);
    }

    /** A sheet of the given lines. */
    public static Sheet of(String heading, Line... lines) {
      return new Sheet(heading, List.of(lines));
    }
  }

  /**
   * One line of a sheet.
   *
   * @param text at the left: what is computed
   * @param result at the right: what comes out; may be empty
   * @param strong whether this is the sum or the result
   */
  record Line(String text, String result, boolean strong) {
    /** A line. */
    public static Line of(String text, String result) {
      return new Line(text, result, false);
    }

    /** The last line of a computation. */
    public static Line total(String text, String result) {
      return new Line(text, result, true);
    }
  }

  /** A paragraph without a lead. */
  static Paragraph paragraph(String text) {
    return new Paragraph("", text);
  }

  /** A paragraph with a lead. */
  static Paragraph paragraph(String lead, String text) {
    return new Paragraph(lead, text);
  }
}
