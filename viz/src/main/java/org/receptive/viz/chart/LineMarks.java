package org.receptive.viz.chart;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import org.receptive.viz.figure.SceneBuilder;
import org.receptive.viz.figure.Style;

/** Lines, in a dash of their own each. */
final class LineMarks {
  private static final double[][] DASHES = {{}, {7, 3}, {2, 2}, {9, 3, 2, 3}};
  private static final double WIDTH = 2;
  private static final int MOST_A_PIXEL = 4;

  private LineMarks() {}

  /** How the {@code index}-th series is drawn. */
  static Style style(Color color, int index) {
    double[] dash = DASHES[index % DASHES.length];
    Style style = Style.line(color, WIDTH);
    return dash.length == 0 ? style : style.dashed(dash);
  }

  static void draw(
      SceneBuilder scene,
      PlotArea area,
      LabelPlacement placement,
      LineSeries line,
      List<Place> places,
      int index) {
    for (List<Place> piece : unbroken(places)) {
      double[] xy = thinned(area, piece);
      if (xy.length >= 4) {
        scene.polyline(style(line.color(), index), xy);
      }
      for (int i = 2; i < xy.length; i += 2) {
        placement.takeLine(xy[i - 2], xy[i - 1], xy[i], xy[i + 1]);
      }
      if (piece.size() == 1 && !line.marked()) {
        PointMarks.draw(scene, area, placement, line.color(), piece, index);
      }
    }
    if (line.marked()) {
      PointMarks.draw(scene, area, placement, line.color(), places, index);
    }
  }

  /** The stretches without a missing value. */
  private static List<List<Place>> unbroken(List<Place> places) {
    List<List<Place>> pieces = new ArrayList<>();
    int before = -2;
    for (Place place : places) {
      if (place.index() != before + 1) {
        pieces.add(new ArrayList<>());
      }
      pieces.getLast().add(place);
      before = place.index();
    }
    return pieces;
  }

  /**
   * The corners of a line. Of many values over one pixel only the first, the least, the greatest
   * and the last are kept: the others paint what these have painted.
   */
  private static double[] thinned(PlotArea area, List<Place> piece) {
    List<double[]> kept = new ArrayList<>();
    List<double[]> column = new ArrayList<>();
    for (Place place : piece) {
      double[] point = {area.position(place.at()), area.value(place.value())};
      if (!column.isEmpty() && Math.rint(column.getFirst()[0]) != Math.rint(point[0])) {
        keep(column, kept);
      }
      column.add(point);
    }
    keep(column, kept);
    return kept.stream().flatMapToDouble(java.util.Arrays::stream).toArray();
  }

  private static void keep(List<double[]> column, List<double[]> kept) {
    if (column.size() <= MOST_A_PIXEL) {
      kept.addAll(column);
    } else {
      int least = 0;
      int greatest = 0;
      for (int i = 0; i < column.size(); i++) {
        least = column.get(i)[1] < column.get(least)[1] ? i : least;
        greatest = column.get(i)[1] > column.get(greatest)[1] ? i : greatest;
      }
      java.util.stream.IntStream.of(
              0, Math.min(least, greatest), Math.max(least, greatest), column.size() - 1)
          .distinct()
          .forEach(i -> kept.add(column.get(i)));
    }
    column.clear();
  }
}
