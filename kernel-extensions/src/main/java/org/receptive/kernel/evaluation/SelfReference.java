package org.receptive.kernel.evaluation;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A variable that is read in its own declaration, as in {@code int x = x + 1;}. JShell accepts it:
 * the new variable is there already, and zero. Whoever writes it means the old one, so it is told
 * as the mistake that it is in any Java file.
 *
 * @param name the variable
 * @param start where it is read in the snippet
 * @param value what the declaration computes
 */
record SelfReference(String name, int start, String value) {
  /** Texts and comments, in which names mean nothing. */
  private static final Pattern QUOTED =
      Pattern.compile(
          "\"\"\"(?s:.*?)\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])*'"
              + "|//[^\\n]*|(?s:/\\*.*?\\*/)");

  private static final String WORD = "\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*+";
  private static final Pattern DECLARATION =
      Pattern.compile(
          "\\A\\s*(?:final\\s+)?(?<type>"
              + WORD
              + "(?:\\s*\\.\\s*"
              + WORD
              + ")*+\\s*(?:<[^=()]*>)?(?:\\s*\\[\\s*\\])*)(?<=[\\s>\\]])\\s*(?<name>"
              + WORD
              + ")(?:\\s*\\[\\s*\\])*\\s*=(?!=)(?<value>[^;]*)");

  /** What runs later, when the variable has its value, or has names of its own. */
  private static final Pattern LATER = Pattern.compile("->|::|\\{");

  /** Finds the first in a snippet. */
  static Optional<SelfReference> in(String snippet) {
    if (snippet.indexOf('=') < 0) {
      return Optional.empty();
    }
    String code = QUOTED.matcher(snippet).replaceAll(m -> " ".repeat(m.group().length()));
    Matcher declaration = DECLARATION.matcher(code);
    if (!declaration.find() || LATER.matcher(declaration.group("value")).find()) {
      return Optional.empty();
    }
    String name = declaration.group("name");
    if (declaration.group("type").strip().equals(name)) {
      return Optional.empty(); // What looks like the variable may be its class.
    }
    Matcher use =
        Pattern.compile(
                "(?<![\\p{javaJavaIdentifierPart}.])"
                    + Pattern.quote(name)
                    + "(?!\\p{javaJavaIdentifierPart})(?!\\s*\\()(?!\\s*=(?!=))")
            .matcher(code)
            .region(declaration.start("value"), declaration.end("value"))
            .useTransparentBounds(true);
    if (!use.find()) {
      return Optional.empty();
    }
    String value = snippet.substring(declaration.start("value"), declaration.end("value")).strip();
    return Optional.of(new SelfReference(name, use.start(), value));
  }
}
