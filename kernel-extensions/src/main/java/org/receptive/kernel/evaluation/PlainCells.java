package org.receptive.kernel.evaluation;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import jdk.jshell.VarSnippet;
import org.receptive.kernel.interpreter.Interpreter;
import org.receptive.kernel.interpreter.StaticType;

/** Cells that run without the compiler, and the variables that they leave. */
final class PlainCells {
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

  /** Returns whether there are variables that JShell does not know yet. */
  boolean anyWaiting() {
    return scope.anyWaiting();
  }

  /** Takes out the variables that a source mentions, and those that others wait for. */
  Map<String, NotebookScope.Waiting> takeNeededBy(String source, Set<String> awaited) {
    Set<String> names = Identifiers.in(source);
    return take(name -> names.contains(name) || awaited.contains(name));
  }

  Map<String, NotebookScope.Waiting> take(Predicate<String> wanted) {
    return scope.take(wanted);
  }

  /** Returns the ways to declare a variable, without a value: as it was written, then in full. */
  List<String> declarations(String name, NotebookScope.Waiting variable) {
    return variable.declarations(name, scope::declaresType);
  }

  /** Keeps the value of an expression that JShell has compiled; returns whether it can. */
  boolean setAside(VarSnippet variable, Field field) {
    return scope.setAside(variable, field);
  }

  void handedOver(VarSnippet snippet, StaticType type) {
    scope.handedOver(snippet, type);
  }
}
