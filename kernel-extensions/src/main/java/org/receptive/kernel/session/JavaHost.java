package org.receptive.kernel.session;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.receptive.kernel.comm.Comms;
import org.receptive.kernel.display.MimeBundle;
import org.receptive.kernel.display.Note;
import org.receptive.kernel.display.Renderers;
import org.receptive.kernel.evaluation.CellFailure;
import org.receptive.kernel.evaluation.CellRunner;
import org.receptive.kernel.evaluation.CompletenessCheck;
import org.receptive.kernel.evaluation.Completer;
import org.receptive.kernel.evaluation.ErrorReport;
import org.receptive.kernel.evaluation.Inspector;
import org.receptive.kernel.evaluation.JavaShell;
import org.receptive.kernel.evaluation.WarmUp;
import org.receptive.kernel.magic.MagicRegistry;
import org.receptive.kernel.protocol.Json;
import org.receptive.kernel.protocol.MessageType;
import org.receptive.kernel.protocol.Publications;
import org.receptive.kernel.protocol.Replies;
import org.receptive.kernel.protocol.Requests;
import org.receptive.kernel.scope.CurrentScope;
import org.receptive.kernel.scope.NotebookHost;
import org.receptive.kernel.scope.RequestScope;
import org.receptive.viz.figure.Picture;

/** The Java side of a kernel: one shell, its renderers, magics and comms. */
final class JavaHost implements NotebookHost {
  private static final String INNER = "eval";

  private final KernelOptions options;
  private final Comms comms;
  private final UserPrompt prompt;
  private final ScheduledExecutorService clock;
  private final Renderers renderers = new Renderers();
  private final MagicRegistry magics = new MagicRegistry();
  private final Map<Class<?>, Object> extensions = new ConcurrentHashMap<>();
  private final AtomicBoolean catchingUp = new AtomicBoolean();
  private volatile Optional<Java> java = Optional.empty();
  private volatile Optional<WarmUp.Schedule> quiet = Optional.empty();

  /** What exists once JShell is up. */
  private record Java(JavaShell shell, CellRunner runner, MagicCommands commands) {}

  JavaHost(KernelOptions options, Comms comms, UserPrompt prompt, ScheduledExecutorService clock) {
    this.options = options;
    this.clock = clock;
    this.comms = comms;
    this.prompt = prompt;
  }

  /**
   * Imports the default names and runs the start-up scripts.
   *
   * @param scope where their output goes
   * @param cells runs steps on the thread of the cells
   * @param behind runs steps on a thread of their own
   */
  void warmUp(RequestScope scope, WarmUp.Schedule cells, WarmUp.Schedule behind) {
    Java java = java();
    Rehearsal.cells();
    CurrentScope.runIn(scope, () -> StartUp.run(options, java.shell(), java.runner()));
    scope.flush();
    new WarmUp(java.shell(), options.compilerOptions())
        .start(
            behind,
            () -> {
              quiet = Optional.of(cells);
              catchUpLater(java.shell());
            });
  }

  /** Runs a cell and renders its value. */
  Optional<MimeBundle> run(String code, String cell, RequestScope scope) throws CellFailure {
    Java java = java();
    java.shell().prepare(Optional.of(scope));
    Optional<ScheduledFuture<?>> alarm =
        options.timeout().map(t -> clock.schedule(this::interrupt, t.toMillis(), MILLISECONDS));
    try {
      Optional<Object> value =
          java.runner().run(code, cell, note(scope)).filter(v -> !scope.hasDisplayed(v));
      return value.isEmpty() ? Optional.empty() : Optional.of(render(java, value.get()));
    } catch (CellFailure e) {
      throw timedOut(alarm) ? new CellFailure(timeout(), e) : e;
    } finally {
      alarm.ifPresent(a -> a.cancel(false));
      catchUpLater(java.shell());
    }
  }

  /**
   * In quiet moments JShell learns of the variables of plain cells, one at a time. Not before it is
   * warm: a cell that arrives meanwhile waits for the step to end.
   */
  private void catchUpLater(JavaShell shell) {
    if (quiet.isPresent() && shell.isBehind() && catchingUp.compareAndSet(false, true)) {
      quiet.get().whenQuiet(() -> catchUp(shell));
    }
  }

  private void catchUp(JavaShell shell) {
    catchingUp.set(false);
    shell.catchUp();
    catchUpLater(shell);
  }

  /** Returns the report of a failure that is not the cell's own. */
  ErrorReport internalError(Throwable thrown) {
    if (Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
        .anyMatch(StackOverflowError.class::isInstance)) {
      return ErrorReport.of(
          "NestedTooDeeply",
          "an expression of this cell has too many parts for Java's compiler, such as a sum of"
              + " thousands; split it into several statements.");
    }
    System.getLogger(JavaHost.class.getName()).log(System.Logger.Level.ERROR, "a cell", thrown);
    return ErrorReport.of(
        "KernelError",
        "the kernel could not run this cell (" + thrown + "); the notebook's variables are kept.");
  }

  /** Returns how an exception that is a picture, such as a wrong answer, is shown. */
  Optional<MimeBundle> pictureOf(Throwable thrown) {
    return thrown instanceof Picture ? Optional.of(renderers.render(thrown)) : Optional.empty();
  }

  private static boolean timedOut(Optional<ScheduledFuture<?>> alarm) {
    return alarm.isPresent() && alarm.get().isDone();
  }

  private ErrorReport timeout() {
    long millis = options.timeout().map(Duration::toMillis).orElse(0L);
    return ErrorReport.of(
        "Timeout", "the cell was stopped after " + millis + " ms, the limit in IJAVA_TIMEOUT.");
  }

  /** Evaluates a user expression to a MIME bundle or an error, in the protocol's form. */
  JsonObject evaluate(String expression) {
    try {
      Java java = java();
      Optional<Object> value = java.runner().run(expression, "User expression", text -> {});
      MimeBundle bundle = render(java, value.orElse(""));
      JsonObject result = Replies.status();
      result.add("data", bundle.data());
      result.add("metadata", bundle.metadata());
      return result;
    } catch (CellFailure e) {
      return Json.tree(
          new Replies.Failed(0, e.report().ename(), e.report().evalue(), e.report().traceback()));
    }
  }

  /** Returns the cell and line that a line of a snippet's class came from. */
  Optional<String> placeOf(String className, int line) {
    return java.flatMap(j -> j.shell().placeOf(className, line));
  }

  void interrupt() {
    java.ifPresent(j -> j.shell().stop());
  }

  @Override
  public void reportCallback(Throwable thrown) {
    explain(thrown, "a callback").traceback().forEach(System.err::println);
  }

  @Override
  public Publications.Error explain(Throwable thrown, String where) {
    ErrorReport report = java().runner().explain(thrown, where);
    return new Publications.Error(report.ename(), report.evalue(), report.traceback());
  }

  Replies.Completed complete(Requests.Complete request) {
    Java java = java();
    return new Completer(java.shell(), magics).complete(request.code(), request.cursorPos());
  }

  Replies.Inspected inspect(Requests.Inspect request) {
    Java java = java();
    return new Replies.Inspected(
        new Inspector(java.shell(), magics)
            .inspect(request.code(), request.cursorPos(), request.detailLevel() > 0)
            .map(MimeBundle::data)
            .orElseGet(JsonObject::new));
  }

  Replies.Completeness isComplete(Requests.IsComplete request) {
    return new CompletenessCheck(java().shell()).check(request.code());
  }

  @Override
  public Object eval(String code) throws Exception {
    try {
      return java().runner().run(code, INNER, JavaHost::noteHere).orElse(null);
    } catch (CellFailure e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    }
  }

  @Override
  public Optional<Object> lineMagic(String name, List<String> arguments) throws Exception {
    return java().commands().line(name, String.join(" ", arguments), arguments);
  }

  @Override
  public Optional<Object> cellMagic(String name, List<String> arguments, String body)
      throws Exception {
    return java().commands().cell(name, String.join(" ", arguments), arguments, body);
  }

  @Override
  public MagicRegistry magics() {
    return magics;
  }

  @Override
  public Renderers renderers() {
    return renderers;
  }

  @Override
  public void stopWork(RequestScope scope, boolean stop) {
    java.ifPresent(j -> j.shell().stopWork(scope, stop));
  }

  @Override
  public <T> T extension(Class<T> type, Supplier<T> first) {
    return type.cast(extensions.computeIfAbsent(type, none -> first.get()));
  }

  @Override
  public Comms comms() {
    return comms;
  }

  @Override
  public String readLine(String question, boolean password) throws IOException {
    return prompt.ask(question, password);
  }

  private synchronized Java java() {
    return java.orElseGet(
        () -> {
          JavaShell shell = new JavaShell(options.compilerOptions());
          MagicCommands commands = new MagicCommands(shell, magics, this);
          Java created = new Java(shell, new CellRunner(shell, commands), commands);
          java = Optional.of(created);
          return created;
        });
  }

  private MimeBundle render(Java java, Object value) throws CellFailure {
    return java.runner().callUserCode(() -> renderers.render(value));
  }

  private static Consumer<String> note(RequestScope scope) {
    return sentence -> {
      MimeBundle shown = Note.of(sentence);
      scope.publish(
          MessageType.DISPLAY_DATA,
          new Publications.DisplayData(shown.data(), shown.metadata(), new JsonObject()));
    };
  }

  /** Tells whoever reads the output of the current cell. */
  static void noteHere(String sentence) {
    CurrentScope.get().ifPresent(scope -> note(scope).accept(sentence));
  }
}
