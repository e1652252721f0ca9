package org.receptive.viz.architecture;

import java.awt.Color;
import org.receptive.engine.layer.Window;
import org.receptive.engine.tensor.Shape;
import org.receptive.viz.architecture.VolumeLayout.Solid;
import org.receptive.viz.figure.Palette;
import org.receptive.viz.figure.SceneBuilder;
import org.receptive.viz.figure.Style;

/**
 * How one volume follows from the one before it: a window on its maps with lines that join in one
 * value of the next, or the fan of a full connection.
 */
final class Projections {
  private static final double LEAST_WINDOW = 5;
  private static final double TARGET = 1.8;
  private static final double PLACE = 0.42;
  private static final double FAR = 14;
  private static final Style FAN = Style.line(Palette.GRID, 0.9);
  private static final Color INK = Palette.OUTLINE;

  private final SceneBuilder scene;
  private final Solid from;
  private final Solid to;

  Projections(SceneBuilder scene, Solid from, Solid to) {
    this.scene = scene;
    this.from = from;
    this.to = to;
  }

  private boolean known() {
    return from.volume().shape().isPresent() && to.volume().shape().isPresent();
  }

  /** What lies under the volumes: a fan, or an arrow where they stand apart. */
  void behind(boolean apart) {
    double start = from.right() + Math.max(0, from.extent().dx());
    double end = to.x() + Math.min(0, to.extent().dx());
    boolean window = known() && to.volume().window().isPresent();
    if (known() && to.volume().isFullyConnected()) {
      fan();
    } else if (!window && apart) {
      Style line = Style.line(known() ? INK : Palette.GREY, 1.1);
      double y = (from.middle() + to.middle()) / 2 - from.extent().dy() / 2;
      scene.arrow(known() ? line : line.dashed(3, 3), start + 2, y, end - 2, y);
    }
  }

  private void fan() {
    double x = from.right() + Math.max(0, from.extent().dx());
    double top = from.top() - (from.extent().dx() > 0 ? from.extent().dy() : 0);
    double bottom = from.bottom() - (from.extent().dx() > 0 ? from.extent().dy() : 0);
    Style area = Style.fill(Palette.GRID).opacity(0.35);
    scene.polygon(area, x, top, to.x(), to.top(), to.x(), to.bottom(), x, bottom);
    scene.line(x, top, to.x(), to.top(), FAN);
    scene.line(x, bottom, to.x(), to.bottom(), FAN);
    scene.line(x, top, to.x(), to.bottom(), FAN);
    scene.line(x, bottom, to.x(), to.top(), FAN);
  }

  /** What lies over the volumes. */
  void inFront() {
    if (!known() || to.volume().window().isEmpty() || !from.volume().isImage()) {
      return;
    }
    Window window = to.volume().window().orElseThrow();
    Shape shape = from.volume().shape().orElseThrow();
    double high = Math.min(1, (double) window.kernelHeight() / shape.height());
    double wide = Math.min(1, (double) window.kernelWidth() / shape.width());
    Color color = Palette.shade(to.volume().role().color(), 0.25);
    double[] corners = from.extent().dx() > 0 ? onSide(high, wide) : onFront(high, wide);
    boolean flat = to.extent().dx() > 0;
    double share = flat ? 0.5 : 0.25;
    double x = to.x() + Math.min(FAR, to.extent().width() * share);
    double y = to.top() + to.extent().height() * PLACE;
    // The two corners nearest to the next volume carry the lines.
    Style line = Style.line(INK, 0.9);
    scene.polygon(
        Style.fill(color).opacity(0.16), corners[2], corners[3], x, y, corners[4], corners[5]);
    scene.line(corners[2], corners[3], x, y, line);
    scene.line(corners[4], corners[5], x, y, line);
    scene.polygon(Style.fill(Palette.tint(color, 0.75)).stroke(INK, 1), corners);
    scene.rect(x - TARGET, y - TARGET, 2 * TARGET, 2 * TARGET, Style.fill(INK));
  }

  /** The window on the right side of a box, where height and width are seen. */
  private double[] onSide(double high, double wide) {
    double height = Math.max(LEAST_WINDOW, from.extent().height() * high);
    double depth =
        Math.min(from.extent().dx(), Math.max(LEAST_WINDOW * 0.8, from.extent().dx() * wide));
    double left = from.right() + (from.extent().dx() - depth) * 0.5;
    double shift = (from.extent().dx() - depth) * 0.5;
    double y = from.top() - shift + (from.extent().height() - height) * PLACE;
    return new double[] {
      left, y, left + depth, y - depth, left + depth, y - depth + height, left, y + height
    };
  }

  /** The window on the first map of a stack. */
  private double[] onFront(double high, double wide) {
    double height = Math.max(LEAST_WINDOW, from.extent().height() * high);
    double width = Math.max(LEAST_WINDOW, from.extent().width() * wide);
    double x = from.x() + (from.extent().width() - width) * 0.72;
    double y = from.top() + (from.extent().height() - height) * PLACE;
    return new double[] {x, y, x + width, y, x + width, y + height, x, y + height};
  }
}
