package org.receptive.lessons.card;

import java.awt.Color;
import org.receptive.viz.figure.Palette;

/**
 * A card as HTML that survives a notebook's sanitiser: inline styles and tables, no script, and its
 * own colours, so that a dark theme does not swallow it.
 */
final class CardHtml {
  private static final String CELL = "padding:2px 8px;border:0;vertical-align:top;";

  private CardHtml() {}

  static String write(Card card) {
    StringBuilder out = new StringBuilder();
    out.append(
            "<div role=\"note\" style=\"max-width:720px;box-sizing:border-box;margin:4px"
                + " 0;padding:10px 16px;")
        .append("font-size:14px;line-height:1.45;")
        .append(colors(Palette.TEXT, Palette.PANEL))
        .append("border:1px solid ")
        .append(Palette.hex(Palette.GRID))
        .append(";border-left:6px solid ")
        .append(Palette.hex(card.tone().color()))
        .append(";border-radius:4px\">");
    out.append("<div style=\"font-weight:600;font-size:15px\"><span aria-hidden=\"true\" style=\"")
        .append("display:inline-block;width:1.4em;text-align:center;margin-right:.5em;")
        .append("border-radius:1em;")
        .append(colors(Palette.readableOn(card.tone().color()), card.tone().color()))
        .append("\">")
        .append(card.tone().symbol())
        .append("</span>")
        .append(escape(card.title()))
        .append("</div>");
    card.parts().forEach(part -> write(part, out));
    return out.append("</div>").toString();
  }

  private static void write(Part part, StringBuilder out) {
    switch (part) {
      case Part.Paragraph paragraph -> write(paragraph, out);
      case Part.Link link ->
          out.append("<div style=\"margin-top:6px\"><b>")
              .append(escape(link.lead()))
              .append(":</b> <a style=\"")
              .append(colors(Palette.shade(Palette.BLUE, 0.15), Palette.PANEL))
              .append("\" href=\"")
              .append(escape(link.target()))
              .append("\">")
              .append(escape(link.text()))
              .append("</a></div>");
      case Part.Sheet sheet -> {
        out.append("<div style=\"margin-top:8px\">");
        write(sheet, out);
        out.append("</div>");
      }
      case Part.Comparison both -> {
        out.append("<div style=\"display:flex;flex-wrap:wrap;gap:12px;margin-top:8px\">");
        for (Part.Sheet side : java.util.List.of(both.left(), both.right())) {
          out.append("<div style=\"flex:1 1 260px\">");
          write(side, out);
          out.append("</div>");
        }
        out.append("</div>");
      }
    }
  }

  private static void write(Part.Paragraph paragraph, StringBuilder out) {
    out.append("<div style=\"margin-top:6px\">");
    if (!paragraph.lead().isEmpty()) {
      out.append("<b>").append(escape(paragraph.lead())).append(":</b> ");
    }
    out.append(escape(paragraph.text())).append("</div>");
  }

  private static void write(Part.Sheet sheet, StringBuilder out) {
    // Front ends lay tables out with columns of one width; here the words need the room.
    out.append("<table style=\"border-collapse:collapse;table-layout:auto;width:100%;margin:0;")
        .append("font-size:13px;")
        .append(colors(Palette.TEXT, Palette.FAINT))
        .append("\"><tr><th colspan=\"2\" style=\"")
        .append(CELL)
        .append("text-align:left;")
        .append(colors(Palette.MUTED_TEXT, Palette.FAINT))
        .append("\">")
        .append(escape(sheet.heading()))
        .append("</th></tr>");
    for (Part.Line line : sheet.lines()) {
      String strong =
          line.strong()
              ? "font-weight:600;border-top:1px solid " + Palette.hex(Palette.OUTLINE) + ";"
              : "";
      out.append("<tr style=\"")
          .append(colors(Palette.TEXT, Palette.FAINT))
          .append("\"><td")
          .append(line.result().isEmpty() ? " colspan=\"2\"" : "")
          .append(" style=\"")
          .append(CELL)
          .append("text-align:left;")
          .append(strong)
          .append("\">")
          .append(escape(line.text()))
          .append("</td>");
      if (line.result().isEmpty()) {
        out.append("</tr>");
        continue;
      }
      out.append("<td style=\"")
          .append(CELL)
          .append("text-align:right;white-space:nowrap;")
          .append(strong)
          .append("\">")
          .append(escape(line.result()))
          .append("</td></tr>");
    }
    out.append("</table>");
  }

  private static String colors(Color letters, Color surface) {
    return "color:" + Palette.hex(letters) + ";background:" + Palette.hex(surface) + ";";
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("\n", "<br>");
  }
}
