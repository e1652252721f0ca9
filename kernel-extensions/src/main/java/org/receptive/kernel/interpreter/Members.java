package org.receptive.kernel.interpreter;

import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The members of classes, as far as reflection tells of them what the compiler knows. */
final class Members {
  /** The package of all snippets. */
  private static final String NOTEBOOK = "REPL";

  /** Classes whose final fields of primitive types all have their values in the class file. */
  private static final Set<Class<?>> OF_CONSTANTS =
      Set.of(
          Math.class,
          Byte.class,
          Short.class,
          Character.class,
          Integer.class,
          Long.class,
          Float.class,
          Double.class);

  private Members() {}

  /**
   * Returns the public methods of a type by name; for overridden ones, the last.
   *
   * @throws NotPlain if the snippets see others
   */
  static List<Method> methods(Class<?> type, String name) {
    refuseHidden(type, name);
    List<Method> found = new ArrayList<>();
    Stream<Method> own = Arrays.stream(type.getMethods());
    Stream<Method> all =
        type.isInterface() ? Stream.concat(own, Arrays.stream(Object.class.getMethods())) : own;
    all.filter(m -> m.getName().equals(name) && !m.isBridge() && !m.isSynthetic())
        .forEach(m -> addUnlessOverridden(found, m));
    return found;
  }

  private static void addUnlessOverridden(List<Method> found, Method method) {
    for (int i = 0; i < found.size(); i++) {
      Method other = found.get(i);
      if (Arrays.equals(other.getParameterTypes(), method.getParameterTypes())) {
        boolean better =
            other.getDeclaringClass().isAssignableFrom(method.getDeclaringClass())
                && other.getReturnType().isAssignableFrom(method.getReturnType());
        if (better) {
          found.set(i, method);
        }
        return;
      }
    }
    found.add(method);
  }

  /**
   * Sees to it that a class has no members that snippets see and reflection does not offer: in a
   * class of the notebook all that are not private.
   *
   * @throws NotPlain if it has
   */
  static void refuseHidden(Class<?> type, String name) {
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      if (c.getPackageName().equals(NOTEBOOK)
          && Stream.of(c.getDeclaredMethods(), c.getDeclaredFields())
              .flatMap(Arrays::stream)
              .map(Member.class::cast)
              .anyMatch(m -> m.getName().equals(name) && !Modifier.isPublic(m.getModifiers()))) {
        throw new NotPlain("a member without public");
      }
    }
  }

  /**
   * Returns whether a static field is a constant.
   *
   * @throws NotPlain if reading it may start a class of the user, where the compiler would copy it
   */
  static Constancy constancy(Field field) {
    Class<?> type = field.getType();
    boolean candidate =
        Modifier.isFinal(field.getModifiers()) && (type.isPrimitive() || type == String.class);
    if (!candidate) {
      return Constancy.NO;
    }
    ClassLoader loader = field.getDeclaringClass().getClassLoader();
    boolean ours =
        loader == null
            || loader == ClassLoader.getPlatformClassLoader()
            || loader == Members.class.getClassLoader();
    if (!ours) {
      throw new NotPlain("a constant of a class of the user");
    }
    boolean known = type.isPrimitive() && OF_CONSTANTS.contains(field.getDeclaringClass());
    return known ? Constancy.YES : Constancy.PERHAPS;
  }
}
