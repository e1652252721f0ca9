package org.receptive.viz.plot;

import java.util.DoubleSummaryStatistics;
import org.receptive.engine.measure.LayerSpeed;
import org.receptive.engine.measure.MachineLimits;
import org.receptive.engine.measure.Roofline;
import org.receptive.viz.chart.AxisLabel;
import org.receptive.viz.chart.BottomAxis;
import org.receptive.viz.chart.LeftAxis;
import org.receptive.viz.chart.LogScale;
import org.receptive.viz.figure.Bounds;
import org.receptive.viz.figure.Palette;
import org.receptive.viz.figure.Scene;
import org.receptive.viz.figure.SceneBuilder;
import org.receptive.viz.figure.Style;
import org.receptive.viz.figure.TextStyle;

/**
 * Where the layers and the roof of a roofline stand.
 *
 * @param intensities operations a byte
 * @param speeds billions of operations a second
 * @param labels left of the frame
 */
record RooflineFrame(LogScale intensities, LogScale speeds, LeftAxis labels) {
  private static final double MARGIN = 14;
  private static final double TOP = 66;
  private static final double HEIGHT = 330;
  private static final double LINE = 15;
  private static final TextStyle AXIS = TextStyle.of(12).color(Palette.MUTED_TEXT);

  /** Room for all layers, the ridge, and words over the roof. */
  static RooflineFrame of(Roofline roofline) {
    MachineLimits limits = roofline.limits();
    DoubleSummaryStatistics intensities =
        roofline.layers().stream().mapToDouble(LayerSpeed::intensity).summaryStatistics();
    DoubleSummaryStatistics speeds =
        roofline.layers().stream().mapToDouble(LayerSpeed::gigaflops).summaryStatistics();
    LogScale x =
        new LogScale(
            Math.min(intensities.getMin() / 2, limits.ridge() / 8),
            Math.max(intensities.getMax() * 3, limits.ridge() * 6),
            false);
    LogScale y =
        new LogScale(
            Math.min(speeds.getMin() / 2, limits.roof(x.low()) / 1.5),
            2 * Math.max(speeds.getMax(), limits.gigaflops()),
            false);
    return new RooflineFrame(x, y, LeftAxis.numbers(y, TOP, TOP + HEIGHT));
  }

  double left() {
    return MARGIN + labels.width();
  }

  double right() {
    return Scene.NOTEBOOK_WIDTH - MARGIN;
  }

  double bottom() {
    return TOP + HEIGHT;
  }

  double x(double intensity) {
    return intensities.px(intensity, left(), right());
  }

  double y(double speed) {
    return speeds.px(speed, bottom(), TOP);
  }

  double x(LayerSpeed layer) {
    return x(layer.intensity());
  }

  double y(LayerSpeed layer) {
    return y(layer.gigaflops());
  }

  /** Where names may stand. */
  Bounds panel() {
    return new Bounds(left() + 2, TOP, right() - left() - 2, HEIGHT - 2);
  }

  /** Draws both axes; gives where the words under them end. */
  double drawAxes(SceneBuilder scene) {
    Style axis = Style.line(Palette.OUTLINE, 1);
    BottomAxis bottom = BottomAxis.of(intensities, left(), right());
    for (AxisLabel label : labels.labels()) {
      Style grid = Style.line(Palette.GRID, 0.8);
      scene.line(left(), label.at(), right(), label.at(), grid);
    }
    for (AxisLabel label : bottom.labels()) {
      scene.line(label.at(), bottom(), label.at(), bottom() + 4, axis);
    }
    labels.draw(scene, left(), false);
    bottom.draw(scene, bottom(), false);
    scene.line(left(), TOP, left(), bottom(), axis);
    scene.line(left(), bottom(), right(), bottom(), axis);
    scene.text(MARGIN, TOP - LINE, "GFLOP/s", AXIS);
    double under = bottom() + bottom.height() + LINE;
    double middle = (left() + right()) / 2;
    scene.text(middle, under, "operations for each byte moved", AXIS.centered());
    return under;
  }
}
