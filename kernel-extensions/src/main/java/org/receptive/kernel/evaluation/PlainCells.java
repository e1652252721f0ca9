package org.receptive.kernel.evaluation;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.VarSnippet;
import org.receptive.kernel.interpreter.Interpreter;
import org.receptive.kernel.interpreter.StaticType;

/** Cells that run without the compiler, and the variables that they leave. */
final class PlainCells {
  private static final Pattern NAME = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*");

  /** What plain cells need of the shell. */
  interface Shell extends NotebookScope.Shell, Interpreter.UserCode {}

  private final NotebookScope scope;
  private final Interpreter interpreter;

  PlainCells(Shell shell) {
    this.scope = new NotebookScope(shell);
    this.interpreter = new Interpreter(scope, shell);
  }

  Interpreter.Outcome run(String source) {
    return interpreter.run(source);
  }

  void classPathHasGrown() {
    interpreter.classPathHasGrown();
  }

  /** Returns the variables that JShell does not know yet, oldest first. */
  List<String> waiting() {
    return scope.waiting();
  }

  /** Takes out the variables that a source mentions. */
  Map<String, NotebookScope.Waiting> takeNeededBy(String source) {
    if (scope.waiting().isEmpty()) {
      return Map.of();
    }
    if (source.contains("\\u")) {
      return take(name -> true); // A name may be written in another way.
    }
    Set<String> names =
        NAME.matcher(source).results().map(MatchResult::group).collect(Collectors.toSet());
    return take(names::contains);
  }

  Map<String, NotebookScope.Waiting> take(Predicate<String> wanted) {
    return scope.take(wanted);
  }

  /** Returns the declaration of a variable, without a value. */
  String declaration(String name, NotebookScope.Waiting variable) {
    return variable.declaration(name, scope::declaresType);
  }

  void handedOver(VarSnippet snippet, StaticType type) {
    scope.handedOver(snippet, type);
  }
}
