package org.receptive.viz.arithmetic;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.receptive.viz.arithmetic.OutputSizes.Condition;
import org.receptive.viz.arithmetic.OutputSizes.Solution;

/** Writes the answers of an inverse problem in lines and as a table. */
final class OutputSizesTable {
  private static final List<String> HEADS =
      List.of("stride s", "kernel k", "padding p", "name", "unused");

  /** A page stays small; {@link OutputSizes#table} has all answers. */
  private static final int MOST_ROWS = 500;

  private OutputSizesTable() {}

  /** One answer a line, by stride. */
  static String text(OutputSizes sizes) {
    StringBuilder out = new StringBuilder(sizes.title());
    for (Map.Entry<Condition, List<Solution>> group : sizes.byStride().entrySet()) {
      out.append("\nstride ").append(group.getKey().stride()).append(" needs ");
      out.append(group.getKey());
      out.append(group.getValue().isEmpty() ? ": no answer" : ":");
      group.getValue().forEach(solution -> out.append("\n  ").append(solution));
    }
    int answers = sizes.solutions().size();
    out.append("\nIn all: ").append(OutputSizes.count(answers)).append(". ");
    return out.append(sizes.convention()).toString();
  }

  /** A folded table with inline styles only, which is what front ends let through. */
  static String html(OutputSizes sizes) {
    StringBuilder out = new StringBuilder("<details><summary>As a table</summary>");
    out.append(
        "<table"
            + " style=\"border-collapse:collapse;table-layout:auto;text-align:right;font-size:90%\"><thead>");
    appendRow(out, "th", HEADS);
    out.append("</thead><tbody>");
    List<Solution> answers =
        sizes.byStride().values().stream().flatMap(List::stream).limit(MOST_ROWS).toList();
    for (Solution s : answers) {
      appendRow(
          out,
          "td",
          List.of("" + s.stride(), "" + s.kernel(), "" + s.padding(), s.name(), "" + s.unused()));
    }
    int hidden = sizes.solutions().size() - answers.size();
    String more = hidden == 0 ? "" : String.format(Locale.ROOT, "<p>and %,d more</p>", hidden);
    return out.append("</tbody></table>").append(more).append("</details>").toString();
  }

  private static void appendRow(StringBuilder out, String tag, List<String> cells) {
    out.append("<tr>");
    cells.forEach(cell -> out.append("<%s>%s</%s>".formatted(tag, cell, tag)));
    out.append("</tr>\n");
  }
}
