package org.receptive.kernel.evaluation;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import org.receptive.kernel.evaluation.Redeclarations.Held;

/**
 * What to say when something is declared anew and others still are of the old: which, and what to
 * run again.
 *
 * @param shell knows what is wrong with a declaration
 * @param code knows which lambdas are of which source
 * @param origins knows the cells that snippets came from
 */
record StaleNotes(JShell shell, LoadedCode code, SnippetOrigins origins) {
  /** A variable whose value was computed by the old declaration. */
  String ofValue(Held variable, String declared) {
    return "%s keeps the value that the old %s gave it. Run %s again to compute it anew."
        .formatted(variable.name(), declared, cell(variable.origin()));
  }

  /** A variable that is gone. */
  String ofRemoved(Held variable, String declared) {
    return "%s was removed: its value is of the old %s. Run %s again to set it."
        .formatted(variable.name(), declared, cell(variable.origin()));
  }

  /** A variable that lost its value. */
  String ofReset(Held variable, String declared) {
    return "%s was reset to null: its value is of the old %s. Run %s again to set it."
        .formatted(variable.name(), declared, cell(variable.origin()));
  }

  /**
   * A variable that holds lambdas which go on using the old declaration; nothing if it does not.
   */
  Optional<String> ofCode(Held variable, String declared) {
    Set<String> cells =
        code.in(variable.value()).stream()
            .filter(c -> Identifiers.mentions(c.text(), declared))
            .map(c -> cell(c.origin()))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return cells.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s goes on using the old %s. Run %s again to make it use the new one."
                .formatted(variable.name(), declared, String.join(" and ", cells)));
  }

  /** A method or class that compiled before and no longer does. */
  String ofBroken(DeclarationSnippet snippet, String declared) {
    SnippetOrigins.Origin origin = origins.of(snippet.id()).orElseGet(origins::current);
    String what =
        shell
            .diagnostics(snippet)
            .filter(Diag::isError)
            .findFirst()
            .map(d -> message(d) + " (" + cell(origin) + ", line " + line(snippet, origin, d) + ")")
            .orElseGet(
                () ->
                    "it needs "
                        + shell.unresolvedDependencies(snippet).collect(Collectors.joining(", "))
                        + " ("
                        + cell(origin)
                        + ")");
    return "%s does not fit the new %s: %s. Change it and run %s again."
        .formatted(snippet.name(), declared, what, cell(origin));
  }

  private static String message(Diag diagnostic) {
    return diagnostic.getMessage(Locale.ROOT).lines().findFirst().orElse("").strip();
  }

  private static int line(DeclarationSnippet snippet, SnippetOrigins.Origin origin, Diag where) {
    String source = snippet.source();
    int position = Math.clamp(where.getPosition(), 0, source.length());
    return origin.line()
        + (int) source.substring(0, position).chars().filter(c -> c == '\n').count();
  }

  private static String cell(SnippetOrigins.Origin origin) {
    return origin.cell().replace("Cell", "cell");
  }
}
