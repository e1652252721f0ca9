package org.receptive.widgets;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.receptive.widgets.sync.Property;
import org.receptive.widgets.sync.Widget;

/**
 * The options of a menu: what is read, and what it stands for.
 *
 * @param labels what is read
 * @param values what each stands for
 */
record Options<T>(List<String> labels, List<T> values) {
  static <T> Options<T> of(String label, List<T> values) {
    Map<String, T> named = new LinkedHashMap<>();
    values.forEach(value -> named.put(String.valueOf(value), value));
    if (named.size() < values.size()) {
      throw new IllegalArgumentException(
          label + ": two options read alike in " + values + "; give a map from label to value");
    }
    return of(label, named);
  }

  static <T> Options<T> of(String label, Map<String, T> named) {
    if (named.isEmpty()) {
      throw new IllegalArgumentException(label + ": a choice needs at least one option");
    }
    return new Options<>(List.copyOf(named.keySet()), List.copyOf(named.values()));
  }

  /** A control whose value is the chosen option; the first one is chosen. */
  Control<T> control(String label, Widget widget, Property<Optional<Integer>> index) {
    index.set(Optional.of(0));
    return Control.of(
        label,
        widget,
        index,
        chosen -> values.get(chosen.orElse(0)),
        value -> Optional.of(indexOf(label, value)));
  }

  int indexOf(String label, T value) {
    int index = values.indexOf(value);
    if (index < 0) {
      throw new IllegalArgumentException(
          label + ": '" + value + "' is none of the options " + labels);
    }
    return index;
  }
}
