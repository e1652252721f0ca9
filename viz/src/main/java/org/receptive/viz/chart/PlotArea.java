package org.receptive.viz.chart;

import org.receptive.viz.figure.Bounds;
import org.receptive.viz.figure.SceneBuilder;

/**
 * Where the marks of a chart stand. Its margins are what the labels of its axes need; no painter
 * adds numbers to them.
 *
 * @param frame between the axes
 * @param inner where the scales begin and end
 * @param left the labels on its left
 * @param bottom the labels under it
 * @param places the scales
 * @param lying whether positions go down and values to the right
 */
record PlotArea(
    Bounds frame, Bounds inner, LeftAxis left, BottomAxis bottom, Places places, boolean lying) {
  private static final double HEIGHT_SHARE = 0.34;
  private static final double LOWEST = 200;
  private static final double HIGHEST = 340;
  private static final double WIDEST_NAMES = 0.42;

  /** How far a label may stand into the margin of the chart, px. */
  private static final double OVERHANG = ChartStyles.MARGIN - 4;

  /** Values upwards over positions: {@code width} px from margin to margin, {@code top} down. */
  static PlotArea upright(Places places, double width, double top, ChartMarks marks) {
    double height = Math.clamp(width * HEIGHT_SHARE, LOWEST, HIGHEST);
    double start = ChartStyles.MARGIN + LeftAxis.numbers(places.values(), 0, height).width();
    double end = width - ChartStyles.MARGIN;
    Insets insets = marks.insets(end - start);
    BottomAxis bottom =
        BottomAxis.of(places.positions(), start + insets.left(), end - insets.right());
    double beyond = bottom.right() - end - OVERHANG;
    if (beyond > 0) {
      end -= beyond;
      insets = marks.insets(end - start);
      bottom = BottomAxis.of(places.positions(), start + insets.left(), end - insets.right());
    }
    Bounds frame = new Bounds(start, top, end - start, insets.top() + height + insets.bottom());
    Bounds inner = inside(frame, insets);
    LeftAxis left = LeftAxis.numbers(places.values(), inner.y(), inner.bottom());
    return new PlotArea(frame, inner, left, bottom, places, false);
  }

  /** Values to the right, a line for each category; {@code pitch} px for each at least. */
  static PlotArea lying(
      Places places, BandScale bands, double width, double top, double pitch, ChartMarks marks) {
    LeftAxis left = LeftAxis.categories(bands, top, pitch, width * WIDEST_NAMES);
    double start = ChartStyles.MARGIN + left.width();
    double end = width - ChartStyles.MARGIN;
    Insets insets = marks.insets(end - start);
    double height = left.bandHeight(top) * bands.labels().size();
    Bounds frame = new Bounds(start, top, end - start, height);
    Bounds inner = inside(frame, insets);
    BottomAxis bottom = BottomAxis.of(places.values(), inner.x(), inner.right());
    return new PlotArea(frame, inner, left, bottom, places, true);
  }

  private static Bounds inside(Bounds frame, Insets insets) {
    return new Bounds(
        frame.x() + insets.left(),
        frame.y() + insets.top(),
        Math.max(1, frame.width() - insets.left() - insets.right()),
        Math.max(1, frame.height() - insets.top() - insets.bottom()));
  }

  /** Where a position stands along its axis, px. */
  double position(double at) {
    return lying
        ? places.positions().px(at, inner.y(), inner.bottom())
        : places.positions().px(at, inner.x(), inner.right());
  }

  /** Where a value stands along its axis, px. */
  double value(double value) {
    return lying
        ? places.values().px(value, inner.x(), inner.right())
        : places.values().px(value, inner.bottom(), inner.y());
  }

  /** Where bars begin, px along the axis of values: at 0, or where a logarithmic axis begins. */
  double baseline() {
    return places.values() instanceof LogScale log ? value(log.low()) : value(0);
  }

  /** A rectangle between two positions and two values, in px along their axes. */
  Bounds box(double from, double to, double oneValue, double otherValue) {
    double low = Math.min(oneValue, otherValue);
    double length = Math.abs(oneValue - otherValue);
    return lying
        ? new Bounds(low, from, length, to - from)
        : new Bounds(from, low, to - from, length);
  }

  /** Grid lines of the values, marks of the positions, and what is written at them. */
  void drawAxes(SceneBuilder scene) {
    boolean words = places.positions() instanceof BandScale;
    if (lying) {
      for (AxisLabel label : bottom.labels()) {
        scene.line(label.at(), frame.y(), label.at(), frame.bottom() + 4, ChartStyles.GRID);
      }
    } else {
      for (AxisLabel label : left.labels()) {
        scene.line(frame.x(), label.at(), frame.right(), label.at(), ChartStyles.GRID);
      }
      for (AxisLabel label : words ? java.util.List.<AxisLabel>of() : bottom.labels()) {
        scene.line(label.at(), frame.bottom(), label.at(), frame.bottom() + 4, ChartStyles.FRAME);
      }
    }
    left.draw(scene, frame.x(), lying);
    bottom.draw(scene, frame.bottom(), words && !lying);
  }

  /** The lines of the axes, over the marks. */
  void drawFrame(SceneBuilder scene) {
    scene.line(frame.x(), frame.y(), frame.x(), frame.bottom(), ChartStyles.FRAME);
    if (!lying) {
      scene.line(frame.x(), frame.bottom(), frame.right(), frame.bottom(), ChartStyles.FRAME);
    }
  }
}
