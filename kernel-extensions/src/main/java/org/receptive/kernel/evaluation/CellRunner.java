package org.receptive.kernel.evaluation;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import org.receptive.kernel.interpreter.Interpreter.Outcome;
import org.receptive.kernel.magic.MagicException;

/**
 * Runs cells: plain statements through the interpreter, other snippets through JShell, magics and
 * questions through a command handler.
 */
public final class CellRunner {
  /** Runs what is not Java. */
  public interface Commands {
    /** Runs a line magic. */
    void run(CellPart.LineMagic magic) throws Exception;

    /** Runs a cell magic. */
    void run(CellPart.CellMagic magic) throws Exception;

    /** Answers a question about a name. */
    void answer(CellPart.Question question) throws Exception;
  }

  private final JavaShell shell;
  private final Commands commands;

  /** Makes a runner for the given shell. */
  public CellRunner(JavaShell shell, Commands commands) {
    this.shell = shell;
    this.commands = commands;
  }

  /**
   * Runs a cell. A cell with a syntax error does not run at all, not even its first lines.
   *
   * @param source the cell
   * @param cell what it is called in messages, such as {@code Cell 3}
   * @param notes takes sentences about what was reset, a line each
   * @return the value of its last expression; {@link Optional#empty} if it ends otherwise. A null
   *     value is the text {@code null}, and is left out after a semicolon
   * @throws CellFailure if it does not compile, throws, or is interrupted
   */
  public Optional<Object> run(String source, String cell, Consumer<String> notes)
      throws CellFailure {
    Outcome outcome = shell.interpret(source, cell);
    // No switch over patterns, whose first run costs a cold JVM some 10 ms.
    if (outcome instanceof Outcome.Finished finished) {
      return finished.shown() ? shown(finished.value(), finished.terminated()) : Optional.empty();
    } else if (outcome instanceof Outcome.Threw threw) {
      SnippetOrigins.Origin place = new SnippetOrigins.Origin(cell, threw.line());
      throw new CellFailure(
          new ExceptionReport(shell.origins())
              .of(threw.thrown(), shell.translated(threw.thrown()), place),
          threw.thrown());
    } else if (outcome instanceof Outcome.Stopped) {
      throw new CellFailure(interrupted());
    }
    String rest = outcome instanceof Outcome.Partly partly ? partly.rest() : source;
    return rest.isBlank() ? Optional.empty() : compile(rest, cell, notes);
  }

  private static Optional<Object> shown(Object value, boolean terminated) {
    return value == null && !terminated ? Optional.of("null") : Optional.ofNullable(value);
  }

  private Optional<Object> compile(String source, String cell, Consumer<String> notes)
      throws CellFailure {
    List<CellPart> parts = RecordConstructors.open(SealedFamilies.complete(shell.split(source)));
    refuseSyntaxErrors(parts, cell);
    try {
      return run(parts, cell, notes);
    } finally {
      shell.endOf(cell, notes);
    }
  }

  private Optional<Object> run(List<CellPart> parts, String cell, Consumer<String> notes)
      throws CellFailure {
    Optional<Object> value = Optional.empty();
    for (CellPart part : parts) {
      value =
          switch (part) {
            case CellPart.Code code -> run(code, cell, notes);
            case CellPart.Broken broken -> Optional.empty();
            case CellPart.LineMagic magic -> command(() -> commands.run(magic));
            case CellPart.CellMagic magic -> command(() -> commands.run(magic));
            case CellPart.Question question -> command(() -> commands.answer(question));
          };
    }
    shell
        .living()
        .unresolvedIn(cell)
        .forEach(
            (name, missing) -> notes.accept(new Explanations(shell).ofUnresolved(name, missing)));
    return value;
  }

  private void refuseSyntaxErrors(List<CellPart> parts, String cell) throws CellFailure {
    for (CellPart part : parts) {
      if (part instanceof CellPart.Broken broken) {
        List<Diag> errors = broken.incomplete() ? List.of() : shell.diagnoses().errors(broken);
        throw new CellFailure(compileReport(cell).of(broken, errors));
      }
      // A lone snippet is refused by the compiler anyway, before anything has run.
      if (parts.size() > 1 && part instanceof CellPart.Code code) {
        List<Diag> errors = shell.diagnoses().syntaxErrors(code.source());
        if (!errors.isEmpty()) {
          throw new CellFailure(
              compileReport(cell)
                  .of(new SnippetResult.Rejected(code.source(), code.line(), errors)));
        }
      }
    }
  }

  private Optional<Object> run(CellPart.Code code, String cell, Consumer<String> notes)
      throws CellFailure {
    Optional<SelfReference> selfReference = SelfReference.in(code.source());
    if (selfReference.isPresent()) {
      boolean known = shell.living().names().contains(selfReference.get().name());
      throw new CellFailure(compileReport(cell).of(code, selfReference.get(), known));
    }
    return switch (shell.run(code, cell, notes)) {
      case SnippetResult.Done() -> Optional.empty();
      case SnippetResult.Value(Object value, boolean terminated) -> shown(value, terminated);
      case SnippetResult.Rejected rejected ->
          throw new CellFailure(compileReport(cell).of(rejected));
      case SnippetResult.Threw(MagicException refused, var _) ->
          throw new CellFailure(CommandReport.of(refused), refused);
      case SnippetResult.Threw threw ->
          throw new CellFailure(new ExceptionReport(shell.origins()).of(threw), threw.thrown());
      case SnippetResult.Unresolved(DeclarationSnippet called, List<String> missing) ->
          throw new CellFailure(unresolved(called, missing));
      case SnippetResult.Stopped() -> throw new CellFailure(interrupted());
    };
  }

  /** What is called refers to names that are missing, or no longer fits what they have become. */
  private ErrorReport unresolved(DeclarationSnippet called, List<String> missing) {
    List<Diag> errors = shell.snippets().diagnostics(called).filter(Diag::isError).toList();
    if (errors.isEmpty()) {
      return ErrorReport.of(
          "UnresolvedReference", new Explanations(shell).ofUnresolved(called.name(), missing));
    }
    SnippetOrigins.Origin origin =
        shell.origins().of(called.id()).orElseGet(shell.origins()::current);
    return compileReport(origin.cell())
        .of(new SnippetResult.Rejected(called.source(), origin.line(), errors));
  }

  /** Returns the report of a cell that the user has stopped. */
  public static ErrorReport interrupted() {
    return ErrorReport.of("Interrupted", "the cell was stopped; variables keep their values.");
  }

  /** Returns the report of something thrown outside a cell's own statements. */
  public ErrorReport explain(Throwable thrown, String where) {
    return new ExceptionReport(shell.origins()).of(thrown, where);
  }

  /**
   * Calls code of the user outside its cells, such as the text of a value, so that an interrupt
   * reaches it.
   *
   * @throws CellFailure if it throws or is interrupted
   */
  public <T> T callUserCode(Callable<T> work) throws CellFailure {
    try {
      return shell.callUserCode(work);
    } catch (Exception | LinkageError | AssertionError | StackOverflowError | CellStopped e) {
      throw new CellFailure(shell.stopped() ? interrupted() : explain(e, "showing the value"), e);
    }
  }

  private CompileReport compileReport(String cell) {
    return new CompileReport(cell, new Explanations(shell));
  }

  private interface Command {
    void run() throws Exception;
  }

  private Optional<Object> command(Command command) throws CellFailure {
    if (shell.stopped()) {
      throw new CellFailure(interrupted());
    }
    try {
      shell.callUserCode(
          () -> {
            command.run();
            return true;
          });
      return Optional.empty();
    } catch (CellStopped e) {
      throw new CellFailure(interrupted(), e);
    } catch (CellFailure e) {
      throw e;
    } catch (Exception e) {
      if (shell.stopped()) {
        throw new CellFailure(interrupted(), e);
      }
      throw new CellFailure(CommandReport.of(e), e);
    }
  }
}
