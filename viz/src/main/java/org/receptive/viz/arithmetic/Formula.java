package org.receptive.viz.arithmetic;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.receptive.viz.figure.Face;
import org.receptive.viz.figure.RichText;

/** A formula that can be read out, typeset by LaTeX, and drawn. */
public sealed interface Formula {
  /** As plain text on one line. */
  String text();

  /** As LaTeX, without the dollar signs. */
  String latex();

  /**
   * A number, a sign or a variable.
   *
   * @param text as plain text
   * @param latex as LaTeX
   * @param markup as {@link RichText#parse} reads it
   */
  record Atom(String text, String latex, String markup) implements Formula {}

  /**
   * Parts in a row.
   *
   * @param parts left to right
   */
  record Row(List<Formula> parts) implements Formula {
    /** Copies the parts. */
    public Row {
      parts = List.copyOf(parts);
    }

    @Override
    public String text() {
      return parts.stream().map(Formula::text).collect(Collectors.joining());
    }

    @Override
    public String latex() {
      return parts.stream().map(Formula::latex).collect(Collectors.joining());
    }
  }

  /**
   * One part over another.
   *
   * @param over the numerator
   * @param under the denominator
   */
  record Fraction(Formula over, Formula under) implements Formula {
    @Override
    public String text() {
      return bracketed(over) + " / " + bracketed(under);
    }

    @Override
    public String latex() {
      return "\\frac{" + over.latex() + "}{" + under.latex() + "}";
    }

    private static String bracketed(Formula part) {
      return part.text().contains(" ") ? "(" + part.text() + ")" : part.text();
    }
  }

  /**
   * A part between brackets as high as itself.
   *
   * @param kind of brackets
   * @param inner what they hold
   */
  record Bracketed(Kind kind, Formula inner) implements Formula {
    @Override
    public String text() {
      return kind.left + inner.text() + kind.right;
    }

    @Override
    public String latex() {
      return "\\left" + kind.latexLeft + " " + inner.latex() + " \\right" + kind.latexRight;
    }
  }

  /** Kinds of brackets. */
  enum Kind {
    /** Rounds down. */
    FLOOR("\u230A", "\u230B", "\\lfloor", "\\rfloor"),
    /** Rounds up. */
    CEIL("\u2308", "\u2309", "\\lceil", "\\rceil"),
    /** Holds together. */
    ROUND("(", ")", "(", ")");

    private final String left;
    private final String right;
    private final String latexLeft;
    private final String latexRight;

    Kind(String left, String right, String latexLeft, String latexRight) {
      this.left = left;
      this.right = right;
      this.latexLeft = latexLeft;
      this.latexRight = latexRight;
    }

    /** The bracket that opens. */
    public String left() {
      return left;
    }

    /** The bracket that closes. */
    public String right() {
      return right;
    }
  }

  /** A number with thousands apart, 154,587,392, and a true minus sign. */
  static Formula number(long value) {
    // A slider waits for these, and most are small; a format string takes longer than a row.
    String digits =
        Math.abs(value) < 1000 ? Long.toString(value) : String.format(Locale.ROOT, "%,d", value);
    String written = digits.replace('-', '\u2212');
    return new Atom(written, digits.replace(",", "{,}"), written);
  }

  /** A variable without an index. */
  static Formula symbol(String name) {
    return new Atom(name, name, "*" + name + "*");
  }

  /** A variable with an index in upright letters. */
  static Formula symbol(String name, String index) {
    return new Atom(
        name + "_" + index, name + "_{\\mathrm{" + index + "}}", "*" + name + "*_{" + index + "}");
  }

  /** A sign between two parts, with space on both sides. */
  static Formula sign(String sign) {
    String latex =
        switch (sign) {
          case "\u00d7" -> "\\times";
          case "\u00b7" -> "\\cdot";
          case "\u2212" -> "-";
          default -> sign;
        };
    boolean tight = sign.equals("\u00b7");
    return new Atom(
        tight ? sign : " " + sign + " ", " " + latex + " ", tight ? sign : " " + sign + " ");
  }

  /** Words. */
  static Formula words(String words) {
    return new Atom(words, "\\text{" + words + "}", words);
  }

  /**
   * Parts in a row, from formulas, whole numbers (set with thousands apart) and strings: a string
   * of one letter is a variable, any other one is a {@link #sign}.
   */
  static Formula row(Object... parts) {
    return new Row(
        java.util.Arrays.stream(parts)
            .map(
                part ->
                    switch (part) {
                      case Formula formula -> formula;
                      case Integer value -> number(value);
                      case Long value -> number(value);
                      case String s when s.length() == 1 && Character.isLetter(s.charAt(0)) ->
                          symbol(s);
                      default -> sign(part.toString());
                    })
            .toList());
  }

  /** The runs of an atom for drawing, unmarked text in {@code face}. */
  static RichText runs(Atom atom, Face face) {
    return RichText.parse(atom.markup(), face);
  }
}
