package org.receptive.viz.summary;

import java.util.List;
import java.util.Locale;
import org.receptive.engine.network.PlanRow;
import org.receptive.engine.tensor.Memory;

/** Writes the table of a plan, with inline styles only, which is what front ends let through. */
final class PlanTable {
  private static final String RULE = "border-bottom:1px solid rgba(128,128,128,0.35)";
  private static final String CELL = "padding:2px 8px;background:transparent;vertical-align:top;";
  private static final List<String> HEADINGS =
      List.of("layer", "computed by", "layout", "along with it", "ms", "instead", "packed");
  private static final List<Integer> NUMBERS = List.of(4, 6);

  private PlanTable() {}

  static String html(PlanFigure figure) {
    StringBuilder out = new StringBuilder();
    out.append(WideTable.begin(escape(figure.title()), escape(figure.convention())));
    out.append("<thead>");
    append(out, HEADINGS, "th", RULE + ";font-weight:600");
    out.append("</thead>\n<tbody>");
    for (PlanRow row : figure.plan().rows()) {
      append(out, cells(row), "td", RULE);
    }
    return out.append("</tbody>").append(WideTable.END).toString();
  }

  private static List<String> cells(PlanRow row) {
    return List.of(
        row.layers().isEmpty() ? "" : row.layers().getFirst(),
        row.what(),
        row.from() == row.to() ? row.to().toString() : row.from() + " \u2192 " + row.to(),
        String.join(", ", row.fused()),
        String.format(Locale.ROOT, "%.3f", row.millis()),
        String.join("\n", PlanFigure.others(row)),
        row.packedBytes() == 0 ? "" : Memory.binary(row.packedBytes()));
  }

  private static void append(StringBuilder out, List<String> row, String tag, String style) {
    out.append("<tr style=\"background:transparent\">");
    for (int c = 0; c < row.size(); c++) {
      String align = NUMBERS.contains(c) ? "right" : "left";
      out.append('<').append(tag).append(" style=\"").append(CELL);
      out.append("text-align:").append(align).append(';').append(style).append("\">");
      // The table scrolls where it is too wide; a line for each of the ways is all that breaks.
      out.append(escape(row.get(c)).replace(' ', '\u00a0').replace("\n", "<br>"));
      out.append("</").append(tag).append('>');
    }
    out.append("</tr>\n");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
