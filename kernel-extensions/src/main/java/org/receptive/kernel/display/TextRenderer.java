package org.receptive.kernel.display;

import java.lang.reflect.Array;
import java.util.Map;

/** Plain text of any object: arrays with their elements, long ones shortened; else its own text. */
final class TextRenderer {
  private static final int MAX_ELEMENTS = 200;
  private static final int MAX_LENGTH = 10_000;

  private TextRenderer() {}

  static String render(Object value) {
    if (!value.getClass().isArray() && !(value instanceof Iterable<?>) && !(value instanceof Map)) {
      return String.valueOf(value);
    }
    StringBuilder out = new StringBuilder();
    append(value, out, 0);
    return out.toString();
  }

  private static void append(Object value, StringBuilder out, int depth) {
    if (value != null && value.getClass().isArray()) {
      appendArray(value, out, depth);
    } else if (value instanceof java.util.Collection<?> elements && plain(value)) {
      appendCollection(elements, out, depth);
    } else {
      out.append(value);
    }
  }

  /** Only collections of the JDK: a student's own class keeps its own text. */
  private static boolean plain(Object value) {
    return value.getClass().getName().startsWith("java.util.");
  }

  private static void appendArray(Object array, StringBuilder out, int depth) {
    int length = Array.getLength(array);
    boolean nested = array.getClass().getComponentType().isArray();
    out.append('[');
    for (int i = 0; i < length; i++) {
      if (i > 0) {
        out.append(nested ? ",\n" + " ".repeat(depth + 1) : ", ");
      }
      if (full(i, out)) {
        out.append("... ").append(length - i).append(" more of ").append(length);
        break;
      }
      append(Array.get(array, i), out, depth + 1);
    }
    out.append(']');
  }

  private static void appendCollection(
      java.util.Collection<?> elements, StringBuilder out, int depth) {
    int i = 0;
    out.append('[');
    for (Object element : elements) {
      if (i > 0) {
        out.append(", ");
      }
      if (full(i, out)) {
        out.append("... ").append(elements.size() - i).append(" more of ").append(elements.size());
        break;
      }
      append(element == elements ? "(this collection)" : element, out, depth + 1);
      i++;
    }
    out.append(']');
  }

  private static boolean full(int index, StringBuilder out) {
    return index >= MAX_ELEMENTS || out.length() >= MAX_LENGTH;
  }
}
