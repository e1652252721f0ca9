package org.receptive.viz.steps;

import java.awt.Color;
import java.util.List;
import java.util.Optional;
import org.receptive.viz.figure.Bounds;
import org.receptive.viz.figure.Palette;
import org.receptive.viz.figure.SceneBuilder;
import org.receptive.viz.figure.Style;
import org.receptive.viz.figure.TextStyle;
import org.receptive.viz.layer.CellGrid;
import org.receptive.viz.layer.ColorScale;
import org.receptive.viz.layer.ValueFormat;

/** Paints the matrix view: what all steps share, and what one step adds. */
final class Im2colPainter {
  private static final TextStyle HEAD = Im2colLayout.HEAD;
  private static final TextStyle LABEL = TextStyle.small();
  private static final TextStyle TAP = TextStyle.of(10).color(Palette.MUTED_TEXT);
  private static final Color[] CHANNELS = {Palette.BLUE, Palette.GREEN, Palette.PURPLE};

  private final Im2colLayout layout;
  private final Im2colMatrix matrix;
  private final ConvolutionRun run;
  private final List<Im2colMatrix.Tap> taps;
  private final List<Im2colMatrix.Place> places;
  private final ColorScale inputColors;
  private final ColorScale weightColors;
  private final ColorScale outputColors;

  Im2colPainter(Im2colLayout layout) {
    this.layout = layout;
    this.matrix = layout.matrix;
    this.run = matrix.run();
    this.taps = matrix.taps();
    this.places = matrix.places();
    this.inputColors = ColorScale.fitting(run.input());
    this.weightColors = ColorScale.diverging(run.weight());
    this.outputColors = ColorScale.diverging(run.output());
  }

  GridMarks.Plane plane(int index) {
    return new GridMarks.Plane(
        layout.inputs.get(index), matrix.rows(), matrix.columns(), run.rows(), run.columns());
  }

  /** Input and output as pictures, and the matrices. */
  void base(SceneBuilder scene) {
    headings(scene);
    for (int i = 0; i < matrix.channels().size(); i++) {
      input(scene, i);
    }
    for (int f = 0; f < matrix.filters().size(); f++) {
      output(scene, f);
    }
    CellGrid.Values value = (k, p) -> matrix.value(taps.get(k), places.get(p));
    draw(scene, layout.windows, value, layout.inputFormat, inputColors);
    CellGrid.Values weight = (f, k) -> matrix.weight(matrix.filters().get(f), taps.get(k));
    draw(scene, layout.filters, weight, layout.weightFormat, weightColors);
    CellGrid.Values product = (f, p) -> outputAt(f, places.get(p));
    draw(scene, layout.products, product, layout.sumFormat, outputColors);
    run.bias()
        .ifPresent(
            b -> {
              CellGrid.Values values = (f, c) -> b.at(matrix.filters().get(f));
              draw(scene, layout.bias, values, layout.sumFormat, outputColors);
              Bounds box = layout.bias.bounds();
              scene.formula(box.centerX(), box.y() - 5, "*b*", HEAD.centered());
              scene.text(box.x() - 10, layout.bias.cell(0, 0).centerY() + 4, "+", HEAD.centered());
            });
    taps(scene);
    bands(scene);
  }

  private double outputAt(int filter, Im2colMatrix.Place place) {
    return run.outputAt(matrix.filters().get(filter), place.row(), place.column());
  }

  private void draw(
      SceneBuilder scene,
      CellGrid grid,
      CellGrid.Values values,
      ValueFormat format,
      ColorScale colors) {
    if (layout.numbers) {
      grid.draw(scene, values, format, colors);
    } else {
      grid.drawColors(scene, values, colors);
    }
  }

  private void headings(SceneBuilder scene) {
    double y = Im2colLayout.MARGIN + 12;
    scene.text(layout.inputs.getFirst().x(), y, "input", HEAD);
    scene.formula(layout.windows.x(), y, Im2colLayout.WINDOWS, HEAD);
    CellGrid filters = layout.filters;
    double above = filters.y() - Im2colLayout.BAND - 22;
    scene.formula(filters.x(), above, "*W*: a filter in each row", HEAD);
    double under = layout.products.bounds().bottom() + 17;
    String sum = run.bias().isPresent() ? " + *b*" : "";
    String words = "*Y* = *W* *X*" + sum;
    scene.formula(layout.products.bounds().centerX(), under, words, HEAD.centered());
  }

  private void input(SceneBuilder scene, int i) {
    int channel = matrix.channels().get(i);
    CellGrid grid = layout.inputs.get(i);
    double room = layout.cropped() ? Im2colLayout.INDEX : 0;
    scene.text(grid.x(), grid.y() - 10 - room, "channel " + channel, LABEL);
    scene.rect(
        grid.x(),
        grid.y() - Im2colLayout.BAND - 1 - room,
        grid.width(),
        Im2colLayout.BAND,
        Style.fill(color(i)));
    GridMarks.plane(
        scene,
        plane(i),
        (r, c) -> run.inputAt(channel, r, c),
        layout.numbers ? Optional.of(layout.inputFormat) : Optional.empty(),
        inputColors);
    if (layout.cropped()) {
      int row = matrix.rows().inputFirst();
      GridMarks.indices(scene, grid, row, matrix.columns().inputFirst(), false);
    }
  }

  private void output(SceneBuilder scene, int f) {
    CellGrid grid = layout.outputs.get(f);
    double room = layout.cropped() ? Im2colLayout.INDEX : 0;
    scene.text(grid.x(), grid.y() - 5 - room, "output " + matrix.filters().get(f), LABEL);
    int row = matrix.rows().first();
    int column = matrix.columns().first();
    int filter = matrix.filters().get(f);
    CellGrid.Values values = (r, c) -> run.outputAt(filter, r + row, c + column);
    draw(scene, grid, values, layout.sumFormat, outputColors);
    if (layout.cropped()) {
      GridMarks.indices(scene, grid, row, column, true);
    }
  }

  private static Color color(int channel) {
    return CHANNELS[channel % CHANNELS.length];
  }

  /** Which place of the window a row of X holds, and which output place a column. */
  private void taps(SceneBuilder scene) {
    if (!layout.numbers) {
      return;
    }
    CellGrid grid = layout.windows;
    for (int k = 0; k < taps.size(); k++) {
      Im2colMatrix.Tap tap = taps.get(k);
      double y = grid.cell(k, 0).centerY() + 3.6;
      String words = tap.kernelRow() + "," + tap.kernelColumn();
      scene.text(grid.x() - Im2colLayout.BAND - 7, y, words, TAP.endingHere());
    }
    for (int p = 0; p < places.size(); p++) {
      Im2colMatrix.Place place = places.get(p);
      String words = place.row() + "," + place.column();
      scene.text(grid.cell(0, p).centerX(), grid.y() - 5, words, TAP.centered());
    }
  }

  /** The rows of X and columns of W that belong to one channel, in its colour. */
  private void bands(SceneBuilder scene) {
    int each = matrix.tapsPerChannel();
    for (int i = 0; i < matrix.channels().size(); i++) {
      Style style = Style.fill(color(i));
      Bounds rows = layout.windows.cells(i * each, 0, (i + 1) * each - 1, 0);
      double x = rows.x() - Im2colLayout.BAND - 2;
      scene.rect(x, rows.y() + 1, Im2colLayout.BAND, rows.height() - 2, style);
      Bounds columns = layout.filters.cells(0, i * each, 0, (i + 1) * each - 1);
      double y = columns.y() - Im2colLayout.BAND - 2;
      scene.rect(columns.x() + 1, y, columns.width() - 2, Im2colLayout.BAND, style);
      String words = "channel " + matrix.channels().get(i);
      if (columns.width() > 60) {
        scene.text(columns.centerX(), y - 4, words, TAP.centered());
      }
      boolean alone = matrix.channels().size() == 1 && layout.numbers;
      if (!alone && rows.height() > 60) {
        double at = layout.numbers ? x - 29 : x - 6;
        scene.text(at, rows.centerY(), words, TAP.centered().rotated(-90));
      }
    }
  }

  /** A window that is being copied into its column. */
  void copying(SceneBuilder scene, int place) {
    if (place + 1 < places.size()) {
      veil(scene, layout.windows, 0, place + 1, taps.size() - 1, places.size() - 1);
    }
    veil(scene, layout.products, 0, 0, matrix.filters().size() - 1, places.size() - 1);
    for (CellGrid output : layout.outputs) {
      veil(scene, output, 0, 0, output.rows() - 1, output.columns() - 1);
    }
    window(scene, place);
    Bounds column = column(place);
    GridMarks.now(scene, column);
  }

  /** Cells whose values are not there yet. */
  private static void veil(
      SceneBuilder scene, CellGrid grid, int row, int column, int lastRow, int lastColumn) {
    Bounds box = grid.cells(row, column, lastRow, lastColumn);
    Style style = Style.fill(Palette.FAINT).stroke(Palette.GRID, 0.8);
    scene.rect(box.x(), box.y(), box.width(), box.height(), style);
  }

  private Bounds column(int place) {
    return layout.windows.cells(0, place, taps.size() - 1, place);
  }

  private void window(SceneBuilder scene, int place) {
    Im2colMatrix.Place at = places.get(place);
    for (int i = 0; i < matrix.channels().size(); i++) {
      GridMarks.window(scene, plane(i), at.row(), at.column());
    }
  }

  /** The row of a filter times the column of a window. */
  void multiplying(SceneBuilder scene, int filter, int place) {
    window(scene, place);
    Bounds column = column(place);
    Bounds row = layout.filters.cells(filter, 0, filter, taps.size() - 1);
    Bounds product = layout.products.cell(filter, place);
    Style line = Style.line(GridMarks.NOW, 2);
    // Both arrows end at the edge of Y: inside, they would cross out numbers.
    Bounds all = layout.products.bounds();
    scene.arrow(line, column.centerX(), column.bottom() + 2, column.centerX(), all.y() - 2);
    Bounds from = row;
    if (run.bias().isPresent()) {
      from = layout.bias.cell(filter, 0);
      GridMarks.now(scene, from);
    }
    scene.arrow(line, from.right() + 2, row.centerY(), all.x() - 2, row.centerY());
    GridMarks.now(scene, column);
    GridMarks.now(scene, row);
    GridMarks.now(scene, product);
    GridMarks.now(scene, outputCell(filter, place));
  }

  Bounds outputCell(int filter, int place) {
    Im2colMatrix.Place at = places.get(place);
    return layout
        .outputs
        .get(filter)
        .cell(at.row() - matrix.rows().first(), at.column() - matrix.columns().first());
  }
}
