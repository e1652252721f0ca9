package org.receptive.viz.layer;

import java.awt.image.BufferedImage;
import org.receptive.viz.figure.Bounds;
import org.receptive.viz.figure.Palette;
import org.receptive.viz.figure.SceneBuilder;
import org.receptive.viz.figure.Style;
import org.receptive.viz.figure.TextMetrics;
import org.receptive.viz.figure.TextStyle;

/**
 * The legend of a colour scale: a bar with its ends, and 0 where values have a sign.
 *
 * @param scale the scale
 * @param note what is said beside it
 */
record ColorBar(ColorScale scale, String note) {
  /** Height in px. */
  static final double HEIGHT = 34;

  private static final double WIDTH = 150;
  private static final double BAR = 10;
  private static final int STEPS = 100;

  void draw(SceneBuilder scene, double x, double y) {
    BufferedImage image = new BufferedImage(STEPS, 1, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < STEPS; i++) {
      double value = scale.min() + (scale.max() - scale.min()) * i / (STEPS - 1);
      image.setRGB(i, 0, scale.color(value).getRGB());
    }
    Bounds bar = new Bounds(x, y, WIDTH, BAR);
    scene.image(bar, image, false);
    scene.rect(bar.x(), bar.y(), bar.width(), bar.height(), Style.line(Palette.OUTLINE, 0.8));
    TextStyle style = TextStyle.small();
    ValueFormat format = format();
    double baseline = y + BAR + 14;
    scene.text(x, baseline, format.text(scale.min()), style);
    scene.text(x + WIDTH, baseline, format.text(scale.max()), style.endingHere());
    if (scale.kind() == ColorScale.Kind.DIVERGING) {
      scene.line(bar.centerX(), y, bar.centerX(), y + BAR + 3, Style.line(Palette.OUTLINE, 0.8));
      scene.text(bar.centerX(), baseline, "0", style.centered());
    }
    scene.text(x + WIDTH + 14, y + BAR, note, style);
  }

  /** The room it takes, px. */
  double width() {
    return WIDTH + 14 + TextMetrics.reservedWidth(note, TextStyle.small());
  }

  private ValueFormat format() {
    return ValueFormat.of(
        org.receptive.engine.tensor.Tensor.of(
            org.receptive.engine.tensor.Shape.of(2), (float) scale.min(), (float) scale.max()));
  }
}
