package org.receptive.kernel.interpreter;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The type that the compiler would give an expression.
 *
 * @param type a class, or a class with type arguments of which none is a type variable
 */
public record StaticType(Type type) {
  /**
   * Makes a type.
   *
   * @throws NotPlain if it is of another kind
   */
  public StaticType {
    if (!isPlain(type)) {
      throw new NotPlain("the type " + type.getTypeName());
    }
  }

  /** Returns a type of a declaration, if it is of these kinds. */
  public static Optional<StaticType> of(Type type) {
    return isPlain(type) ? Optional.of(new StaticType(type)) : Optional.empty();
  }

  private static boolean isPlain(Type type) {
    if (type instanceof Class) {
      return true;
    } else if (type instanceof ParameterizedType generic) {
      return isPlain(generic.getRawType())
          && Arrays.stream(generic.getActualTypeArguments()).allMatch(StaticType::isPlain);
    }
    return type instanceof WildcardType wildcard
        && Arrays.stream(wildcard.getUpperBounds()).allMatch(StaticType::isPlain)
        && Arrays.stream(wildcard.getLowerBounds()).allMatch(StaticType::isPlain);
  }

  /** Returns the class without type arguments. */
  public Class<?> erased() {
    return type instanceof ParameterizedType generic
        ? (Class<?>) generic.getRawType()
        : (Class<?>) type;
  }

  boolean isGeneric() {
    return !(type instanceof Class);
  }

  /** Returns the type as a declaration writes it, in full. */
  public String source() {
    return source(type);
  }

  private static String source(Type type) {
    if (type instanceof Class<?> plain) {
      return plain.getCanonicalName();
    } else if (type instanceof ParameterizedType generic) {
      return source(generic.getRawType())
          + Arrays.stream(generic.getActualTypeArguments())
              .map(StaticType::source)
              .collect(Collectors.joining(", ", "<", ">"));
    }
    WildcardType wildcard = (WildcardType) type;
    if (wildcard.getLowerBounds().length > 0) {
      return "? super " + source(wildcard.getLowerBounds()[0]);
    }
    Type bound = wildcard.getUpperBounds()[0];
    return bound == Object.class ? "?" : "? extends " + source(bound);
  }
}
