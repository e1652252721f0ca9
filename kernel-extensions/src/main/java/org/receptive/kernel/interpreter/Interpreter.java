package org.receptive.kernel.interpreter;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Runs the plain statements at the start of a cell. */
public final class Interpreter {
  /** Runs the student's code, so that an interrupt reaches it. */
  public interface UserCode {
    /** Calls the work as code of the user. */
    <T> T call(Callable<T> work) throws Exception;

    /** Returns whether the user has stopped the cell. */
    boolean stopped();

    /** Returns what stands in the stack trace of an exception that a line of the cell makes. */
    StackTraceElement frame(int line);
  }

  /** What came of a cell. */
  public sealed interface Outcome {
    /** Nothing has run: the whole cell is for the compiler. */
    record Nothing() implements Outcome {}

    /**
     * The cell has run to its end.
     *
     * @param shown whether its last statement is an expression whose value may be shown
     * @param value that value; may be null, as in Java
     * @param terminated whether the last statement ended with a semicolon
     */
    record Finished(boolean shown, Object value, boolean terminated) implements Outcome {}

    /**
     * The start of the cell has run; the rest is for the compiler.
     *
     * @param rest the cell with blanks where it has run, and the same lines
     */
    record Partly(String rest) implements Outcome {}

    /**
     * A statement has thrown.
     *
     * @param thrown what it threw
     * @param line the line of the cell, from 1
     */
    record Threw(Throwable thrown, int line) implements Outcome {}

    /** The user has stopped the cell. */
    record Stopped() implements Outcome {}
  }

  /** Carries whatever a statement throws through the calls in between. */
  private static final class Carrier extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Carrier(Throwable thrown) {
      super(null, thrown, false, false);
    }
  }

  private final Scope scope;
  private final Names names;
  private final Attribution attribution;
  private final Blocks blocks;
  private final UserCode userCode;

  /**
   * Makes an interpreter.
   *
   * @param scope what names mean
   * @param userCode how statements are called
   */
  public Interpreter(Scope scope, UserCode userCode) {
    this.scope = scope;
    this.userCode = userCode;
    this.names = new Names(scope);
    this.attribution = new Attribution(scope, names);
    this.blocks = new Blocks(names, userCode::stopped);
  }

  /** Forgets which classes do not exist, for the class path has grown. */
  public void classPathHasGrown() {
    names.refresh();
  }

  /** Runs a cell as far as its statements are plain. */
  public Outcome run(String cell) {
    List<Statement> statements;
    try {
      statements = Parser.statements(cell);
    } catch (NotPlain e) {
      return new Outcome.Nothing();
    }
    Outcome outcome = new Outcome.Nothing();
    for (Statement statement : statements) {
      if (userCode.stopped()) {
        return new Outcome.Stopped();
      }
      Optional<Prepared> prepared = prepare(statement);
      if (prepared.isEmpty()) {
        return outcome instanceof Outcome.Nothing
            ? outcome
            : new Outcome.Partly(blanked(cell, statement.start(), ""));
      }
      outcome = run(prepared.get(), cell);
      if (!(outcome instanceof Outcome.Finished)) {
        return outcome;
      }
    }
    return outcome;
  }

  /** Lines keep their numbers; what replaces the blanks stands at their end. */
  private static String blanked(String cell, int end, String replacement) {
    return cell.substring(0, end).replaceAll("[^\\r\\n]", " ") + replacement + cell.substring(end);
  }

  /**
   * A statement that has been understood.
   *
   * @param code computes its value
   * @param line where it starts
   * @param then does with the value what the statement says
   * @param otherwise is done if there is no value, for something was thrown
   */
  private record Prepared(Node.Code code, int line, Finish then, Runnable otherwise) {
    Prepared(Node.Code code, int line, Finish then) {
      this(code, line, then, () -> {});
    }

    /** What is done with the value of a statement of a cell. */
    interface Finish {
      Outcome with(Object value, String cell);
    }
  }

  private Optional<Prepared> prepare(Statement statement) {
    try {
      if (statement instanceof Statement.Declaration declaration) {
        return Optional.of(declaration(declaration));
      } else if (statement instanceof Statement.Evaluation evaluation) {
        return Optional.of(evaluation(evaluation));
      } else if (statement instanceof Statement.Count loop) {
        return Optional.of(count(loop));
      } else if (statement instanceof Statement.Each loop) {
        return Optional.of(each(loop));
      }
      return Optional.empty();
    } catch (NotPlain | LinkageError e) {
      return Optional.empty();
    }
  }

  private Prepared declaration(Statement.Declaration declaration) {
    String name = declaration.name();
    Attribution inside = new Attribution(new LocalScope(scope).begin(name), names);
    Optional<Node> value = declaration.value().map(inside::of);
    StaticType type =
        declaration
            .type()
            .map(written -> new StaticType(names.type(written)))
            .orElseGet(() -> value.orElseThrow().type());
    if (!isVariableType(type) || name.startsWith("$") || !scope.mayDeclare(name, type)) {
      throw new NotPlain("a variable that only the compiler can declare");
    }
    Node.Code code =
        value
            .map(node -> inside.assigned(node, type.erased(), declaration.line()))
            .orElseGet(() -> defaultValue(type.erased()));
    Optional<String> written = declaration.type().map(t -> t.name() + "[]".repeat(t.dimensions()));
    return new Prepared(
        code,
        declaration.line(),
        (result, cell) -> {
          scope.declare(name, type, written, result);
          return new Outcome.Finished(false, null, true);
        },
        () -> scope.declare(name, type, written, zero(type.erased())));
  }

  private static boolean isVariableType(StaticType type) {
    return type.erased() != void.class
        && type.erased() != Types.Null.class
        && Types.isAccessible(type.erased());
  }

  private static Node.Code defaultValue(Class<?> type) {
    Object zero = zero(type);
    return position -> zero;
  }

  private static Object zero(Class<?> type) {
    return java.lang.reflect.Array.get(java.lang.reflect.Array.newInstance(type, 1), 0);
  }

  private Prepared evaluation(Statement.Evaluation evaluation) {
    Expression expression = evaluation.expression();
    Node node = attribution.of(expression);
    boolean nothing = node.erased() == void.class;
    boolean bare = !evaluation.inParentheses();
    boolean silent =
        nothing
            || bare
                && expression instanceof Expression.Assignment assignment
                && assignment.sign().isEmpty();
    boolean named = bare && expression instanceof Expression.Name;
    if (nothing ? !bare : !isVariableType(node.type())) {
      throw new NotPlain("a value of the type " + node.type());
    }
    boolean kept = !silent && !named;
    return new Prepared(
        node.code(),
        expression.line(),
        (value, cell) -> {
          if (kept) {
            scope.keep(node.type(), value);
          }
          return new Outcome.Finished(!silent, silent ? null : value, evaluation.terminated());
        },
        () -> {
          if (kept) {
            scope.keep(node.type(), zero(node.erased()));
          }
        });
  }

  /** A loop that turns out long goes on in the compiler, from the round that it has reached. */
  private Prepared count(Statement.Count loop) {
    Blocks.Loop prepared = blocks.count(loop, scope);
    String type = loop.counter().type().orElseThrow().name();
    return new Prepared(
        prepared::run,
        loop.counter().line(),
        (next, cell) ->
            next instanceof Optional<?> round && round.isPresent()
                ? new Outcome.Partly(
                    blanked(
                        cell,
                        loop.conditionStart(),
                        "for (%s %s = %s%s; "
                            .formatted(
                                type,
                                loop.counter().name(),
                                round.get(),
                                round.get() instanceof Long ? "L" : "")))
                : new Outcome.Finished(false, null, true));
  }

  private Prepared each(Statement.Each loop) {
    Blocks.Action action = blocks.each(loop, scope);
    return new Prepared(
        position -> {
          action.run(position);
          return true;
        },
        loop.line(),
        (done, cell) -> new Outcome.Finished(false, null, true));
  }

  private Outcome run(Prepared statement, String cell) {
    Node.Position position = new Node.Position(statement.line(), userCode::frame);
    try {
      Object value =
          userCode.call(
              () -> {
                try {
                  return statement.code().run(position);
                } catch (Throwable e) {
                  throw new Carrier(e);
                }
              });
      Outcome outcome = statement.then().with(value, cell);
      return userCode.stopped() ? new Outcome.Stopped() : outcome;
    } catch (Carrier e) {
      statement.otherwise().run();
      return userCode.stopped()
          ? new Outcome.Stopped()
          : new Outcome.Threw(e.getCause(), position.line());
    } catch (Exception e) {
      throw new IllegalStateException("a statement could not be called", e);
    }
  }
}
