package org.receptive.kernel.evaluation;

import java.util.List;
import java.util.regex.Pattern;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;

/**
 * What is wrong with text that has not run.
 *
 * @param compiler reads it
 */
record Diagnoses(LazyCompiler.Started compiler) {
  private static final Pattern PARSER_ERROR =
      Pattern.compile(
          "expected|illegal\\.(start|char|esc|text)|not\\.stmt|premature|unclosed|orphaned"
              + "|without\\.(if|try|catch)|malformed|not\\.allowed|array\\.dimension\\.missing");

  /** Returns what the compiler says about text that it cannot read. */
  List<Diag> errors(CellPart.Broken broken) {
    JShell shell = compiler.shell();
    return shell.eval(broken.source()).stream()
        .flatMap(event -> shell.diagnostics(event.snippet()))
        .filter(Diag::isError)
        .toList();
  }

  /**
   * Returns what the parser says about a snippet, without running it. Unknown names and wrong types
   * are left out: the lines before it may declare them.
   */
  List<Diag> syntaxErrors(String source) {
    JShell syntax = compiler.syntax();
    return syntax.sourceCodeAnalysis().sourceToSnippets(source).stream()
        .filter(snippet -> snippet.kind() == Snippet.Kind.ERRONEOUS)
        .flatMap(syntax::diagnostics)
        .filter(Diag::isError)
        .filter(error -> PARSER_ERROR.matcher(error.getCode()).find())
        .toList();
  }
}
