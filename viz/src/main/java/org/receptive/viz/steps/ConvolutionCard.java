package org.receptive.viz.steps;

import org.receptive.engine.layer.WindowAxis;
import org.receptive.viz.figure.Palette;
import org.receptive.viz.figure.Scene;
import org.receptive.viz.figure.SceneBuilder;
import org.receptive.viz.figure.Style;
import org.receptive.viz.figure.TextMetrics;
import org.receptive.viz.figure.TextStyle;
import org.receptive.viz.layer.CellGrid;

/** The small picture of one window step: where the window is, which output it gives, its value. */
final class ConvolutionCard {
  private static final double WIDTH = 114;
  private static final double PLANES = 64;
  private static final double HEIGHT = 88;
  private static final double MARGIN = 6;
  private static final double LARGEST_CELL = 12;

  private final OutputRegion rows;
  private final OutputRegion columns;
  private final WindowAxis y;
  private final WindowAxis x;

  ConvolutionCard(OutputRegion rows, OutputRegion columns, WindowAxis y, WindowAxis x) {
    this.rows = rows;
    this.columns = columns;
    this.y = y;
    this.x = x;
  }

  private double cellSize() {
    double across = (WIDTH - 4 * MARGIN) / (columns.inputs() + columns.outputs());
    return Math.min(LARGEST_CELL, Math.min(across, (PLANES - 4) / rows.inputs()));
  }

  Scene scene(int row, int column, String result) {
    double cell = cellSize();
    double top = 4;
    double inputsWidth = columns.inputs() * cell;
    double all = inputsWidth + 2 * MARGIN + columns.outputs() * cell;
    double left = (WIDTH - all) / 2;
    CellGrid input = new CellGrid(left, top, rows.inputs(), columns.inputs(), cell, cell);
    CellGrid output =
        new CellGrid(
            left + inputsWidth + 2 * MARGIN,
            top + (rows.inputs() - rows.outputs()) * cell / 2,
            rows.outputs(),
            columns.outputs(),
            cell,
            cell);
    SceneBuilder scene = Scene.builder();
    GridMarks.Plane plane = new GridMarks.Plane(input, rows, columns, y, x);
    GridMarks.padding(scene, plane);
    for (var tap : GridMarks.taps(plane, row, column)) {
      scene.rect(
          tap.x(),
          tap.y(),
          tap.width(),
          tap.height(),
          Style.fill(Palette.tint(GridMarks.NOW, 0.3)));
    }
    plane.real().lines(scene, Style.line(Palette.OUTLINE, 0.7));
    GridMarks.unused(scene, plane);
    var now = output.cell(row - rows.first(), column - columns.first());
    scene.rect(now.x(), now.y(), now.width(), now.height(), Style.fill(GridMarks.NOW));
    output.lines(scene, Style.line(Palette.OUTLINE, 0.7));
    TextStyle words = TextStyle.of(11).centered();
    if (TextMetrics.reservedWidth(result, words) < WIDTH - 4) {
      scene.text(WIDTH / 2, HEIGHT - 8, result, words);
    }
    return scene.build(WIDTH, HEIGHT);
  }
}
