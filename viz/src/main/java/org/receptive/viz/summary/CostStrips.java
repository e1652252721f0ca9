package org.receptive.viz.summary;

import java.awt.Color;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.receptive.engine.network.LayerStatistics;
import org.receptive.viz.figure.Palette;
import org.receptive.viz.figure.Scene;
import org.receptive.viz.figure.SceneBuilder;
import org.receptive.viz.figure.Style;
import org.receptive.viz.figure.TextMetrics;
import org.receptive.viz.figure.TextStyle;

/**
 * Where the parameters sit and where the work is done: a row for every layer that has either, two
 * bars each. Layers of a group share a row when there would be too many.
 *
 * @param summary what is drawn
 */
record CostStrips(Summary summary) {
  private static final int MOST_ROWS = 28;
  private static final double MARGIN = 20;
  private static final double TOP = 58;
  private static final double ROW = 22;
  private static final double BAR = 14;
  private static final double NAMES = 130;
  private static final double NUMBERS = 92;
  private static final int LONGEST_NAME = 18;
  private static final TextStyle NAME = TextStyle.of(12);
  private static final TextStyle NUMBER = TextStyle.small();

  private record Cost(String name, long parameters, long operations) {
    Cost plus(Cost other) {
      return new Cost(name, parameters + other.parameters, operations + other.operations);
    }
  }

  Scene scene() {
    List<Cost> costs = costs();
    SceneBuilder scene = Scene.builder();
    scene.text(MARGIN, 30, "Where the parameters sit, and where the work is done", heading());
    double room = (Scene.NOTEBOOK_WIDTH - 2 * MARGIN - NAMES) / 2;
    double left = MARGIN + NAMES;
    TextStyle head = NUMBER.semibold();
    scene.text(left, TOP - 4, "parameters", head);
    scene.text(left + room, TOP - 4, summary.work().unit(), head);
    long mostParameters = costs.stream().mapToLong(Cost::parameters).max().orElse(1);
    long mostOperations = costs.stream().mapToLong(Cost::operations).max().orElse(1);
    for (int i = 0; i < costs.size(); i++) {
      Cost cost = costs.get(i);
      double y = TOP + 6 + i * ROW;
      scene.text(MARGIN, y + 11, shortened(cost.name()), NAME);
      drawBar(scene, left, y, room, cost.parameters(), mostParameters, Palette.GREEN);
      drawBar(scene, left + room, y, room, cost.operations(), mostOperations, Palette.ORANGE);
    }
    return scene.build(Scene.NOTEBOOK_WIDTH, TOP + 6 + Math.max(1, costs.size()) * ROW + 10);
  }

  private static TextStyle heading() {
    return TextStyle.of(13).semibold();
  }

  private static void drawBar(
      SceneBuilder scene, double x, double y, double room, long value, long most, Color color) {
    double longest = room - NUMBERS;
    double length = longest * value / Math.max(1, most);
    if (value == 0) {
      scene.text(x, y + 11, "none", NUMBER);
      return;
    }
    Style style = Style.fill(Palette.tint(color, 0.25)).stroke(Palette.shade(color, 0.25), 1);
    scene.rect(x, y, Math.max(1, length), BAR, style);
    scene.text(x + Math.max(1, length) + 5, y + 11, grouped(value), NUMBER);
  }

  private List<Cost> costs() {
    List<Cost> all = new ArrayList<>();
    for (LayerStatistics layer : summary.layers()) {
      long operations = summary.operations(layer);
      if (layer.parameters() > 0 || operations > 0) {
        all.add(new Cost(layer.node().name(), layer.parameters(), operations));
      }
    }
    return all.size() <= MOST_ROWS ? all : firstRows(grouped(all));
  }

  /** One row for all layers of a group, named by what stands before the first slash. */
  private static List<Cost> grouped(List<Cost> all) {
    Map<String, Cost> groups = new LinkedHashMap<>();
    for (Cost cost : all) {
      String group = cost.name().split("/", 2)[0];
      groups.merge(group, new Cost(group, cost.parameters(), cost.operations()), Cost::plus);
    }
    return List.copyOf(groups.values());
  }

  /** The first rows as they are, the rest as one. */
  private static List<Cost> firstRows(List<Cost> groups) {
    if (groups.size() <= MOST_ROWS) {
      return groups;
    }
    List<Cost> rows = new ArrayList<>(groups.subList(0, MOST_ROWS - 1));
    List<Cost> rest = groups.subList(MOST_ROWS - 1, groups.size());
    Cost sum = rest.stream().reduce(new Cost(rest.size() + " more", 0, 0), Cost::plus);
    rows.add(sum);
    return rows;
  }

  private static String shortened(String name) {
    if (TextMetrics.reservedWidth(name, NAME) <= NAMES - 8) {
      return name;
    }
    int letters = Math.min(name.length(), LONGEST_NAME) - 1;
    String end = name.substring(name.length() - letters);
    while (TextMetrics.reservedWidth("\u2026" + end, NAME) > NAMES - 8) {
      end = end.substring(1);
    }
    return "\u2026" + end;
  }

  private static String grouped(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
