package org.receptive.viz.summary;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.receptive.engine.kernels.program.Algorithm;
import org.receptive.engine.network.NetworkPlan;
import org.receptive.engine.network.PlanRow;
import org.receptive.engine.tensor.Memory;
import org.receptive.viz.figure.Figure;
import org.receptive.viz.figure.Palette;
import org.receptive.viz.figure.Scene;
import org.receptive.viz.figure.SceneBuilder;
import org.receptive.viz.figure.Style;
import org.receptive.viz.figure.TextMetrics;
import org.receptive.viz.figure.TextStyle;

/**
 * A plan as a table, a row for each step, with the estimated times as bars beneath. Of a plan with
 * very many steps the bars show the longest.
 *
 * @param plan the plan
 */
public record PlanFigure(NetworkPlan plan) implements Figure {
  private static final int MOST_BARS = 40;
  private static final double MARGIN = 14;
  private static final double ROW = 17;
  private static final double BAR = 12;
  private static final double HEADING = 26;
  private static final double LEAST_BARS = 120;
  private static final TextStyle NAME = TextStyle.of(11);
  private static final TextStyle VALUE = TextStyle.of(10.5).color(Palette.MUTED_TEXT);

  @Override
  public String title() {
    return "Plan of " + plan.network().name();
  }

  @Override
  public String description() {
    if (plan.rows().isEmpty()) {
      return plan.text();
    }
    PlanRow longest =
        plan.rows().stream().max(Comparator.comparingDouble(PlanRow::millis)).orElseThrow();
    return String.format(
        Locale.ROOT,
        "How %s is computed: %d steps, about %.1f ms on one thread; the longest is %s by %s.",
        plan.network().name(),
        plan.rows().size(),
        plan.millis(),
        name(longest),
        longest.what());
  }

  @Override
  public String text() {
    return plan.text();
  }

  @Override
  public String html() {
    return plan.rows().isEmpty() ? staticHtml() : PlanTable.html(this) + staticHtml();
  }

  /** What is estimated how, and what memory is used. */
  String convention() {
    return String.format(
        Locale.ROOT,
        "%s, for %s. Times are estimates for one thread, %.1f ms in all; they rank the ways to"
            + " compute a layer. Packed weights %s. Activations of %s share %s of working"
            + " memory.%s",
        plan.kernels(),
        plan.input(),
        plan.millis(),
        Memory.binary(plan.packedBytes()),
        Memory.binary(plan.activationBytes()),
        Memory.binary(plan.workBytes()),
        plan.options().winograd() ? "" : " Strict: no Winograd.");
  }

  /** The layer that a step computes first, or what it converts. */
  static String name(PlanRow row) {
    return row.layers().isEmpty() ? "(" + row.what() + ")" : row.layers().getFirst();
  }

  /** What else was considered, the best first. */
  static List<String> others(PlanRow row) {
    List<String> texts = new ArrayList<>();
    row.considered().entrySet().stream()
        .filter(each -> !each.getKey().toString().equals(row.what()))
        .sorted(Map.Entry.<Algorithm, Double>comparingByValue().thenComparing(Map.Entry::getKey))
        .forEach(
            each ->
                texts.add(String.format(Locale.ROOT, "%s %.3f", each.getKey(), each.getValue())));
    return texts;
  }

  /** The longest steps, in the order of the plan. */
  private List<PlanRow> shown() {
    List<PlanRow> longest =
        plan.rows().stream()
            .sorted(Comparator.comparingDouble(PlanRow::millis).reversed())
            .limit(MOST_BARS)
            .toList();
    return plan.rows().stream().filter(longest::contains).limit(MOST_BARS).toList();
  }

  @Override
  public Scene scene() {
    SceneBuilder scene = Scene.builder();
    List<PlanRow> rows = shown();
    String heading =
        title() + (rows.isEmpty() ? ": computed layer by layer" : ", estimated milliseconds");
    if (rows.size() < plan.rows().size()) {
      heading +=
          String.format(
              Locale.ROOT, ", the %d longest of %d steps", rows.size(), plan.rows().size());
    }
    TextStyle style = TextStyle.of(13).semibold();
    scene.text(MARGIN, MARGIN + 12, heading, style);
    double names =
        rows.stream()
            .mapToDouble(row -> TextMetrics.reservedWidth(name(row), NAME))
            .max()
            .orElse(0);
    double words =
        rows.stream()
            .mapToDouble(row -> TextMetrics.reservedWidth(value(row), VALUE))
            .max()
            .orElse(0);
    double left = MARGIN + names + 8;
    double room = Math.max(LEAST_BARS, Scene.NOTEBOOK_WIDTH - left - words - 8 - MARGIN);
    double longest = rows.stream().mapToDouble(PlanRow::millis).max().orElse(1);
    double y = MARGIN + HEADING;
    for (PlanRow row : rows) {
      double width = Math.max(0.5, room * row.millis() / longest);
      scene.text(left - 8, y + 10, name(row), NAME.endingHere());
      scene.rect(left, y, width, BAR, Style.fill(color(row)));
      if (winograd(row) && width > 4) {
        scene.hatch(left, y, width, BAR, 4, Style.line(Palette.shade(color(row), 0.35), 1));
      }
      scene.text(left + width + 6, y + 10, value(row), VALUE);
      y += ROW;
    }
    double least = MARGIN + TextMetrics.reservedWidth(heading, style) + MARGIN;
    double width = rows.isEmpty() ? least : Math.max(least, left + room + words + 8 + MARGIN);
    return scene.build(Math.min(Scene.NOTEBOOK_WIDTH, width), y + MARGIN / 2);
  }

  private static String value(PlanRow row) {
    return String.format(Locale.ROOT, "%.3f  %s", row.millis(), row.what());
  }

  private static boolean winograd(PlanRow row) {
    return row.algorithm().map(way -> way.tile() > 0).orElse(false);
  }

  private static Color color(PlanRow row) {
    if (winograd(row)) {
      return Palette.ORANGE;
    }
    if (row.algorithm().isPresent()) {
      return Palette.SKY_BLUE;
    }
    return row.what().equals("fully connected") ? Palette.GREEN : Palette.GREY;
  }
}
