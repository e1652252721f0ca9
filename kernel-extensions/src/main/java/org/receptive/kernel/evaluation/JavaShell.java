package org.receptive.kernel.evaluation;

import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.PersistentSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.UnresolvedReferenceException;
import jdk.jshell.VarSnippet;
import org.receptive.kernel.interpreter.Interpreter;
import org.receptive.kernel.scope.RequestScope;

/**
 * JShell with snippets that run in this JVM, behind an interpreter of plain cells. Used by one
 * thread at a time, except for {@link #stop} and {@link #start}.
 */
public final class JavaShell implements AutoCloseable {
  /**
   * The system property that switches the interpreter of plain cells {@code on} or {@code off}.
   * Cells come out the same in either way; compiled ones take longer.
   */
  public static final String INTERPRETER = "receptive.interpreter";

  private static final int MAX_VALUE_TEXT = 500;

  /** Variables of which JShell learns between two cells. */
  private static final int MAX_AHEAD = 8;

  private final CellExecutionControl control = new CellExecutionControl();
  private final SnippetOrigins origins = new SnippetOrigins();
  private final AtomicInteger temporaries = new AtomicInteger();
  private final AtomicInteger aheadOfTime = new AtomicInteger();
  private final List<Path> classPath = new ArrayList<>();
  private final PendingImports imports = new PendingImports();
  private final PlainCells plain = new PlainCells(new View());
  private final LazyCompiler compiler;
  private final boolean interpreting;

  /**
   * Makes a shell. JShell starts when it is needed, or when {@link #start} is called.
   *
   * @param compilerOptions options of {@code javac}, such as {@code --enable-preview}
   */
  public JavaShell(List<String> compilerOptions) {
    this.compiler = new LazyCompiler(compilerOptions, control, origins, this::newTemporary);
    this.interpreting = interpreting();
  }

  private static boolean interpreting() {
    String written = System.getProperty(INTERPRETER, "on");
    return switch (written) {
      case "on" -> true;
      case "off" -> false;
      default ->
          throw new IllegalArgumentException(
              "-D%s=%s: expected 'on', which answers plain cells at once, or 'off', which compiles every cell"
                  .formatted(INTERPRETER, written));
    };
  }

  /** Returns the imports that a notebook begins with, as they are written. */
  List<String> defaultImports() {
    return imports.all();
  }

  /** Starts JShell, which takes a while; any thread may call this. */
  public void start() {
    compiler();
  }

  private LazyCompiler.Started compiler() {
    return compiler.get();
  }

  /** Runs the plain statements that a cell starts with; none, if the interpreter is off. */
  Interpreter.Outcome interpret(String source, String cell) {
    if (!interpreting) {
      return new Interpreter.Outcome.Nothing();
    }
    SnippetOrigins.Origin outer = origins.current();
    origins.from(new SnippetOrigins.Origin(cell, 1));
    try {
      return plain.run(source);
    } finally {
      origins.from(outer);
    }
  }

  /**
   * Returns JShell's view of source code, default imports included.
   *
   * @param code what will be asked about: the variables that it mentions are known
   */
  public SourceCodeAnalysis analysis(String code) {
    imports.takeAll().forEach(this::importNow);
    return withVariablesIn(code).sourceCodeAnalysis();
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

  /**
   * Tells JShell of the newest variable that it does not know yet, since that is the one to be used
   * next; returns whether there was one.
   */
  public boolean catchUp() {
    Optional<String> newest = named().reduce((a, b) -> b).filter(name -> isBehind());
    aheadOfTime.incrementAndGet();
    newest.ifPresent(name -> declare(plain.take(name::equals)));
    return newest.isPresent();
  }

  /**
   * Returns whether there are variables that JShell should know of ahead of time. The values of
   * expressions are not among them, nor more variables than a cell is likely to use.
   */
  public boolean isBehind() {
    return aheadOfTime.get() < MAX_AHEAD && named().findAny().isPresent();
  }

  /** Returns the names of the variables that JShell does not know yet, oldest first. */
  Stream<String> waiting() {
    return plain.waiting().stream();
  }

  private Stream<String> named() {
    return waiting().filter(name -> !name.startsWith("$"));
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
        imports.takeNeededBy(source).forEach(this::importNow);
        List<SnippetEvent> events = compile(source);
        if (events.getFirst().status() == Status.VALID
            && events.getFirst().snippet() instanceof VarSnippet snippet
            && fill(snippet, variable)) {
          plain.handedOver(snippet, variable.type());
          compiler().redeclarations().after(events, note -> {});
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
      Optional<Field> field = new View().field(snippet);
      field.orElseThrow().setAccessible(true);
      field.orElseThrow().set(null, variable.get());
      return true;
    } catch (IllegalArgumentException e) {
      return false; // The name of its type means another class by now.
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("the variable " + snippet.name() + " cannot be set", e);
    }
  }

  /** Lets JShell run a source; what it cannot resolve so is looked for among all there is. */
  private List<SnippetEvent> compile(String source) {
    LazyCompiler.Started java = compiler();
    control.code().compiling(source, origins.current());
    List<SnippetEvent> events = java.scope().during(source, () -> java.shell().eval(source));
    SnippetEvent first = events.getFirst();
    if (java.scope().isLimited() && first.status() != Status.VALID) {
      List<SnippetEvent> again = new ArrayList<>(java.shell().eval(source));
      again.addAll(1, events.subList(1, events.size())); // What the first try has changed is so.
      events = again;
    }
    if (events.getFirst().snippet() instanceof PersistentSnippet declared) {
      control.code().declared(type -> control.declares(type, declared.name()));
    }
    return events;
  }

  private void importNow(String declaration) {
    SnippetOrigins.Origin outer = origins.current();
    origins.from(new SnippetOrigins.Origin("Default imports", 1));
    try {
      List<SnippetEvent> events = compile(declaration);
      compiler().redeclarations().after(events, note -> {});
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
    JShell shell = snippets();
    shell
        .imports()
        .filter(one -> one.fullname().equals(name))
        .toList()
        .forEach(one -> compiler().redeclarations().after(shell.drop(one), note -> {}));
  }

  /**
   * Takes the value of an expression out of JShell, which would go through its name in every cell
   * to come. It is declared again when somebody names it.
   */
  private void setAside(Snippet snippet) {
    if (snippet instanceof VarSnippet variable
        && variable.subKind() == SubKind.TEMP_VAR_EXPRESSION_SUBKIND
        && snippets().status(variable) == Status.VALID) {
      new View()
          .field(variable)
          .filter(field -> plain.setAside(variable, field))
          .ifPresent(
              field -> {
                compiler().scope().during("", () -> snippets().drop(variable));
                compiler().redeclarations().forget(variable.name());
              });
    }
  }

  /** Returns the underlying shell once it knows of every variable. */
  JShell withAllVariables() {
    declare(plain.take(name -> true));
    return snippets();
  }

  /** Returns the underlying shell once it knows of the variables that a text mentions. */
  JShell withVariablesIn(String text) {
    declare(plain.takeNeededBy(text, Set.of()));
    return snippets();
  }

  /** Returns the underlying shell, for looking at its snippets. */
  public JShell snippets() {
    return compiler().shell();
  }

  /** Returns the parts of a cell. */
  public List<CellPart> split(String cell) {
    return compiler().splitter().split(cell);
  }

  /** Forgets an earlier interrupt; cells run in the given scope until the next call. */
  public void prepare(Optional<RequestScope> scope) {
    control.reset(scope);
    aheadOfTime.set(0);
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
      snippets().addToClasspath(entry.toString());
      classPath.add(entry);
    }
    plain.classPathHasGrown();
  }

  /** Returns what was added to the class path, in order. */
  public List<Path> classPath() {
    return List.copyOf(classPath);
  }

  @Override
  public void close() {
    compiler.ifStarted().ifPresent(LazyCompiler.Started::close);
  }

  /** Calls code of the user that is no snippet, so that {@link #stop} reaches it. */
  <T> T callUserCode(Callable<T> work) throws Exception {
    return control.asUserCode(work);
  }

  /** Returns the snippets that are alive. */
  LivingSnippets living() {
    return new LivingSnippets(snippets(), origins, plain);
  }

  /** Returns the name of the cell that a class of a snippet came from. */
  public Optional<String> cellOf(String className) {
    return control.code().of(className).map(code -> code.origin().cell());
  }

  /** Returns what limits the imports of a snippet. */
  CompileScope compileScope() {
    return compiler().scope();
  }

  /** Returns what finds the errors of text without running it. */
  Diagnoses diagnoses() {
    return new Diagnoses(compiler());
  }

  /** Returns a short text of a variable's value. */
  String valueText(VarSnippet variable) {
    try {
      Optional<Field> field = new View().field(variable);
      String text = field.isEmpty() ? "" : String.valueOf(field.get().get(null));
      return text.length() > MAX_VALUE_TEXT ? text.substring(0, MAX_VALUE_TEXT) + "..." : text;
    } catch (IllegalAccessException | RuntimeException e) {
      return "(its text cannot be made: " + e + ")";
    }
  }

  /** A name for the value of an expression. */
  private String newTemporary() {
    return "$" + temporaries.incrementAndGet();
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
      declare(plain.takeNeededBy(code.source(), living().unresolved()));
      imports.giveWayTo(code.source()).forEach(this::forgetImport);
      imports.takeNeededBy(code.source()).forEach(this::importNow);
      List<SnippetEvent> events = compile(code.source());
      compiler().redeclarations().after(events, notes);
      SnippetResult result = result(code, events);
      events.stream().map(SnippetEvent::snippet).findFirst().ifPresent(this::setAside);
      return result;
    } finally {
      control.resume(caller);
      origins.from(outer);
    }
  }

  /**
   * Returns what plain code has thrown with the frames of snippets that it has called, such as the
   * {@code toString} of a class of the notebook. JShell translates frames only of what snippets
   * throw: an empty one throws it again.
   */
  Optional<JShellException> translated(Throwable thrown) {
    if (!CellExecutionControl.hasSnippets(thrown)) {
      return Optional.empty();
    }
    control.throwInstead(thrown);
    SnippetEvent event = snippets().eval("if (true) { }").getFirst();
    return Optional.ofNullable(event.exception());
  }

  /** Says what a cell has left behind that no longer compiles. */
  void endOf(String cell, Consumer<String> notes) {
    compiler().redeclarations().endOf(cell, notes);
  }

  private SnippetResult result(CellPart.Code code, List<SnippetEvent> events) {
    if (control.stopped()) {
      return new SnippetResult.Stopped();
    }
    JShell shell = snippets();
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

  /** What plain cells see of this shell. */
  private final class View implements PlainCells.Shell {
    @Override
    public Optional<JShell> started() {
      return compiler.ifStarted().map(LazyCompiler.Started::shell);
    }

    @Override
    public Optional<Field> field(VarSnippet variable) {
      snippets().varValue(variable);
      return control.takeVariable();
    }

    @Override
    public List<String> defaultImports() {
      return imports.all();
    }

    @Override
    public String newTemporary() {
      return JavaShell.this.newTemporary();
    }

    @Override
    public SnippetOrigins.Origin origin() {
      return origins.current();
    }

    @Override
    public void cameFrom(Snippet snippet, SnippetOrigins.Origin origin) {
      origins.assign(snippet.id(), origin);
    }

    @Override
    public ClassLoader loader() {
      return control.loader();
    }

    @Override
    public <T> T call(Callable<T> work) throws Exception {
      return control.asUserCode(work);
    }

    @Override
    public boolean stopped() {
      return control.stopped();
    }
  }
}
