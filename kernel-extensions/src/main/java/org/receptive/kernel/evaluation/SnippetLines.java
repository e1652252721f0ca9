package org.receptive.kernel.evaluation;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.util.Optional;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;

/**
 * Where the lines of the classes come from that JShell makes of snippets. It translates stack
 * traces so itself, but only those of what a snippet throws, not of what one prints. What knows it
 * is inside JShell, as with {@link CompileScope}; where that is not open, no line is known.
 */
final class SnippetLines {
  /**
   * A line of a snippet.
   *
   * @param id the snippet's id
   * @param line the line, from 1
   */
  record Line(String id, int line) {}

  private final Optional<Object> classes;

  private SnippetLines(Optional<Object> classes) {
    this.classes = classes;
  }

  /** Returns what knows the classes of a shell. */
  static SnippetLines of(JShell shell) {
    try {
      Field map = JShell.class.getDeclaredField("outerMap");
      map.setAccessible(true);
      return new SnippetLines(Optional.of(map.get(shell)));
    } catch (ReflectiveOperationException | InaccessibleObjectException e) {
      return new SnippetLines(Optional.empty());
    }
  }

  /**
   * Returns the line of a snippet that a frame of a stack trace is on.
   *
   * @param className the frame's class
   * @param line the frame's line, from 1
   */
  Optional<Line> snippet(String className, int line) {
    return classes.flatMap(
        map -> {
          try {
            Object wrap = call(map, "getOuter", String.class, className);
            if (wrap == null) {
              return Optional.empty();
            }
            Snippet snippet = (Snippet) call(wrap, "wrapLineToSnippet", int.class, line - 1);
            int at = (int) call(wrap, "wrapLineToSnippetLine", int.class, line - 1) + 1;
            return snippet == null || at < 1
                ? Optional.empty()
                : Optional.of(new Line(snippet.id(), at));
          } catch (ReflectiveOperationException e) {
            return Optional.empty();
          }
        });
  }

  private static Object call(Object owner, String name, Class<?> parameter, Object argument)
      throws ReflectiveOperationException {
    Class<?> type = owner.getClass();
    while (type != null) {
      try {
        Method method = type.getDeclaredMethod(name, parameter);
        method.setAccessible(true);
        return method.invoke(owner, argument);
      } catch (NoSuchMethodException e) {
        type = type.getSuperclass(); // Inherited, perhaps.
      }
    }
    throw new NoSuchMethodException(name);
  }
}
