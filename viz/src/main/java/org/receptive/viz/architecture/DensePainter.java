package org.receptive.viz.architecture;

import java.awt.Color;
import java.awt.geom.Path2D;
import java.util.List;
import org.receptive.engine.network.Network;
import org.receptive.viz.architecture.DenseConnections.Source;
import org.receptive.viz.figure.Bounds;
import org.receptive.viz.figure.Palette;
import org.receptive.viz.figure.Scene;
import org.receptive.viz.figure.SceneBuilder;
import org.receptive.viz.figure.Style;
import org.receptive.viz.figure.TextMetrics;
import org.receptive.viz.figure.TextStyle;

/** Draws a dense block from left to right, arcs from everything to everything behind it. */
final class DensePainter {
  private static final double MARGIN = 14;
  private static final double TITLE = 34;
  private static final double TALL = 84;
  private static final double MAPS = 26;
  private static final double LAYER = 34;
  private static final double ARC_STEP = 15;
  private static final double STACK = 100;
  private static final TextStyle NAME = TextStyle.of(14).semibold();
  private static final TextStyle SYMBOL = TextStyle.of(13);
  private static final TextStyle NOTE = TextStyle.of(10.5).color(Palette.MUTED_TEXT);

  private final Network network;
  private final List<Source> sources;
  private final List<List<Integer>> seen;
  private final double step;
  private final double top;

  DensePainter(Network network, List<Source> sources, List<List<Integer>> seen) {
    this.network = network;
    this.sources = sources;
    this.seen = seen;
    double room = Scene.NOTEBOOK_WIDTH - 2 * MARGIN - MAPS - 84;
    this.step = Math.min(124, room / Math.max(1, sources.size() - 1));
    this.top = MARGIN + TITLE + 8 + 0.75 * ARC_STEP * sources.size();
  }

  private static Color color(int source) {
    return source == 0 ? Palette.GREY : Palette.series(source - 1);
  }

  private double mapsX(int source) {
    return MARGIN + 6 + source * step;
  }

  private double layerX(int layer) {
    return mapsX(layer) + MAPS + (step - MAPS - LAYER) / 2;
  }

  Scene scene() {
    SceneBuilder scene = Scene.builder();
    scene.text(MARGIN, MARGIN + 13, network.name(), NAME);
    arcs(scene);
    for (int i = 0; i < sources.size(); i++) {
      maps(scene, i);
    }
    for (int i = 0; i < seen.size(); i++) {
      layer(scene, i);
    }
    output(scene);
    double y = stacks(scene);
    double width = mapsX(sources.size() - 1) + MAPS + 66 + MARGIN;
    return scene.build(Math.ceil(width), Math.ceil(y + MARGIN));
  }

  private void arcs(SceneBuilder scene) {
    for (int layer = 0; layer < seen.size(); layer++) {
      for (int source : seen.get(layer)) {
        if (source == layer) {
          continue;
        }
        double from = mapsX(source) + MAPS / 2;
        double to = layerX(layer) + LAYER / 2 + landing(source, layer);
        double high = top - ARC_STEP * (1.2 + layer - source);
        Path2D path = new Path2D.Double();
        path.moveTo(from, top - 2);
        path.curveTo(from, high, to, high, to, top + 20 - 7);
        scene.path(path, Style.line(color(source), 1.7));
        scene.polygon(Style.fill(color(source)), to, top + 20, to - 3, top + 12, to + 3, top + 12);
      }
    }
  }

  /** Arcs from far away land right of those from nearby: nested, they do not cross. */
  private static double landing(int source, int arcs) {
    double apart = Math.min(7, (LAYER - 8) / Math.max(1, arcs - 1));
    return ((arcs - 1) / 2.0 - source) * apart;
  }

  /** The maps that the input or a layer adds, as cards behind each other. */
  private void maps(SceneBuilder scene, int source) {
    int cards = Math.min(4, sources.get(source).channels());
    double x = mapsX(source);
    for (int i = cards - 1; i >= 0; i--) {
      double shift = i * (MAPS - 12) / Math.max(1, cards - 1);
      Color fill = Palette.tint(color(source), 0.45);
      scene.rect(
          x + shift, top + shift / 2, 12, TALL - 8, Style.fill(fill).stroke(Palette.OUTLINE, 0.9));
    }
    TextStyle style = SYMBOL.centered();
    scene.formula(x + MAPS / 2, top + TALL + 16, "*a*^{[" + source + "]}", style);
  }

  private void layer(SceneBuilder scene, int layer) {
    double x = layerX(layer);
    Style edge = Style.line(Palette.OUTLINE, 1.3);
    double middle = top + TALL / 2 - 4;
    scene.arrow(edge, mapsX(layer) + MAPS + 1, middle, x, middle);
    scene.arrow(edge, x + LAYER, middle, mapsX(layer + 1) - 1, middle);
    Bounds at = new Bounds(x, top + 20, LAYER, TALL - 48);
    Color fill = Palette.tint(Palette.SKY_BLUE, 0.75);
    scene.rect(
        at.x(),
        at.y(),
        at.width(),
        at.height(),
        4,
        Style.fill(fill).stroke(Palette.shade(Palette.SKY_BLUE, 0.3), 1.1));
    String name = "*H*_{" + (layer + 1) + "}";
    double y = at.centerY() + TextMetrics.baselineBelowMiddle(SYMBOL);
    scene.formula(at.centerX(), y, name, SYMBOL.on(fill).centered());
  }

  private void output(SceneBuilder scene) {
    double from = mapsX(sources.size() - 1) + MAPS;
    double middle = top + TALL / 2 - 4;
    scene.arrow(Style.line(Palette.OUTLINE, 1.3), from + 1, middle, from + 30, middle);
  }

  /** Under every layer the channels it sees, in the colours of those who made them. */
  private double stacks(SceneBuilder scene) {
    double y = top + TALL + 34;
    int most = network.outputShape().channels();
    double unit = STACK / most;
    for (int layer = 0; layer <= seen.size(); layer++) {
      boolean last = layer == seen.size();
      double x = last ? mapsX(sources.size() - 1) + MAPS + 32 : layerX(layer);
      int total = 0;
      double at = y;
      for (int source = 0; source < sources.size(); source++) {
        if (last || seen.get(layer).contains(source)) {
          double height = sources.get(source).channels() * unit;
          scene.rect(
              x,
              at,
              LAYER,
              height,
              Style.fill(Palette.tint(color(source), 0.45)).stroke(Palette.OUTLINE, 0.8));
          at += height;
          total += sources.get(source).channels();
        }
      }
      String words = Integer.toString(total);
      scene.text(x + LAYER / 2, at + 14, words, TextStyle.of(12).semibold().centered());
    }
    double below = y + STACK + 36;
    scene.text(
        MARGIN,
        below,
        "Channels that each layer sees, and at the right what leaves the block: k0, then k more"
            + " each time.",
        NOTE);
    return below;
  }
}
