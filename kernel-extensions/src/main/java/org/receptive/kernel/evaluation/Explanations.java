package org.receptive.kernel.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.Diag;

/** Says in plain words what a compiler message means and what to try. */
final class Explanations {
  private static final Pattern INCOMPATIBLE =
      Pattern.compile("incompatible types: (.+?) cannot be converted to ([^\\n]+)");
  private static final Pattern LOSSY =
      Pattern.compile("possible lossy conversion from (\\w+) to (\\w+)");
  private static final Pattern UNREPORTED = Pattern.compile("unreported exception ([\\w.$]+)");
  private static final Pattern EXPECTED = Pattern.compile("'?([^' ]+)'? expected");

  private final JavaShell shell;

  Explanations(JavaShell shell) {
    this.shell = shell;
  }

  /** Returns what text lacks that stops in the middle of a statement. */
  String ofUnfinished(String text) {
    if (occurrences(text, "\"\"\"") % 2 == 1) {
      return "A text block opened with \"\"\" is never closed; add \"\"\" at its end.";
    }
    if (text.lastIndexOf("/*") > text.lastIndexOf("*/")) {
      return "A comment opened with /* is never closed; add */ at its end.";
    }
    for (String pair : List.of("{}", "()", "[]")) {
      int open = occurrences(text, pair.substring(0, 1));
      int closed = occurrences(text, pair.substring(1));
      if (open > closed) {
        return String.format(
            Locale.ROOT,
            "There %s '%s' more than '%s': %d is opened and %d closed.",
            open - closed == 1 ? "is one" : "are " + (open - closed),
            pair.charAt(0),
            pair.charAt(1),
            open,
            closed);
      }
    }
    return "Something has to follow the last line.";
  }

  /** Returns an explanation of a compiler message, where there is more to say than it says. */
  Optional<String> of(Diag diagnostic, String message, String source) {
    String code = diagnostic.getCode();
    if (code.contains("cant.resolve") || code.contains("doesnt.exist")) {
      return new MissingNames(shell).explain(diagnostic, message, source);
    }
    if (code.endsWith("err.expected") || code.endsWith("expected2") || code.contains("expected")) {
      return expected(message);
    }
    if (code.contains("unclosed.str.lit")) {
      return Optional.of("A text starts with \" and has to end with \" on the same line.");
    }
    if (code.contains("unreported.exception")) {
      return first(UNREPORTED, message)
          .map(m -> m.group(1).substring(m.group(1).lastIndexOf('.') + 1))
          .map(
              name ->
                  "This may fail with %s, and inside a method that has to be said: add 'throws %s'"
                          .formatted(name, name)
                      + " to the method, or put the call into try { ... } catch (%s e) { ... }."
                          .formatted(name));
    }
    return types(code, message);
  }

  private Optional<String> types(String code, String message) {
    Optional<Matcher> lossy = first(LOSSY, message);
    if (lossy.isPresent()) {
      return lossy.map(
          m ->
              "%s does not always fit into %s. If losing the rest is meant, write (%s) before it."
                  .formatted(article(m.group(1)), article(m.group(2)), m.group(2)));
    }
    Optional<Matcher> incompatible = first(INCOMPATIBLE, message);
    if (incompatible.isPresent()) {
      return incompatible.map(
          m ->
              "The value is %s, but %s is needed here."
                  .formatted(article(m.group(1)), article(m.group(2))));
    }
    if (code.contains("missing.ret.stmt")) {
      return Optional.of("The method promises a value: every way through it needs a return.");
    }
    if (code.contains("var.might.not.have.been.initialized")) {
      return Optional.of("Give the variable a value before it is read, for example at once: = 0.");
    }
    if (code.contains("cant.apply.symbol")) {
      return Optional.of(
          "'required' lists what it takes, 'found' what was given: compare number, order and"
              + " type.");
    }
    if (code.contains("non.sealed.with.no.sealed.supertype")) {
      return Optional.of(
          "Where its sealed parent is in the same cell, a non-sealed class has to stand beside it:"
              + " take it out of the class around it.");
    }
    if (code.contains("non-static")) {
      return Optional.of("This belongs to an object: call it on one, as in object.name().");
    }
    return Optional.empty();
  }

  private static String article(String type) {
    String simple = type.strip().replaceAll("\\b[a-z][\\w]*\\.", "");
    return ("aeiouAEIOU".indexOf(simple.charAt(0)) >= 0 ? "an " : "a ") + simple;
  }

  private static Optional<String> expected(String message) {
    return first(EXPECTED, message)
        .map(Matcher::group)
        .filter(text -> text.contains(";"))
        .map(text -> "A statement ends with a semicolon; one is missing where the ^ points.");
  }

  /** Returns what a declaration that refers to unknown names needs. */
  String ofUnresolved(String declared, List<String> missing) {
    StringBuilder text = new StringBuilder();
    text.append(declared).append(" can be used once ");
    text.append(missing.isEmpty() ? "what it refers to is declared." : String.join(", ", missing));
    text.append(missing.isEmpty() ? "" : missing.size() > 1 ? " are declared." : " is declared.");
    for (String dependency : missing) {
      String name = dependency.replaceAll("\\(.*", "").replaceAll(".*\\s", "");
      List<String> close = name.isEmpty() ? List.of() : new MissingNames(shell).closeTo(name, "");
      if (!close.isEmpty()) {
        text.append(" Did you mean ").append(String.join(" or ", close)).append('?');
      }
    }
    return text.toString();
  }

  private static Optional<Matcher> first(Pattern pattern, String message) {
    Matcher matcher = pattern.matcher(message);
    return matcher.find() ? Optional.of(matcher) : Optional.empty();
  }

  private static int occurrences(String text, String part) {
    int count = 0;
    for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
      count++;
    }
    return count;
  }
}
