package org.receptive.viz.chart;

import java.util.List;
import org.receptive.viz.figure.Scene;
import org.receptive.viz.figure.SceneBuilder;
import org.receptive.viz.figure.TextMetrics;
import org.receptive.viz.figure.TextStyle;

/**
 * Paints a chart from the top down: title, legend, plot, notes.
 *
 * @param chart what is painted
 */
record ChartPainter(Chart chart) {
  private static final double GAP = 8;
  private static final double TITLE_LEADING = 18;

  Scene scene() {
    SceneBuilder scene = Scene.builder();
    Places places = new Places(chart);
    ChartMarks marks = new ChartMarks(chart, places);
    double left = ChartStyles.MARGIN;
    double width = chart.width() - 2 * ChartStyles.MARGIN;
    double top = left;
    top += lines(scene, chart.title(), left, top, width, ChartStyles.TITLE, TITLE_LEADING) + GAP;
    top += Legend.draw(scene, left, top, left + width, chart.series());
    String upwards = chart.lying() ? chart.x().title() : chart.y().title();
    double words = lines(scene, upwards, left, top, width, ChartStyles.AXIS, ChartStyles.LEADING);
    top += words > 0 ? words + GAP : 2;
    PlotArea area =
        chart.lying()
            ? PlotArea.lying(
                places, (BandScale) places.positions(), chart.width(), top, marks.pitch(), marks)
            : PlotArea.upright(places, chart.width(), top, marks);
    area.drawAxes(scene);
    marks.draw(scene, area);
    area.drawFrame(scene);
    double bottom = area.frame().bottom() + area.bottom().height();
    bottom += across(scene, area, bottom + 2);
    for (String note : places.notes()) {
      bottom +=
          lines(scene, note, left, bottom + GAP, width, ChartStyles.AXIS, ChartStyles.LEADING)
              + GAP;
    }
    return scene.build(chart.width(), Math.ceil(bottom + ChartStyles.MARGIN - 2));
  }

  /** The title of the horizontal axis, under its middle where it fits. */
  private double across(SceneBuilder scene, PlotArea area, double top) {
    String title = chart.lying() ? chart.y().title() : chart.x().title();
    double width = chart.width() - 2 * ChartStyles.MARGIN;
    List<String> lines = Wrapping.lines(title, width, ChartStyles.AXIS);
    double baseline = top + ChartStyles.AXIS.size();
    for (String line : lines) {
      double half = TextMetrics.reservedWidth(line, ChartStyles.AXIS) / 2;
      double middle =
          Math.clamp(
              area.frame().centerX(),
              ChartStyles.MARGIN + half - 1,
              chart.width() - ChartStyles.MARGIN - half + 1);
      scene.text(middle, baseline, line, ChartStyles.AXIS.centered());
      baseline += ChartStyles.LEADING;
    }
    return lines.isEmpty() ? 0 : lines.size() * ChartStyles.LEADING + 2;
  }

  /** Draws words in lines; gives their height. */
  private static double lines(
      SceneBuilder scene,
      String words,
      double x,
      double y,
      double width,
      TextStyle style,
      double leading) {
    List<String> lines = Wrapping.lines(words, width, style);
    for (int l = 0; l < lines.size(); l++) {
      scene.text(x, y + style.size() + l * leading, lines.get(l), style);
    }
    return lines.size() * leading;
  }
}
