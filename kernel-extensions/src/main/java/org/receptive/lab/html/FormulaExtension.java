package org.receptive.lab.html;

import java.util.Map;
import java.util.Set;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Formulas as Jupyter knows them: {@code $...$}, {@code $$...$$} and {@code \begin{...}} blocks. As
 * in Pandoc, a dollar sign opens a formula only if no space follows it, and closes one only if no
 * space precedes and no digit follows it: "from $5 to $7" is no formula.
 */
final class FormulaExtension implements Parser.ParserExtension, HtmlRenderer.HtmlRendererExtension {
  @Override
  public void extend(Parser.Builder parser) {
    parser.customInlineContentParserFactory(new DollarFactory());
    parser.customBlockParserFactory(new FormulaBlockParser.Factory());
  }

  @Override
  public void extend(HtmlRenderer.Builder renderer) {
    renderer.nodeRendererFactory(FormulaRenderer::new);
  }

  private static final class DollarFactory implements InlineContentParserFactory {
    @Override
    public Set<Character> getTriggerCharacters() {
      return Set.of('$');
    }

    @Override
    public InlineContentParser create() {
      return FormulaExtension::parseInline;
    }
  }

  private static ParsedInline parseInline(InlineParserState state) {
    Scanner scanner = state.scanner();
    int dollars = scanner.matchMultiple('$');
    if (dollars > 2 || (dollars == 1 && isSpace(scanner.peek()))) {
      return ParsedInline.none();
    }
    Position start = scanner.position();
    while (scanner.find('$') >= 0) {
      Position end = scanner.position();
      int before = scanner.peekPreviousCodePoint();
      int closing = scanner.matchMultiple('$');
      boolean closes =
          before != '\\'
              && closing == dollars
              && (dollars == 2 || (!isSpace(before) && !isDigit(scanner.peek())));
      if (closes) {
        String latex = scanner.getSource(start, end).getContent();
        return ParsedInline.of(new Formula.Inline(latex, dollars == 2), scanner.position());
      }
    }
    return ParsedInline.none();
  }

  private static boolean isSpace(int c) {
    return c == ' ' || c == '\n' || c == '\t' || c == Scanner.END;
  }

  private static boolean isDigit(char c) {
    return '0' <= c && c <= '9';
  }

  private record FormulaRenderer(HtmlNodeRendererContext context) implements NodeRenderer {
    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
      return Set.of(Formula.Inline.class, Formula.Block.class);
    }

    @Override
    public void render(Node node) {
      if (node instanceof Formula.Block block) {
        context.getWriter().line();
        formula("div", block.latex(), true);
        context.getWriter().line();
      } else if (node instanceof Formula.Inline inline) {
        formula("span", inline.latex(), inline.isDisplay());
      }
    }

    private void formula(String element, String latex, boolean display) {
      String kind = display ? "formula display" : "formula";
      context.getWriter().tag(element, Map.of("class", kind));
      context.getWriter().text(latex.strip());
      context.getWriter().tag("/" + element);
    }
  }
}
