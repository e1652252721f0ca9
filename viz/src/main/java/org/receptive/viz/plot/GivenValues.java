package org.receptive.viz.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.receptive.engine.tensor.Tensor;
import org.receptive.viz.chart.NumberText;
import org.receptive.viz.chart.Positions;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.columns.Column;

/**
 * What a student hands over: an array, a list, a column of a table or a tensor.
 *
 * @param function the student's word, for messages
 * @param name what it is, for messages
 * @param elements its elements; null where one is missing
 */
record GivenValues(String function, String name, List<?> elements) {
  private static final String TAKEN =
      "an array (double[], float[], int[], long[]), a list of numbers, a column of a table or a"
          + " tensor";

  /**
   * Reads what was given.
   *
   * @throws IllegalArgumentException if it is nothing of this kind, or empty
   */
  static GivenValues of(String function, String name, Object given) {
    List<Object> elements = new ArrayList<>();
    switch (given) {
      case null -> throw refused(function, name, "null");
      case double[] array -> IntStream.range(0, array.length).forEach(i -> elements.add(array[i]));
      case float[] array -> IntStream.range(0, array.length).forEach(i -> elements.add(array[i]));
      case int[] array -> IntStream.range(0, array.length).forEach(i -> elements.add(array[i]));
      case long[] array -> IntStream.range(0, array.length).forEach(i -> elements.add(array[i]));
      case Object[] array -> elements.addAll(java.util.Arrays.asList(array));
      case Tensor tensor -> {
        float[] data = tensor.data();
        IntStream.range(0, data.length).forEach(i -> elements.add(data[i]));
      }
      case NumericColumn<?> column ->
          IntStream.range(0, column.size()).forEach(i -> elements.add(column.getDouble(i)));
      case Column<?> column ->
          IntStream.range(0, column.size()).forEach(i -> elements.add(column.getString(i)));
      case Iterable<?> several -> several.forEach(elements::add);
      default -> throw refused(function, name, "of the type " + given.getClass().getSimpleName());
    }
    if (elements.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: %s is empty; it needs at least one value.".formatted(function, name));
    }
    return new GivenValues(function, name, elements);
  }

  private static IllegalArgumentException refused(String function, String name, String given) {
    return new IllegalArgumentException(
        "%s: %s is %s; it needs %s.".formatted(function, name, given, TAKEN));
  }

  int size() {
    return elements.size();
  }

  /**
   * The numbers; NaN where one is missing.
   *
   * @throws IllegalArgumentException if an element is no number, or none is finite
   */
  List<Double> numbers() {
    List<Double> numbers = new ArrayList<>();
    for (int i = 0; i < elements.size(); i++) {
      numbers.add(
          switch (elements.get(i)) {
            case null -> Double.NaN;
            case Float number -> Double.parseDouble(number.toString());
            case Number number -> number.doubleValue();
            case Object other ->
                throw new IllegalArgumentException(
                    String.format(
                        Locale.ROOT,
                        "%s: %s holds %s at index %d, of the type %s; it needs numbers.",
                        function,
                        name,
                        quoted(other),
                        i,
                        other.getClass().getSimpleName()));
          });
    }
    if (numbers.stream().noneMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s: none of the %d values of %s is a finite number (the first is %s); it needs at"
                  + " least one.",
              function,
              size(),
              name,
              numbers.getFirst()));
    }
    return numbers;
  }

  /** Numbers stand where they are, words side by side. */
  Positions positions() {
    boolean words = elements.stream().anyMatch(CharSequence.class::isInstance);
    return words ? categories() : new Positions.Numbers(numbers());
  }

  /** Everything as words. */
  Positions.Categories categories() {
    return new Positions.Categories(
        elements.stream()
            .map(
                element ->
                    switch (element) {
                      case null -> "none";
                      case Number number -> NumberText.of(number.doubleValue());
                      case Object other -> other.toString();
                    })
            .toList());
  }

  /**
   * Checks that there are as many values as positions.
   *
   * @throws IllegalArgumentException if there are more or fewer
   */
  void checkSize(GivenValues values) {
    if (size() != values.size()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s: %s has %d value%s and %s has %d; each needs a partner.",
              function,
              name,
              size(),
              size() == 1 ? "" : "s",
              values.name(),
              values.size()));
    }
  }

  private static String quoted(Object value) {
    return value instanceof CharSequence ? "\"" + value + "\"" : value.toString();
  }
}
