package org.receptive.kernel.interpreter;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;

/** Chooses among overloaded methods as the compiler does (JLS 15.12.2), where it is plain. */
final class Calls {
  private Calls() {}

  /**
   * A chosen method or constructor.
   *
   * @param member what is called
   * @param variable whether the last arguments are gathered into an array
   */
  record Chosen<T extends Executable>(T member, boolean variable) {}

  /**
   * Returns the one that a call means.
   *
   * @throws NotPlain if there is none, if several are equally good, or if type arguments matter
   */
  static <T extends Executable> Chosen<T> choose(List<T> candidates, List<Node> arguments) {
    List<Class<?>> given = arguments.stream().<Class<?>>map(Node::erased).toList();
    if (given.contains(void.class)) {
      throw new NotPlain("an argument without a value");
    }
    boolean loosely = false;
    do {
      boolean loose = loosely;
      List<T> applicable = candidates.stream().filter(c -> takes(c, given, loose)).toList();
      if (!applicable.isEmpty()) {
        T chosen = mostSpecific(applicable);
        refuseTypeArguments(chosen, arguments);
        return new Chosen<>(chosen, false);
      }
      loosely = !loosely;
    } while (loosely);
    return gathering(candidates, arguments, given);
  }

  private static boolean takes(Executable candidate, List<Class<?>> given, boolean loose) {
    Class<?>[] parameters = candidate.getParameterTypes();
    if (parameters.length != given.size()) {
      return false;
    }
    boolean all = true;
    for (int i = 0; i < parameters.length; i++) {
      all &=
          loose
              ? Types.isConvertible(given.get(i), parameters[i])
              : Types.isSubtype(given.get(i), parameters[i]);
    }
    if (all && isGeneric(candidate)) {
      throw new NotPlain("a generic method");
    }
    return all;
  }

  /** Whether what it takes depends on type arguments, so that its erasure says too little. */
  private static boolean isGeneric(Executable candidate) {
    return candidate.getTypeParameters().length > 0
        || Arrays.stream(candidate.getGenericParameterTypes()).anyMatch(t -> !isClass(t));
  }

  private static boolean isClass(Type type) {
    return type instanceof Class;
  }

  private static <T extends Executable> T mostSpecific(List<T> applicable) {
    List<T> best =
        applicable.stream()
            .filter(one -> applicable.stream().allMatch(other -> isAsSpecific(one, other)))
            .toList();
    if (best.size() != 1) {
      throw new NotPlain("an ambiguous call");
    }
    return best.getFirst();
  }

  private static boolean isAsSpecific(Executable one, Executable other) {
    Class<?>[] left = one.getParameterTypes();
    Class<?>[] right = other.getParameterTypes();
    for (int i = 0; i < left.length; i++) {
      if (!Types.isSubtype(left[i], right[i])) {
        return false;
      }
    }
    return true;
  }

  /** The third phase: one candidate, and one only, may gather the last arguments. */
  private static <T extends Executable> Chosen<T> gathering(
      List<T> candidates, List<Node> arguments, List<Class<?>> given) {
    List<T> applicable =
        candidates.stream().filter(c -> c.isVarArgs() && gathers(c, given)).toList();
    if (applicable.size() != 1) {
      throw new NotPlain("no single method takes these arguments");
    }
    refuseTypeArguments(applicable.getFirst(), arguments);
    return new Chosen<>(applicable.getFirst(), true);
  }

  private static boolean gathers(Executable candidate, List<Class<?>> given) {
    Class<?>[] parameters = candidate.getParameterTypes();
    int fixed = parameters.length - 1;
    if (given.size() < fixed) {
      return false;
    }
    boolean all = true;
    for (int i = 0; i < given.size(); i++) {
      Class<?> parameter = i < fixed ? parameters[i] : parameters[fixed].getComponentType();
      all &= Types.isConvertible(given.get(i), parameter);
    }
    if (all && isGeneric(candidate)) {
      throw new NotPlain("a generic method");
    }
    return all;
  }

  private static void refuseTypeArguments(Executable chosen, List<Node> arguments) {
    boolean hidden = !Types.isAccessible(chosen.getDeclaringClass());
    if (hidden || asksForItsCaller(chosen) || arguments.stream().anyMatch(Calls::isHidden)) {
      throw new NotPlain("a call that reflection cannot make");
    }
  }

  private static boolean isHidden(Node argument) {
    return argument.erased() != Types.Null.class && !Types.isAccessible(argument.erased());
  }

  /** Such as {@code Class.forName}: called by reflection, it would look from the wrong place. */
  private static boolean asksForItsCaller(AnnotatedElement member) {
    return Arrays.stream(member.getAnnotations())
        .anyMatch(a -> a.annotationType().getSimpleName().equals("CallerSensitive"));
  }

  /** Returns the public constructors of a class that can be made. */
  static List<Constructor<?>> constructors(Class<?> type) {
    boolean inner = type.isMemberClass() && !Modifier.isStatic(type.getModifiers());
    if (Modifier.isAbstract(type.getModifiers()) || inner || type.isEnum()) {
      throw new NotPlain("a class that cannot be made");
    }
    return List.of(type.getConstructors());
  }
}
