package org.receptive.kernel.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.PersistentSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;

/**
 * The snippets that no later one has replaced or dropped.
 *
 * @param shell has run them
 * @param origins knows the cells that they came from
 * @param plain has declared variables that JShell does not know yet
 */
record LivingSnippets(JShell shell, SnippetOrigins origins, PlainCells plain) {
  private static final String VARIABLE = "variable ";
  private static final Set<Status> WAITING =
      Set.of(Status.RECOVERABLE_DEFINED, Status.RECOVERABLE_NOT_DEFINED);

  /** Returns the declarations that wait for names. Few do: they are asked that first. */
  private Stream<DeclarationSnippet> waiting() {
    return shell
        .snippets()
        .filter(s -> s instanceof DeclarationSnippet && WAITING.contains(shell.status(s)))
        .map(DeclarationSnippet.class::cast);
  }

  /** Returns the names of variables, methods and types. */
  List<String> names() {
    Stream<String> compiled =
        shell
            .snippets()
            .filter(s -> shell.status(s).isActive() && s.kind() != Snippet.Kind.IMPORT)
            .filter(PersistentSnippet.class::isInstance)
            .map(s -> ((PersistentSnippet) s).name());
    return Stream.concat(compiled, plain.waiting().stream())
        .filter(name -> !name.startsWith("$"))
        .toList();
  }

  /** Returns the names of variables that methods and classes wait for. */
  Set<String> unresolved() {
    return waiting()
        .filter(s -> s.kind() != Snippet.Kind.VAR)
        .flatMap(shell::unresolvedDependencies)
        .filter(missing -> missing.startsWith(VARIABLE))
        .map(missing -> missing.substring(VARIABLE.length()).strip())
        .collect(Collectors.toSet());
  }

  /** Returns the declarations of a cell that refer to unknown names, each with those names. */
  Map<String, List<String>> unresolvedIn(String cell) {
    Map<String, List<String>> unresolved = new LinkedHashMap<>();
    waiting()
        .filter(s -> origins.of(s.id()).filter(o -> o.cell().equals(cell)).isPresent())
        .forEach(s -> unresolved.put(s.name(), shell.unresolvedDependencies(s).toList()));
    return unresolved;
  }
}
