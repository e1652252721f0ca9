package org.receptive.kernel.evaluation;

import java.util.List;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.JShellException;

/** What came of one snippet. */
sealed interface SnippetResult {
  /** It ran, and has no value to show. */
  record Done() implements SnippetResult {}

  /**
   * It ran, and is an expression whose value may be shown.
   *
   * @param value the value; may be null, as in Java
   * @param terminated whether it ended with a semicolon
   */
  record Value(Object value, boolean terminated) implements SnippetResult {}

  /**
   * It does not compile.
   *
   * @param source its text
   * @param line line of the cell on which it starts
   * @param diagnostics what the compiler says
   */
  record Rejected(String source, int line, List<Diag> diagnostics) implements SnippetResult {}

  /**
   * It threw.
   *
   * @param thrown what it threw
   * @param translated the same with the stack in terms of snippets
   */
  record Threw(Throwable thrown, JShellException translated) implements SnippetResult {}

  /**
   * It calls something that is declared, but refers to names that are not.
   *
   * @param called the declaration called
   * @param unresolved the names that are missing
   */
  record Unresolved(DeclarationSnippet called, List<String> unresolved) implements SnippetResult {}

  /** The user interrupted it. */
  record Stopped() implements SnippetResult {}
}
