package org.receptive.kernel.interpreter;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the JVM would say of a null where an object is needed (JEP 358). */
final class Nulls {
  /** How many members and elements of another a description goes back. */
  private static final int MAX_DEPTH = 5;

  private Nulls() {}

  /**
   * Where a value comes from, in the JVM's words.
   *
   * @param text such as {@code rows[i].name}
   * @param depth how many sources it is made of
   * @param call whether it is what a method returned
   */
  record Source(String text, int depth, boolean call) {
    static Source variable(String name) {
      return new Source(name, 1, false);
    }

    static Source staticField(Class<?> owner, String name) {
      return new Source(name(owner) + "." + name, 1, false);
    }

    static Source field(Optional<Source> owner, String name) {
      return owner
          .filter(o -> o.depth() < MAX_DEPTH)
          .map(o -> new Source(o.text() + "." + name, o.depth() + 1, false))
          .orElseGet(() -> new Source(name, MAX_DEPTH, false));
    }

    static Source element(Optional<Source> array, Node index) {
      Optional<Source> known = array.filter(a -> a.depth() < MAX_DEPTH);
      String at = index(index).or(() -> index.source().map(Source::text)).orElse("...");
      return new Source(
          known.map(Source::text).orElse("<array>") + "[" + at + "]",
          known.map(Source::depth).orElse(MAX_DEPTH - 1) + 1,
          false);
    }

    static Source returned(Class<?> owner, Method method) {
      return new Source(signature(owner, method), 1, true);
    }

    static Source nothing() {
      return new Source("null", 1, false);
    }
  }

  /** The JVM sees how a box is opened, and constants of short instructions. */
  private static Optional<String> index(Node index) {
    if (!index.erased().isPrimitive()) {
      String box = index.erased().getName();
      return Optional.of(box + "." + Types.unboxed(index.erased()).getName() + "Value()");
    }
    if (!index.isConstant()) {
      return Optional.empty();
    }
    try {
      int value = (int) index.as(int.class, 0).run(Node.Position.nowhere());
      return value == (short) value ? Optional.of(Integer.toString(value)) : Optional.of("...");
    } catch (Throwable e) {
      return Optional.empty();
    }
  }

  static Object check(Object value, String message, Node.Position position, int line) {
    if (value == null) {
      position.at(line);
      throw new NullPointerException(message);
    }
    return value;
  }

  /** Returns the message for something that could not be done with a null. */
  static String message(String action, Optional<Source> source) {
    return action
        + source
            .map(
                s ->
                    " because %s\"%s\" is null"
                        .formatted(s.call() ? "the return value of " : "", s.text()))
            .orElse("");
  }

  static String unboxing(Class<?> box, Optional<Source> source) {
    String method = box.getName() + "." + Types.unboxed(box).getName() + "Value()";
    return message("Cannot invoke \"" + method + "\"", source);
  }

  static String call(Class<?> owner, Method method, Optional<Source> source) {
    return message("Cannot invoke \"" + signature(owner, method) + "\"", source);
  }

  /** The JVM has one instruction for the elements of byte and boolean arrays. */
  static String elements(Class<?> array) {
    Class<?> element = array.getComponentType();
    if (element == byte.class || element == boolean.class) {
      return "byte/boolean array";
    }
    return (element.isPrimitive() ? element.getName() : "object") + " array";
  }

  /** A call is compiled as one to the class of the object's type, unless Object has the method. */
  private static String signature(Class<?> owner, Method method) {
    Class<?> declaring = method.getDeclaringClass();
    return Arrays.stream(method.getParameterTypes())
        .map(Nulls::name)
        .collect(
            Collectors.joining(
                ", ",
                name(declaring == Object.class ? declaring : owner) + "." + method.getName() + "(",
                ")"));
  }

  private static String name(Class<?> type) {
    if (type.isArray()) {
      return name(type.getComponentType()) + "[]";
    }
    return type == String.class || type == Object.class ? type.getSimpleName() : type.getName();
  }
}
