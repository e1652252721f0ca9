package org.receptive.viz.architecture;

import java.awt.Color;
import java.awt.geom.Path2D;
import java.util.Optional;
import org.receptive.viz.architecture.BlockBox.Chip;
import org.receptive.viz.architecture.BlockBox.Line;
import org.receptive.viz.architecture.GraphLayout.Edge;
import org.receptive.viz.architecture.GraphLayout.Frame;
import org.receptive.viz.architecture.GraphLayout.PlacedBox;
import org.receptive.viz.figure.Bounds;
import org.receptive.viz.figure.Palette;
import org.receptive.viz.figure.RichText;
import org.receptive.viz.figure.SceneBuilder;
import org.receptive.viz.figure.Style;
import org.receptive.viz.figure.TextMetrics;
import org.receptive.viz.figure.TextStyle;

/** Draws a block graph that has its layout. */
final class GraphPainter {
  private static final double CORNER = 5;
  private static final double EDGE_WIDTH = 1.2;
  private static final double HEAD_LENGTH = 6;
  private static final double HEAD_HALF = 2.8;
  private static final Style FRAME = Style.fill(Palette.FAINT).stroke(Palette.GRID, 1).dashed(4, 3);

  private final SceneBuilder scene;

  private GraphPainter(SceneBuilder scene) {
    this.scene = scene;
  }

  /** Draws everything, the layout's origin at the scene's. */
  static void paint(SceneBuilder scene, GraphLayout layout) {
    GraphPainter painter = new GraphPainter(scene);
    layout.frames().forEach(painter::frame);
    layout.edges().forEach(painter::edge);
    layout.boxes().forEach(painter::box);
  }

  private void frame(Frame frame) {
    Bounds at = frame.bounds();
    scene.rect(at.x(), at.y(), at.width(), at.height(), 6, FRAME);
    if (!frame.label().isEmpty()) {
      scene.text(at.x() + 6, at.y() + 12, frame.label(), StageLayout.LABEL.on(Palette.FAINT));
    }
    if (frame.times() > 1) {
      double x = at.right() + 4;
      Style line = Style.line(Palette.OUTLINE, 1.4);
      scene.polyline(
          line, x, at.y() + 2, x + 4, at.y() + 2, x + 4, at.bottom() - 2, x, at.bottom() - 2);
      scene.text(
          x + StageLayout.BRACKET,
          at.centerY() + TextMetrics.baselineBelowMiddle(StageLayout.TIMES),
          "×" + frame.times(),
          StageLayout.TIMES);
    }
  }

  private void edge(Edge edge) {
    Color color = edge.known() ? Palette.OUTLINE : Palette.GREY;
    Style line = Style.line(color, EDGE_WIDTH);
    scene.path(rounded(edge.corners(), edge.arrow()), edge.known() ? line : line.dashed(3, 3));
    if (edge.arrow()) {
      scene.path(head(edge.corners()), Style.fill(color));
    }
  }

  /** The way with rounded corners, a little short of an arrow's tip. */
  private static Path2D rounded(double[] xy, boolean arrow) {
    Path2D path = new Path2D.Double();
    path.moveTo(xy[0], xy[1]);
    int n = xy.length / 2;
    for (int i = 1; i < n; i++) {
      double x = xy[2 * i];
      double y = xy[2 * i + 1];
      if (i == n - 1) {
        double back = arrow ? HEAD_LENGTH - 1 : 0;
        double length = Math.max(1e-9, Math.hypot(x - xy[2 * i - 2], y - xy[2 * i - 1]));
        double share = Math.max(0, 1 - back / length);
        path.lineTo(
            xy[2 * i - 2] + (x - xy[2 * i - 2]) * share,
            xy[2 * i - 1] + (y - xy[2 * i - 1]) * share);
      } else {
        double[] in = toward(x, y, xy[2 * i - 2], xy[2 * i - 1]);
        double[] out = toward(x, y, xy[2 * i + 2], xy[2 * i + 3]);
        path.lineTo(in[0], in[1]);
        path.quadTo(x, y, out[0], out[1]);
      }
    }
    return path;
  }

  private static double[] toward(double x, double y, double otherX, double otherY) {
    double length = Math.max(1e-9, Math.hypot(otherX - x, otherY - y));
    double share = Math.min(CORNER, length / 2) / length;
    return new double[] {x + (otherX - x) * share, y + (otherY - y) * share};
  }

  private static Path2D head(double[] xy) {
    int n = xy.length;
    double x = xy[n - 2];
    double y = xy[n - 1];
    double length = Math.max(1e-9, Math.hypot(x - xy[n - 4], y - xy[n - 3]));
    double ux = (x - xy[n - 4]) / length;
    double uy = (y - xy[n - 3]) / length;
    Path2D path = new Path2D.Double();
    path.moveTo(x, y);
    path.lineTo(x - ux * HEAD_LENGTH - uy * HEAD_HALF, y - uy * HEAD_LENGTH + ux * HEAD_HALF);
    path.lineTo(x - ux * HEAD_LENGTH + uy * HEAD_HALF, y - uy * HEAD_LENGTH - ux * HEAD_HALF);
    path.closePath();
    return path;
  }

  private void box(PlacedBox placed) {
    BlockBox box = placed.box();
    Bounds at = placed.bounds();
    scene.group(
        "",
        Describe.block(box.block()),
        group -> {
          GraphPainter inner = new GraphPainter(group);
          if (box.form() == BlockBox.Form.SUM) {
            inner.sum(at, box.block());
            boolean unknown = box.block().state() == Block.State.UNKNOWN;
            inner.chips(box, placed.axis() - box.leftExtent(), at.centerY(), unknown);
          } else {
            inner.box(at, box);
          }
          if (!box.shape().isEmpty()) {
            double baseline = at.bottom() + BlockBox.SHAPE_BAND - 3.5;
            group.text(at.centerX() + BlockBox.SHAPE_OFFSET, baseline, box.shape(), BlockBox.SHAPE);
          }
        });
  }

  private void sum(Bounds at, Block block) {
    boolean known = block.state() != Block.State.UNKNOWN;
    Color fill = known ? Palette.tint(block.role().color(), 0.55) : Palette.FAINT;
    Color line = known ? Palette.shade(block.role().color(), 0.2) : Palette.GREY;
    double r = at.height() / 2;
    scene.circle(at.centerX(), at.centerY(), r, Style.fill(fill).stroke(line, 1.2));
    Style cross = Style.line(known ? Palette.TEXT : Palette.GREY, 1.6);
    scene.line(at.centerX() - r * 0.5, at.centerY(), at.centerX() + r * 0.5, at.centerY(), cross);
    scene.line(at.centerX(), at.centerY() - r * 0.5, at.centerX(), at.centerY() + r * 0.5, cross);
  }

  private void box(Bounds at, BlockBox box) {
    Block block = box.block();
    Color color = block.role().color();
    boolean failed = block.state() == Block.State.FAILED;
    boolean unknown = block.state() == Block.State.UNKNOWN;
    Color surface =
        failed
            ? Palette.tint(Palette.VERMILLION, 0.85)
            : unknown ? Palette.FAINT : Palette.tint(color, 0.82);
    Color edge = failed ? Palette.VERMILLION : unknown ? Palette.GREY : Palette.shade(color, 0.25);
    Style body = Style.fill(surface).stroke(edge, failed ? 2.2 : 1);
    double radius = 3;
    scene.rect(at.x(), at.y(), at.width(), at.height(), radius, unknown ? body.dashed(3, 3) : body);
    strip(at, block, unknown, edge);
    texts(at, box, surface, unknown);
  }

  private void strip(Bounds at, Block block, boolean unknown, Color edge) {
    Color color = unknown ? Palette.GRID : Legend.legible(block.role().color());
    Bounds strip = new Bounds(at.x(), at.y(), BlockBox.STRIP, at.height());
    Path2D path = new Path2D.Double();
    double r = 3;
    path.moveTo(strip.right(), strip.y());
    path.lineTo(strip.x() + r, strip.y());
    path.quadTo(strip.x(), strip.y(), strip.x(), strip.y() + r);
    path.lineTo(strip.x(), strip.bottom() - r);
    path.quadTo(strip.x(), strip.bottom(), strip.x() + r, strip.bottom());
    path.lineTo(strip.right(), strip.bottom());
    path.closePath();
    scene.path(path, Style.fill(color).stroke(edge, 1));
    boolean failed = block.state() == Block.State.FAILED;
    TextStyle letter = TextStyle.of(failed ? 13 : 10).semibold().on(color);
    scene.textIn(strip, failed ? "!" : block.role().letter(), letter);
  }

  private void texts(Bounds at, BlockBox box, Color surface, boolean unknown) {
    double x = at.x() + BlockBox.STRIP + 5;
    int lines = box.lines().size();
    boolean chipRow = lines > 2 && !box.chips().isEmpty();
    double total = (lines + (chipRow ? 1 : 0)) * BlockBox.LINE;
    double middle = at.centerY() - total / 2 + BlockBox.LINE / 2;
    double endX = x;
    double lastMiddle = middle;
    for (Line line : box.lines()) {
      TextStyle style =
          (unknown ? line.style().color(Palette.MUTED_TEXT) : line.style()).on(surface);
      double baseline = middle + TextMetrics.baselineBelowMiddle(style);
      scene.label(x, baseline, RichText.plain(line.text(), style.face()), style, Optional.of(at));
      endX = x + TextMetrics.reservedWidth(line.text(), style) + BlockBox.CHIP_GAP;
      lastMiddle = middle;
      middle += BlockBox.LINE;
    }
    chips(box, chipRow ? x : endX, chipRow ? middle : lastMiddle, unknown);
  }

  private void chips(BlockBox box, double x, double middle, boolean unknown) {
    double left = x;
    for (Chip chip : box.chips()) {
      Color color = unknown ? Palette.FAINT : Palette.tint(chip.role().color(), 0.55);
      Bounds where =
          new Bounds(left, middle - BlockBox.CHIP_HEIGHT / 2, chip.width(), BlockBox.CHIP_HEIGHT);
      scene.rect(
          where.x(),
          where.y(),
          where.width(),
          where.height(),
          3,
          Style.fill(color)
              .stroke(unknown ? Palette.GRID : Palette.shade(chip.role().color(), 0.15), 0.7));
      scene.textIn(
          where,
          chip.text(),
          BlockBox.CHIP.color(unknown ? Palette.MUTED_TEXT : Palette.TEXT).on(color));
      left += chip.width() + BlockBox.CHIP_GAP;
    }
  }
}
