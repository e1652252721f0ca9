package org.receptive.kernel.interpreter;

import java.lang.reflect.Array;
import java.util.function.UnaryOperator;

/** Arrays: their elements and lengths. */
final class Arrays {
  private Arrays() {}

  static Node ofLength(Class<?> type, Node length, int line) {
    Node.Code code = index(length, line);
    return Node.of(
        type.arrayType(),
        p -> {
          int size = (int) code.run(p);
          p.at(line);
          if (size < 0) {
            throw new NegativeArraySizeException(Integer.toString(size));
          }
          return Array.newInstance(type, size);
        });
  }

  static Node length(Node array, int line) {
    String message = Nulls.message("Cannot read the array length", array.source());
    return Node.of(
        int.class,
        p -> {
          Object value = array.code().run(p);
          p.at(line);
          Nulls.check(value, message, p, line);
          return Array.getLength(value);
        });
  }

  static Node element(Node array, Node index, int line) {
    Class<?> type = array.erased();
    if (!type.isArray()) {
      throw new NotPlain("an element of what is no array");
    }
    Node.Code at = index(index, line);
    String message = loading(array);
    return Node.of(
            type.getComponentType(),
            p -> {
              Object value = array.code().run(p);
              int i = (int) at.run(p);
              return element(Nulls.check(value, message, p, line), i, p, line);
            })
        .from(Nulls.Source.element(array.source(), index));
  }

  private static String loading(Node array) {
    String action = "Cannot load from " + Nulls.elements(array.erased());
    return Nulls.message(action, array.source());
  }

  /**
   * An assignment to an element.
   *
   * @param compute makes the new value's code from the old value
   */
  static Node assignment(
      Node array, Node index, UnaryOperator<Node> compute, boolean readsOld, int line) {
    Class<?> type = array.erased();
    if (!type.isArray()) {
      throw new NotPlain("an element of what is no array");
    }
    Class<?> elementType = type.getComponentType();
    Node.Code at = index(index, line);
    Object[] old = new Object[1];
    Nulls.Source source = Nulls.Source.element(array.source(), index);
    Node.Code value = compute.apply(Node.of(elementType, p -> old[0]).from(source)).code();
    String load = loading(array);
    String store = Nulls.message("Cannot store to " + Nulls.elements(type), array.source());
    return Node.of(
        elementType,
        p -> {
          Object target = array.code().run(p);
          int i = (int) at.run(p);
          if (readsOld) {
            old[0] = element(Nulls.check(target, load, p, line), i, p, line);
          }
          Object result = value.run(p);
          p.at(line);
          store(Nulls.check(target, store, p, line), i, result);
          return result;
        });
  }

  private static void store(Object array, int i, Object value) {
    if (array instanceof Object[] a) {
      a[i] = value;
    } else if (array instanceof int[] a) {
      a[i] = (int) value;
    } else if (array instanceof double[] a) {
      a[i] = (double) value;
    } else if (array instanceof float[] a) {
      a[i] = (float) value;
    } else if (array instanceof long[] a) {
      a[i] = (long) value;
    } else if (array instanceof byte[] a) {
      a[i] = (byte) value;
    } else if (array instanceof short[] a) {
      a[i] = (short) value;
    } else if (array instanceof char[] a) {
      a[i] = (char) value;
    } else if (array instanceof boolean[] a) {
      a[i] = (boolean) value;
    }
  }

  private static Node.Code index(Node index, int line) {
    if (!Types.isIntegral(index.erased()) || Types.unboxed(index.erased()) == long.class) {
      throw new NotPlain("an index that is no int");
    }
    return index.as(int.class, line);
  }

  /** Written out, for the JVM's own messages on a wrong index. */
  private static Object element(Object array, int i, Node.Position position, int line) {
    position.at(line);
    if (array instanceof Object[] a) {
      return a[i];
    } else if (array instanceof int[] a) {
      return a[i];
    } else if (array instanceof double[] a) {
      return a[i];
    } else if (array instanceof float[] a) {
      return a[i];
    } else if (array instanceof long[] a) {
      return a[i];
    } else if (array instanceof byte[] a) {
      return a[i];
    } else if (array instanceof short[] a) {
      return a[i];
    } else if (array instanceof char[] a) {
      return a[i];
    }
    return ((boolean[]) array)[i];
  }
}
