package org.receptive.viz.chart;

import java.util.ArrayList;
import java.util.List;
import org.receptive.viz.figure.SceneBuilder;

/** The marks of all series of a chart, and the room that they need inside its frame. */
final class ChartMarks {
  private static final double POINT_ROOM = 2 * PointForm.RADIUS;

  private final Chart chart;
  private final List<List<Place>> places = new ArrayList<>();
  private final BarMarks bars;

  ChartMarks(Chart chart, Places scales) {
    this.chart = chart;
    for (int s = 0; s < chart.series().size(); s++) {
      places.add(scales.of(s));
    }
    this.bars = new BarMarks(chart, places, scales);
  }

  /** The room for marks on {@code length} px along the horizontal axis. */
  Insets insets(double length) {
    boolean points = chart.series().stream().anyMatch(series -> !(series instanceof BarSeries));
    Insets around =
        points && !chart.isOverCategories()
            ? new Insets(POINT_ROOM / 2, POINT_ROOM, POINT_ROOM / 2, POINT_ROOM)
            : Insets.NONE;
    return bars.isEmpty() ? around : around.union(bars.insets(length));
  }

  /** The height of a line of lying bars, px. */
  double pitch() {
    return bars.pitch();
  }

  /** Draws bars, then lines, then points, then names. */
  void draw(SceneBuilder scene, PlotArea area) {
    LabelPlacement placement = new LabelPlacement(area.frame());
    bars.draw(scene, area, placement);
    for (int s = 0; s < chart.series().size(); s++) {
      if (chart.series().get(s) instanceof LineSeries line) {
        LineMarks.draw(scene, area, placement, line, places.get(s), s);
      }
    }
    for (int s = 0; s < chart.series().size(); s++) {
      if (chart.series().get(s) instanceof PointSeries points) {
        PointMarks.draw(scene, area, placement, points.color(), places.get(s), s);
      }
    }
    for (int s = 0; s < chart.series().size(); s++) {
      if (chart.series().get(s) instanceof PointSeries points && !points.labels().isEmpty()) {
        PointMarks.names(scene, area, placement, points.labels(), places.get(s));
      }
    }
  }
}
