package org.receptive.kernel.display;

import java.util.Optional;

/** Tablesaw tables as HTML and text; touched only when a value is of that library. */
final class TableRenderer {
  private static final String LIBRARY = "tech.tablesaw.";

  private TableRenderer() {}

  static Optional<MimeBundle> render(Object value) {
    return value.getClass().getName().startsWith(LIBRARY) ? Tables.render(value) : Optional.empty();
  }
}
