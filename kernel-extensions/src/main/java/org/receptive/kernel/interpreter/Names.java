package org.receptive.kernel.interpreter;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the classes and static methods that names stand for, through the imports (JLS 6.4, 7.5).
 */
final class Names {
  private static final String STATIC = "static ";

  private final Scope scope;
  private final Map<String, Optional<Class<?>>> qualified = new HashMap<>();

  Names(Scope scope) {
    this.scope = scope;
  }

  /**
   * Returns the class that a simple name stands for.
   *
   * @throws NotPlain if imports name several, or the notebook declares one
   */
  Optional<Class<?>> simple(String name) {
    if (scope.declaresType(name)) {
      throw new NotPlain("a class of the notebook");
    }
    Set<Class<?>> single = new LinkedHashSet<>();
    Set<Class<?>> onDemand = new LinkedHashSet<>();
    load("java.lang." + name).ifPresent(onDemand::add);
    for (String written : scope.imports()) {
      boolean isStatic = written.startsWith(STATIC);
      String imported = isStatic ? written.substring(STATIC.length()) : written;
      String prefix = imported.substring(0, imported.lastIndexOf('.') + 1);
      if (imported.endsWith(".*")) {
        Optional<Class<?>> found =
            isStatic ? nested(prefix, name) : load(prefix + name).or(() -> nested(prefix, name));
        found.filter(Types::isAccessible).ifPresent(onDemand::add);
      } else if (imported.equals(prefix + name)) {
        Optional<Class<?>> found = isStatic ? nested(prefix, name) : load(imported);
        if (found.isEmpty() && !isStatic) {
          throw new NotPlain("an import of a class that is not there");
        }
        found.ifPresent(single::add);
      }
    }
    Set<Class<?>> found = single.isEmpty() ? onDemand : single;
    if (found.size() > 1) {
      throw new NotPlain(name + " is imported twice");
    }
    return found.stream().findFirst();
  }

  private Optional<Class<?>> nested(String ownerAndDot, String name) {
    return load(ownerAndDot.substring(0, ownerAndDot.length() - 1))
        .flatMap(owner -> nested(owner, name));
  }

  static Optional<Class<?>> nested(Class<?> owner, String name) {
    for (Class<?> inner : owner.getClasses()) {
      if (inner.getSimpleName().equals(name)) {
        return Optional.of(inner);
      }
    }
    return Optional.empty();
  }

  /** Returns the class with a full name; classes in classes have dots, too. */
  Optional<Class<?>> load(String name) {
    return qualified.computeIfAbsent(
        name,
        missing -> {
          try {
            return Optional.of(Class.forName(missing, false, scope.loader()));
          } catch (ClassNotFoundException | LinkageError e) {
            return Optional.empty(); // Or one whose name differs in case only.
          }
        });
  }

  /** Forgets what was not found: there may be new places to look. */
  void refresh() {
    qualified.values().removeIf(Optional::isEmpty);
  }

  /**
   * Returns the class that a type in a declaration means.
   *
   * @throws NotPlain if there is none, or it takes type arguments
   */
  Class<?> type(Expression.TypeName written) {
    Class<?> element = Types.PRIMITIVES.get(written.name());
    if (element == null) {
      element = dotted(written.name()).orElseThrow(() -> new NotPlain("no type " + written.name()));
      if (element.getTypeParameters().length > 0 || !Types.isAccessible(element)) {
        throw new NotPlain("the type " + written.name());
      }
    }
    for (int i = 0; i < written.dimensions(); i++) {
      element = element.arrayType();
    }
    return element;
  }

  private Optional<Class<?>> dotted(String name) {
    int dot = name.indexOf('.');
    if (dot < 0) {
      return simple(name);
    }
    Optional<Class<?>> whole = load(name);
    if (whole.isPresent() || Character.isLowerCase(name.charAt(0))) {
      return whole;
    }
    Optional<Class<?>> type = simple(name.substring(0, dot));
    for (String part : name.substring(dot + 1).split("\\.")) {
      type = type.flatMap(owner -> nested(owner, part));
    }
    return type;
  }

  /**
   * Returns the methods that a call without an owner may mean: those that an import names hide all
   * that come with a whole class (JLS 6.4.1).
   */
  List<Method> importedMethods(String name) {
    Set<Method> single = new LinkedHashSet<>();
    Set<Method> onDemand = new LinkedHashSet<>();
    for (String written : scope.imports()) {
      if (written.startsWith(STATIC)) {
        String owner = written.substring(STATIC.length(), written.lastIndexOf('.'));
        String member = written.substring(written.lastIndexOf('.') + 1);
        if (member.equals(name)) {
          single.addAll(staticMethods(owner, name));
        } else if (member.equals("*")) {
          onDemand.addAll(staticMethods(owner, name));
        }
      }
    }
    return List.copyOf(single.isEmpty() ? onDemand : single);
  }

  private List<Method> staticMethods(String owner, String name) {
    return load(owner).stream()
        .flatMap(type -> Members.methods(type, name).stream())
        .filter(method -> Modifier.isStatic(method.getModifiers()))
        .toList();
  }

  /** Returns whether a static import may give a field of this name. */
  boolean importsField(String name) {
    for (String written : scope.imports()) {
      if (written.startsWith(STATIC)) {
        String owner = written.substring(STATIC.length(), written.lastIndexOf('.'));
        String member = written.substring(written.lastIndexOf('.') + 1);
        boolean candidate = member.equals(name) || member.equals("*");
        if (candidate && load(owner).filter(type -> hasField(type, name)).isPresent()) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean hasField(Class<?> type, String name) {
    for (var field : type.getFields()) {
      if (field.getName().equals(name)) {
        return true;
      }
    }
    return false;
  }
}
