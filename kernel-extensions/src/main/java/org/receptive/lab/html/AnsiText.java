package org.receptive.lab.html;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text as a terminal shows it, in HTML: colours become spans with classes, a carriage return goes
 * back to the start of the line and a backspace one place to the left, where what follows
 * overwrites what is there.
 */
final class AnsiText {
  private static final Pattern SEQUENCE =
      Pattern.compile("\\x1b\\[([0-9;?]*)([A-Za-z])|\\x1b\\][^\\x07\\x1b]*(?:\\x07|\\x1b\\\\)");
  private static final int FIRST_COLOUR = 30;
  private static final int LAST_COLOUR = 37;
  private static final int FIRST_BRIGHT = 90;
  private static final int LAST_BRIGHT = 97;
  private static final int DEFAULT_COLOUR = 39;
  private static final int LONGEST_JUMP = 1000;

  /** One place of a line: a character with what combines with it, and its classes. */
  private record Glyph(String text, String classes) {
    private static final Glyph BLANK = new Glyph(" ", "");
  }

  private final StringBuilder html = new StringBuilder();
  private final List<Glyph> line = new ArrayList<>();
  private int cursor;
  private boolean bold;
  private int colour = DEFAULT_COLOUR;

  private AnsiText() {}

  /** The text as HTML; sequences that are neither colours nor moves in the line are dropped. */
  static String toHtml(String text) {
    AnsiText ansi = new AnsiText();
    Matcher sequence = SEQUENCE.matcher(text);
    int from = 0;
    while (sequence.find()) {
      ansi.print(text.substring(from, sequence.start()));
      if (sequence.group(2) != null) {
        ansi.obey(sequence.group(2).charAt(0), sequence.group(1));
      }
      from = sequence.end();
    }
    ansi.print(text.substring(from));
    ansi.endLine();
    return ansi.html.toString();
  }

  private void obey(char command, String parameters) {
    switch (command) {
      case 'm' -> style(parameters);
      case 'K' -> erase(number(parameters, 0));
      case 'G' -> cursor = number(parameters, 1) - 1;
      case 'C' -> cursor += number(parameters, 1);
      case 'D' -> cursor = Math.max(0, cursor - number(parameters, 1));
      default -> {}
    }
  }

  private static int number(String parameters, int otherwise) {
    boolean plain = parameters.matches("[0-9]{1,4}");
    return plain ? Math.min(Integer.parseInt(parameters), LONGEST_JUMP) : otherwise;
  }

  /** Erases to the end of the line (0), to its start (1), or all of it (2). */
  private void erase(int what) {
    if (what == 1) {
      Collections.fill(line.subList(0, Math.min(cursor + 1, line.size())), Glyph.BLANK);
    } else {
      line.subList(what == 2 ? 0 : Math.min(cursor, line.size()), line.size()).clear();
    }
  }

  private void style(String codes) {
    for (String word : codes.split(";", -1)) {
      int code = word.matches("[0-9]{1,3}") ? Integer.parseInt(word) : 0;
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

  private void print(String text) {
    String classes = classes();
    int at = 0;
    while (at < text.length()) {
      int point = text.codePointAt(at);
      at += Character.charCount(point);
      switch (point) {
        case '\n' -> {
          endLine();
          html.append('\n');
        }
        case '\r' -> cursor = 0;
        case '\b' -> cursor = Math.max(0, cursor - 1);
        default -> {
          if (!Character.isISOControl(point) || point == '\t') {
            put(Character.toString(point), Character.getType(point), classes);
          }
        }
      }
    }
  }

  private void put(String text, int type, String classes) {
    boolean combines = type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    if (combines && 0 < cursor && cursor <= line.size()) {
      Glyph base = line.get(cursor - 1);
      line.set(cursor - 1, new Glyph(base.text() + text, base.classes()));
      return;
    }
    while (line.size() < cursor) {
      line.add(Glyph.BLANK);
    }
    Glyph glyph = new Glyph(text, classes);
    if (cursor < line.size()) {
      line.set(cursor, glyph);
    } else {
      line.add(glyph);
    }
    cursor++;
  }

  private void endLine() {
    int from = 0;
    while (from < line.size()) {
      String classes = line.get(from).classes();
      StringBuilder text = new StringBuilder();
      while (from < line.size() && line.get(from).classes().equals(classes)) {
        text.append(line.get(from++).text());
      }
      String escaped = HtmlText.escape(text.toString());
      html.append(
          classes.isEmpty() ? escaped : "<span class=\"%s\">%s</span>".formatted(classes, escaped));
    }
    line.clear();
    cursor = 0;
  }

  private String classes() {
    Set<String> classes = new TreeSet<>();
    if (bold) {
      classes.add("ansi-bold");
    }
    if (colour != DEFAULT_COLOUR) {
      classes.add("ansi-" + (colour < FIRST_BRIGHT ? colour : colour - 60));
    }
    return String.join(" ", classes);
  }
}
