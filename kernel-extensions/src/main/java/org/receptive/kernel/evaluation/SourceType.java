package org.receptive.kernel.evaluation;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A type as a declaration writes it in full, so that no import changes what it means.
 *
 * @param text the type; a class of the notebook by its simple name
 * @param ofNotebook the classes of the notebook that it speaks of
 */
record SourceType(String text, Set<String> ofNotebook) {
  private static final Pattern WRAPPER =
      Pattern.compile("REPL\\.\\$JShell\\$\\w+\\.(%s)".formatted(Identifiers.ONE));

  /** JShell gives names to anonymous classes, which no source can write. */
  private static final String ANONYMOUS = "$JShell$anonymous";

  /** Returns a type in full; nothing if no declaration can name it. */
  static Optional<SourceType> of(Type type) {
    return text(type)
        .map(
            full -> {
              Set<String> mine = new TreeSet<>();
              Matcher matcher = WRAPPER.matcher(full);
              String text =
                  matcher.replaceAll(
                      match -> {
                        mine.add(match.group(1));
                        return Matcher.quoteReplacement(match.group(1));
                      });
              return new SourceType(text, mine);
            });
  }

  private static Optional<String> text(Type type) {
    return switch (type) {
      case Class<?> plain ->
          Optional.ofNullable(plain.getCanonicalName()).filter(n -> !n.contains(ANONYMOUS));
      case GenericArrayType array -> text(array.getGenericComponentType()).map(t -> t + "[]");
      case ParameterizedType generic ->
          text(generic.getRawType())
              .flatMap(raw -> all(generic.getActualTypeArguments()).map(a -> raw + "<" + a + ">"));
      case WildcardType wildcard when wildcard.getLowerBounds().length > 0 ->
          text(wildcard.getLowerBounds()[0]).map(bound -> "? super " + bound);
      case WildcardType wildcard ->
          text(wildcard.getUpperBounds()[0]).map(bound -> "? extends " + bound);
      default -> Optional.empty();
    };
  }

  private static Optional<String> all(Type[] types) {
    Set<Type> unnamed = Stream.of(types).filter(t -> text(t).isEmpty()).collect(Collectors.toSet());
    return unnamed.isEmpty()
        ? Optional.of(
            Stream.of(types).map(t -> text(t).orElseThrow()).collect(Collectors.joining(", ")))
        : Optional.empty();
  }
}
