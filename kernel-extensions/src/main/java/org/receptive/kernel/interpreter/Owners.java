package org.receptive.kernel.interpreter;

import java.util.Optional;

/** Finds out what stands before a dot (JLS 6.5). */
final class Owners {
  private final Scope scope;
  private final Names names;
  private final Attribution attribution;

  Owners(Scope scope, Names names, Attribution attribution) {
    this.scope = scope;
    this.names = names;
    this.attribution = attribution;
  }

  /** A value, or a class. */
  sealed interface Owner {
    record Value(Node node) implements Owner {}

    record Type(Class<?> type) implements Owner {}
  }

  Owner of(Expression expression) {
    Optional<String> path = path(expression);
    if (path.isEmpty()) {
      return new Owner.Value(attribution.of(expression));
    }
    String first = path.get().split("\\.", 2)[0];
    Scope.Meaning meaning = scope.variable(first);
    if (meaning instanceof Scope.Meaning.Opaque) {
      throw new NotPlain("the variable " + first);
    }
    return meaning instanceof Scope.Meaning.Known
        ? new Owner.Value(attribution.of(expression))
        : type(expression, path.get());
  }

  private static Optional<String> path(Expression expression) {
    if (expression instanceof Expression.Name name) {
      return Optional.of(name.name());
    }
    return expression instanceof Expression.Member member
        ? path(member.target()).map(before -> before + "." + member.name())
        : Optional.empty();
  }

  /** A path that starts with no variable: a class, one in a package, or a static field. */
  private Owner type(Expression expression, String path) {
    if (path.indexOf('.') < 0) {
      if (names.importsField(path)) {
        throw new NotPlain("an imported field");
      }
      return names.simple(path).<Owner>map(Owner.Type::new).orElseThrow(() -> new NotPlain(path));
    }
    Expression.Member member = (Expression.Member) expression;
    String first = path.substring(0, path.indexOf('.'));
    if (names.simple(first).isEmpty() && Character.isLowerCase(first.charAt(0))) {
      Optional<Class<?>> whole = names.load(path);
      if (whole.isPresent()) {
        return new Owner.Type(whole.get());
      }
      if (Character.isLowerCase(member.name().charAt(0))) {
        throw new NotPlain("the package " + path);
      }
    }
    if (of(member.target()) instanceof Owner.Type(Class<?> outer)) {
      Optional<Class<?>> inner = Names.nested(outer, member.name());
      if (inner.isPresent()) {
        return new Owner.Type(inner.get());
      }
    }
    return new Owner.Value(attribution.of(expression));
  }
}
