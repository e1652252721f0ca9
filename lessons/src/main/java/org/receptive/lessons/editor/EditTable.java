package org.receptive.lessons.editor;

import java.awt.Color;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.receptive.engine.network.LayerStatistics;
import org.receptive.engine.network.Network;
import org.receptive.engine.network.Node;
import org.receptive.viz.figure.Palette;
import org.receptive.viz.figure.Scene;
import org.receptive.viz.figure.SceneBuilder;
import org.receptive.viz.figure.Style;
import org.receptive.viz.figure.TextStyle;

/**
 * Sizes and costs layer by layer, now and before.
 *
 * @param rows the layers that are worth a line
 * @param total of all layers
 * @param left how many layers with sizes or costs of their own are not listed
 * @param chosen the layer whose line is marked
 */
record EditTable(List<Row> rows, Row total, int left, Optional<String> chosen) {
  private static final double TINT = 0.85;
  private static final int MOST_ROWS = 24;
  private static final double ROW = 19;
  private static final double LEFT = EditFigure.MARGIN;
  private static final double OUTPUT = 150;
  private static final double[] NUMBERS = {438, 528, 628, 708};
  private static final List<String> HEADS = List.of("parameters", "change", "MACs", "change");
  private static final TextStyle CELL = TextStyle.of(12);
  private static final TextStyle HEAD = TextStyle.small().semibold();

  /** What has become of a layer. */
  enum State {
    KNOWN(Palette.ORANGE),
    GONE(Palette.ORANGE),
    FAILS(Palette.VERMILLION),
    UNKNOWN(Palette.PANEL);

    private final Color mark;

    State(Color mark) {
      this.mark = mark;
    }
  }

  /**
   * A line of the table.
   *
   * @param name of the layer
   * @param state what has become of it
   * @param before what it was; empty for a new layer, or one whose shapes were not known
   * @param now what it is; empty for one that is gone, does not fit, or stands behind an error
   */
  record Row(String name, State state, Optional<Line> before, Optional<Line> now) {
    boolean differs() {
      return !before.equals(now);
    }

    String output() {
      String old = before.map(Line::output).orElse("");
      String current =
          switch (state) {
            case KNOWN -> now.orElseThrow().output();
            case GONE -> "taken away";
            case FAILS -> "does not fit";
            case UNKNOWN -> "not known";
          };
      return old.equals(current) || old.isEmpty() || state == State.UNKNOWN
          ? current
              + (old.isEmpty() && state == State.KNOWN && !name.equals("total") ? " (new)" : "")
          : old + " \u2192 " + current;
    }
  }

  /**
   * What a layer gives and costs.
   *
   * @param output its shape for one image, as text
   * @param parameters trainable ones
   * @param macs for one image
   */
  record Line(String output, long parameters, long macs) {}

  static EditTable of(NetworkEdit edit, Optional<String> chosen) {
    Set<String> kept = edit.network().nodes().stream().map(Node::name).collect(Collectors.toSet());
    List<Row> all = new ArrayList<>();
    for (String name : inOrder(edit, chosen)) {
      State state = kept.contains(name) ? State.KNOWN : State.GONE;
      if (state == State.KNOWN && !edit.network().knownStatistics().containsKey(name)) {
        boolean fails = edit.error().filter(error -> error.layer().equals(name)).isPresent();
        state = fails ? State.FAILS : State.UNKNOWN;
      }
      all.add(new Row(name, state, line(edit.original(), name), line(edit.network(), name)));
    }
    List<Row> rows = all;
    if (all.size() > MOST_ROWS) {
      List<Row> changed =
          all.stream()
              .filter(
                  row ->
                      row.differs() && row.state() != State.UNKNOWN
                          || chosen.filter(row.name()::equals).isPresent())
              .toList();
      List<Row> listed = changed.isEmpty() ? all : changed;
      rows = listed.subList(0, Math.min(MOST_ROWS, listed.size()));
    }
    Optional<Line> now = totalNow(edit.network());
    State state = now.isPresent() ? State.KNOWN : State.UNKNOWN;
    Row total = new Row("total", state, Optional.of(total(edit.original())), now);
    return new EditTable(List.copyOf(rows), total, all.size() - rows.size(), chosen);
  }

  /** Every layer of both versions; one that is gone stands where it stood. */
  private static List<String> inOrder(NetworkEdit edit, Optional<String> chosen) {
    List<String> order = new ArrayList<>(names(edit.network(), chosen));
    int place = 0;
    for (String name : names(edit.original(), chosen)) {
      if (order.contains(name)) {
        place = order.indexOf(name) + 1;
      } else {
        order.add(place++, name);
      }
    }
    return order;
  }

  private static Set<String> names(Network network, Optional<String> chosen) {
    return network.nodes().stream()
        .filter(node -> counts(node) || chosen.filter(node.name()::equals).isPresent())
        .map(Node::name)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Layers that only pass on what they get need no line. */
  private static boolean counts(Node node) {
    return node.layer().asWindow().isPresent()
        || !node.layer().parameters().isEmpty()
        || node.inputs().size() > 1;
  }

  private static Optional<Line> line(Network network, String name) {
    return Optional.ofNullable(network.knownStatistics().get(name))
        .map(
            known ->
                new Line(
                    known.output().perImage().replace("x", "\u00d7"),
                    known.parameters(),
                    known.macs()));
  }

  private static Line total(Network network) {
    Map<String, LayerStatistics> known = network.knownStatistics();
    return new Line(
        "",
        known.values().stream().mapToLong(LayerStatistics::parameters).sum(),
        known.values().stream().mapToLong(LayerStatistics::macs).sum());
  }

  /** A network that does not fit has no total. */
  private static Optional<Line> totalNow(Network network) {
    return network.shapeError().isPresent() ? Optional.empty() : Optional.of(total(network));
  }

  /** The totals in one sentence. */
  String totals() {
    return total
        .now()
        .map(
            now ->
                "%s parameters%s, %s MACs%s"
                    .formatted(
                        some(now.parameters()),
                        inBrackets(now.parameters(), before().parameters()),
                        some(now.macs()),
                        inBrackets(now.macs(), before().macs())))
        .orElse("No total while the shapes do not fit");
  }

  private Line before() {
    return total.before().orElseThrow();
  }

  private static String inBrackets(long now, long before) {
    if (now == before) {
      return "";
    }
    return now == 0
        ? " (%s before)".formatted(count(before))
        : " (%s, %s)".formatted(difference(now - before), percent(now, before));
  }

  Scene scene() {
    SceneBuilder scene = Scene.builder();
    scene.text(LEFT, 14, "layer", HEAD);
    scene.text(OUTPUT, 14, "output", HEAD);
    for (int i = 0; i < NUMBERS.length; i++) {
      scene.text(NUMBERS[i], 14, HEADS.get(i), HEAD.endingHere());
    }
    scene.line(LEFT, 20, NUMBERS[3], 20, Style.line(Palette.OUTLINE, 1));
    double y = 20;
    for (Row row : rows) {
      draw(scene, row, y, CELL);
      if (chosen.filter(row.name()::equals).isPresent()) {
        mark(scene, y);
      }
      y += ROW;
    }
    scene.line(LEFT, y, NUMBERS[3], y, Style.line(Palette.OUTLINE, 1));
    draw(scene, total, y, CELL.semibold());
    y += ROW;
    for (String note : notes()) {
      scene.text(LEFT, y + 16, note, TextStyle.small());
      y += 16;
    }
    return scene.build(Scene.NOTEBOOK_WIDTH, y + 20);
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    notes.add(totals() + ".");
    if (left > 0) {
      notes.add(left + " more layers are not listed.");
    }
    notes.add(
        "Biases are parameters; MACs are multiply-accumulates of one image, biases not counted.");
    return notes;
  }

  /** A frame around the line of the chosen layer. */
  private static void mark(SceneBuilder scene, double y) {
    double width = NUMBERS[3] - LEFT + 12;
    scene.rect(LEFT - 6, y + 1, width, ROW - 2, 3, Style.line(Palette.BLUE, 2));
  }

  private static void draw(SceneBuilder scene, Row row, double y, TextStyle style) {
    Color surface = row.differs() ? Palette.tint(row.state().mark, TINT) : Palette.PANEL;
    if (row.differs()) {
      scene.rect(LEFT - 6, y + 1, NUMBERS[3] - LEFT + 12, ROW - 2, 3, Style.fill(surface));
    }
    TextStyle cell = style.on(surface);
    double baseline = y + 14;
    scene.text(LEFT, baseline, shortened(row.name()), cell);
    if (!row.name().equals("total")) {
      scene.text(OUTPUT, baseline, row.output(), cell);
    }
    row.now()
        .ifPresent(
            now -> {
              Line old = row.before().orElse(new Line("", 0, 0));
              TextStyle small = cell.size(11);
              number(scene, NUMBERS[0], baseline, count(now.parameters()), cell);
              number(
                  scene,
                  NUMBERS[1],
                  baseline,
                  difference(now.parameters() - old.parameters()),
                  small);
              number(scene, NUMBERS[2], baseline, count(now.macs()), cell);
              number(scene, NUMBERS[3], baseline, difference(now.macs() - old.macs()), small);
            });
  }

  private static void number(
      SceneBuilder scene, double x, double baseline, String text, TextStyle style) {
    if (!text.isEmpty()) {
      scene.text(x, baseline, text, style.endingHere());
    }
  }

  private static String shortened(String name) {
    int letters = 18;
    return name.length() <= letters ? name : "\u2026" + name.substring(name.length() - letters + 1);
  }

  private static String count(long number) {
    return number == 0 ? "\u2013" : String.format(Locale.ROOT, "%,d", number);
  }

  /** In a sentence. */
  private static String some(long number) {
    return number == 0 ? "no" : count(number);
  }

  /** With its sign; nothing where there is no difference. */
  private static String difference(long change) {
    if (change == 0) {
      return "";
    }
    return (change > 0 ? "+" : "\u2212") + count(Math.abs(change));
  }

  private static String percent(long now, long before) {
    if (before == 0) {
      return "from nothing";
    }
    double share = Math.abs(100.0 * (now - before) / before);
    // A small change must not read as none, nor what is left as nothing.
    if (share < 0.05) {
      return "by less than 0.1%";
    }
    if (now < before && share >= 99.95) {
      return "by more than 99.9%";
    }
    return (now > before ? "+" : "\u2212") + String.format(Locale.ROOT, "%.1f%%", share);
  }

  private static String costs(Line line) {
    return ", %s parameters, %s MACs".formatted(count(line.parameters()), count(line.macs()));
  }

  /** The rows in words and numbers. */
  String text() {
    List<String> lines = new ArrayList<>();
    for (Row row : rows) {
      lines.add(
          "%s: %s%s%s"
              .formatted(
                  row.name(),
                  row.output(),
                  row.now().map(EditTable::costs).orElse(""),
                  (row.differs() ? " (changed)" : "")
                      + (chosen.filter(row.name()::equals).isPresent() ? " (chosen)" : "")));
    }
    lines.addAll(notes());
    return String.join("\n", lines);
  }
}
