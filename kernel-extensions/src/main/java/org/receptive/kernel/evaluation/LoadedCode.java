package org.receptive.kernel.evaluation;

import java.lang.reflect.Field;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Remembers which source each class of JShell came from, and finds the objects that are code of a
 * source, such as lambdas. Safe to share between threads.
 */
final class LoadedCode {
  /** The class that JShell wraps a snippet in: the snippet's number, letters for its version. */
  private static final Pattern WRAPPER =
      Pattern.compile("REPL\\.(\\$JShell\\$[\\d_]+)([A-Z]*)(?!\\w)");

  private static final int MAX_LOOKED_AT = 200;

  /**
   * A source that has been compiled.
   *
   * @param text the source
   * @param origin where it came from
   */
  record Code(String text, SnippetOrigins.Origin origin) {}

  private final Map<String, Code> byVersion = new ConcurrentHashMap<>();
  private final Map<String, Code> latest = new ConcurrentHashMap<>();
  private final Set<String> fresh = ConcurrentHashMap.newKeySet();
  private volatile Optional<Code> compiling = Optional.empty();

  /** Says what is compiled from now on. */
  void compiling(String text, SnippetOrigins.Origin origin) {
    fresh.clear();
    compiling = Optional.of(new Code(text, origin));
  }

  /** Remembers a class that has been loaded; later versions are taken for the same source. */
  void loaded(String className) {
    Matcher name = WRAPPER.matcher(className);
    if (compiling.isPresent() && name.lookingAt()) {
      fresh.add(name.group());
      byVersion.put(
          name.group(), latest.computeIfAbsent(name.group(1), first -> compiling.orElseThrow()));
    }
  }

  /** Says which of the classes loaded since holds what the source declares: they are of it. */
  void declared(Predicate<String> holder) {
    for (String wrapper : fresh) {
      Matcher name = WRAPPER.matcher(wrapper);
      if (holder.test(wrapper) && name.lookingAt() && compiling.isPresent()) {
        byVersion.put(wrapper, compiling.get());
        latest.put(name.group(1), compiling.get());
      }
    }
  }

  /** Returns the source of a class. */
  Optional<Code> of(String className) {
    Matcher name = WRAPPER.matcher(className);
    return name.lookingAt() ? Optional.ofNullable(byVersion.get(name.group())) : Optional.empty();
  }

  /**
   * Returns the code that an object is or holds: itself, its elements, the fields of a snippet's.
   */
  Set<Code> in(Object value) {
    Set<Code> found = new LinkedHashSet<>();
    Deque<Object> open = new ArrayDeque<>();
    add(open, value);
    for (int looked = 0; !open.isEmpty() && looked < MAX_LOOKED_AT; looked++) {
      Object next = open.poll();
      Class<?> type = next.getClass();
      if (isFunction(type)) {
        of(type.getName()).ifPresent(found::add);
      } else if (next instanceof Object[] array) {
        Arrays.stream(array).limit(MAX_LOOKED_AT).forEach(e -> add(open, e));
      } else if (type.getClassLoader() == null) {
        elements(next).forEach(e -> add(open, e));
      } else if (of(type.getName()).isPresent()) {
        addFields(open, next);
      }
    }
    return found;
  }

  /** Lambdas, method references and anonymous classes. */
  private static boolean isFunction(Class<?> type) {
    return type.isHidden() || type.isAnonymousClass();
  }

  private static List<?> elements(Object value) {
    Collection<?> all =
        value instanceof Collection<?> collection
            ? collection
            : value instanceof Map<?, ?> map ? map.values() : List.of();
    try {
      return all.stream().limit(MAX_LOOKED_AT).toList();
    } catch (ConcurrentModificationException e) {
      return List.of(); // A thread of the student's is at work in it.
    }
  }

  private static void addFields(Deque<Object> open, Object value) {
    for (Field field : value.getClass().getDeclaredFields()) {
      if (!field.getType().isPrimitive() && field.trySetAccessible()) {
        try {
          add(open, field.get(value));
        } catch (IllegalAccessException e) {
          throw new IllegalStateException("an accessible field cannot be read", e);
        }
      }
    }
  }

  private static void add(Deque<Object> open, Object value) {
    if (value != null) {
      open.add(value);
    }
  }
}
