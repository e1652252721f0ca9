package org.receptive.kernel.evaluation;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The names in a source, as Java's own rules have them (JLS 3.8): letters of every script, too. */
final class Identifiers {
  /** A pattern that matches one identifier. */
  static final String ONE = "\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*";

  /** A pattern that matches where no identifier goes on. */
  static final String NONE_BEFORE = "(?<![\\p{javaJavaIdentifierPart}])";

  private static final Pattern NAME = Pattern.compile(ONE);
  private static final Pattern ESCAPE = Pattern.compile("\\\\u+([0-9a-fA-F]{4})");

  private Identifiers() {}

  /** Returns every name that a source may mention, those in comments and texts included. */
  static Set<String> in(String source) {
    Set<String> names =
        NAME.matcher(source).results().map(MatchResult::group).collect(Collectors.toSet());
    if (source.contains("\\u")) {
      names = new HashSet<>(names);
      NAME.matcher(unescaped(source)).results().map(MatchResult::group).forEach(names::add);
    }
    return names;
  }

  /** Returns whether a source mentions a name. */
  static boolean mentions(String source, String name) {
    return !name.isEmpty() && in(source).contains(name);
  }

  /** Unicode escapes may stand for letters of names (JLS 3.3). */
  private static String unescaped(String source) {
    return ESCAPE
        .matcher(source)
        .replaceAll(
            escape ->
                Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(escape.group(1), 16))));
  }
}
