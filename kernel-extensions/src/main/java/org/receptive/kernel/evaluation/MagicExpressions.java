package org.receptive.kernel.evaluation;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.receptive.kernel.magic.MagicRegistry;

/**
 * Magics as expressions, {@code List<String> jars = %jars lib/*.jar}, as in IJava: a percent sign
 * and a name behind {@code =} reach to the end of the line and become a call of the magic. Nothing
 * that is Java looks like that outside texts and comments.
 */
final class MagicExpressions {
  private static final Pattern MAGIC =
      Pattern.compile("=\\s*(%([A-Za-z]\\w*)(?=[ \\t;]|\\R|\\z)[ \\t]*([^\\n]*))");

  /** What hides a percent sign: comments, text blocks, texts, characters. */
  private static final Pattern HIDDEN =
      Pattern.compile(
          "//[^\\n]*|(?s:/\\*.*?(?:\\*/|\\z))|(?s:\"\"\"(?:\\\\.|.)*?(?:\"\"\"|\\z))"
              + "|\"(?:\\\\.|[^\"\\\\\n])*\"?|'(?:\\\\.|[^'\\\\\n])*'?");

  private MagicExpressions() {}

  /** Returns the cell with calls in place of such magics; lines keep their numbers. */
  static String toCalls(String cell) {
    if (!MAGIC.matcher(cell).find()) {
      return cell;
    }
    StringBuilder calls = new StringBuilder();
    Matcher hidden = HIDDEN.matcher(cell);
    Matcher magic = MAGIC.matcher(cell);
    int from = 0;
    int search = 0;
    boolean hides = hidden.find();
    while (magic.find(search)) {
      while (hides && hidden.end() <= magic.start()) {
        hides = hidden.find();
      }
      if (hides && hidden.start() <= magic.start()) {
        search = hidden.end();
        continue;
      }
      calls.append(cell, from, magic.start(1)).append(call(magic.group(2), magic.group(3)));
      from = magic.end();
      search = from;
      // What follows is read anew: the magic's arguments are no Java.
      hides = hidden.find(from);
    }
    return calls.append(cell, from, cell.length()).toString();
  }

  private static String call(String name, String line) {
    List<String> arguments = MagicRegistry.words(line.strip().replaceFirst("\\s*;$", ""));
    return "org.receptive.kernel.notebook.Notebook.lineMagic(%s, java.util.List.of(%s));"
        .formatted(
            literal(name),
            arguments.stream().map(MagicExpressions::literal).collect(Collectors.joining(", ")));
  }

  private static String literal(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\t", "\\t") + '"';
  }
}
