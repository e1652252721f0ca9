package org.receptive.viz.architecture;

import java.awt.Color;
import java.util.List;
import org.receptive.viz.architecture.BranchCosts.Module;
import org.receptive.viz.figure.Bounds;
import org.receptive.viz.figure.Palette;
import org.receptive.viz.figure.Scene;
import org.receptive.viz.figure.SceneBuilder;
import org.receptive.viz.figure.Style;
import org.receptive.viz.figure.TextMetrics;
import org.receptive.viz.figure.TextStyle;

/** Draws modules of branches, each box with a bar as long as its multiply-accumulates. */
final class BranchPainter {
  private static final double MARGIN = 14;
  private static final double HEADING = 26;
  private static final double BAR = 22;
  private static final double BOX = 44;
  private static final double GAP = 24;
  private static final double COLUMN_GAP = 14;
  private static final double MODULE_GAP = 26;
  private static final double COST_BAR = 6;
  private static final TextStyle NAME = TextStyle.of(14).semibold();
  private static final TextStyle TOTAL = TextStyle.of(11.5).color(Palette.MUTED_TEXT);
  private static final TextStyle WORDS = TextStyle.of(11.5).semibold();
  private static final TextStyle COST = TextStyle.of(11);
  private static final TextStyle CHANNELS = TextStyle.of(10.5).color(Palette.MUTED_TEXT);
  private static final Style EDGE = Style.line(Palette.OUTLINE, 1.2);

  private final List<Module> modules;
  private final double column;
  private final long most;

  BranchPainter(List<Module> modules) {
    this.modules = modules;
    int columns = modules.stream().mapToInt(m -> m.branches().size()).max().orElse(1);
    double room = Scene.NOTEBOOK_WIDTH - 2 * MARGIN - (columns - 1) * COLUMN_GAP;
    this.column = Math.min(162, room / columns);
    this.most =
        modules.stream()
            .flatMap(m -> m.branches().stream())
            .flatMap(List::stream)
            .mapToLong(Block::macs)
            .max()
            .orElse(1);
  }

  private double width(Module module) {
    int columns = module.branches().size();
    return columns * column + (columns - 1) * COLUMN_GAP;
  }

  Scene scene() {
    SceneBuilder scene = Scene.builder();
    double width = modules.stream().mapToDouble(this::width).max().orElse(0) + 2 * MARGIN;
    double y = MARGIN;
    for (Module module : modules) {
      y = draw(scene, module, y) + MODULE_GAP;
    }
    String note = "Bars: multiply-accumulates for one image, biases not counted, on one scale.";
    scene.text(MARGIN, y - MODULE_GAP + 20, note, CHANNELS);
    return scene.build(Math.ceil(width), Math.ceil(y - MODULE_GAP + 20 + MARGIN - 2));
  }

  private double draw(SceneBuilder scene, Module module, double y) {
    scene.text(MARGIN, y + 13, module.network().name(), NAME);
    String totals =
        "%s MACs · %s parameters"
            .formatted(
                BranchCosts.millions(module.macs()),
                LayerWords.count(module.network().parameterCount()));
    double after = MARGIN + TextMetrics.reservedWidth(module.network().name(), NAME) + 12;
    scene.text(after, y + 13, totals, TOTAL);
    double top = y + HEADING;
    Bounds input = new Bounds(MARGIN, top, width(module), BAR);
    bar(scene, input, "input " + module.input(), Palette.Role.INPUT);
    int rows = module.branches().stream().mapToInt(List::size).max().orElse(1);
    double first = top + BAR + GAP;
    double joined = first + rows * BOX + (rows - 1) * GAP + GAP + 8;
    for (int i = 0; i < module.branches().size(); i++) {
      branch(scene, module.branches().get(i), MARGIN + i * (column + COLUMN_GAP), first, joined);
    }
    Bounds output = new Bounds(MARGIN, joined, width(module), BAR);
    bar(scene, output, sum(module), Palette.Role.MERGE);
    return joined + BAR;
  }

  /** {@code concat 64 + 128 + 32 + 192 = 416×28×28}. */
  private static String sum(Module module) {
    String parts =
        String.join(
            " + ",
            module.branches().stream()
                .map(branch -> branch.getLast().output().orElseThrow().channels() + "")
                .toList());
    return "concat " + parts + " = " + module.output();
  }

  private static void bar(SceneBuilder scene, Bounds at, String words, Palette.Role role) {
    Color fill = Palette.tint(role.color(), 0.75);
    Style style = Style.fill(fill).stroke(Palette.shade(role.color(), 0.2), 1);
    scene.rect(at.x(), at.y(), at.width(), at.height(), 3, style);
    scene.textIn(at, words, WORDS.on(fill));
  }

  private void branch(
      SceneBuilder scene, List<Block> branch, double x, double first, double joined) {
    double axis = x + column / 2;
    double y = first;
    scene.arrow(EDGE, axis, first - GAP, axis, first);
    for (int i = 0; i < branch.size(); i++) {
      box(scene, branch.get(i), x, y);
      double bottom = y + BOX;
      boolean last = i == branch.size() - 1;
      scene.arrow(EDGE, axis, bottom, axis, last ? joined : bottom + GAP);
      int channels = branch.get(i).output().orElseThrow().channels();
      scene.text(axis + 7, bottom + 15, channels + " channels", CHANNELS);
      y = bottom + GAP;
    }
  }

  private void box(SceneBuilder scene, Block block, double x, double y) {
    Color color = block.role().color();
    Color fill = Palette.tint(color, 0.84);
    scene.rect(x, y, column, BOX, 4, Style.fill(fill).stroke(Palette.shade(color, 0.25), 1.1));
    scene.text(x + 9, y + 16, block.title(), WORDS.on(fill));
    String cost = block.macs() == 0 ? "no multiplications" : BranchCosts.millions(block.macs());
    scene.text(x + 9, y + 31, cost, COST.on(fill));
    double room = column - 12;
    double length = room * block.macs() / most;
    if (length > 0) {
      scene.rect(
          x + 6,
          y + BOX - COST_BAR - 3,
          Math.max(1, length),
          COST_BAR,
          Style.fill(Palette.VERMILLION));
    }
  }
}
