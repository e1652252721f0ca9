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
    return Node.of(
        int.class,
        p -> {
          Object value = array.code().run(p);
          p.at(line);
          Nulls.check(value, "Cannot read the array length because the array is null", p, line);
          return Array.getLength(value);
        });
  }

  static Node element(Node array, Node index, int line) {
    Class<?> type = array.erased();
    if (!type.isArray()) {
      throw new NotPlain("an element of what is no array");
    }
    Node.Code at = index(index, line);
    return Node.of(
        type.getComponentType(),
        p -> {
          Object value = array.code().run(p);
          int i = (int) at.run(p);
          p.at(line);
          return element(value, i);
        });
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
    Node.Code value = compute.apply(Node.of(elementType, p -> old[0])).code();
    return Node.of(
        elementType,
        p -> {
          Object target = array.code().run(p);
          int i = (int) at.run(p);
          if (readsOld) {
            p.at(line);
            old[0] = element(target, i);
          }
          Object result = value.run(p);
          p.at(line);
          store(target, i, result);
          return result;
        });
  }

  private static void store(Object array, int i, Object value) {
    if (array == null) {
      throw new NullPointerException("Cannot store to an array that is null");
    }
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
  private static Object element(Object array, int i) {
    if (array == null) {
      throw new NullPointerException("Cannot load from an array that is null");
    }
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
