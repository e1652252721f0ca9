package org.receptive.lab.html;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Colours Java and the kernel's magics by lexical class. It never fails: what it does not know
 * stays plain, so that half-written code in an exercise is shown as it is.
 */
final class JavaHighlighter {
  private static final String KEYWORDS =
      "abstract|assert|boolean|break|byte|case|catch|char|class|const|continue|default|do|double"
          + "|else|enum|extends|final|finally|float|for|goto|if|implements|import|instanceof|int"
          + "|interface|long|native|new|non-sealed|package|permits|private|protected|public|record"
          + "|return|sealed|short|static|strictfp|super|switch|synchronized|this|throw|throws"
          + "|transient|try|var|void|volatile|when|while|yield|true|false|null";

  // In this order: a comment mark inside a string is no comment, and the other way round. The
  // possessive quantifiers keep long literals from overflowing the stack of the matcher.
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<comment>//[^\\n]*|/\\*(?s:.*?)(?:\\*/|\\z))"
              + "|(?<string>\"\"\"(?s:.*?)(?:\"\"\"|\\z)|\"(?:[^\"\\\\\\n]|\\\\.)*+\"?"
              + "|'(?:[^'\\\\\\n]|\\\\.)*+'?)"
              + "|(?<magic>(?m:^)%%?\\w+[^\\n]*)"
              + "|(?<annotation>@\\w+)"
              + "|(?<number>\\b(?:0[xX][0-9a-fA-F_]++|0[bB][01_]++"
              + "|\\d[\\d_]*+(?:\\.\\d[\\d_]*+)?(?:[eE][+-]?\\d++)?)[fFdDlL]?\\b)"
              + "|(?<keyword>\\b(?:"
              + KEYWORDS
              + ")\\b)"
              + "|(?<type>\\b[A-Z]\\w*)"
              + "|(?<call>\\b[a-z_]\\w*(?=\\())"
              + "|\\w++");

  private static final String[] CLASSES = {
    "comment", "string", "magic", "annotation", "number", "keyword", "type", "call"
  };

  private JavaHighlighter() {}

  /** The code as HTML: spans with the classes {@code j-comment}, {@code j-string} and so on. */
  static String toHtml(String code) {
    StringBuilder html = new StringBuilder();
    Matcher token = TOKEN.matcher(code);
    int from = 0;
    while (token.find()) {
      html.append(HtmlText.escape(code.substring(from, token.start())));
      String text = HtmlText.escape(token.group());
      String name = classOf(token);
      if (name.isEmpty()) {
        html.append(text);
      } else {
        html.append("<span class=\"j-").append(name).append("\">").append(text).append("</span>");
      }
      from = token.end();
    }
    return html.append(HtmlText.escape(code.substring(from))).toString();
  }

  private static String classOf(Matcher token) {
    for (String name : CLASSES) {
      if (token.group(name) != null) {
        return name;
      }
    }
    return "";
  }
}
