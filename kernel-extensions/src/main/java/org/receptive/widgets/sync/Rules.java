package org.receptive.widgets.sync;

import java.util.List;
import java.util.Optional;

/**
 * What the values of one model owe each other. A number outside its range becomes the nearest one
 * inside, as in ipywidgets; an index of no option is refused.
 */
public final class Rules {
  private Rules() {}

  /** Keeps a number between two others. */
  public static <N extends Comparable<N>> void within(
      Property<N> value, Property<N> min, Property<N> max) {
    value.rule(v -> clamp(v, min.get(), max.get()));
    min.onEvent(bound -> value.set(value.get()));
    max.onEvent(bound -> value.set(value.get()));
  }

  /** Keeps a number between two powers of a base: {@code min} and {@code max} are exponents. */
  public static void withinPowers(
      Property<Double> value, Property<Double> base, Property<Double> min, Property<Double> max) {
    value.rule(v -> clamp(v, Math.pow(base.get(), min.get()), Math.pow(base.get(), max.get())));
    base.onEvent(b -> value.set(value.get()));
    min.onEvent(bound -> value.set(value.get()));
    max.onEvent(bound -> value.set(value.get()));
  }

  /** Keeps a pair of numbers in order and between two others. */
  public static <N extends Comparable<N>> void rangeWithin(
      Property<List<N>> value, Property<N> min, Property<N> max) {
    value.rule(
        pair -> {
          if (pair.size() != 2 || pair.get(0).compareTo(pair.get(1)) > 0) {
            throw new InvalidValue("expected a lower and an upper bound, got " + pair);
          }
          return List.of(
              clamp(pair.get(0), min.get(), max.get()), clamp(pair.get(1), min.get(), max.get()));
        });
    min.onEvent(bound -> value.set(value.get()));
    max.onEvent(bound -> value.set(value.get()));
  }

  /** Refuses the index of no option. */
  public static void indexOf(Property<Integer> index, Property<List<String>> options) {
    index.rule(
        chosen -> {
          check(chosen, options.get());
          return chosen;
        });
  }

  /** Refuses the index of no option; none at all is a choice, too. */
  public static void choiceOf(Property<Optional<Integer>> index, Property<List<String>> options) {
    index.rule(
        chosen -> {
          chosen.ifPresent(i -> check(i, options.get()));
          return chosen;
        });
  }

  /** Refuses indices of no option. */
  public static void indicesOf(Property<List<Integer>> indices, Property<List<String>> options) {
    indices.rule(
        chosen -> {
          chosen.forEach(i -> check(i, options.get()));
          return chosen;
        });
  }

  private static void check(int index, List<String> options) {
    if (index < 0 || index >= options.size()) {
      throw new InvalidValue(
          "there is no option " + index + "; the " + options.size() + " options are " + options);
    }
  }

  private static <N extends Comparable<N>> N clamp(N value, N min, N max) {
    if (value.compareTo(min) < 0) {
      return min;
    }
    return value.compareTo(max) > 0 && max.compareTo(min) >= 0 ? max : value;
  }
}
