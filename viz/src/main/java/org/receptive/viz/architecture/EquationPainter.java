package org.receptive.viz.architecture;

import java.awt.Color;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.receptive.engine.layer.Add;
import org.receptive.engine.network.Network;
import org.receptive.viz.architecture.BlockEquations.Line;
import org.receptive.viz.figure.Bounds;
import org.receptive.viz.figure.Palette;
import org.receptive.viz.figure.Palette.Role;
import org.receptive.viz.figure.Scene;
import org.receptive.viz.figure.SceneBuilder;
import org.receptive.viz.figure.Style;
import org.receptive.viz.figure.TextMetrics;
import org.receptive.viz.figure.TextStyle;

/** Draws blocks with their equations: boxes on an axis, the equation right of each. */
final class EquationPainter {
  private static final double MARGIN = 14;
  private static final double TOP = 44;
  private static final double BOX = 24;
  private static final double GAP = 24;
  private static final double SIDE = 22;
  private static final double COLUMN_GAP = 26;
  private static final TextStyle NAME = TextStyle.of(13).semibold();
  private static final TextStyle WORDS = TextStyle.of(11.5).semibold();
  private static final TextStyle EQUATION = TextStyle.of(13);
  private static final TextStyle SHAPE = TextStyle.of(10.5).color(Palette.MUTED_TEXT);
  private static final Style EDGE = Style.line(Palette.OUTLINE, 1.3);

  private final List<Network> blocks;

  EquationPainter(List<Network> blocks) {
    this.blocks = blocks;
  }

  Scene scene() {
    SceneBuilder scene = Scene.builder();
    double x = MARGIN;
    double y = 0;
    double right = 0;
    double bottom = 0;
    for (Network block : blocks) {
      Column column = new Column(block);
      if (x > MARGIN && x + column.width() + MARGIN > Scene.NOTEBOOK_WIDTH) {
        x = MARGIN;
        y = bottom + MARGIN;
      }
      double left = x;
      scene.at(0, y, (SceneBuilder inner) -> column.draw(inner, left));
      right = Math.max(right, x + column.width());
      bottom = Math.max(bottom, y + column.bottom());
      x += column.width() + COLUMN_GAP;
    }
    return scene.build(Math.ceil(right + MARGIN), Math.ceil(bottom + MARGIN));
  }

  /** One block; a shortcut with layers of its own has them on a second axis, left of the first. */
  private static final class Column {
    private final Network block;
    private final List<Line> lines;
    private final Map<String, Double> tops = new HashMap<>();
    private final Map<String, Boolean> aside = new HashMap<>();
    private final double boxWidth;
    private final boolean projects;

    Column(Network block) {
      this.block = block;
      this.lines = BlockEquations.lines(block);
      this.boxWidth =
          Math.max(
              64,
              lines.stream()
                      .mapToDouble(line -> TextMetrics.reservedWidth(line.words(), WORDS))
                      .max()
                      .orElse(0)
                  + 14);
      markAside();
      this.projects = aside.containsValue(true);
      place();
    }

    /** What comes behind a second branch from the input, up to the addition. */
    private void markAside() {
      boolean first = true;
      for (Line line : lines) {
        String input = line.node().inputs().getFirst();
        boolean add = line.node().layer() instanceof Add;
        boolean second = input.equals(Network.INPUT) && !first;
        aside.put(line.node().name(), !add && (second || aside.getOrDefault(input, false)));
        first = false;
      }
    }

    private void place() {
      double main = TOP + 26;
      double left = TOP + 26;
      for (Line line : lines) {
        if (aside.get(line.node().name())) {
          tops.put(line.node().name(), left);
          left += BOX + GAP + 24;
        } else {
          tops.put(line.node().name(), main);
          main += BOX + GAP;
        }
      }
    }

    private List<Line> main() {
      return lines.stream().filter(line -> !aside.get(line.node().name())).toList();
    }

    double bottom() {
      return tops.get(main().getLast().node().name()) + BOX + 22;
    }

    private double sideWidth() {
      if (!projects) {
        return block.nodes().stream().anyMatch(n -> n.layer() instanceof Add) ? SIDE + 8 : 0;
      }
      double text =
          lines.stream()
              .filter(line -> aside.get(line.node().name()))
              .mapToDouble(line -> TextMetrics.formulaWidth(line.equation(), EQUATION))
              .max()
              .orElse(0);
      double besideItsLine = boxWidth / 2 + 8 + text * TextMetrics.RESERVE;
      return Math.max(boxWidth, besideItsLine) + 20;
    }

    private double textWidth() {
      return main().stream()
          .mapToDouble(line -> TextMetrics.formulaWidth(line.equation(), EQUATION))
          .max()
          .orElse(0);
    }

    double width() {
      double body = sideWidth() + boxWidth + 14 + textWidth() * TextMetrics.RESERVE;
      return Math.max(body, TextMetrics.reservedWidth(block.name(), NAME));
    }

    void draw(SceneBuilder scene, double x) {
      double axis = x + sideWidth() + boxWidth / 2;
      scene.text(x, MARGIN + 12, block.name(), NAME);
      symbol(scene, axis + 8, TOP + 8, "*a*^{[l]}", block.shape(Network.INPUT));
      scene.arrow(EDGE, axis, TOP - 6, axis, TOP + 26);
      List<Line> main = main();
      for (int i = 0; i < main.size(); i++) {
        double top = tops.get(main.get(i).node().name());
        box(scene, main.get(i), axis, top);
        equation(scene, main.get(i), axis + boxWidth / 2 + 14, top);
        if (i + 1 < main.size()) {
          scene.arrow(EDGE, axis, top + BOX, axis, top + BOX + GAP);
        } else {
          scene.arrow(EDGE, axis, top + BOX, axis, top + BOX + 22);
          symbol(scene, axis + 8, top + BOX + 17, main.get(i).value(), block.outputShape());
        }
      }
      shortcut(scene, axis);
    }

    private static void symbol(
        SceneBuilder scene,
        double x,
        double y,
        String symbol,
        org.receptive.engine.tensor.Shape shape) {
      scene.formula(x, y, symbol, EQUATION);
      double wide = TextMetrics.formulaWidth(symbol, EQUATION) * TextMetrics.RESERVE;
      scene.text(x + wide + 8, y, LayerWords.shape(shape), SHAPE);
    }

    private void box(SceneBuilder scene, Line line, double axis, double top) {
      Role role = LayerWords.role(line.node().layer());
      Color fill = Palette.tint(role.color(), 0.72);
      Style style = Style.fill(fill).stroke(Palette.shade(role.color(), 0.25), 1.1);
      if (line.node().layer() instanceof Add) {
        double middle = top + BOX / 2;
        scene.circle(axis, middle, BOX / 2, style);
        scene.line(axis - 6, middle, axis + 6, middle, Style.line(Palette.TEXT, 1.7));
        scene.line(axis, middle - 6, axis, middle + 6, Style.line(Palette.TEXT, 1.7));
        return;
      }
      Bounds at = new Bounds(axis - boxWidth / 2, top, boxWidth, BOX);
      scene.rect(at.x(), at.y(), at.width(), at.height(), 4, style);
      scene.textIn(at, line.words(), WORDS.on(fill));
    }

    private static void equation(SceneBuilder scene, Line line, double x, double top) {
      boolean sum = line.node().layer() instanceof Add;
      TextStyle style = sum ? EQUATION.color(Palette.shade(Palette.VERMILLION, 0.25)) : EQUATION;
      double y = top + BOX / 2 + TextMetrics.baselineBelowMiddle(style);
      scene.formula(x, y, line.equation(), style);
    }

    private void shortcut(SceneBuilder scene, double axis) {
      for (Line line : lines) {
        if (!(line.node().layer() instanceof Add)) {
          continue;
        }
        double middle = tops.get(line.node().name()) + BOX / 2;
        Style style = Style.line(Palette.BLUE, 1.8);
        double out =
            projects ? axis - boxWidth / 2 - 20 - boxWidth / 2 : axis - boxWidth / 2 - SIDE;
        Path2D path = new Path2D.Double();
        path.moveTo(axis, TOP + 4);
        path.lineTo(out + 8, TOP + 4);
        path.quadTo(out, TOP + 4, out, TOP + 12);
        if (projects) {
          double y = aside(scene, out, path);
          path.moveTo(out, y);
        }
        path.lineTo(out, middle - 8);
        path.quadTo(out, middle, out + 8, middle);
        path.lineTo(axis - BOX / 2 - 6, middle);
        scene.path(path, style);
        tip(scene, axis - BOX / 2, middle, 1, 0);
      }
    }

    /** The head of a shortcut's arrow at (x, y), right or down. */
    private static void tip(SceneBuilder scene, double x, double y, int right, int down) {
      double baseX = x - 8 * right;
      double baseY = y - 8 * down;
      scene.polygon(
          Style.fill(Palette.BLUE),
          x,
          y,
          baseX - 3.4 * down,
          baseY - 3.4 * right,
          baseX + 3.4 * down,
          baseY + 3.4 * right);
    }

    /** The layers of a shortcut; gives where its line goes on. */
    private double aside(SceneBuilder scene, double axis, Path2D path) {
      double last = TOP + 12;
      List<Line> own = new ArrayList<>();
      for (Line line : lines) {
        if (aside.get(line.node().name())) {
          own.add(line);
        }
      }
      for (Line line : own) {
        double top = tops.get(line.node().name());
        path.lineTo(axis, top - 6);
        tip(scene, axis, top, 0, 1);
        path.moveTo(axis, top + BOX);
        box(scene, line, axis, top);
        scene.formula(axis - 8, top + BOX + 20, line.equation(), EQUATION.endingHere());
        last = top + BOX;
      }
      return last;
    }
  }
}
