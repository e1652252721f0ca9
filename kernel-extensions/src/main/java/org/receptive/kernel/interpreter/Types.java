package org.receptive.kernel.interpreter;

import java.lang.invoke.MethodType;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;

/** The rules of Java's types that plain statements need (JLS 4, 5). */
final class Types {
  /** The type of {@code null}. */
  static final class Null {
    private Null() {}
  }

  static final Map<String, Class<?>> PRIMITIVES =
      Map.of(
          "boolean", boolean.class,
          "byte", byte.class,
          "short", short.class,
          "char", char.class,
          "int", int.class,
          "long", long.class,
          "float", float.class,
          "double", double.class);

  private static final List<Class<?>> WIDENING =
      List.of(byte.class, short.class, int.class, long.class, float.class, double.class);

  private Types() {}

  static Class<?> boxed(Class<?> type) {
    return MethodType.methodType(type).wrap().returnType();
  }

  /** Returns the primitive type behind a box, or the type itself. */
  static Class<?> unboxed(Class<?> type) {
    return MethodType.methodType(type).unwrap().returnType();
  }

  static boolean isNumeric(Class<?> type) {
    Class<?> primitive = unboxed(type);
    return primitive.isPrimitive() && primitive != boolean.class && primitive != void.class;
  }

  static boolean isIntegral(Class<?> type) {
    Class<?> primitive = unboxed(type);
    return isNumeric(type) && primitive != float.class && primitive != double.class;
  }

  static boolean isReference(Class<?> type) {
    return !type.isPrimitive();
  }

  /** Binary numeric promotion (JLS 5.6); of one operand, if both are the same. */
  static Class<?> promoted(Class<?> left, Class<?> right) {
    for (Class<?> wide : List.of(double.class, float.class, long.class)) {
      if (unboxed(left) == wide || unboxed(right) == wide) {
        return wide;
      }
    }
    return int.class;
  }

  /** Identity, widening of numbers, or of references: what the strict phase of a call allows. */
  static boolean isSubtype(Class<?> from, Class<?> to) {
    if (from == Null.class) {
      return isReference(to);
    }
    if (!from.isPrimitive() || !to.isPrimitive()) {
      return !from.isPrimitive() && !to.isPrimitive() && to.isAssignableFrom(from);
    }
    int narrow = from == char.class ? WIDENING.indexOf(short.class) : WIDENING.indexOf(from);
    return from == to
        || narrow >= 0 && to != short.class && WIDENING.indexOf(to) > narrow
        || from == byte.class && to == short.class;
  }

  /** The same with boxing and unboxing: what the loose phase of a call, and {@code =}, allow. */
  static boolean isConvertible(Class<?> from, Class<?> to) {
    if (isSubtype(from, to)) {
      return true;
    }
    if (from == Null.class || from == void.class) {
      return false;
    }
    return from.isPrimitive()
        ? isReference(to) && to.isAssignableFrom(boxed(from))
        : to.isPrimitive() && unboxed(from).isPrimitive() && isSubtype(unboxed(from), to);
  }

  /** Whether every class may name the type and its members. */
  static boolean isAccessible(Class<?> type) {
    if (type.isArray()) {
      return isAccessible(type.getComponentType());
    }
    if (type.isPrimitive()) {
      return true;
    }
    for (Class<?> c = type; c != null; c = c.getEnclosingClass()) {
      if (!Modifier.isPublic(c.getModifiers())) {
        return false;
      }
    }
    return !type.isLocalClass()
        && !type.isAnonymousClass()
        && !type.isHidden()
        && type.getModule().isExported(type.getPackageName());
  }

  /**
   * Boxes a primitive value (JLS 5.1.7). It is in a box already, but that may be the box of another
   * variable: beyond the small numbers every boxing makes an object of its own.
   */
  static Object box(Object value) {
    if (value instanceof Integer i) {
      return Integer.valueOf(i.intValue());
    } else if (value instanceof Double d) {
      return Double.valueOf(d.doubleValue());
    } else if (value instanceof Long l) {
      return Long.valueOf(l.longValue());
    } else if (value instanceof Float f) {
      return Float.valueOf(f.floatValue());
    } else if (value instanceof Character c) {
      return Character.valueOf(c.charValue());
    } else if (value instanceof Short s) {
      return Short.valueOf(s.shortValue());
    } else if (value instanceof Byte b) {
      return Byte.valueOf(b.byteValue());
    }
    return Boolean.valueOf((boolean) value);
  }

  /** Converts a value to a type that it is convertible to, or a number to any other by a cast. */
  static Object convert(Object value, Class<?> to) {
    if (!to.isPrimitive() || to == boolean.class) {
      return value;
    }
    if (value instanceof Character c) {
      return to == char.class ? value : number((int) c, to);
    }
    return number((Number) value, to);
  }

  private static Object number(Number value, Class<?> to) {
    if (to == int.class) {
      return value.intValue();
    } else if (to == long.class) {
      return value.longValue();
    } else if (to == double.class) {
      return value.doubleValue();
    } else if (to == float.class) {
      return value.floatValue();
    } else if (to == short.class) {
      return value.shortValue();
    } else if (to == byte.class) {
      return value.byteValue();
    }
    return value instanceof Long whole ? (char) (long) whole : (char) value.intValue();
  }
}
