package org.receptive.kernel.evaluation;

/**
 * Documentation comments as plain text: tags and HTML removed, parameters on lines of their own.
 */
final class JavadocText {
  private JavadocText() {}

  static String plain(String comment) {
    return comment
        .replaceAll("\\{@(?:code|literal|link|linkplain|value)\\s+([^{}]*)\\}", "$1")
        .replaceAll("\\{@[a-zA-Z]+\\s*([^{}]*)\\}", "$1")
        .replaceAll("(?i)<p>|<br>|</?[uo]l>|</?dl>", "\n")
        .replaceAll("(?i)<li>|<dt>", "\n- ")
        .replaceAll("<[^>]+>", "")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&nbsp;", " ")
        .replace("&amp;", "&")
        .replaceAll("(?m)^[ \\t]+", "")
        .replaceAll("\\n{3,}", "\n\n")
        .strip();
  }
}
