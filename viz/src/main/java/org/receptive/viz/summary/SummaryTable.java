package org.receptive.viz.summary;

import java.util.ArrayList;
import java.util.List;
import org.receptive.engine.network.LayerStatistics;

/** Writes the table of a summary. */
final class SummaryTable {
  /** Borders and stripes are translucent greys, so that they suit light and dark pages. */
  private static final String RULE = "border-bottom:1px solid rgba(128,128,128,0.35)";

  private static final String CELL = "padding:2px 10px;background:transparent;";

  /** Where there is no room for all, a description takes two lines or three, not one a word. */
  private static final String DESCRIPTION = "min-width:9em;";

  private SummaryTable() {}

  /** Aligned by spaces, with rules of dashes. */
  static String text(Summary summary) {
    List<List<String>> rows = rows(summary);
    SummaryColumn[] columns = SummaryColumn.values();
    int[] widths = new int[columns.length];
    for (List<String> row : rows) {
      for (int c = 0; c < widths.length; c++) {
        widths[c] = Math.max(widths[c], row.get(c).length());
      }
    }
    StringBuilder out = new StringBuilder(summary.title()).append('\n');
    String rule = "-".repeat(java.util.Arrays.stream(widths).sum() + 2 * (widths.length - 1));
    for (int r = 0; r < rows.size(); r++) {
      if (r == rows.size() - 1) {
        out.append(rule).append('\n');
      }
      out.append(line(rows.get(r), columns, widths)).append('\n');
      if (r == 0) {
        out.append(rule).append('\n');
      }
    }
    out.append(summary.convention());
    return summary.error().isEmpty() ? out.toString() : out + "\nShape error: " + summary.error();
  }

  private static String line(List<String> row, SummaryColumn[] columns, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int c = 0; c < widths.length; c++) {
      String gap = " ".repeat(widths[c] - row.get(c).length());
      line.append(columns[c].words() ? row.get(c) + gap : gap + row.get(c)).append("  ");
    }
    return line.toString().stripTrailing();
  }

  private static List<List<String>> rows(Summary summary) {
    List<List<String>> rows = new ArrayList<>();
    List<SummaryColumn> columns = List.of(SummaryColumn.values());
    rows.add(columns.stream().map(column -> column.heading(summary)).toList());
    for (LayerStatistics layer : summary.layers()) {
      rows.add(columns.stream().map(column -> column.cell(layer, summary)).toList());
    }
    rows.add(columns.stream().map(column -> column.total(summary)).toList());
    return rows;
  }

  /** A table with inline styles only, which is what front ends let through. */
  static String html(Summary summary) {
    List<List<String>> rows = rows(summary);
    StringBuilder out = new StringBuilder();
    out.append(WideTable.begin(escape(summary.title()), escape(times(summary.convention()))));
    out.append("<thead>");
    appendRow(out, rows.getFirst(), "th", RULE + ";font-weight:600");
    out.append("</thead>\n<tbody>");
    for (List<String> row : rows.subList(1, rows.size() - 1)) {
      appendRow(out, row, "td", RULE);
    }
    appendRow(out, rows.getLast(), "td", "font-weight:600");
    out.append("</tbody>").append(WideTable.END);
    if (!summary.error().isEmpty()) {
      out.append("<p><b>Shape error:</b> ").append(escape(summary.error())).append("</p>\n");
    }
    return out.toString();
  }

  private static void appendRow(StringBuilder out, List<String> row, String tag, String style) {
    out.append("<tr style=\"background:transparent\">");
    for (int c = 0; c < row.size(); c++) {
      SummaryColumn column = SummaryColumn.values()[c];
      String align = column.words() ? "left" : "right";
      out.append('<').append(tag).append(" style=\"").append(CELL);
      out.append(column == SummaryColumn.KIND ? DESCRIPTION : "");
      out.append("text-align:").append(align).append(';').append(style).append("\">");
      String cell = escape(times(row.get(c)));
      // Only a description may be broken over lines; "6 x 28 x 28" and "18.4 KiB" stay whole.
      out.append(column == SummaryColumn.KIND ? cell : cell.replace(' ', '\u00a0'));
      out.append("</").append(tag).append('>');
    }
    out.append("</tr>\n");
  }

  /** The x of "3 x 227" and "11x11" as a sign of multiplication. */
  private static String times(String cell) {
    return cell.replaceAll("(?<=\\d)( ?)x( ?)(?=\\d)", "$1\u00d7$2");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
