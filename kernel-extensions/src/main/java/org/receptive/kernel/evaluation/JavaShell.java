package org.receptive.kernel.evaluation;

import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.PersistentSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.UnresolvedReferenceException;
import jdk.jshell.VarSnippet;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import org.receptive.kernel.scope.RequestScope;

/**
 * JShell with snippets that run in this JVM. Used by one thread at a time, except for {@link
 * #stop}.
 */
public final class JavaShell implements AutoCloseable {
  private static final int MAX_VALUE_TEXT = 500;
  private static final Pattern DECLARATION =
      Pattern.compile("\\b(class|record|interface|enum|import)\\b");
  private static final Pattern PARSER_ERROR =
      Pattern.compile(
          "expected|illegal\\.(start|char|esc|text)|not\\.stmt|premature|unclosed|orphaned"
              + "|without\\.(if|try|catch)|malformed|not\\.allowed|array\\.dimension\\.missing");

  private final CellExecutionControl control = new CellExecutionControl();
  private final SnippetOrigins origins = new SnippetOrigins();
  private final AtomicInteger temporaries = new AtomicInteger();
  private final AtomicInteger warmTemporaries = new AtomicInteger();
  private final List<Path> classPath = new ArrayList<>();
  private final JShell shell;
  private final PendingImports imports = new PendingImports();
  private final Redeclarations redeclarations;
  private final CellSplitter splitter;

  /**
   * Starts a shell.
   *
   * @param compilerOptions options of {@code javac}, such as {@code --enable-preview}
   */
  public JavaShell(List<String> compilerOptions) {
    this.shell =
        JShell.builder()
            .executionEngine(new SameProcess(control), Map.of())
            .idGenerator((snippet, number) -> origins.newId())
            .tempVariableNameGenerator(this::newTemporary)
            .compilerOptions(compilerOptions.toArray(String[]::new))
            .build();
    this.redeclarations = new Redeclarations(shell, control, origins);
    this.splitter = new CellSplitter(shell.sourceCodeAnalysis());
  }

  /** Returns JShell's view of source code, all default imports included. */
  public SourceCodeAnalysis analysis() {
    imports.takeAll().forEach(this::importNow);
    return shell.sourceCodeAnalysis();
  }

  /**
   * Makes names known, each as soon as a snippet mentions it.
   *
   * @param names imports, as they are written between {@code import} and the semicolon
   * @param loader finds what packages and classes hold
   */
  public void importWhenNeeded(List<String> names, ClassLoader loader) {
    imports.add(names, loader);
  }

  private void importNow(String declaration) {
    SnippetOrigins.Origin outer = origins.current();
    origins.from(new SnippetOrigins.Origin("Default imports", 1));
    try {
      shell.eval(declaration).stream()
          .filter(event -> event.status() == Status.REJECTED)
          .forEach(event -> System.err.println("not found, and left out: " + declaration));
    } finally {
      origins.from(outer);
    }
  }

  /** Returns the underlying shell, for looking at its snippets. */
  public JShell snippets() {
    return shell;
  }

  /** Returns the parts of a cell. */
  public List<CellPart> split(String cell) {
    return splitter.split(cell);
  }

  /** Forgets an earlier interrupt; cells run in the given scope until the next call. */
  public void prepare(Optional<RequestScope> scope) {
    control.reset(scope);
  }

  /** Stops the cell that runs; any thread may call this. */
  public void stop() {
    control.stop();
  }

  /**
   * Stops code that runs in a scope beside the cells, such as a drawing that newer values have
   * overtaken; or, with {@code stop} false, lets code run in that scope again.
   */
  public void stopWork(RequestScope scope, boolean stop) {
    control.stopWork(scope, stop);
  }

  /** Returns whether the user has stopped the current cell. */
  public boolean stopped() {
    return control.stopped();
  }

  /** Puts jar files and folders on the class path of the snippets that follow. */
  public void addToClassPath(List<Path> entries) {
    for (Path entry : entries) {
      shell.addToClasspath(entry.toString());
      classPath.add(entry);
    }
  }

  /** Returns what was added to the class path, in order. */
  public List<Path> classPath() {
    return List.copyOf(classPath);
  }

  @Override
  public void close() {
    shell.close();
  }

  /** Calls code of the user that is no snippet, so that {@link #stop} reaches it. */
  <T> T callUserCode(Callable<T> work) throws Exception {
    return control.asUserCode(work);
  }

  /** Returns the living snippets that came from the given cell. */
  List<Snippet> snippetsOf(String cell) {
    return shell
        .snippets()
        .filter(s -> origins.of(s.id()).filter(o -> o.cell().equals(cell)).isPresent())
        .filter(s -> shell.status(s).isActive())
        .toList();
  }

  /** Returns the names of the living variables, methods and types. */
  List<String> declaredNames() {
    return shell
        .snippets()
        .filter(s -> shell.status(s).isActive() && s.kind() != Snippet.Kind.IMPORT)
        .filter(PersistentSnippet.class::isInstance)
        .map(s -> ((PersistentSnippet) s).name())
        .filter(name -> !name.startsWith("$"))
        .toList();
  }

  /** Returns the declarations of a cell that refer to unknown names, each with those names. */
  Map<String, List<String>> unresolvedIn(String cell) {
    Map<String, List<String>> unresolved = new LinkedHashMap<>();
    for (Snippet snippet : snippetsOf(cell)) {
      if (snippet instanceof DeclarationSnippet d && shell.status(d) != Status.VALID) {
        unresolved.put(d.name(), shell.unresolvedDependencies(d).toList());
      }
    }
    return unresolved;
  }

  /** Returns what the compiler says about text that it cannot read. */
  List<Diag> errors(CellPart.Broken broken) {
    return shell.eval(broken.source()).stream()
        .flatMap(event -> shell.diagnostics(event.snippet()))
        .filter(Diag::isError)
        .toList();
  }

  /**
   * Returns what the parser says about a snippet, without running it. Unknown names and wrong types
   * are left out: the lines before it may declare them.
   *
   * <p>Declarations are not looked at: JShell's preview of a type breaks its own documentation
   * lookup afterwards, and {@link CellSplitter} finds their syntax errors as well.
   */
  List<Diag> syntaxErrors(String source) {
    if (DECLARATION.matcher(source).find()) {
      return List.of();
    }
    return shell.sourceCodeAnalysis().sourceToSnippets(source).stream()
        .filter(snippet -> snippet.kind() == Snippet.Kind.ERRONEOUS)
        .flatMap(shell::diagnostics)
        .filter(Diag::isError)
        .filter(error -> PARSER_ERROR.matcher(error.getCode()).find())
        .toList();
  }

  /** Returns a short text of a variable's value. */
  String valueText(VarSnippet variable) {
    shell.varValue(variable);
    try {
      Optional<Field> field = control.takeVariable();
      String text = field.isEmpty() ? "" : String.valueOf(field.get().get(null));
      return text.length() > MAX_VALUE_TEXT ? text.substring(0, MAX_VALUE_TEXT) + "..." : text;
    } catch (IllegalAccessException | RuntimeException e) {
      return "(its text cannot be made: " + e + ")";
    }
  }

  /** A name for the value of an expression; those of the warm-up do not use up numbers. */
  private String newTemporary() {
    return origins.current().cell().equals(WarmUp.CELL)
        ? "$warm" + warmTemporaries.incrementAndGet()
        : "$" + temporaries.incrementAndGet();
  }

  SnippetOrigins origins() {
    return origins;
  }

  /**
   * Runs one snippet.
   *
   * @param code the snippet
   * @param cell what its cell is called in messages
   * @param notes takes sentences about what was reset
   */
  SnippetResult run(CellPart.Code code, String cell, Consumer<String> notes) {
    if (control.stopped()) {
      return new SnippetResult.Stopped();
    }
    SnippetOrigins.Origin outer = origins.current();
    origins.from(new SnippetOrigins.Origin(cell, code.line()));
    Optional<Thread> caller = control.suspend();
    try {
      imports.takeNeededBy(code.source()).forEach(this::importNow);
      Redeclarations.Snapshot before = redeclarations.before();
      List<SnippetEvent> events = shell.eval(code.source());
      redeclarations.after(before, events, notes);
      return result(code, events);
    } finally {
      control.resume(caller);
      origins.from(outer);
    }
  }

  private SnippetResult result(CellPart.Code code, List<SnippetEvent> events) {
    if (control.stopped()) {
      return new SnippetResult.Stopped();
    }
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

  /** Hands JShell the one execution control of this shell. */
  private record SameProcess(CellExecutionControl control) implements ExecutionControlProvider {
    @Override
    public String name() {
      return "receptive";
    }

    @Override
    public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
      return control;
    }
  }
}
