package org.receptive.viz.steps;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.receptive.viz.figure.Scene;
import org.receptive.viz.figure.TextMetrics;
import org.receptive.viz.figure.TextStyle;
import org.receptive.viz.layer.CellGrid;
import org.receptive.viz.layer.ValueFormat;

/**
 * Where everything of the matrix view stands. Right, above each other, X and Y; left of Y the
 * filters, so that the row of a filter meets the column of a window in their product; in the corner
 * that is left, input and output as pictures.
 */
final class Im2colLayout {
  static final double MARGIN = 14;
  static final double HEADING = 20;
  static final double BAND = 5;
  static final double LABEL = 17;
  static final double INDEX = 14;
  static final double STRIP = 58;
  static final String WINDOWS = "*X*: a window in each column";
  static final TextStyle HEAD = TextStyle.of(12).semibold();
  private static final double GAP = 18;
  private static final double PLANE = 170;
  private static final double TALLEST = 600;
  private static final double SMALLEST_COLOR = 3.5;
  private static final double LARGEST_COLOR = 12;
  private static final TextStyle TAP = TextStyle.of(10);

  final Im2colMatrix matrix;
  final boolean numbers;
  final ValueFormat inputFormat;
  final ValueFormat weightFormat;
  final ValueFormat sumFormat;
  final List<CellGrid> inputs;
  final List<CellGrid> outputs;
  final CellGrid windows;
  final CellGrid filters;
  final CellGrid bias;
  final CellGrid products;
  final double gutter;
  final double width;
  final double height;

  /**
   * A layout.
   *
   * @param matrix what is drawn
   * @param color the side of a cell without a number in px, or 0 for cells with numbers
   */
  Im2colLayout(Im2colMatrix matrix, double color) {
    this.matrix = matrix;
    this.numbers = color == 0;
    ConvolutionRun run = matrix.run();
    this.inputFormat = ValueFormat.of(run.input());
    this.weightFormat = ValueFormat.of(run.weight());
    this.sumFormat = ConvolutionCells.sumFormat(run);
    int taps = matrix.taps().size();
    int places = matrix.places().size();
    double cell = numbers ? CellGrid.NUMBER_HEIGHT : color;
    double input = numbers ? inputWidth() : Math.max(color, 6);
    double weight = numbers ? weightWidth() : color;
    double output = numbers ? outputWidth() : Math.max(color, 8);
    double column = Math.max(input, output);
    int side = Math.max(matrix.rows().inputs(), matrix.columns().inputs());
    double plane = Math.min(LARGEST_COLOR, PLANE / side);
    double top = MARGIN + HEADING + LABEL;
    double indexRoom = cropped() ? INDEX : 0;
    this.inputs =
        planes(top + indexRoom, numbers ? input : plane, numbers ? cell : plane, indexRoom);
    double below = inputs.getFirst().bounds().bottom() + GAP + LABEL + indexRoom;
    this.outputs =
        outputPlanes(
            below, numbers ? output : LARGEST_COLOR, numbers ? cell : LARGEST_COLOR, indexRoom);
    double biasWidth = run.bias().isPresent() ? Math.max(output, 22) : 0;
    double labels = numbers ? TextMetrics.reservedWidth("0,0", TAP) + 8 : 0;
    double channelWords = matrix.channels().size() > 1 || !numbers ? 16 : 0;
    this.gutter = Math.max(labels + channelWords + BAND + 6, biasWidth + (biasWidth > 0 ? 44 : 24));
    double left = Math.max(MARGIN + taps * weight, rightmost()) + gutter;
    double corner = outputs.getFirst().bounds().bottom() - top;
    double rowHeight = Math.max(taps * cell, corner);
    this.windows = new CellGrid(left, top, taps, places, column, cell);
    double row = numbers ? cell : Math.max(cell, 10);
    double bottomTop = top + rowHeight + STRIP;
    int filterCount = matrix.filters().size();
    this.filters =
        new CellGrid(left - gutter - taps * weight, bottomTop, filterCount, taps, weight, row);
    double biasX = filters.bounds().right() + (gutter - biasWidth) / 2;
    this.bias = new CellGrid(biasX, bottomTop, filterCount, 1, biasWidth, row);
    this.products = new CellGrid(left, bottomTop, filterCount, places, column, row);
    double heading = TextMetrics.formulaWidth(WINDOWS, HEAD) * TextMetrics.RESERVE;
    this.width = left + Math.max(places * column, heading) + MARGIN;
    this.height = products.bounds().bottom() + 26;
  }

  /** The layouts worth trying for one choice: numbers, or ever smaller cells of colour. */
  static List<Im2colLayout> colors(Im2colMatrix matrix) {
    List<Im2colLayout> all = new ArrayList<>();
    for (double side = LARGEST_COLOR; side >= SMALLEST_COLOR; side -= 0.5) {
      all.add(new Im2colLayout(matrix, side));
    }
    return all;
  }

  boolean fits() {
    return width <= Scene.NOTEBOOK_WIDTH && height <= TALLEST;
  }

  boolean cropped() {
    return !matrix.rows().whole() || !matrix.columns().whole();
  }

  private List<CellGrid> planes(double y, double cellWidth, double cellHeight, double indexRoom) {
    List<CellGrid> grids = new ArrayList<>();
    double x = MARGIN + indexRoom;
    for (int i = 0; i < matrix.channels().size(); i++) {
      CellGrid grid =
          new CellGrid(
              x, y, matrix.rows().inputs(), matrix.columns().inputs(), cellWidth, cellHeight);
      grids.add(grid);
      x = Math.max(grid.bounds().right(), x + 62) + GAP + indexRoom;
    }
    return List.copyOf(grids);
  }

  private List<CellGrid> outputPlanes(
      double y, double cellWidth, double cellHeight, double indexRoom) {
    List<CellGrid> grids = new ArrayList<>();
    double x = MARGIN + indexRoom;
    for (int i = 0; i < matrix.filters().size(); i++) {
      CellGrid grid =
          new CellGrid(
              x, y, matrix.rows().outputs(), matrix.columns().outputs(), cellWidth, cellHeight);
      grids.add(grid);
      x = Math.max(grid.bounds().right(), x + 52) + GAP + indexRoom;
    }
    return List.copyOf(grids);
  }

  private double rightmost() {
    double inputsEnd = inputs.getLast().bounds().right();
    double outputsEnd = outputs.getLast().bounds().right() + (cropped() ? INDEX : 0);
    return Math.max(Math.max(inputsEnd, inputs.getLast().x() + 62), outputsEnd);
  }

  private double inputWidth() {
    return widest(
        matrix.taps(),
        tap ->
            matrix.places().stream()
                .mapToDouble(p -> CellGrid.widthFor(inputFormat.text(matrix.value(tap, p))))
                .max()
                .orElse(0));
  }

  private double weightWidth() {
    return widest(
        matrix.taps(),
        tap ->
            matrix.filters().stream()
                .mapToDouble(f -> CellGrid.widthFor(weightFormat.text(matrix.weight(f, tap))))
                .max()
                .orElse(0));
  }

  private double outputWidth() {
    return widest(
        matrix.places(),
        place ->
            matrix.filters().stream()
                .mapToDouble(
                    f ->
                        CellGrid.widthFor(
                            sumFormat.text(matrix.run().outputAt(f, place.row(), place.column()))))
                .max()
                .orElse(0));
  }

  private static <T> double widest(List<T> all, ToDoubleFunction<T> width) {
    return Math.max(22, Math.ceil(all.stream().mapToDouble(width).max().orElse(0)));
  }
}
