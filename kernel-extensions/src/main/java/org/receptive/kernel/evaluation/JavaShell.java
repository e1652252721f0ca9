package org.receptive.kernel.evaluation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
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

  private final CellExecutionControl control = new CellExecutionControl();
  private final SnippetOrigins origins = new SnippetOrigins();
  private final AtomicInteger temporaries = new AtomicInteger();
  private final List<Path> classPath = new ArrayList<>();
  private final SnippetCompiler compiler;
  private final PlainCells plain;
  private final SharedVariables variables;
  private final boolean interpreting;

  /**
   * Makes a shell. JShell starts when it is needed, or when {@link #start} is called.
   *
   * @param compilerOptions options of {@code javac}, such as {@code --enable-preview}
   */
  public JavaShell(List<String> compilerOptions) {
    this.compiler = new SnippetCompiler(compilerOptions, control, origins, this::newTemporary);
    ShellView view = new ShellView(compiler, control, origins, this::newTemporary);
    this.plain = new PlainCells(view);
    this.variables = new SharedVariables(plain, view, compiler, control, origins);
    this.interpreting = interpreting();
  }

  /** Returns whether plain cells are interpreted, as the system property says. */
  public static boolean interpreting() {
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
    return compiler.imports().all();
  }

  /** Starts JShell, which takes a while; any thread may call this. */
  public void start() {
    compiler.started();
  }

  /** Returns how many snippets the compiler has been given. */
  int compiled() {
    return compiler.compiled();
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
    compiler.importAll();
    return withVariablesIn(code).sourceCodeAnalysis();
  }

  /**
   * Returns JShell's view of a text that it has not compiled, with what the text mentions. Its
   * suggestions and {@link #namesToImport} are all that may be written at the text's end.
   */
  SourceCodeAnalysis analysisOfMentioned(String text) {
    compiler.importUnlisted();
    compiler.importFor(text);
    return withVariablesIn(text).sourceCodeAnalysis();
  }

  /** Returns names that are known as soon as they are used. */
  Stream<String> namesToImport() {
    return compiler.imports().names();
  }

  /**
   * Makes names known, each as soon as a snippet mentions it.
   *
   * @param names imports, as they are written between {@code import} and the semicolon
   * @param loader finds what packages and classes hold
   */
  public void importWhenNeeded(List<String> names, ClassLoader loader) {
    compiler.imports().add(names, loader);
  }

  /**
   * Tells JShell of the newest variable that it does not know yet, since that is the one to be used
   * next; returns whether there was one.
   */
  public boolean catchUp() {
    return variables.catchUp();
  }

  /**
   * Returns whether there are variables that JShell should know of ahead of time. The values of
   * expressions are not among them, nor more variables than a cell is likely to use.
   */
  public boolean isBehind() {
    return variables.isBehind();
  }

  /** Returns the names of the variables that JShell does not know yet, oldest first. */
  Stream<String> waiting() {
    return variables.waiting();
  }

  /** Returns the underlying shell once it knows of every variable. */
  JShell withAllVariables() {
    variables.declareAll();
    return snippets();
  }

  /** Returns the underlying shell once it knows of the variables that a text mentions. */
  JShell withVariablesIn(String text) {
    variables.declareFor(text, Set::of);
    return snippets();
  }

  /** Returns the underlying shell, for looking at its snippets. */
  public JShell snippets() {
    return compiler.started().shell();
  }

  /** Returns the parts of a cell. */
  public List<CellPart> split(String cell) {
    return compiler.started().splitter().split(cell);
  }

  /** Forgets an earlier interrupt; cells run in the given scope until the next call. */
  public void prepare(Optional<RequestScope> scope) {
    control.reset(scope);
    variables.newCell();
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
    compiler.close();
  }

  /** Calls code of the user that is no snippet, so that {@link #stop} reaches it. */
  <T> T callUserCode(Callable<T> work) throws Exception {
    return control.asUserCode(work);
  }

  /** Returns the snippets that are alive. */
  LivingSnippets living() {
    return new LivingSnippets(snippets(), origins, plain);
  }

  /**
   * Returns the cell that a line of a snippet's class came from, such as {@code Cell 3, line 2}.
   *
   * @param className the class
   * @param line the line that a stack trace names
   */
  public Optional<String> placeOf(String className, int line) {
    return compiler
        .ifStarted()
        .flatMap(java -> java.lines().snippet(className, line))
        .flatMap(at -> origins.of(at.id()).map(origin -> origin.place(at.line())))
        .or(() -> control.code().of(className).map(code -> code.origin().cell()));
  }

  /** Returns what limits the imports of a snippet. */
  CompileScope compileScope() {
    return compiler.started().scope();
  }

  /** Returns what finds the errors of text without running it. */
  Diagnoses diagnoses() {
    return new Diagnoses(compiler.started());
  }

  /** Returns a short text of a variable's value. */
  String valueText(VarSnippet variable) {
    return variables.valueText(variable);
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
      variables.declareFor(code.source(), () -> living().unresolved());
      compiler.prepareFor(code.source());
      List<SnippetEvent> events = compiler.compile(code.source());
      compiler.settle(events, notes);
      SnippetResult result = compiler.result(code, events);
      variables.setAside(events.getFirst().snippet());
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
    compiler.started().redeclarations().endOf(cell, notes);
  }
}
