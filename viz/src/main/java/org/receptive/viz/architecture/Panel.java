package org.receptive.viz.architecture;

import java.util.Locale;
import java.util.function.Consumer;
import org.receptive.viz.figure.Palette;
import org.receptive.viz.figure.Scene;
import org.receptive.viz.figure.SceneBuilder;
import org.receptive.viz.figure.TextMetrics;
import org.receptive.viz.figure.TextStyle;

/**
 * What stands around every diagram: the name and totals above, legend and costs below.
 *
 * @param graph the network
 * @param legend what colours mean
 * @param costs whether the strip of costs is drawn
 * @param most how wide the panel may be, in px
 */
record Panel(BlockGraph graph, Legend legend, boolean costs, double most) {
  static final double MARGIN = 12;
  private static final TextStyle TITLE = TextStyle.of(14).semibold();
  private static final TextStyle TOTALS = TextStyle.of(11).color(Palette.MUTED_TEXT);
  private static final TextStyle NOTE = TextStyle.of(10).color(Palette.MUTED_TEXT);
  private static final double NOTE_LINE = 14;
  private static final double HEADING = 28;
  private static final double GAP = 10;
  private static final double LEAST_WIDTH = 520;

  /** A scene with the diagram of the given size, drawn with its origin at its top left corner. */
  Scene around(double width, double height, Consumer<SceneBuilder> diagram) {
    return around(width, height, diagram, "");
  }

  /** The same with a note in small letters under the legend. */
  Scene around(double width, double height, Consumer<SceneBuilder> diagram, String note) {
    double inner =
        Math.max(Math.max(width, Math.min(LEAST_WIDTH, most - 2 * MARGIN)), headingWidth());
    SceneBuilder scene = Scene.builder();
    double y = MARGIN;
    heading(scene, y);
    y += HEADING;
    double left = MARGIN + (inner - width) / 2;
    scene.at(left, y, diagram);
    y += height + GAP;
    legend.draw(scene, MARGIN, y, inner);
    y += legend.height(inner);
    if (!note.isEmpty()) {
      for (String line : Words.wrap(note, inner, NOTE)) {
        scene.text(MARGIN, y + NOTE_LINE - 3, line, NOTE);
        y += NOTE_LINE;
      }
    }
    CostStrip strip = new CostStrip(graph.blocks());
    if (costs && graph.failure().isEmpty() && !strip.isEmpty()) {
      y += GAP / 2;
      strip.draw(scene, MARGIN, y, inner);
      y += strip.height();
    }
    return scene.build(Math.ceil(inner + 2 * MARGIN), Math.ceil(y + MARGIN - 4));
  }

  private double headingWidth() {
    return TextMetrics.reservedWidth(graph.network(), TITLE)
        + 12
        + TextMetrics.reservedWidth(totals(), TOTALS);
  }

  private void heading(SceneBuilder scene, double y) {
    scene.text(MARGIN, y + 13, graph.network(), TITLE);
    scene.text(
        MARGIN + TextMetrics.reservedWidth(graph.network(), TITLE) + 12, y + 13, totals(), TOTALS);
  }

  private String totals() {
    if (graph.failure().isPresent()) {
      return "the shapes do not fit at " + graph.failure().get().name();
    }
    long parameters = graph.blocks().stream().mapToLong(Block::parameters).sum();
    long macs = graph.blocks().stream().mapToLong(Block::macs).sum();
    return "%s parameters · %s MACs"
        .formatted(LayerWords.count(parameters), LayerWords.count(macs));
  }

  /** The alternative text. */
  String description(String what) {
    String result =
        graph
            .failure()
            .map(block -> "the shapes do not fit at " + block.name() + ": " + block.problem())
            .orElseGet(() -> Describe.costs(graph));
    return String.format(
        Locale.ROOT,
        "%s: %d boxes, %s.",
        what,
        graph.blocks().size(),
        result.replaceAll("\\.$", ""));
  }

  /** The text twin. */
  String text(String what, String layers) {
    return description(what) + "\n" + layers;
  }
}
