package org.receptive.lab.html;

import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;

/** LaTeX in Markdown: the nodes of the syntax tree. */
final class Formula {
  private Formula() {}

  /** A formula in a line of text; {@code display} if it was written with two dollar signs. */
  static final class Inline extends CustomNode {
    private final String latex;
    private final boolean display;

    Inline(String latex, boolean display) {
      this.latex = latex;
      this.display = display;
    }

    String latex() {
      return latex;
    }

    boolean isDisplay() {
      return display;
    }
  }

  /** A formula in lines of its own. */
  static final class Block extends CustomBlock {
    private String latex = "";

    String latex() {
      return latex;
    }

    void setLatex(String latex) {
      this.latex = latex;
    }
  }
}
