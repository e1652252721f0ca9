package org.receptive.kernel.interpreter;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Optional;
import org.receptive.kernel.interpreter.Owners.Owner;

/** Finds out what calls of methods and constructors mean, and how to make them. */
final class Invocations {
  private final Scope scope;
  private final Names names;
  private final Owners owners;
  private final Attribution attribution;

  Invocations(Scope scope, Names names, Owners owners, Attribution attribution) {
    this.scope = scope;
    this.names = names;
    this.owners = owners;
    this.attribution = attribution;
  }

  /** Returns what a call means. */
  Node of(Expression.Call call) {
    List<Node> arguments = attribution.all(call.arguments());
    if (call.target().isEmpty()) {
      if (scope.declaresMethod(call.name())) {
        throw new NotPlain("a method of the notebook");
      }
      Calls.Chosen<Method> chosen = Calls.choose(names.importedMethods(call.name()), arguments);
      return invocation(
          chosen, chosen.member().getDeclaringClass(), Optional.empty(), arguments, call.line());
    }
    Owner owner = owners.of(call.target().get());
    return owner instanceof Owner.Type type
        ? staticCall(type.type(), call, arguments)
        : instanceCall(((Owner.Value) owner).node(), call, arguments);
  }

  private Node staticCall(Class<?> type, Expression.Call call, List<Node> arguments) {
    Calls.Chosen<Method> chosen = Calls.choose(Members.methods(type, call.name()), arguments);
    if (!Modifier.isStatic(chosen.member().getModifiers())) {
      throw new NotPlain("an object is missing");
    }
    return invocation(chosen, type, Optional.empty(), arguments, call.line());
  }

  private Node instanceCall(Node value, Expression.Call call, List<Node> arguments) {
    if (value.erased().isPrimitive() || !Types.isAccessible(value.erased())) {
      throw new NotPlain("a method of " + value.erased());
    }
    Calls.Chosen<Method> chosen =
        Calls.choose(Members.methods(value.erased(), call.name()), arguments);
    if (Modifier.isStatic(chosen.member().getModifiers())) {
      throw new NotPlain("a static method of an object");
    }
    return invocation(chosen, value.erased(), Optional.of(value), arguments, call.line());
  }

  private Node invocation(
      Calls.Chosen<Method> chosen,
      Class<?> type,
      Optional<Node> target,
      List<Node> given,
      int line) {
    Method method = chosen.member();
    StaticType result = new StaticType(method.getGenericReturnType());
    if (method.getName().equals("getClass") && method.getParameterCount() == 0) {
      throw new NotPlain("a type of its own"); // JLS 4.3.2
    }
    if (!Types.isAccessible(result.erased())) {
      throw new NotPlain("a result of a hidden type");
    }
    Arguments arguments = new Arguments(chosen, given, line);
    method.trySetAccessible(); // It is accessible: that need not be found out at every call.
    String message = Nulls.call(type, method, target.flatMap(Node::source));
    Node.Code object = target.map(Node::code).orElse(position -> null);
    boolean needed = target.isPresent();
    return Node.of(
            result,
            position -> {
              Object owner = object.run(position);
              Object[] values = arguments.run(position);
              position.at(line);
              if (needed) {
                Nulls.check(owner, message, position, line);
              }
              try {
                return method.invoke(owner, values);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            })
        .from(Nulls.Source.returned(type, method));
  }

  /** Returns what making an object means. */
  Node of(Expression.Creation creation) {
    Class<?> type = names.type(creation.type());
    List<Node> arguments = attribution.all(creation.arguments());
    Calls.Chosen<Constructor<?>> chosen = Calls.choose(Calls.constructors(type), arguments);
    Arguments gathered = new Arguments(chosen, arguments, creation.line());
    return Node.of(
        type,
        position -> {
          Object[] values = gathered.run(position);
          position.at(creation.line());
          try {
            return placed(chosen.member().newInstance(values), position);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        });
  }

  /** An exception that is made here names the cell, and not what interprets it. */
  private static Object placed(Object made, Node.Position position) {
    if (made instanceof Throwable thrown) {
      thrown.setStackTrace(new StackTraceElement[] {position.frame()});
    }
    return made;
  }
}
