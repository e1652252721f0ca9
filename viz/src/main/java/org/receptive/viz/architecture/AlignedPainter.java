package org.receptive.viz.architecture;

import java.awt.Color;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.receptive.engine.layer.Conv2d;
import org.receptive.engine.layer.Linear;
import org.receptive.viz.architecture.AlignedNetworks.Band;
import org.receptive.viz.figure.Bounds;
import org.receptive.viz.figure.Palette;
import org.receptive.viz.figure.Scene;
import org.receptive.viz.figure.SceneBuilder;
import org.receptive.viz.figure.Style;
import org.receptive.viz.figure.TextMetrics;
import org.receptive.viz.figure.TextStyle;

/** Draws networks in columns whose rows are aligned. */
final class AlignedPainter {
  private static final double MARGIN = 12;
  private static final double GUTTER = 62;
  private static final double HEADING = 60;
  private static final double BOX = 15;
  private static final double PITCH = 22;
  private static final double BAND_GAP = 8;
  private static final double LETTER = 14;
  private static final double LEAST_COLUMN = 150;
  private static final double ARC = 24;
  private static final double SUM = 2;
  private static final double BRANCH = 5;
  private static final double SHORTCUT = 1.4;
  private static final double LEGEND_LINE = 16;
  private static final TextStyle NAME = TextStyle.of(13).semibold();
  private static final TextStyle COUNTS = TextStyle.of(10.5).color(Palette.MUTED_TEXT);
  private static final TextStyle WORDS = TextStyle.of(10.5);
  private static final TextStyle STRIP = TextStyle.of(10).semibold();

  private final List<MainPath> paths;
  private final List<BlockGraph> graphs;
  private final List<Band> bands;
  private final List<Map<Integer, Double>> tops = new ArrayList<>();
  private final double column;
  private final double box;
  private double bottom;

  AlignedPainter(List<MainPath> paths, List<BlockGraph> graphs, List<Band> bands) {
    this.paths = paths;
    this.graphs = graphs;
    this.bands = bands;
    this.box = widest() + LETTER + 12;
    double heading = graphs.stream().mapToDouble(AlignedPainter::headingWidth).max().orElse(0);
    double room = (Scene.NOTEBOOK_WIDTH - 2 * MARGIN - GUTTER) / paths.size();
    this.column = Math.min(room, Math.max(Math.max(LEAST_COLUMN, box + 2 * ARC), heading + 14));
  }

  /** What is written in a box: {@code 3×3 conv, 64, /2}, as the paper has it. */
  static String words(Block block) {
    String title = block.layer().map(LayerWords::shortTitle).orElse("image");
    return switch (block.layer().orElse(null)) {
      case Conv2d conv when title.startsWith("conv ") ->
          title.substring("conv ".length()).replaceFirst(",", " conv,");
      case Linear linear -> "fc " + linear.outFeatures();
      case null, default -> title;
    };
  }

  private double widest() {
    double width = 0;
    for (MainPath path : paths) {
      for (int place = 0; place < path.size(); place++) {
        width = Math.max(width, TextMetrics.reservedWidth(words(path.block(place)), WORDS));
      }
    }
    return width;
  }

  private static double headingWidth(BlockGraph graph) {
    return Math.max(
        TextMetrics.reservedWidth(graph.network(), NAME),
        Math.max(
            TextMetrics.reservedWidth(parameters(graph), COUNTS),
            TextMetrics.reservedWidth(macs(graph), COUNTS)));
  }

  private static String parameters(BlockGraph graph) {
    double millions = graph.blocks().stream().mapToLong(Block::parameters).sum() / 1e6;
    return String.format(Locale.ROOT, "%.1f M parameters", millions);
  }

  private static String macs(BlockGraph graph) {
    double billions = graph.blocks().stream().mapToLong(Block::macs).sum() / 1e9;
    return String.format(Locale.ROOT, "%.1f G MACs", billions);
  }

  Scene scene() {
    SceneBuilder scene = Scene.builder();
    double width = 2 * MARGIN + GUTTER + column * paths.size();
    place();
    double y = MARGIN + HEADING;
    for (int i = 0; i < bands.size(); i++) {
      y = band(scene, bands.get(i), y, width, i % 2 == 0);
    }
    for (int i = 0; i < paths.size(); i++) {
      heading(scene, i);
      column(scene, i);
    }
    double end = legend(scene, bottom + 18);
    return scene.build(Math.ceil(width), Math.ceil(end));
  }

  private double height(Band band) {
    return band.rows() * PITCH - (PITCH - BOX) + 2 * BAND_GAP;
  }

  private void place() {
    paths.forEach(path -> tops.add(new HashMap<>()));
    double y = MARGIN + HEADING;
    for (Band band : bands) {
      for (int i = 0; i < paths.size(); i++) {
        double top = y + BAND_GAP;
        for (int place : band.places().get(i)) {
          tops.get(i).put(place, top);
          top += PITCH;
        }
      }
      y += height(band);
    }
    bottom = y;
  }

  private double band(SceneBuilder scene, Band band, double y, double width, boolean shaded) {
    double height = height(band);
    Color surface = shaded ? Palette.FAINT : Palette.PANEL;
    scene.rect(MARGIN, y, width - 2 * MARGIN, height, Style.fill(surface));
    String size = band.side() == 1 ? "1" : band.side() + "×" + band.side();
    TextStyle style = TextStyle.of(11).semibold().on(surface);
    double middle = y + height / 2 + TextMetrics.baselineBelowMiddle(style);
    scene.text(MARGIN + 6, middle, size, style);
    return y + height;
  }

  private double axis(int index) {
    return MARGIN + GUTTER + column * index + column / 2;
  }

  private void heading(SceneBuilder scene, int index) {
    scene.text(axis(index), MARGIN + 14, graphs.get(index).network(), NAME.centered());
    scene.text(axis(index), MARGIN + 30, parameters(graphs.get(index)), COUNTS.centered());
    scene.text(axis(index), MARGIN + 45, macs(graphs.get(index)), COUNTS.centered());
    if (index == 0) {
      scene.text(MARGIN + 6, MARGIN + 45, "output", COUNTS);
    }
  }

  private void column(SceneBuilder scene, int index) {
    MainPath path = paths.get(index);
    double x = axis(index);
    for (int place = 1; place < path.size(); place++) {
      double from = tops.get(index).get(place - 1) + BOX;
      scene.line(x, from, x, tops.get(index).get(place), Style.line(Palette.OUTLINE, 1.1));
    }
    for (MainPath.Shortcut shortcut : path.shortcuts()) {
      arc(scene, index, shortcut);
    }
    for (int place = 0; place < path.size(); place++) {
      Block block = path.block(place);
      Bounds at = new Bounds(x - box / 2, tops.get(index).get(place), box, BOX);
      scene.group("", Describe.block(block), group -> box(group, at, block));
    }
  }

  private void box(SceneBuilder scene, Bounds at, Block block) {
    Color color = block.role().color();
    Color surface = Palette.tint(color, 0.8);
    Color strip = Legend.legible(color);
    Color edge = Palette.shade(color, 0.25);
    scene.rect(at.x(), at.y(), at.width(), at.height(), 2.5, Style.fill(surface).stroke(edge, 0.9));
    Bounds letter = new Bounds(at.x(), at.y(), LETTER, at.height());
    scene.rect(
        letter.x(),
        letter.y(),
        letter.width(),
        letter.height(),
        Style.fill(strip).stroke(edge, 0.9));
    scene.textIn(letter, block.role().letter(), STRIP.on(strip));
    Bounds rest = new Bounds(at.x() + LETTER, at.y(), at.width() - LETTER, at.height());
    scene.textIn(rest, words(block), WORDS.on(surface));
  }

  /** From under one box round to under another, where the addition is. */
  private void arc(SceneBuilder scene, int index, MainPath.Shortcut shortcut) {
    double x = axis(index);
    // One shortcut ends where the next begins: the sum comes first, the branch below it.
    double from = tops.get(index).get(shortcut.from()) + BOX + BRANCH;
    double to = tops.get(index).get(shortcut.to()) + BOX + SUM;
    double out = x + box / 2 + ARC;
    Path2D path = new Path2D.Double();
    path.moveTo(x, from);
    path.lineTo(x + box / 2 + 2, from);
    path.curveTo(out, from, out, to, x + box / 2 + 2, to);
    path.lineTo(x + 6, to);
    Color color = shortcut.plain() ? Palette.BLUE : Palette.VERMILLION;
    Style style = Style.line(color, SHORTCUT);
    scene.path(path, shortcut.plain() ? style : style.dashed(4, 2.5));
    scene.polygon(Style.fill(color), x + 0.5, to, x + 7, to - 2.5, x + 7, to + 2.5);
  }

  /** What the arcs mean, a line each; gives where the picture ends. */
  private double legend(SceneBuilder scene, double top) {
    List<MainPath.Shortcut> shortcuts =
        paths.stream().flatMap(path -> path.shortcuts().stream()).toList();
    double y = top;
    if (shortcuts.stream().anyMatch(MainPath.Shortcut::plain)) {
      entry(scene, y, Style.line(Palette.BLUE, SHORTCUT), "adds the input itself");
      y += LEGEND_LINE;
    }
    if (shortcuts.stream().anyMatch(shortcut -> !shortcut.plain())) {
      Style dashed = Style.line(Palette.VERMILLION, SHORTCUT).dashed(4, 2.5);
      entry(scene, y, dashed, "a shortcut with layers of its own");
      y += LEGEND_LINE;
    }
    return y - 4;
  }

  private static void entry(SceneBuilder scene, double y, Style line, String words) {
    double x = MARGIN + 6;
    scene.line(x, y - 4, x + 26, y - 4, line);
    scene.text(x + 32, y, words, WORDS);
  }
}
