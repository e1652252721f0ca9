package org.receptive.lessons.editor;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.receptive.engine.layer.Activation;
import org.receptive.engine.layer.AvgPool2d;
import org.receptive.engine.layer.BatchNorm2d;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.Linear;
import org.receptive.engine.layer.MaxPool2d;
import org.receptive.engine.layer.Padding;
import org.receptive.engine.layer.Window;
import org.receptive.engine.tensor.Shape;

/** Values as the Java expressions that make them. */
final class JavaLiteral {
  /** What a cell has without an import; all else is named in full. */
  private static final List<Class<?>> IMPORTED =
      List.of(
          Activation.class,
          AvgPool2d.class,
          BatchNorm2d.class,
          Conv2d.class,
          Linear.class,
          MaxPool2d.class,
          Padding.class,
          Window.class);

  private JavaLiteral() {}

  /** A text in quotes. */
  static String text(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }

  /** What stands in the brackets of {@code padding(..)}; empty for none. */
  static Optional<String> padding(Padding padding) {
    return switch (padding) {
      case Padding.Explicit(int top, int bottom, int left, int right)
          when top == bottom && top == left && top == right ->
          top == 0 ? Optional.empty() : Optional.of(Integer.toString(top));
      case Padding.Explicit explicit -> Optional.of(of(explicit));
      case Padding.Same same -> Optional.of("Padding.SAME");
      case Padding.Full full -> Optional.of("Padding.FULL");
    };
  }

  /**
   * An expression for a number, a text, an enum constant, a shape, a list, an optional, or a record
   * of such.
   *
   * @throws IllegalArgumentException for anything else
   */
  static String of(Object value) {
    return switch (value) {
      case Float number when !Float.isFinite(number) ->
          "Float."
              + (number.isNaN() ? "NaN" : number > 0 ? "POSITIVE_INFINITY" : "NEGATIVE_INFINITY");
      case Float number -> number + "f";
      case Long number -> number + "L";
      case Integer number -> number.toString();
      case Double number -> number.toString();
      case Boolean yes -> yes.toString();
      case String text -> text(text);
      case Enum<?> constant -> name(constant.getDeclaringClass()) + "." + constant.name();
      case Shape shape ->
          "Shape.of(%s)".formatted(joined(IntStream.of(shape.dims()).boxed().toList()));
      case Collection<?> list -> "java.util.List.of(%s)".formatted(joined(list));
      case Optional<?> maybe ->
          maybe.isPresent()
              ? "java.util.Optional.of(%s)".formatted(of(maybe.get()))
              : "java.util.Optional.empty()";
      case Padding.Same same -> "Padding.SAME";
      case Padding.Full full -> "Padding.FULL";
      case Record record -> "new %s(%s)".formatted(name(record.getClass()), components(record));
      default ->
          throw new IllegalArgumentException(
              "no Java is known for a " + value.getClass().getSimpleName() + ": " + value);
    };
  }

  private static String joined(Collection<?> values) {
    return values.stream().map(JavaLiteral::of).collect(Collectors.joining(", "));
  }

  private static String name(Class<?> type) {
    Class<?> outer = type;
    while (outer.getEnclosingClass() != null) {
      outer = outer.getEnclosingClass();
    }
    String full = type.getCanonicalName();
    return IMPORTED.contains(outer) ? full.substring(outer.getPackageName().length() + 1) : full;
  }

  private static String components(Record record) {
    return Arrays.stream(record.getClass().getRecordComponents())
        .map(component -> of(component(record, component)))
        .collect(Collectors.joining(", "));
  }

  private static Object component(Record record, RecordComponent component) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component + " of a layer cannot be read", e);
    }
  }
}
