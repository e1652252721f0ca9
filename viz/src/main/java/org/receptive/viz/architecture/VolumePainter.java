package org.receptive.viz.architecture;

import java.awt.Color;
import java.util.List;
import org.receptive.engine.layer.Layer;
import org.receptive.viz.architecture.BlockBox.Line;
import org.receptive.viz.architecture.VolumeLayout.Row;
import org.receptive.viz.architecture.VolumeLayout.Solid;
import org.receptive.viz.figure.Palette;
import org.receptive.viz.figure.Palette.Role;
import org.receptive.viz.figure.SceneBuilder;
import org.receptive.viz.figure.Style;

/** Draws volumes that have their layout. */
final class VolumePainter {
  private static final double STRIPE = 2.5;
  private static final double STRIPE_ROOM = 3;
  private static final double CONTINUATION = 12;
  private static final double LEAST_GROUP = 6;
  private static final Style LEADER = Style.line(Palette.GRID, 0.8);

  private final SceneBuilder scene;
  private final VolumeLayout layout;

  private VolumePainter(SceneBuilder scene, VolumeLayout layout) {
    this.scene = scene;
    this.layout = layout;
  }

  /** Draws everything, the layout's origin at the scene's. */
  static void paint(SceneBuilder scene, VolumeLayout layout) {
    VolumePainter painter = new VolumePainter(scene, layout);
    for (int r = 0; r < layout.rows().size(); r++) {
      painter.row(layout.rows().get(r), r > 0);
    }
  }

  private void row(Row row, boolean continued) {
    List<Solid> solids = row.solids();
    leaders(row);
    for (int i = 1; i < solids.size(); i++) {
      new Projections(scene, solids.get(i - 1), solids.get(i)).behind(layout.apart());
    }
    for (int i = 0; i < solids.size(); i++) {
      Solid solid = solids.get(i);
      scene.group(
          "",
          Describe.block(solid.volume().block()),
          inner -> new VolumePainter(inner, layout).solid(solid));
    }
    if (layout.apart()) {
      for (int i = 1; i < solids.size(); i++) {
        new Projections(scene, solids.get(i - 1), solids.get(i)).inFront();
      }
    }
    continuation(row, continued);
    row.labels().forEach(this::label);
  }

  /** Arrows where a row goes on in the next one. */
  private void continuation(Row row, boolean continued) {
    Style line = Style.line(Palette.OUTLINE, 1.4);
    if (row.continues()) {
      Solid last = row.solids().getLast();
      double x = last.right() + Math.max(0, last.extent().dx()) + 3;
      scene.arrow(line, x, row.axis(), x + CONTINUATION, row.axis());
    }
    if (continued) {
      Solid first = row.solids().getFirst();
      double x = first.x() + Math.min(0, first.extent().dx()) - 3;
      scene.arrow(line, x - CONTINUATION, row.axis(), x, row.axis());
    }
  }

  private void label(VolumeLabels.Placed text) {
    for (int i = 0; i < text.lines().size(); i++) {
      Line line = text.lines().get(i);
      scene.text(text.center(), text.baseline(i), line.text(), line.style().centered());
    }
  }

  /** A thin line from a text that had to move away to what it belongs to. */
  private void leaders(Row row) {
    for (VolumeLabels.Placed text : row.labels()) {
      boolean above = text.top() < row.axis();
      Solid near =
          row.solids().stream()
              .min(
                  java.util.Comparator.comparingDouble(
                      (Solid solid) -> Math.abs(solid.centerX() - text.anchor())))
              .orElseThrow();
      double from = above ? text.top() + text.height() + 1 : text.top();
      double to = above ? near.highest() - 2 : near.bottom() + 2;
      boolean hits =
          row.labels().stream()
              .anyMatch(
                  other ->
                      !other.equals(text)
                          && other.top() < Math.max(from, to)
                          && other.top() + other.height() > Math.min(from, to)
                          && Math.abs(other.center() - text.anchor()) < other.width() / 2 + 2);
      boolean needed = text.tier() > 0 && above;
      if (needed && !hits && Math.abs(text.center() - text.anchor()) < text.width() / 2) {
        scene.line(text.anchor(), from, text.anchor(), to, LEADER);
      }
    }
  }

  private void solid(Solid solid) {
    Block.State state = solid.volume().block().state();
    if (state != Block.State.FITS) {
      unfit(solid, state == Block.State.FAILED);
    } else if (solid.extent().maps() > 1) {
      stack(solid);
    } else {
      box(solid);
    }
  }

  private void unfit(Solid solid, boolean failed) {
    Style style =
        failed
            ? Style.fill(Palette.tint(Palette.VERMILLION, 0.8)).stroke(Palette.VERMILLION, 2)
            : Style.fill(Palette.FAINT).stroke(Palette.GREY, 1).dashed(3, 3);
    double width = solid.extent().width();
    double height = solid.extent().height();
    scene.rect(solid.x(), solid.top(), width, height, 2, style);
    if (failed) {
      scene.textIn(
          new org.receptive.viz.figure.Bounds(solid.x(), solid.top(), width, height),
          "!",
          org.receptive.viz.figure.TextStyle.of(15)
              .semibold()
              .on(Palette.tint(Palette.VERMILLION, 0.8)));
    }
  }

  private static Style face(Color color, Color edge) {
    return Style.fill(color).stroke(edge, 0.9);
  }

  private void box(Solid s) {
    Color color = s.volume().role().color();
    Color edge = Palette.shade(color, 0.45);
    double dx = s.extent().dx();
    double dy = s.extent().dy();
    double x = s.x();
    double y = s.top();
    double right = s.right();
    double bottom = s.bottom();
    scene.polygon(
        face(Palette.tint(color, 0.68), edge), x, y, x + dx, y - dy, right + dx, y - dy, right, y);
    scene.polygon(
        face(Palette.tint(color, 0.12), edge),
        right,
        y,
        right + dx,
        y - dy,
        right + dx,
        bottom - dy,
        right,
        bottom);
    scene.rect(
        x, y, s.extent().width(), s.extent().height(), face(Palette.tint(color, 0.42), edge));
    if (s.volume().role() == Role.POOLING) {
      scene.hatch(x, y, s.extent().width(), s.extent().height(), Legend.HATCH, Legend.HATCHING);
    }
    groups(s, edge);
    stripes(s);
  }

  /** Where channels fall into a few groups, the front is parted as AlexNet's two towers are. */
  private void groups(Solid s, Color edge) {
    int groups = s.volume().groups();
    if (groups < 2 || s.extent().width() / groups < LEAST_GROUP) {
      return;
    }
    Style line = Style.line(edge, 0.9).dashed(3, 2);
    for (int g = 1; g < groups; g++) {
      double x = s.x() + s.extent().width() * g / groups;
      double dx = s.extent().dx();
      double dy = s.extent().dy();
      scene.polyline(line, x, s.bottom(), x, s.top(), x + dx, s.top() - dy);
    }
  }

  /** A narrow stripe at the right of the front for every fused layer. */
  private void stripes(Solid s) {
    double x = s.right();
    for (Layer layer : s.volume().stripes().reversed()) {
      x -= STRIPE;
      if (x < s.x() + STRIPE_ROOM) {
        return;
      }
      Color color = LayerWords.role(layer).color();
      scene.rect(x, s.top(), STRIPE, s.extent().height(), Style.fill(color));
    }
    if (x < s.right()) {
      Color edge = Palette.shade(s.volume().role().color(), 0.45);
      scene.rect(s.x(), s.top(), s.extent().width(), s.extent().height(), Style.line(edge, 0.9));
    }
  }

  private void stack(Solid s) {
    Color color = s.volume().role().color();
    Style style = Style.fill(Palette.tint(color, 0.55)).stroke(Palette.shade(color, 0.45), 0.9);
    int maps = s.extent().maps();
    for (int i = 0; i < maps; i++) {
      double back = (double) (maps - 1 - i) / (maps - 1);
      double x = s.x() + back * s.extent().dx();
      double y = s.top() - back * s.extent().dy();
      scene.rect(x, y, s.extent().width(), s.extent().height(), style);
    }
    if (s.volume().role() == Role.POOLING) {
      scene.hatch(
          s.x(), s.top(), s.extent().width(), s.extent().height(), Legend.HATCH, Legend.HATCHING);
    }
  }
}
