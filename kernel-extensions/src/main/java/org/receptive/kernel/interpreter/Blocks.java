package org.receptive.kernel.interpreter;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Statements that hold others: blocks, choices and loops that are not nested. */
final class Blocks {
  /** Rounds of a loop that are interpreted; the compiler is better at long ones. */
  static final int MAX_ROUNDS = 20_000;

  private static final long MAX_NANOS = 1_000_000_000;

  private final Names names;
  private final BooleanSupplier stopped;

  Blocks(Names names, BooleanSupplier stopped) {
    this.names = names;
    this.stopped = stopped;
  }

  /** Does what a statement says. */
  @FunctionalInterface
  interface Action {
    void run(Node.Position position) throws Throwable;
  }

  /** A loop that counts. */
  @FunctionalInterface
  interface Loop {
    /**
     * Runs the loop for a while.
     *
     * @return the counter's value where a round would begin, before its condition; empty if none is
     *     to come
     */
    Optional<Object> run(Node.Position position) throws Throwable;
  }

  Loop count(Statement.Count loop, Scope outer) {
    LocalScope scope = new LocalScope(outer);
    Attribution attribution = new Attribution(scope, names);
    Statement.Declaration counter = loop.counter();
    Class<?> type = names.type(counter.type().orElseThrow());
    if (type != int.class && type != long.class) {
      throw new NotPlain("a counter of another type");
    }
    int line = counter.line();
    scope.begin(counter.name());
    Node.Code first =
        attribution.assigned(attribution.of(counter.value().orElseThrow()), type, line);
    LocalScope.Local variable = scope.local(counter.name(), new StaticType(type));
    Node.Code condition = condition(loop.condition(), attribution);
    List<Action> steps = new ArrayList<>();
    loop.updates().forEach(update -> steps.add(evaluation(update, attribution)));
    Action updates = sequence(steps);
    Action body = action(loop.body(), scope);
    return position -> {
      variable.set(first.run(position));
      long start = System.nanoTime();
      for (int round = 0; !stopped.getAsBoolean(); round++) {
        // Here, where nothing of the round has run: the compiler begins with its condition.
        if (round == MAX_ROUNDS || System.nanoTime() - start > MAX_NANOS) {
          return Optional.of(variable.get());
        }
        if (!(boolean) condition.run(position)) {
          return Optional.empty();
        }
        body.run(position);
        updates.run(position);
      }
      return Optional.empty();
    };
  }

  Action each(Statement.Each loop, Scope outer) {
    LocalScope scope = new LocalScope(outer);
    Attribution attribution = new Attribution(scope, names);
    Node array = attribution.of(loop.array());
    if (!array.erased().isArray() || length(array) > MAX_ROUNDS) {
      throw new NotPlain("a loop over something else, or a long one");
    }
    Class<?> element = array.erased().getComponentType();
    Class<?> type = loop.type().<Class<?>>map(names::type).orElse(element);
    if (type.isPrimitive() && !element.isPrimitive()) {
      throw new NotPlain("an element in a box, of which the JVM says nothing if it is missing");
    }
    Object[] current = new Object[1];
    Node.Code value = attribution.assigned(Node.of(element, p -> current[0]), type, loop.line());
    LocalScope.Local variable = scope.local(loop.name(), new StaticType(type));
    Action body = action(loop.body(), scope);
    return position -> {
      Object elements = array.code().run(position);
      for (int i = 0; i < Array.getLength(elements) && !stopped.getAsBoolean(); i++) {
        current[0] = Array.get(elements, i);
        variable.set(value.run(position));
        body.run(position);
      }
    };
  }

  /** An array in a variable: looking at it now changes nothing. */
  private static int length(Node array) {
    try {
      Object value = array.code().run(Node.Position.nowhere());
      if (value == null) {
        throw new NotPlain("a loop over null");
      }
      return Array.getLength(value);
    } catch (NotPlain e) {
      throw e;
    } catch (Throwable e) {
      throw new NotPlain("a variable that cannot be read: " + e);
    }
  }

  private Action action(Statement statement, LocalScope scope) {
    Attribution attribution = new Attribution(scope, names);
    if (statement instanceof Statement.Evaluation evaluation) {
      return evaluation(evaluation.expression(), attribution);
    } else if (statement instanceof Statement.Declaration declaration) {
      return declaration(declaration, scope, attribution);
    } else if (statement instanceof Statement.Block block) {
      return block(block, scope);
    } else if (statement instanceof Statement.Choice choice) {
      return choice(choice, scope, attribution);
    }
    throw new NotPlain("a loop in a loop");
  }

  private static Node.Code condition(Expression expression, Attribution attribution) {
    Node node = attribution.of(expression);
    if (Types.unboxed(node.erased()) != boolean.class || node.constant() != Constancy.NO) {
      throw new NotPlain("a condition that is constant, or none");
    }
    return node.as(boolean.class, expression.line());
  }

  /** Inside a block only what has an effect is a statement (JLS 14.8). */
  private static Action evaluation(Expression expression, Attribution attribution) {
    boolean effective =
        expression instanceof Expression.Call
            || expression instanceof Expression.Creation
            || expression instanceof Expression.Assignment
            || expression instanceof Expression.ElementAssignment
            || expression instanceof Expression.Step;
    if (!effective) {
      throw new NotPlain("a value that nobody uses");
    }
    return attribution.of(expression).code()::run;
  }

  private Action declaration(
      Statement.Declaration declaration, LocalScope scope, Attribution attribution) {
    if (declaration.value().isEmpty()) {
      throw new NotPlain("a local variable without a value");
    }
    scope.begin(declaration.name());
    Node value = attribution.of(declaration.value().get());
    StaticType type =
        declaration.type().map(written -> new StaticType(names.type(written))).orElse(value.type());
    if (type.erased() == void.class || type.erased() == Types.Null.class) {
      throw new NotPlain("a variable without a type");
    }
    Node.Code code = attribution.assigned(value, type.erased(), declaration.line());
    LocalScope.Local variable = scope.local(declaration.name(), type);
    return position -> variable.set(code.run(position));
  }

  private Action block(Statement.Block block, LocalScope outer) {
    LocalScope scope = new LocalScope(outer);
    List<Action> actions = new ArrayList<>();
    block.statements().forEach(statement -> actions.add(action(statement, scope)));
    return sequence(actions);
  }

  private static Action sequence(List<Action> actions) {
    if (actions.size() == 1) {
      return actions.getFirst();
    }
    Action[] all = actions.toArray(Action[]::new);
    return position -> {
      for (Action action : all) {
        action.run(position);
      }
    };
  }

  private Action choice(Statement.Choice choice, LocalScope scope, Attribution attribution) {
    Node.Code condition = condition(choice.condition(), attribution);
    Action then = action(choice.then(), scope);
    Action otherwise = choice.otherwise().map(s -> action(s, scope)).orElse(position -> {});
    return position -> ((boolean) condition.run(position) ? then : otherwise).run(position);
  }
}
