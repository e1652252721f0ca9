package org.receptive.lab.html;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Terminal text with ANSI colour sequences, as HTML spans with classes. */
final class AnsiText {
  private static final Pattern SEQUENCE = Pattern.compile("\\x1b\\[([0-9;]*)([A-Za-z])");
  private static final int FIRST_COLOUR = 30;
  private static final int LAST_COLOUR = 37;
  private static final int FIRST_BRIGHT = 90;
  private static final int LAST_BRIGHT = 97;
  private static final int DEFAULT_COLOUR = 39;

  private final StringBuilder html = new StringBuilder();
  private boolean bold;
  private int colour = DEFAULT_COLOUR;

  private AnsiText() {}

  /** The text as HTML; sequences that are not colours are dropped. */
  static String toHtml(String text) {
    AnsiText ansi = new AnsiText();
    Matcher sequence = SEQUENCE.matcher(text);
    int from = 0;
    while (sequence.find()) {
      ansi.append(text.substring(from, sequence.start()));
      if (sequence.group(2).equals("m")) {
        ansi.style(sequence.group(1));
      }
      from = sequence.end();
    }
    ansi.append(text.substring(from));
    return ansi.html.toString();
  }

  private void style(String codes) {
    for (String word : codes.split(";", -1)) {
      int code = word.isEmpty() || word.length() > 3 ? 0 : Integer.parseInt(word);
      if (code == 0) {
        bold = false;
        colour = DEFAULT_COLOUR;
      } else if (code == 1) {
        bold = true;
      } else if (code == 22) {
        bold = false;
      } else if (isBetween(FIRST_COLOUR, code, LAST_COLOUR)
          || isBetween(FIRST_BRIGHT, code, LAST_BRIGHT)
          || code == DEFAULT_COLOUR) {
        colour = code;
      }
    }
  }

  private static boolean isBetween(int first, int code, int last) {
    return first <= code && code <= last;
  }

  private void append(String text) {
    Set<String> classes = new TreeSet<>();
    if (bold) {
      classes.add("ansi-bold");
    }
    if (colour != DEFAULT_COLOUR) {
      classes.add("ansi-" + (colour < FIRST_BRIGHT ? colour : colour - 60));
    }
    String escaped = HtmlText.escape(text);
    if (classes.isEmpty() || text.isEmpty()) {
      html.append(escaped);
    } else {
      html.append("<span class=\"").append(String.join(" ", classes)).append("\">");
      html.append(escaped).append("</span>");
    }
  }
}
