package org.receptive.kernel.evaluation;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.PersistentSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.SnippetEvent;
import jdk.jshell.UnresolvedReferenceException;

/** Lets JShell compile and run snippets, each below the imports that it needs. */
final class SnippetCompiler implements AutoCloseable {
  private final CellExecutionControl control;
  private final SnippetOrigins origins;
  private final PendingImports imports = new PendingImports();
  private final LazyCompiler compiler;
  private final AtomicInteger compiled = new AtomicInteger();

  /**
   * Makes a compiler. JShell starts when it is needed.
   *
   * @param options options of {@code javac}
   * @param control runs compiled snippets
   * @param origins gives snippets their ids
   * @param temporaries names the values of expressions
   */
  SnippetCompiler(
      List<String> options,
      CellExecutionControl control,
      SnippetOrigins origins,
      Supplier<String> temporaries) {
    this.control = control;
    this.origins = origins;
    this.compiler = new LazyCompiler(options, control, origins, temporaries);
  }

  /** Returns JShell; the first call takes a while. */
  LazyCompiler.Started started() {
    return compiler.get();
  }

  /** Returns JShell, if it has been started. */
  Optional<LazyCompiler.Started> ifStarted() {
    return compiler.ifStarted();
  }

  /** Returns the imports that a notebook begins with. */
  PendingImports imports() {
    return imports;
  }

  /** Returns how many sources it has been given. */
  int compiled() {
    return compiled.get();
  }

  /** Runs a source; what cannot be resolved with what it mentions is looked for among all. */
  List<SnippetEvent> compile(String source) {
    LazyCompiler.Started java = started();
    compiled.incrementAndGet();
    control.code().compiling(source, origins.current());
    List<SnippetEvent> events = java.scope().during(source, () -> java.shell().eval(source));
    SnippetEvent first = events.getFirst();
    if (java.scope().isLimited() && first.status() != Status.VALID) {
      List<SnippetEvent> again = new ArrayList<>(java.shell().eval(source));
      again.addAll(1, events.subList(1, events.size())); // What the first try has changed is so.
      if (first.status() == Status.REJECTED) {
        java.scope().forget(first.snippet());
      }
      events = again;
    }
    if (events.getFirst().snippet() instanceof PersistentSnippet declared) {
      control.code().declared(type -> control.declares(type, declared.name()));
    }
    return events;
  }

  /** Runs what a source is to find when it runs: a declaration of its own may hide an import. */
  void prepareFor(String source) {
    imports.giveWayTo(source).forEach(this::forgetImport);
    importFor(source);
  }

  /** Makes the imports that a source may need. */
  void importFor(String source) {
    imports.takeNeededBy(source).forEach(this::importNow);
  }

  /** Makes the imports whose names {@link PendingImports#names} does not know. */
  void importUnlisted() {
    imports.takeUnlisted().forEach(this::importNow);
  }

  /** Makes all imports. */
  void importAll() {
    imports.takeAll().forEach(this::importNow);
  }

  /** Settles what a snippet has changed, and says what was reset. */
  void settle(List<SnippetEvent> events, Consumer<String> notes) {
    LazyCompiler.Started java = started();
    java.redeclarations().after(events, notes);
    events.stream()
        .filter(e -> !e.status().isActive() || !(e.snippet() instanceof PersistentSnippet))
        .forEach(e -> java.scope().forget(e.snippet()));
  }

  private void importNow(String declaration) {
    SnippetOrigins.Origin outer = origins.current();
    origins.from(new SnippetOrigins.Origin("Default imports", 1));
    try {
      List<SnippetEvent> events = compile(declaration);
      settle(events, note -> {});
      events.stream()
          .filter(event -> event.status() == Status.REJECTED)
          .forEach(
              event ->
                  System.getLogger(JavaShell.class.getName())
                      .log(Level.WARNING, "not found, and left out: " + declaration));
    } finally {
      origins.from(outer);
    }
  }

  private void forgetImport(String name) {
    JShell shell = started().shell();
    shell
        .imports()
        .filter(one -> one.fullname().equals(name))
        .toList()
        .forEach(one -> settle(shell.drop(one), note -> {}));
  }

  /** Returns what became of a part of a cell. */
  SnippetResult result(CellPart.Code code, List<SnippetEvent> events) {
    if (control.stopped()) {
      return new SnippetResult.Stopped();
    }
    JShell shell = started().shell();
    SnippetEvent event = events.getFirst();
    Snippet snippet = event.snippet();
    if (event.status() == Status.REJECTED) {
      return new SnippetResult.Rejected(
          code.source(), code.line(), shell.diagnostics(snippet).toList());
    }
    if (event.exception() instanceof UnresolvedReferenceException unresolved) {
      DeclarationSnippet called = unresolved.getSnippet();
      return new SnippetResult.Unresolved(called, shell.unresolvedDependencies(called).toList());
    }
    if (event.exception() != null) {
      return new SnippetResult.Threw(
          control.failure().orElse(event.exception()), event.exception());
    }
    return hasValue(snippet.subKind())
        ? new SnippetResult.Value(control.value(), code.terminated())
        : new SnippetResult.Done();
  }

  private static boolean hasValue(SubKind kind) {
    return kind == SubKind.TEMP_VAR_EXPRESSION_SUBKIND
        || kind == SubKind.VAR_VALUE_SUBKIND
        || kind == SubKind.OTHER_EXPRESSION_SUBKIND;
  }

  @Override
  public void close() {
    compiler.ifStarted().ifPresent(LazyCompiler.Started::close);
  }
}
