package org.receptive.viz.plot;

import java.util.Locale;
import java.util.stream.Collectors;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * A table that a student hands over.
 *
 * @param function the student's word, for messages
 * @param table Tablesaw's table
 */
record GivenTable(String function, Table table) {
  GivenTable {
    if (table == null) {
      throw new IllegalArgumentException(function + ": the table is null.");
    }
  }

  /**
   * A column of any kind.
   *
   * @throws IllegalArgumentException if there is none of this name, or it is empty
   */
  GivenValues column(String name) {
    return GivenValues.of(function, "the column '" + name + "'", find(name));
  }

  /**
   * A column of numbers.
   *
   * @throws IllegalArgumentException if there is none of this name, it is empty, or holds words
   */
  GivenValues numbers(String name) {
    Column<?> column = find(name);
    if (!(column instanceof NumericColumn<?>)) {
      throw new IllegalArgumentException(
          "%s: the column '%s' holds %s; it needs numbers. Columns of numbers: %s."
              .formatted(function, name, kind(column), names(true)));
    }
    return GivenValues.of(function, "the column '" + name + "'", column);
  }

  private static String kind(Column<?> column) {
    return column instanceof StringColumn
        ? "words"
        : "values of the type " + column.type().name().toLowerCase(Locale.ROOT);
  }

  private Column<?> find(String name) {
    return table.columns().stream()
        .filter(column -> column.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s: the table '%s' has no column '%s'. It has: %s."
                        .formatted(function, table.name(), name, names(false))));
  }

  private String names(boolean numeric) {
    String names =
        table.columns().stream()
            .filter(column -> !numeric || column instanceof NumericColumn<?>)
            .map(Column::name)
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "none" : names;
  }
}
