package org.receptive.lab.html;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.Block;
import org.commonmark.parser.SourceLine;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.AbstractBlockParserFactory;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;

/**
 * A formula in lines of its own, between {@code $$} and {@code $$} or from {@code \begin{name}} to
 * {@code \end{name}}. It is a block, so that a line of it that starts with {@code -} is no list.
 */
final class FormulaBlockParser extends AbstractBlockParser {
  private static final Pattern BEGIN = Pattern.compile("\\\\begin\\{([a-zA-Z]+\\*?)}.*");
  private static final int CODE_INDENT = 4;
  private static final String DOLLARS = "$$";

  private final Formula.Block block = new Formula.Block();
  private final List<String> lines = new ArrayList<>();
  private final String end;
  private boolean ended;

  private FormulaBlockParser(String end) {
    this.end = end;
  }

  /** Starts a block where a line opens a formula. */
  static final class Factory extends AbstractBlockParserFactory {
    @Override
    public BlockStart tryStart(ParserState state, MatchedBlockParser matched) {
      if (state.getIndent() >= CODE_INDENT) {
        return BlockStart.none();
      }
      String line = text(state).strip();
      if (line.startsWith(DOLLARS)) {
        int close = line.indexOf(DOLLARS, 2);
        // Text behind the closing dollars belongs to a paragraph, where the inline parser looks.
        return close >= 0 && close < line.length() - 2
            ? BlockStart.none()
            : BlockStart.of(new FormulaBlockParser(DOLLARS)).atIndex(state.getNextNonSpaceIndex());
      }
      Matcher begin = BEGIN.matcher(line);
      return begin.matches()
          ? BlockStart.of(new FormulaBlockParser("\\end{" + begin.group(1) + "}"))
              .atIndex(state.getNextNonSpaceIndex())
          : BlockStart.none();
    }

    private static String text(ParserState state) {
      CharSequence content = state.getLine().getContent();
      return content.subSequence(state.getNextNonSpaceIndex(), content.length()).toString();
    }
  }

  @Override
  public Block getBlock() {
    return block;
  }

  @Override
  public BlockContinue tryContinue(ParserState state) {
    return ended ? BlockContinue.none() : BlockContinue.atIndex(state.getIndex());
  }

  @Override
  public void addLine(SourceLine line) {
    String text = line.getContent().toString();
    boolean dollars = end.equals(DOLLARS);
    if (dollars && lines.isEmpty()) {
      text = text.strip().substring(2);
    }
    String stripped = text.strip();
    ended = stripped.endsWith(end);
    lines.add(ended && dollars ? stripped.substring(0, stripped.length() - 2) : text);
  }

  @Override
  public void closeBlock() {
    block.setLatex(String.join("\n", lines).strip());
  }
}
