package org.receptive.kernel.display;

import com.google.gson.JsonObject;
import java.util.Optional;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Tablesaw tables: HTML and text of the first rows, with the number of rows left out. */
final class Tables {
  private static final int MAX_ROWS = 50;

  private Tables() {}

  static Optional<MimeBundle> render(Object value) {
    return switch (value) {
      case Table table -> Optional.of(bundle(table));
      case Column<?> column -> Optional.of(bundle(Table.create(column.name(), column.copy())));
      default -> Optional.empty();
    };
  }

  private static MimeBundle bundle(Table table) {
    JsonObject data = new JsonObject();
    data.addProperty("text/html", html(table));
    data.addProperty("text/plain", table.print(MAX_ROWS));
    return new MimeBundle(data, new JsonObject());
  }

  private static String html(Table table) {
    StringBuilder out = new StringBuilder("<table>");
    if (table.name() != null && !table.name().isBlank()) {
      out.append("<caption>").append(escape(table.name())).append("</caption>");
    }
    out.append("<thead><tr>");
    table.columnNames().forEach(name -> out.append("<th>").append(escape(name)).append("</th>"));
    out.append("</tr></thead><tbody>");
    int rows = Math.min(MAX_ROWS, table.rowCount());
    for (int row = 0; row < rows; row++) {
      out.append("<tr>");
      for (Column<?> column : table.columns()) {
        out.append("<td>").append(escape(column.getString(row))).append("</td>");
      }
      out.append("</tr>");
    }
    out.append("</tbody></table>");
    if (rows < table.rowCount()) {
      out.append("<p>").append(rows).append(" of ").append(table.rowCount()).append(" rows</p>");
    }
    return out.toString();
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
