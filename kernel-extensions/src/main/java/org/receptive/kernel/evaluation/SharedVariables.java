package org.receptive.kernel.evaluation;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;

/**
 * The variables that the interpreter and the compiler share. One that plain cells have declared is
 * declared in JShell as soon as a snippet mentions it; the value of an expression that JShell has
 * computed goes the other way.
 */
final class SharedVariables {
  /** Variables of which JShell learns between two cells. */
  private static final int MAX_AHEAD = 8;

  private static final int MAX_VALUE_TEXT = 500;

  private final PlainCells plain;
  private final PlainCells.Shell view;
  private final SnippetCompiler compiler;
  private final CellExecutionControl control;
  private final SnippetOrigins origins;
  private final AtomicInteger aheadOfTime = new AtomicInteger();

  SharedVariables(
      PlainCells plain,
      PlainCells.Shell view,
      SnippetCompiler compiler,
      CellExecutionControl control,
      SnippetOrigins origins) {
    this.plain = plain;
    this.view = view;
    this.compiler = compiler;
    this.control = control;
    this.origins = origins;
  }

  /** A new cell begins: JShell may learn ahead again. */
  void newCell() {
    aheadOfTime.set(0);
  }

  /** Returns the names of the variables that JShell does not know yet, oldest first. */
  Stream<String> waiting() {
    return plain.waiting().stream();
  }

  private Stream<String> named() {
    return waiting().filter(name -> !name.startsWith("$"));
  }

  /**
   * Returns whether there are variables that JShell should know of ahead of time. The values of
   * expressions are not among them, nor more variables than a cell is likely to use.
   */
  boolean isBehind() {
    return aheadOfTime.get() < MAX_AHEAD && named().findAny().isPresent();
  }

  /**
   * Tells JShell of the newest variable that it does not know yet, since that is the one to be used
   * next; returns whether there was one.
   */
  boolean catchUp() {
    Optional<String> newest = named().reduce((a, b) -> b).filter(name -> isBehind());
    aheadOfTime.incrementAndGet();
    newest.ifPresent(name -> declare(plain.take(name::equals)));
    return newest.isPresent();
  }

  /** Tells JShell of all variables. */
  void declareAll() {
    declare(plain.take(name -> true));
  }

  /**
   * Tells JShell of the variables that a source mentions.
   *
   * @param awaited the names that methods and classes wait for, asked if any variable is waiting
   */
  void declareFor(String source, Supplier<Set<String>> awaited) {
    if (plain.anyWaiting()) {
      declare(plain.takeNeededBy(source, awaited.get()));
    }
  }

  /** Declares variables in JShell that hold what was given to them before. */
  private void declare(Map<String, NotebookScope.Waiting> variables) {
    if (!variables.isEmpty()) {
      Optional<Thread> caller = control.suspend();
      try {
        variables.forEach(this::declare);
      } finally {
        control.resume(caller);
      }
    }
  }

  private void declare(String name, NotebookScope.Waiting variable) {
    SnippetOrigins.Origin outer = origins.current();
    origins.from(variable.origin());
    try {
      for (String source : plain.declarations(name, variable)) {
        compiler.importFor(source);
        List<SnippetEvent> events = compiler.compile(source);
        if (events.getFirst().status() == Status.VALID
            && events.getFirst().snippet() instanceof VarSnippet snippet
            && fill(snippet, variable)) {
          plain.handedOver(snippet, variable.type());
          compiler.settle(events, note -> {});
          return;
        }
      }
      throw new IllegalStateException("the variable " + name + " cannot be declared");
    } finally {
      origins.from(outer);
    }
  }

  private boolean fill(VarSnippet snippet, NotebookScope.Waiting variable) {
    try {
      Field field = view.field(snippet).orElseThrow();
      field.setAccessible(true);
      field.set(null, variable.get());
      return true;
    } catch (IllegalArgumentException e) {
      return false; // The name of its type means another class by now.
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("the variable " + snippet.name() + " cannot be set", e);
    }
  }

  /**
   * Takes the value of an expression out of JShell, which would go through its name in every cell
   * to come. It is declared again when somebody names it.
   */
  void setAside(Snippet snippet) {
    if (snippet instanceof VarSnippet variable
        && variable.subKind() == SubKind.TEMP_VAR_EXPRESSION_SUBKIND
        && compiler.started().shell().status(variable) == Status.VALID
        && view.field(variable).filter(field -> plain.setAside(variable, field)).isPresent()) {
      LazyCompiler.Started java = compiler.started();
      java.scope().during("", () -> java.shell().drop(variable));
      java.scope().forget(variable);
      java.redeclarations().forget(variable.name());
    }
  }

  /** Returns a short text of a variable's value. */
  String valueText(VarSnippet variable) {
    try {
      Optional<Field> field = view.field(variable);
      String text = field.isEmpty() ? "" : String.valueOf(field.get().get(null));
      return text.length() > MAX_VALUE_TEXT ? text.substring(0, MAX_VALUE_TEXT) + "..." : text;
    } catch (IllegalAccessException | RuntimeException e) {
      return "(its text cannot be made: " + e + ")";
    }
  }
}
